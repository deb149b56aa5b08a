"""What the slips to one unit say: 督办单, and 三色督查单 with the band of its colour (handbook 1 §2.8)."""

from tools.first_templates.notice_text import Column, Line, Wide, lines

BANDS = {"蓝": "BDD7EE", "黄": "FFE699", "红": "FF9B9B"}
_PROBLEMS = Wide(
    "单位.台账.本单.行",
    (
        Column("编号", "{{ 行.编号 }}", 19, "centre"),
        Column("类别", "{{ 行.类别 }}", 19, "text"),
        Column("事项", "{{ 行.事项 }}", 30, "text"),
        Column("问题情况", "{{ 行.问题 }}", 43, "text"),
        Column("整改期限", "{{ 行.期限 | 日期 }}", 33, "centre"),
        Column("状态", "{{ 行.状态 }}", 14, "centre"),
    ),
)


Banded = tuple[str, str, str]
"""a line with further properties of its paragraph"""


def _with_table(name: str) -> list[Line | Banded | Wide]:
    """Return the lines of a slip: the table of problems where its text says 表格, a title on a band where it says a colour."""
    pieces: list[Line | Banded | Wide] = []
    for style, text in lines(name):
        if style in BANDS:
            pieces.append(("公文标题", text, f'<w:shd w:val="clear" w:color="auto" w:fill="{BANDS[style]}"/>'))
        else:
            pieces.append(_PROBLEMS if style == "表格" else (style, text))
    return pieces


SLIPS = {"督办单": _with_table("督办单"), "三色督查单": _with_table("三色督查单")}
