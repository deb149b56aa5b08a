"""What intake and reading say about a file, a table or a cell: one wording per kind of finding.

Q is 强制, H is 核实, T is 提示; numbers up to 018 and from 101 are the handbook's, 019 to 049 are our own.
"""

from typing import Final

from pipeline.catalogue.findings import Wording

RESEND: Final = "请用 WPS 或 Excel 打开，确认内容完整后另存为“Excel 工作簿（*.xlsx）”重新报送"
RESAVE: Final = "请用 WPS 或 Excel 打开该文件，重新计算并保存后再报"

# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────
UNSETTLED: Final = Wording("T-021", "提示", "文件刚刚放入，可能还在复制，本次先不处理", remedy="下一次处理时自动读入，不必重报")
NOT_A_FILE: Final = Wording("T-022", "提示", "这是链接或特殊文件，未读取", "普通文件", "请把报表文件本身放入收文文件夹")
NO_PERMISSION: Final = Wording("Q-001", "强制", "无权读取该文件", "可以读取的文件", "请检查文件权限，或重新复制一份")
CLOSED_FOLDER: Final = Wording(
    "Q-001",
    "强制",
    "文件夹无法进入或层数过多，其中的文件未读取",
    "可以进入的文件夹",
    "请检查文件夹权限，或把报表直接放入收文文件夹",
)
READ_ERROR: Final = Wording("Q-001", "强制", "文件读取出错（{reason}）", "可以读取的文件", "请检查磁盘或网络，或重新复制一份")
TOO_LARGE: Final = Wording(
    "Q-001", "强制", "文件有 {size} MB，超过上限", "不超过 {limit} MB 的工作簿", "请删去图片、空白格式行后另存再报"
)
EMPTY_FILE: Final = Wording("Q-001", "强制", "文件是空的（0 字节）", "完整的工作簿", "请重新复制或重新报送")
CHANGED_FILE: Final = Wording("T-021", "提示", "读取时文件正在变动，本次先不处理", remedy="下一次处理时自动读入，不必重报")
WRONG_KIND: Final = Wording("Q-001", "强制", "文件实际是{kind}，不是 Excel 工作簿", "Excel 工作簿（.xlsx 或 .xls）", RESEND)
READ_AS: Final = Wording(
    "T-026", "提示", "文件实际是{kind}，已按其内容读入", "Excel 工作簿（.xlsx）", "下次请另存为“Excel 工作簿（*.xlsx）”再报"
)
INCOMPLETE: Final = Wording("Q-001", "强制", "文件不完整，可能复制中断", "完整的工作簿", "请重新复制或重新报送")
DAMAGED: Final = Wording("Q-001", "强制", "文件已损坏，无法打开", "可以打开的工作簿", RESEND)
ENCRYPTED: Final = Wording("Q-002", "强制", "文件设有打开密码", "没有打开密码的工作簿", "请取消打开密码后重新报送")
DANGEROUS: Final = Wording("Q-001", "强制", "文件结构异常（{reason}），为安全起见未打开", "普通的工作簿", RESEND)
TOO_WIDE: Final = Wording(
    "Q-001",
    "强制",
    "工作表“{sheet}”用到第 {rows} 行、第 {columns} 列，超过上限",
    "只含表格本身的工作表",
    "请删去表格以外的内容后另存再报",
)
TOO_SLOW: Final = Wording("Q-001", "强制", "文件在 {seconds} 秒内未能读完，已停止读取", "普通大小的工作簿", RESEND)
READER_DIED: Final = Wording("Q-001", "强制", "文件内容异常，读取程序中止", "可以打开的工作簿", RESEND)
MACRO_SHEET_ONLY: Final = Wording("Q-001", "强制", "工作簿里没有普通工作表", "含有报表的工作表", RESEND)
LOCKED_ZIP: Final = Wording(
    "Q-002", "强制", "压缩包设有密码", "没有密码的压缩包或工作簿", "请取消密码，或解压后把工作簿单独放入收文文件夹"
)
LARGE_ZIP: Final = Wording(
    "Q-001", "强制", "压缩包内文件过多或过大，为安全起见未解压", "只含几份报表的压缩包", "请解压后把工作簿单独放入收文文件夹"
)
DAMAGED_ZIP: Final = Wording(
    "Q-001", "强制", "压缩包已损坏或内有重名文件，未能解压", "可以解压的压缩包", "请解压后把工作簿单独放入收文文件夹"
)
RIGHTS_MANAGED: Final = Wording(
    "Q-002", "强制", "文件受权限管理（IRM），本机无权打开", "没有权限限制的工作簿", "请由编制人取消“限制访问”后另存再报"
)
CIPHERED: Final = Wording(
    "Q-002",
    "强制",
    "文件被加密软件保护，离开原电脑无法打开",
    "未经加密软件保护的工作簿",
    "请在原电脑上解密（或申请外发）后重新报送",
)
UNPACK: Final = Wording(
    "Q-001", "强制", "文件实际是{kind}，无法读取其中的内容", "Excel 工作簿", "请解压后把工作簿单独放入收文文件夹"
)
HIDDEN_ERRORS: Final = Wording(
    "Q-101", "强制", "工作簿中有错误值（如 #DIV/0!）", "没有错误值的表格", "请改正错误值，或另存为 .xlsx 后重新报送"
)

