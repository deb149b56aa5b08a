"""The notices on one subject each: 旬督查, 对上争取, 招商引资, 工程建设, 考核排名, 年度考核.

`python -m tools.first_templates.topic_notices [folder]` writes them. What they say stands in the .txt of the same name; a line `表格：名`
puts a table of TABLES there, `另页：横` and `另页：竖` begin a new section, and `附件标号` a new page inside one.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from tools.first_templates.__main__ import NO_LINE, body, colophon, footer, paragraph, table
from tools.first_templates.notice_text import Line, lines
from tools.first_templates.official_page import (
    LANDSCAPE,
    PORTRAIT,
    TEXT_WIDTH,
    WIDE_WIDTH,
    Docx,
    page_number,
    saved,
    section,
    trimmed,
    turned_page_number,
)
from tools.first_templates.topic_tables import TABLES

NAMES = ("旬督查", "对上争取季度通报", "招商引资通报", "工程建设通报", "考核排名通报", "年度考核通报")
TABLE, NEW_SECTION, LANDSCAPE_WORD = "表格", "另页", "横"
_APART = '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="exact"/>'
_UNDER_NUMBER = '<w:snapToGrid w:val="0"/><w:spacing w:line="300" w:lineRule="exact"/>'


class Paper:
    """A document being put together, section by section."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.document: Docx = trimmed()
        self._upright = (footer(self.document, page_number("页码")), footer(self.document, page_number("页码双")))
        self._turned: tuple[str, str] | None = None
        self.wide = False

    def written(self) -> Docx:
        """Return the document; the last section ends with 版记."""
        body(self.document, "".join(self._parts(lines(self.name))))
        return self.document

    def _parts(self, listed: list[Line]) -> Iterator[str]:
        for number, (style, text) in enumerate(listed):
            before = listed[number - 1][0] if number else ""
            after = listed[number + 1][0] if number + 1 < len(listed) else ""
            if style == NEW_SECTION:
                self.wide = text == LANDSCAPE_WORD
                continue
            if style == TABLE:
                yield table(TABLES[text], WIDE_WIDTH if self.wide else TEXT_WIDTH)
                yield paragraph("空行", extra=_APART + self._section()) if after == NEW_SECTION else ""
            else:
                yield paragraph(
                    style,
                    text.replace("\\t", "\t"),
                    _extra(style, before, after) + (("" if text else NO_LINE) + self._section() if after == NEW_SECTION else ""),
                )
        yield colophon()
        yield self._section()

    def _section(self) -> str:
        if not self.wide:
            return section(PORTRAIT, self._upright)
        if self._turned is None:
            self._turned = (
                footer(self.document, turned_page_number("页码", 100, 84, 1)),
                footer(self.document, turned_page_number("页码双", 28, 84, 2)),
            )
        return section(LANDSCAPE, self._turned, landscape=True)


def _extra(style: str, before: str, after: str) -> str:
    """Return what a paragraph has besides its style, by what stands before and after it."""
    if style == "附件标号":
        return "" if before == NEW_SECTION else "<w:pageBreakBefore/>"
    if style == "空行" and before == "附件标号":
        return _UNDER_NUMBER
    return "<w:keepNext/>" if style == "公文正文" and after == "落款空行" else ""  # 落款 never stands on a page of its own


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "templates" / "notices"
    for name in NAMES:
        saved(Paper(name).written(), folder / f"{name}.docx")
