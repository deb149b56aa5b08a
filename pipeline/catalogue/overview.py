"""What the pages of outbox/ say, but for the sentences that stand in the pages themselves (`pages/`)."""

from typing import Final

PAGE: Final = "index.html"
FACTS: Final = "overview.json"
FACTS_TITLE: Final = "一览页面所用数据"
CONTROL: Final = "[U+{code:04X}]"
"""how a character is shown that prints nothing or turns the text around it"""
NO_VALUE: Final = "—"

MARKS: Final = {"按时": "√", "迟报": "迟", "退回": "退", "未报": "未", "零报告": "零", "无任务": "—"}
"""state → what stands in the table of units and forms; readable without colours too"""
EXPLAINED: Final = "已说明"

FORM: Final = "《{form}》"
COMMA: Final = "、"
SEMICOLON: Final = "；"

ISSUED: Final = "印发的文件"
TABLES: Final = "附表"
KILOBYTES: Final = "{size} KB"
TODO_RETURNED: Final = "{count}份报表退回重报：{names}。把退回通知和审核意见发给这些单位。"
TODO_MISSING: Final = "{count}份报表没有报：{names}。期限已过的，把催报单发给这些单位。"
TODO_EXPLAIN: Final = "{count}条核实问题等单位说明或改正：{names}。把审核意见发给这些单位。"
TODO_UNPLACED: Final = "{count}个文件认不出是哪个单位或哪种报表的：{names}。请改好文件名或表头，放回 inbox/。"
TODO_BESIDE: Final = "{count}个文件被人工修改过或正被打开，新稿放在旁边：{names}。请对照《人工修改与新稿对照》合并后删去一份。"
TODO_PROPOSED: Final = "封账以后收到的报表与印发的不同，更正一览表和更正通知拟稿已备好；核定后运行 tongbao reissue {period}。"
TODO_READ: Final = "对照核校稿审阅通报，有改动的再运行 tongbao proofread 核一遍；送审说明里的事项请人来定。"
MOST_NAMES: Final = 6
AND_OTHERS: Final = "{names}等{count}个"
TODO_UNDECIDED: Final = "台账确认表有{count}处没有办成：{names}。改好后放回 inbox/。"
LEDGER_LISTS: Final = ("未销号清单", "待确认清单", "销号清单")
LEDGER_COLUMNS: Final = (
    "编号",
    "类别",
    "单位",
    "事项",
    "问题",
    "期限",
    "状态",
    "颜色",
    "在办天数",
    "逾期天数",
    "销号日期",
    "佐证",
)
"""of the lists of the ledger; all of them stand in 台账.xlsx"""