TEXT_SHEET: Final = "文本"
WEB_SHEET: Final = "网页"
"""what stands for the sheet's name where a file has none"""

MANY_PARTS: Final = "压缩包内有 {count} 个文件"
SAME_NAMES: Final = "压缩包内有重名文件"
ODD_COMPRESSION: Final = "压缩方法少见"
INFLATES: Final = "解压后超过 {limit} MB"
HIGH_RATIO: Final = "压缩率过高"
DOCUMENT_TYPE: Final = "含有 DTD"
WIDE_XML: Final = "使用 UTF-16 编码"
FALSE_COUNT: Final = "标明的文本数不实"
TOO_DEEP: Final = "标签嵌套过深"
MANY_SHEETS: Final = "有 {count} 张工作表"
"""reasons of DANGEROUS"""

KINDS: Final = {
    "html": "网页（HTML）",
    "xml2003": "XML 表格（Excel 2003 XML）",
    "mht": "单文件网页（MHT）",
    "text": "文本文件",
    "pdf": "PDF 文件",
    "docx": "Word 文档",
    "doc": "Word 文档",
    "pptx": "演示文稿",
    "ppt": "演示文稿",
    "zip": "ZIP 压缩包",
    "rar": "RAR 压缩包",
    "7z": "7z 压缩包",
    "gzip": "gzip 压缩包",
    "image": "图片",
    "rtf": "RTF 文档",
    "program": "程序文件",
    "odt": "文字文档（ODF）",
    "ole": "其他程序的文件",
    "unknown": "无法识别的文件（可能已加密）",
}
"""content found in a file → its name; kinds not listed here are read"""

# ── editions ─────────────────────────────────────────────────────────────────────────────────────────────────────────
SAME_BYTES: Final = Wording("T-020", "提示", "与“{other}”内容完全相同，只计一份")
SUPERSEDED: Final = Wording(
    "H-010",
    "核实",
    "{unit}{period}《{form}》报送了不止一份且数据不同，按收文时间采用“{other}”，本份未用",
    "每单位每期一份报表",
    "请确认以哪份为准；如应以本份为准，请重新报送",
)
CORRECTED: Final = Wording("T-030", "提示", "{unit}{period}《{form}》已由报回的“{other}”更正，本份不用")
SAME_DATA: Final = Wording("T-020", "提示", "{unit}{period}《{form}》的数据与“{other}”相同，只计一份")
ANOTHER_UNITS: Final = Wording(
    "Q-016", "强制", "报表内容与{unit}报送的“{other}”完全一致，疑似误传", "本单位的报表", "请核对后报送本单位的报表"
)

