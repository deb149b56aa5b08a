"""What the problem ledger says: names templates use, sheets, the confirmation workbook, and why a decision is refused."""

from typing import Final

NAME: Final = "台账"
LAST: Final = "上期"
CHANGE: Final = "环比增减"
ITEMS: Final = "个"
DAYS: Final = "天"

FIGURES: Final[dict[str, tuple[str, str, str]]] = {
    "总数": ("count", ITEMS, "本年在册问题：上年结转未销号的和本年列入台账的"),
    "上年结转": ("count", ITEMS, "上年列入、本年初尚未销号的问题"),
    "新增": ("count", ITEMS, "本期经督查室确认列入台账的问题"),
    "销号": ("count", ITEMS, "本期凭佐证材料销号的问题"),
    "已销号": ("count", ITEMS, "本年在册问题中报告期末已经销号的"),
    "未销号": ("count", ITEMS, "本年在册问题中报告期末尚未销号的"),
    "逾期": ("count", ITEMS, "未销号问题中整改期限在报告期末以前的"),
    "复发": ("count", ITEMS, "销号后本期又出现、恢复原编号的问题"),
    "待确认": ("count", ITEMS, "程序本期提出、督查室尚未确认的问题，不计入总数"),
    "销号率": ("rate", "", "已销号问题占本年在册问题的比例"),
    "平均办理天数": ("days", DAYS, "本年已销号问题从列入或复发到销号的平均天数"),
    "上期问题": ("count", ITEMS, "上期期末尚未销号的问题"),
    "上期问题已销号": ("count", ITEMS, "上期期末尚未销号、本期已经销号的问题"),
    "上期问题未销号": ("count", ITEMS, "上期期末尚未销号、本期仍未销号的问题"),
    "上期问题销号率": ("rate", "", "上期期末尚未销号的问题中本期已经销号的比例"),
}
"""figure → kind, unit, 口径"""
OF_A_UNIT: Final = ("总数", "新增", "销号", "已销号", "未销号", "逾期", "复发", "销号率")
"""figures that every unit has as well"""
RATES: Final = frozenset({"销号率", "上期问题销号率"})
ALL: Final = "总数"
OWN_LIST: Final = "本单"
OF_A_COLOUR: Final = "报告期末为{colour}色督查的问题"
COLOUR_FIGURE: Final = "{colour}色"
LISTS: Final = {
    "新增清单": "本期列入台账的问题",
    "销号清单": "本期销号的问题",
    "已销号清单": "本年在册问题中已经销号的",
    "未销号清单": "报告期末尚未销号的问题",
    "到期未销号": "整改期限已过仍未销号的问题",
    "复发清单": "销号后本期又出现的问题",
    "待确认清单": "程序本期提出、尚未确认的问题",
    "上期问题整改情况": "上期期末尚未销号的问题，本期办理到哪一步",
    "督查清单": "未销号问题中发督查单的",
}
"""list → 口径"""
COLUMNS: Final = {
    "编号": ("text", ""),
    "类别": ("text", ""),
    "单位": ("unit", ""),
    "事项": ("text", ""),
    "问题": ("note", ""),
    "责任人": ("text", ""),
    "发现日期": ("date", ""),
    "期限": ("date", ""),
    "状态": ("text", ""),
    "颜色": ("text", ""),
    "在办天数": ("count", DAYS),
    "逾期天数": ("count", DAYS),
    "延期次数": ("count", "次"),
    "复发次数": ("count", "次"),
    "单位申报": ("note", ""),
    "销号日期": ("date", ""),
    "佐证": ("note", ""),
    "经办人": ("text", ""),
}
"""column of every list → its type and unit"""
AS_OF_RULES: Final = "按 templates/ledger.yaml 的规则和督查室的确认登记"

# ── 规则里能用的名称 ─────────────────────────────────────────────────────────────────────────────────────────────────
PROGRESS: Final = "序时"
OTHER: Final = "对方"
"""before the name of a column of the form compared with"""
REPORT_SLOTS: Final = ("单位", "报表", "期限", "状态")
FINDING_SLOTS: Final = ("单位", "报表", "项目", "问题", "填报值", "应为")
FACTS: Final = {
    "状态": "text",
    "类别": "text",
    "单位": "text",
    "组别": "text",
    "上期颜色": "text",
    "在办天数": "number",
    "逾期天数": "number",
    "剩余天数": "number",
    "延期次数": "number",
    "复发次数": "number",
}
"""what a rule of escalation may ask of an item"""

