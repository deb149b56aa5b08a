"""What charts say, and what is said of charts that are wrong."""

from typing import Final

FONT: Final = "宋体"
TITLE_FONT: Final = "黑体"
NAME: Final = "图"
"""under which templates know the charts of a notice"""
NAMED: Final = "图表"
"""name of a drawing, before its number"""
UNKNOWN: Final = "没有名为“{name}”的图，本通报 charts 中定义的有：{known}"
NOT_ALONE: Final = "“{written}”要在正文里独占一段，段里不能有别的文字"
NONE: Final = "（没有定义任何图）"
NO_SERIES: Final = "图表“{name}”里没有数据系列，无法填数：请在 Word 中插入柱形图、条形图、折线图或饼图后再设替代文字"
NO_ROWS: Final = "“{of}”不是排名、结构、漏斗或清单，不能画图：请写排名的组（如 工程建设.完成率排名.乡镇）、结构（如 工程建设.项目结构）、漏斗或清单"
NO_COLUMN: Final = "“{of}”的行里没有“{column}”"
NOT_NUMBER: Final = "“{of}”的“{column}”不是数，不能画图"
MIXED: Final = "系列“{series}”里有不同单位的数（{units}），不能画在一起"
