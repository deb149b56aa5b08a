"""更正一览表 and 更正通知: names, headings, and what the template may print."""

from typing import Final

TEMPLATE: Final = "templates/corrections/更正通知.docx"
LIST_FILE: Final = "更正一览表.xlsx"
LIST_TITLE: Final = "更正一览表"
NOTICE_FILE: Final = "更正通知.docx"
DRAFT_NOTICE_FILE: Final = "更正通知（拟稿）.docx"
OWN_FILES: Final = frozenset({LIST_FILE, NOTICE_FILE})
"""what only an edition that corrects another has"""
NOTICE_TITLE: Final = "更正通知"
SHEET_TITLE: Final = "{period}更正一览表（对照第{edition}版）"
HEADINGS: Final = ("序号", "文件", "位置", "原文", "更正为", "说明")
EDITED: Final = "印发的文件此处经人工修改，请对照成稿核定"
NAME: Final = "更正"
DAY: Final = "{0.year}年{0.month}月{0.day}日"
OPEN_DATE: Final = "　　　　年　　月　　日"