UNKNOWN_CODE: Final = "没有一条审核的编号是“{code}”，这条规则看不到任何问题"
ONE_ORIGIN: Final = "from、states、findings 三者写一个，也只能写一个：问题从哪里看出来"
NO_WHERE: Final = "写了 from 就要写 where：哪些行是问题"
ONLY_WITH_FROM: Final = "只有写了 from 的规则才能写 {key}"
NO_MATCH: Final = "写了 beside 就要写 match：两张表按哪一栏对应"
NO_SUBJECT: Final = "报表“{form}”没有 key，请写明 subject：凭哪些栏认出是同一个问题"
BAD_SLOT: Final = "没有“{name}”这一栏"
BAD_BRACES: Final = "花括号不成对；要填的栏写成 {{栏名}}"
NOT_A_DATE: Final = "“{name}”不是日期栏"
IN_EXPRESSION: Final = "{message}（“{text}”第{place}个字）"
SAME_ORIGIN: Final = "报表“{name}”不能与自己对照；同一报表内多个单位重复填报由审核发现"
UNKNOWN_STANDING: Final = "没有“{name}”这种情形，可以写：{known}"
ITEMS_FOR_UNITS: Final = "items 要与 for each: unit 同用：有这些问题的单位各发一份"
NO_LEDGER: Final = "没有 templates/ledger.yaml，不能按台账情况发文"

# ── 台账.xlsx ────────────────────────────────────────────────────────────────────────────────────────────────────────
FILE: Final = "台账.xlsx"
TITLE: Final = "{title}（{period}）"
OPEN_SHEET, CLOSED_SHEET, UNIT_SHEET = "未销号", "已销号", "分单位"
OPEN_HEAD: Final = (
    "编号",
    "颜色",
    "状态",
    "单位",
    "类别",
    "事项",
    "问题",
    "责任人",
    "发现日期",
    "期限",
    "在办天数",
    "逾期天数",
    "延期次数",
    "复发次数",
    "单位申报",
)
CLOSED_HEAD: Final = (
    "编号",
    "单位",
    "类别",
    "事项",
    "问题",
    "责任人",
    "发现日期",
    "期限",
    "销号日期",
    "在办天数",
    "复发次数",
    "佐证",
    "经办人",
)
UNIT_HEAD: Final = ("总数", "新增", "销号", "已销号", "未销号", "逾期", "复发", "销号率")
HEADINGS: Final = {
    "颜色": "督查单",
    "佐证": "佐证材料",
    "单位": "责任单位",
    "类别": "问题类别",
    "问题": "问题情况",
    "期限": "整改期限",
}
DAYS_TAKEN: Final = "办理天数"
UNIT_COLUMNS: Final = ("组别", "责任单位")
GROUP_TOTAL: Final = "全县"
COLOURS: Final = {"蓝": "#BDD7EE", "黄": "#FFE699", "橙": "#F8CBAD", "红": "#FF9B9B"}
"""the fill of a slip's colour; a colour of another name has none"""
SOURCES: Final = "出处"
TOTAL: Final = "合计"

