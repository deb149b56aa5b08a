"""What a unit is told on its own workbook: the 审核意见 sheet and the comments on its cells."""

from typing import Final

FOLDER: Final = "审核意见"
NO_UNIT: Final = "单位不明"
FILE: Final = "{stem}（审核意见）.xlsx"
NUMBERED_FILE: Final = "{stem}（审核意见{number}）.xlsx"
DOCUMENT: Final = "{unit}审核意见"

TITLE: Final = "{unit}{period}报表审核意见"
ABOUT: Final = "文件：{file}　　共{count}条：强制{must_fix}条、核实{must_explain}条、提示{notices}条"
EXPLAINED: Final = "；已说明{count}条"
HOW: Final = (
    "红色为强制，必须改正后重新报送；黄色为核实，请改正，或者在“填报说明”栏写明具体原因（不能只写“核实无误”“属实”“无”）；"
    "蓝色为提示，供参考，不必答复。浅色是与之有关的单元格。可以直接在本工作簿中改正，连同本页一并报回。"
)
HEADINGS: Final = ("序号", "级别", "位置", "项目", "问题", "填报值", "应为", "处理要求", "填报说明")
WIDTHS: Final = (5, 7, 16, 18, 42, 24, 24, 26, 30)
ACCEPTED: Final = "已说明"
WHOLE_FILE: Final = "整个文件"
PLACE: Final = "{sheet} {cell}"
MORE_CELLS: Final = "{place}等{count}格"
LEFT_OFF: Final = "本文件审核问题较多，只列出前{shown}条，另有{rest}条未列出，改正后重新报送时继续审核。"

AUTHOR: Final = "审核意见"
NOTE_BEGINS: Final = "【审核意见·"
NOTE: Final = "【审核意见·{level}{number}】{text}"
NOTE_EXPECTED: Final = "应为：{expected}"
NOTE_REMEDY: Final = "处理：{remedy}"

NOT_OPENED_SHEET: Final = "原表"
NOT_OPENED: Final = "原文件没有打开，这里没有内容；问题见“审核意见”页。"
FONT: Final = "宋体"
TITLE_FONT: Final = "黑体"
