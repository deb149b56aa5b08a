"""What blank forms say, and the command that makes them."""

from typing import Final

HELP: Final = "生成空白表：每个单位一个工作簿，带下拉框、填写限制和自动核对，上期已报的内容先填好。"
UNIT_HELP: Final = "只生成这个单位的（可写多次）。"
OUT_HELP: Final = "放到哪个文件夹；不写则放 outbox/空白表/期别/。"
ROWS_HELP: Final = "每张表留多少空行。"
WRITTEN: Final = "{period}空白表：{count} 个单位，放在 {folder}"
KEPT: Final = "{path} 已被改动过，没有覆盖；需要新的空白表请先把它移走"
NOBODY: Final = "{period}没有要填报的报表"
UNKNOWN_UNIT: Final = "名录中没有“{name}”这个单位{suggestion}"
MEANT: Final = "，是否“{name}”"
BAD_NAME: Final = "空白表"

FOLDER: Final = "空白表"
FILE: Final = "{unit}{period}报表.xlsx"
LIST: Final = "清单.json"
TITLE: Final = "{period}{title}"
FONT: Final = "宋体"
CREATOR: Final = "通报自动生成"

REPORTER: Final = "填报单位：{unit}（盖章）"
FILLED_ON: Final = "填报日期："
MEASURE: Final = "计量单位：{unit}"
LEGEND: Final = "红字列名：必填　黄格：必填未填　红格：须改正　橙格：须说明　灰格：已填好，不用改"
NO_FAULT: Final = "自动核对：没有发现问题"
FAULTS: Final = "行有问题，见右侧“自动核对”栏"
FAULTY: Final = "自动核对："
ZERO_STATED: Final = "自动核对：本期零报告"
BROKEN: Final = "自动核对：有的格显示错误值（如 #N/A），请改正"
NOT_BEGUN: Final = "还没有填写：请从第"
FROM_ROW: Final = "行起填报"
MISSING: Final = "有"
MISSING_CELLS: Final = "个必填格没有填"
AS_BEFORE: Final = "已按上期填好：有变化的请改"
AND: Final = "；"
NUMBER: Final = "序号"
SIGN_OFF: Final = ("单位负责人：", "审核人：", "填表人：", "联系电话：")
ZERO_LABEL: Final = "本期没有内容可报的，在右边一格选“零报告”："
ZERO: Final = "零报告"
FAULT: Final = "{code} {say}；"
WITH_UNIT: Final = "{name}（{unit}）"

LISTS: Final = "_代码"
WRONG: Final = "填写有误"
REQUIRED: Final = "必填。"
OPTIONAL: Final = "选填。"
CARRIED: Final = "已按上期填好，有变化的请改。"
LOCKED: Final = "已按上期填好并锁定，确需改动的请先撤销工作表保护（没有密码）。"
AMOUNT: Final = "填不小于 0 的数，最多{decimals}位小数{unit}。"
WHOLE_AMOUNT: Final = "填不小于 0 的整数{unit}。"
UNIT_IS: Final = "，单位：{unit}"
CODE: Final = "从下拉框中选：{codes}。"
AT_LEAST: Final = "至少 {count} 个字。"
BY_TYPE: Final = {
    "percent": "填百分数，如 56.3%。",
    "date": "填日期，如 2023-4-1。",
    "unit": "从下拉框中选单位。",
    "text": "填文字。",
    "note": "填文字。",
}
MONTH_FORMAT: Final = 'yyyy"年"m"月"'

GUIDE: Final = "填表说明"
GUIDE_TITLE: Final = "{unit}{period}报表填表说明"
STEPS: Final = (
    "1. 每种报表一张工作表，只填白格和黄格；灰格是程序按上期报表填好的，不用改。",
    "2. 填错的格子会变红或变橙，右侧“自动核对”栏写明原因：红的须改正，否则退回；橙的须在规定的栏内说明理由。表上方一行写明还差什么，变绿才算填好。",
    "3. 行不够时，在空行中间插入行；不要增加、删除或移动列，不要改列名。",
    "4. 上期的行不再报的（调出、办完），请撤销工作表保护（没有密码）后删去整行，并在备注或说明栏写明原因。",
    "5. 填好后保存，直接报送本文件；文件名可以改，程序按文件里的标记认单位、报表和期别。",
)
DUE: Final = "《{title}》：{period}，{due}前报送。"
GUIDE_HEAD: Final = ("栏目", "必填", "填法", "口径")
YES: Final = "是"
CHECK_HEAD: Final = ("编号", "级别", "不应出现的情形", "出现时怎么办")
CHECKED_BY_US: Final = "{say}（收到后核对）"
TOTAL_SAID: Final = "合计行由公式自动算出"

PAST: Final = "往期数据"
PAST_TITLE: Final = "{unit}往期数据（供对照，不用填）"
PAST_HEAD: Final = ("报表", "指标", "计量", "上期", "上期数", "上年同期", "上年同期数")
PAST_ROWS: Final = "{row}数"