# ── 台账确认.xlsx ────────────────────────────────────────────────────────────────────────────────────────────────────
CONFIRMATION: Final = "台账确认"
CONFIRMATION_FILE: Final = "台账确认.xlsx"
CONFIRMATION_TITLE: Final = "{period}问题台账确认表"
CONFIRMATION_NAME: Final = "问题台账确认表"
CONFIRMATION_SHEET: Final = "台账确认"
CONFIRMATION_GUIDE: Final = (
    "白底各栏由程序填写，请不要改动；黄底各栏由督查室填写。处理意见：确认（列入台账）、不列入、销号、延期；空着就是本期不处理。"
    "销号必须写佐证材料和经办人；不列入和延期要写理由（填在佐证材料栏）和经办人，延期还要写新期限。"
    "填好后放进 inbox（文件名随意），下一次运行时生效；改主意的，改好再放一次，以后放的为准。"
)
CONFIRMATION_HEAD: Final = (
    ("台账编号", "编号", 11),
    ("责任单位", "单位", 16),
    ("问题类别", "类别", 13),
    ("事项", "事项", 24),
    ("问题情况", "问题", 40),
    ("责任人", "责任人", 12),
    ("发现日期", "发现日期", 11),
    ("整改期限", "期限", 11),
    ("目前状态", "状态", 9),
    ("督查单", "颜色", 7),
    ("单位申报", "单位申报", 18),
)
"""what the program fills in: heading, column of the ledger, width"""
VERDICT, EVIDENCE, OFFICER, NEW_DUE, DAY = "处理意见", "佐证材料或理由", "经办人", "新期限", "办理日期"
CONFIRMATION_ANSWERS: Final = ((VERDICT, 10), (EVIDENCE, 26), (OFFICER, 10), (NEW_DUE, 12), (DAY, 12))
NUMBER, UNIT, CATEGORY, SUBJECT = "台账编号", "责任单位", "问题类别", "事项"
CHOOSE: Final = "请从下拉框里选：确认、不列入、销号、延期"
A_DAY: Final = "请填日期，如 2023-06-10"

# ── 不予办理 ─────────────────────────────────────────────────────────────────────────────────────────────────────────
REFUSED: Final = {
    "unknown": (
        "L-101",
        "台账里没有编号“{number}”",
        "请核对编号；不知道编号的，编号空着，照“台账确认.xlsx”写明责任单位、问题类别和事项",
    ),
    "nothing": ("L-102", "没有编号，按责任单位、问题类别和事项也找不到这个问题", "请照“台账确认.xlsx”里的写法填写"),
    "mismatch": (
        "L-103",
        "编号{number}是{unit}的“{subject}”，与本行的单位或事项对不上",
        "可能是排序时只排了一部分栏，请照“台账确认.xlsx”核对整行",
    ),
    "no evidence": ("L-104", "编号{number}填了“{verdict}”，没有写佐证材料或理由", "请补填佐证材料或理由；没有佐证不能{verdict}"),
    "no officer": ("L-105", "编号{number}填了“{verdict}”，没有写经办人", "请写上经办人姓名"),
    "no due": ("L-106", "编号{number}填了“延期”，没有写新期限", "请填新期限"),
    "not later": ("L-107", "编号{number}的新期限{due}不晚于原期限{old}", "请核对新期限"),
    "not listed": ("L-108", "编号{number}还没有列入台账，不能延期", "请选“确认”，同时可以填新期限"),
    "listed": ("L-109", "编号{number}已经列入台账，不能改为“不列入”", "整改到位的请选“销号”并写明佐证材料和经办人"),
    "closed": ("L-110", "编号{number}已于{closed}销号，不能再{verdict}", "问题又出现的，程序会按原编号恢复"),
    "due unasked": ("L-111", "编号{number}已经列入台账，“确认”不能改期限", "要改期限请选“延期”并写明理由"),
    "no verdict": ("L-112", "编号{number}填了佐证材料、经办人或新期限，没有选处理意见", "请选处理意见：确认、不列入、销号、延期"),
    "due passed": ("L-114", "编号{number}的期限{due}早于发现日期{found}", "请核对新期限的年月"),
    "not yet": ("L-115", "编号{number}的办理日期{day}晚于收到这份台账确认的日期", "请核对办理日期"),
    "twice": ("L-116", "编号{number}在同一份台账确认里填了不止一行，处理意见不同", "请只留一行；一行都没有办理"),
    "too early": ("L-113", "编号{number}的销号日期{day}早于发现日期{found}", "请核对办理日期"),
}
"""why → code, what is wrong, what to do"""
COME_LATE: Final = (
    "L-120",
    "{period}已经封账，这份台账确认是封账后才收到的，没有办理",
    "要现在办的，填在没有封账的一期的“台账确认.xlsx”里；要更正已印发的，看这一期的“拟更正”，同意的运行 tongbao reissue {period}",
)
