"""What reading accepted files a second time says (`check --twice`)."""

from typing import Final

HELP: Final = "换一个读取程序把收件箱中读出了报表的文件再读一遍，逐格核对；可与 --period、--json 同用。"
PERIOD_HELP: Final = "与 --twice 同用：只核对这一期的报表，如 2023-04；不写则核对全部。"
NOTHING: Final = "收件箱中没有读出报表的文件，无可核对"
BLANK: Final = "空白"
TEXT: Final = "“{text}”"
HAS_SHEET: Final = "有这张工作表"
NO_SHEET: Final = "没有这张工作表"
TOO_LARGE: Final = "工作表太大"
DIED: Final = "读取时中断或超时"
DIFFERENCE: Final = "【{contrast}】{file}【工作表】{sheet}【单元格】{cell}：采用的是{ours}，{reader} 读为{theirs}"
SHEET_DIFFERENCE: Final = "【{contrast}】{file}【工作表】{sheet}：采用时{ours}，{reader} {theirs}"
UNREAD: Final = "{file}：{reader} 没能读（{trouble}），未能核对"
NO_READER: Final = "{file}：这种格式没有第二个读取程序，未核对"
MORE: Final = "    这一类还有 {count} 处（--json 全部列出）"
KIND: Final = "{contrast}：{count} 处，{meaning}"
TOTAL: Final = "核对 {files} 个文件、{cells} 格：{same} 格一致，{alike} 格写法不同而内容相同，{differ} 格内容不同"
NOT_COMPARED: Final = "，{count} 个文件未核对"
MEANINGS: Final = {
    "首尾空格、换行的写法": "去掉首尾空格、统一换行后相同，采用的内容无误",
    "日期与序号": "同一天，一个读成日期，一个读成序号，采用的内容无误",
    "第15位以后的数字": "前15位有效数字相同，Excel 只保证15位",
    "错误值": "采用时已作错误值提出，没有当作空白",
    "合并区域下的内容": "被合并单元格盖住的内容，采用时已提示",
    "汉字编码": "第二个读取程序认错了编码，采用的是可读的文字",
    "内容不同": "须打开文件看这一格，以确定报的是哪个",
}
MOST_LISTED: Final = 5
"""differences of one kind that are listed, but for those of which nobody can tell which is right"""