# ── whose, which, when ───────────────────────────────────────────────────────────────────────────────────────────────
UNKNOWN_UNIT: Final = Wording(
    "Q-003", "强制", "填报单位“{found}”无法识别{suggestion}", "单位名录中的规范名称", "请填写单位规范全称后重新报送"
)
NO_UNIT: Final = Wording(
    "Q-003", "强制", "没有填写填报单位，文件名中也看不出", "表头下写明“填报单位：××”", "请填写填报单位后重新报送"
)
SUGGESTION: Final = "，是否为“{name}”"
UNIT_DIFFERS: Final = Wording(
    "T-019", "提示", "表内填报单位是{stated}，文件名或文件夹写的是{hinted}，按表内计", remedy="如有误请重新报送"
)
OTHER_UNIT: Final = Wording(
    "Q-016",
    "强制",
    "文件名或文件夹写的是{hinted}，表内填报单位却是{stated}，{stated}另有报送，疑填报单位没有改",
    "填报单位为{hinted}",
    "如是{hinted}的报表，请把填报单位改过来后重新报送；如是{stated}的报表，请改正文件名",
)
UNIT_BY_HINT: Final = Wording(
    "T-019", "提示", "表内填报单位写作“{found}”，按文件名认定为{hinted}", "单位规范全称", "请改用规范全称"
)
NO_PERIOD: Final = Wording(
    "Q-004", "强制", "看不出是哪一期的报表", "标题写明年、月（如 2023年4月）", "请在标题中写明期别后重新报送"
)
PERIOD_DIFFERS: Final = Wording(
    "T-019", "提示", "表内期别是{stated}，文件名或文件夹写的是{hinted}，按表内计", remedy="如有误请重新报送"
)
OTHER_PERIOD: Final = Wording(
    "Q-004",
    "强制",
    "表内期别是{stated}，文件名或文件夹写的是{hinted}，疑似误报其他期的报表",
    "{hinted}的报表",
    "请报送{hinted}的报表；如系{stated}的更正，请在文件名中写明{stated}后重新报送",
)
WRONG_FORM: Final = Wording(
    "T-019", "提示", "文件名或标题写的是《{hinted}》，表头是《{stated}》，按表头计", remedy="如有误请重新报送"
)
LEFTOVER: Final = Wording(
    "T-025", "提示", "另有{period}的《{form}》，一个文件同一报表只取一期，此表未用", remedy="往期更正请单独报送"
)

# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────
NO_TABLE: Final = Wording("Q-006", "强制", "没有找到任何一种报表的表头", "与下发表样一致的表头", "请按表样填报，不要改动表头")
MISSING_COLUMNS: Final = Wording(
    "Q-006",
    "强制",
    "缺少必填列{columns}，或列名被改动{nearest}",
    "表样中的全部必填列",
    "请按表样补齐列名后重新报送，不要改动表头",
)
NEAREST_HEADING: Final = "（{cell}“{heading}”是否即“{column}”）"
UNCLEAR_FORM: Final = Wording(
    "Q-006", "强制", "表头既像《{first}》又像《{second}》，无法判断是哪种报表", "与表样一致的标题和表头", "请写明标题后重新报送"
)
OLD_FORM: Final = Wording(
    "Q-005",
    "强制",
    "使用了旧版的《{form}》表样，列名或填报要求已经变动",
    "最新下发的表样",
    "请在最新表样中填写后重新报送；旧表中的数据可以复制过去",
)
COLUMNS_TAKEN_OUT: Final = Wording(
    "T-027", "提示", "下发的表样中删去了列{columns}", "与下发的表样一致的列", "没有内容的列请留空，不要删列；确无内容的不必重报"
)
COLUMNS_PUT_IN: Final = Wording(
    "T-028",
    "提示",
    "下发的表样中插入了{columns}列，列中内容不予汇总",
    "与下发的表样一致的列",
    "需要补充的内容请填入“备注”等已有的列",
)
EMPTY_TABLE: Final = Wording(
    "Q-007", "强制", "报表没有填写任何内容", "填写数据，或写明“零报告”", "如本期无情况，请在表中写明“零报告”后重新报送"
)
UNTOUCHED: Final = Wording(
    "Q-032",
    "强制",
    "下发的空白表没有填写，只有程序按上期填好的内容",
    "本期的内容逐行填齐",
    "请填写后重新报送；本期没有内容可报的，请写明“零报告”",
)
PICTURES_ONLY: Final = Wording(
    "Q-007",
    "强制",
    "工作表里只有图片或嵌入的对象，没有填写任何单元格",
    "表中的数填在单元格里",
    "请把图片上的内容填入表样后重新报送",
)
TWO_COLUMNS: Final = Wording(
    "Q-008",
    "强制",
    "列“{column}”有 {count} 处（{places}），无法判断以哪处为准",
    "每列只出现一次",
    "请保留正确的一列，其余删去或改名后重新报送",
)
TWO_TABLES: Final = Wording(
    "Q-008",
    "强制",
    "同一工作簿有不止一张{period}《{form}》（{places}），无法判断以哪张为准",
    "每种报表一张",
    "请只保留一张后重新报送",
)
UNIT_UNCLEAR: Final = Wording(
    "Q-009", "强制", "“{column}”标明的计量单位是{found}，不能换算为{unit}", "以{unit}为单位", "请按表样的计量单位填报"
)
TWO_MEASURES: Final = Wording(
    "Q-009",
    "强制",
    "表格上方写了不止一种计量单位（{places}），无法判断以哪个为准",
    "只写一种计量单位",
    "请保留正确的一种后重新报送",
)
MEASURES_DIFFER: Final = Wording(
    "Q-009",
    "强制",
    "“{column}”的列名（{cell}）标明单位为{found}，表格上方（{other}）标明{above}，无法判断以哪个为准",
    "列名和表格上方的计量单位一致",
    "请改正其中一处后重新报送",
)
UNIT_CONVERTED: Final = Wording(
    "T-108", "提示", "“{column}”标明单位为{found}，已全部换算为{unit}", "以{unit}为单位", "请确认换算是否正确"
)
TABLE_CONVERTED: Final = Wording(
    "T-108", "提示", "表格上方标明单位为{found}，各栏金额已全部换算为{unit}", "以{unit}为单位", "请确认换算是否正确"
)
HIDDEN_SHEET: Final = Wording(
    "T-011", "提示", "隐藏的工作表中有《{form}》，未计入", "数据都在可见的工作表中", "如应计入，请取消隐藏后重新报送"
)
HIDDEN_ROWS: Final = Wording(
    "T-011", "提示", "隐藏或被筛选掉的第{rows}行有数据，已计入", "没有隐藏行", "如不应计入，请删除后重新报送"
)
HIDDEN_COLUMNS: Final = Wording("T-011", "提示", "隐藏的{columns}列有数据，已计入", "没有隐藏列", "请确认隐藏列中的数据有效")
UNDER_MERGE: Final = Wording("T-024", "提示", "合并区域下藏有内容“{found}”，未计入", "合并区域只有一个内容", "请取消合并后核对")
EXTRA_COLUMNS: Final = Wording(
    "T-014", "提示", "表样以外多出列{columns}，内容不予汇总", "与表样一致的列", "如应汇总，请填入表样规定的列"
)
OWNING_HEADINGS: Final = frozenset(
    {"单位", "单位名称", "责任单位", "项目责任单位", "牵头单位", "填报单位", "报送单位", "上报单位"}
)
"""headings of columns that say whose a row is"""
OTHERS_ROWS: Final = Wording(
    "H-031",
    "核实",
    "“{column}”列第{rows}行写的是{units}，不是填报单位{unit}，已按{unit}计",
    "{unit}的{thing}",
    "应由{units}填报的，请从本表删去；确由{unit}填报的，请说明",
)
SOME_COLUMNS: Final = "{names}等{count}列"
SAMPLE_ROW: Final = Wording("T-023", "提示", "第{line}行是示例行，未计入", remedy="请删除示例行")
BELOW_SIGN_OFF: Final = Wording(
    "H-029",
    "核实",
    "表末签署行以下的第{rows}行像是{thing}，未计入",
    "{thing}都填在签署行以上",
    "应当计入的，请移到签署行以上后重新报送；不应计入的，请删除，或说明是什么",
)
UNSIGNED: Final = Wording(
    "T-013", "提示", "表末的{names}没有填写", "签署齐全的报表", "请补填后再报；纸质件已签署的，以纸质件为准"
)
LINKED_WORKBOOK: Final = Wording(
    "H-015",
    "核实",
    "有引用其他工作簿的公式，数值可能不是最新",
    "不引用其他工作簿",
    "请更新链接并改为数值后保存，或说明数值已核对",
)

