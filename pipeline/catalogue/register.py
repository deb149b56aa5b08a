"""Words of the register, the proof copy and 溯源表: what is said of a printed figure."""

from typing import Final

SEMICOLON: Final = "；"
OF_FORM: Final = "《{form}》应报{due}个单位，计入{counted}个"
NOT_IN: Final = "，{state}：{units}"
OF_UNIT: Final = "{unit}的《{forms}》"

FOLDER: Final = "核校稿"
PROOF_NAME: Final = "{folder}/{stem}（核校稿）.docx"
PROOF_TITLE: Final = "{title}（核校稿）"
AUTHOR: Final = "核校"
INITIALS: Final = "核"

NAMED: Final = "【{name}】"
EXACT: Final = "未修约：{value}"
AND_SO_ON: Final = "…"
MISSING: Final = "无数值：{missing}"
MEANING: Final = "口径：{said}"
FORMULA: Final = "算式：{said}"
COVERAGE: Final = "范围：{said}"
LAST: Final = "上期：{value}"
NO_LAST: Final = "上期：无"
PERIOD: Final = "期别：{period}"
SOURCES: Final = "来源：{sources}"
SOURCE: Final = "{file} [{sheet}] {cells}"
MORE_SOURCES: Final = "……另有{files}份报表{cells}个单元格"
NO_SOURCES: Final = "来源：不取自报表（由期别、往期数据或单位名录得出）"
LIST: Final = "名单：{name}，共{count}个"
LISTED: Final = "依据：{files}份报表的{cells}个单元格，逐一见溯源表"
PERCENT: Final = "%"

BOOK: Final = "核校稿/溯源表.xlsx"
BOOK_TITLE: Final = "溯源表"
PRINTED_SHEET: Final = "印出的数"
PRINTED_TITLE: Final = "{period}通报印出的每一个数及其来历"
SOURCES_SHEET: Final = "来源单元格"
SOURCES_TITLE: Final = "每一个数取自哪些报表的哪些单元格（{period}）"
PRINTED_HEAD: Final = (
    "文件", "部分", "段落", "印出文字", "名称", "未修约的数", "单位", "期别", "口径", "算式", "范围", "来源处数",
)  # fmt: skip
SOURCES_HEAD: Final = ("名称", "报送单位", "报表", "文件", "工作表", "单元格")
ORIGINAL: Final = "原件"
KEPT: Final = "../../../state/returns/{sha256}{ending}"
"""where a kept return stands, seen from the folder of the proof copies"""