# ── cells ────────────────────────────────────────────────────────────────────────────────────────────────────────────
BLANK_CELL: Final = Wording("Q-102", "强制", "第{line}行“{column}”为空", "必填", "请补填后重新报送")
BARE_ROW: Final = Wording(
    "Q-102",
    "强制",
    "第{line}行只填了“{column}”（“{found}”），其余必填列都为空",
    "一行一个{thing}，必填列都填写",
    "如是说明文字，请并入所说的那一行，或移到表格下方、以“注：”开头；如是{thing}，请补填后重新报送",
)
DITTO_REQUIRED: Final = Wording(
    "Q-102", "强制", "第{line}行“{column}”填写为“{found}”，汇总后看不出指哪一行", "具体内容", "请写出具体内容后重新报送"
)
DITTO: Final = Wording(
    "T-107",
    "提示",
    "第{line}行“{column}”填写为“{found}”，汇总后看不出指哪一行，未采用",
    "具体内容",
    "如需采用，请写出具体内容后重新报送",
)
NIL_CELL: Final = Wording(
    "Q-102", "强制", "第{line}行“{column}”填写为“{found}”，此列必须有具体内容", "必填", "请补填后重新报送；确实没有的金额请填 0"
)
NOT_A_NUMBER: Final = Wording(
    "Q-101", "强制", "第{line}行“{column}”填写为“{found}”，应为数值", "数值{unit}", "请改填数值后重新报送"
)
NOT_WHOLE: Final = Wording("Q-101", "强制", "第{line}行“{column}”填写为“{found}”，应为整数", "整数", "请改填整数后重新报送")
ERROR_VALUE: Final = Wording(
    "Q-101", "强制", "第{line}行“{column}”是错误值 {found}", "有效的数据", "请改正公式或直接填写数据后重新报送"
)
MERGED_NUMBER: Final = Wording(
    "Q-101", "强制", "“{column}”在第{rows}行合并填写为“{found}”，无法分到各行", "每行各填一个数", "请取消合并，逐行填写后重新报送"
)
SPLIT_RECORD: Final = Wording(
    "Q-101",
    "强制",
    "第{line}行属于第{first}行的{thing}，但“{column}”两行都有内容，无法判断以哪处为准",
    "一个{thing}一行",
    "请把一个{thing}的内容填在一行后重新报送",
)
UNSAVED_FORMULA: Final = Wording("T-012", "提示", "第{line}行“{column}”是公式，没有保存计算结果", "公式的计算结果", RESAVE)
UNSAVED_REQUIRED: Final = Wording("T-012", "强制", "第{line}行“{column}”是公式，没有保存计算结果", "公式的计算结果", RESAVE)
NOT_A_CODE: Final = Wording(
    "Q-103",
    "强制",
    "第{line}行“{column}”填写为“{found}”，不在规定范围内{suggestion}",
    "{codes}之一",
    "请改填规定的内容后重新报送",
)
NOT_A_UNIT: Final = Wording(
    "Q-103",
    "强制",
    "第{line}行“{column}”填写为“{found}”，单位名录中没有{suggestion}",
    "单位规范名称",
    "请填写单位规范名称后重新报送",
)
SEVERAL_UNITS: Final = Wording(
    "T-107",
    "提示",
    "第{line}行“{column}”填了不止一个单位，按第一个“{value}”计",
    "牵头单位一个",
    "如第一个不是牵头单位，请调整顺序后重新报送",
)
NOT_A_DATE: Final = Wording(
    "Q-105",
    "强制",
    "第{line}行“{column}”填写为“{found}”，不是有效日期",
    "日期，如 2023年4月1日 或 2023年4月",
    "请改填日期后重新报送",
)
UNCLEAR_DATE: Final = Wording(
    "Q-105",
    "强制",
    "第{line}行“{column}”显示为“{found}”，无法判断是1月还是10月",
    "写明年、月，如 2023年10月",
    "请改写为“2023年10月”的样式后重新报送",
)
FAR_DATE: Final = Wording(
    "Q-105", "强制", "第{line}行“{column}”填写为“{found}”，年份不合理", "1950 至 {last} 年间的日期", "请核对日期后重新报送"
)
TOO_SHORT: Final = Wording(
    "Q-110", "强制", "第{line}行“{column}”过短（“{found}”）", "不少于{count}个字的规范全称", "请填写规范全称后重新报送"
)
LOST_DIGITS: Final = Wording(
    "Q-101",
    "强制",
    "第{line}行“{column}”以数值格式存放，末尾数字已丢失",
    "文本格式的编码",
    "请将该列设为文本格式，重新填写后再报",
)
DECIMALS: Final = Wording(
    "T-106",
    "提示",
    "第{line}行“{column}”有{places}位小数，疑似公式结果，按原值计算、印发时修约",
    "不超过{allowed}位小数",
    "请确认是否正确",
)
CONVERTED: Final = Wording("T-107", "提示", "第{line}行“{column}”填写为“{found}”，已按{value}计", remedy="请确认是否正确")
TEXT_NUMBER: Final = Wording(
    "T-107", "提示", "第{line}行“{column}”的“{found}”不是数值格式，已按{value}计", "数值格式的数", "请确认是否正确"
)
CONVERTED_UNIT: Final = Wording(
    "T-108", "提示", "第{line}行“{column}”填写为“{found}”，已换算为{value}{unit}", remedy="请确认换算是否正确"
)
PERCENT_READING: Final = Wording(
    "T-111", "提示", "第{line}行“{column}”填写为“{found}”，按{value}计", "百分数，如 56.3%", "请确认是否正确"
)
PERSONAL: Final = Wording(
    "T-112", "提示", "第{line}行“{column}”含手机号码，印发前将核对", "不含个人信息", "请将联系电话填入专设的列"
)
ALSO_IN: Final = "（同类共{count}处）"
"""added where a conversion occurs in several cells of one column"""

NO_CHILD: Final = "读取报表的子进程无法启动，请检查程序安装是否完整（重新运行 make run 会自动安装）"
"""our own set-up, not a finding"""
MANY_MORE: Final = Wording(
    "T-049", "提示", "本文件审核问题较多，只列出前{shown}条，另有{rest}条未列出", remedy="改正后重新报送时继续审核"
)

TEN_DAYS: Final = ("上旬", "中旬", "下旬")
STATED: Final = {
    "日": "{0.year}年{0.month}月{0.day}日",
    "旬": "{0.year}年{0.month}月{ten}",
    "月": "{0.year}年{0.month}月",
    "季": "{0.year}年第{quarter}季度",
    "年": "{0.year}年",
}
"""how a date is shown, by what was stated of it"""
