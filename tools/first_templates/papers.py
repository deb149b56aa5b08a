"""Notices written whole in one .txt: text, tables and attachments, as 文件 (red head) or 信函 (GB/T 9704 §10.1).

A line is a style, ： and a text. Besides the styles: 附件 and 附件横 open an attachment (横 on a turned page) with its title and, behind ‖,
what there must be for it to be attached; 表 opens a table over the rows of a list, 列 gives one of its columns (heading ‖ tag ‖ share of the
width ‖ text, number or centre), 格 a row of fixed cells instead of a list. A + behind a style keeps the paragraph on the page of the next:
the date of a notice does not stand alone.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from docx.document import Document as Docx

from tools.first_templates.__main__ import NO_LINE, body, cell, colophon, footer, given, paragraph, row, table, table_of
from tools.first_templates.notice_text import Column, Line, Wide, lines
from tools.first_templates.official_page import (
    FOOTER,
    LANDSCAPE,
    LETTER_FOOT,
    LETTER_FOOTER,
    PORTRAIT,
    TEXT_WIDTH,
    WIDE_WIDTH,
    letter_section,
    page_number,
    saved,
    section,
    trimmed,
    turned_page_number,
)

OPENING = {"附件": False, "附件横": True}
BESIDE = "‖"
PAPERS = {
    "前期工作和要素保障专项督查通报": "文件",
    "四制和合同变更专项督查通报": "文件",
    "效能监察情况通报": "文件",
    "表扬通报": "文件",
    "整改通知": "信函",
    "考核情况摘编": "信函",
    "资金安排建议": "信函",
}


@dataclass
class Sheet:
    """The main text, or one attachment: what stands on pages of one direction."""

    title: str = ""
    attached_if: str = ""
    turned: bool = False
    pieces: list[Line | Wide] = field(default_factory=list)
    cells: dict[int, list[list[str]]] = field(default_factory=dict)
    """place of a table → its fixed rows"""


def sheets_of(written: Sequence[Line]) -> list[Sheet]:
    """Part the lines of a notice into its text and its attachments."""
    found = [Sheet()]
    for style, text in written:
        if style in OPENING:
            title, _, condition = (part.strip() for part in text.partition(BESIDE))
            found.append(Sheet(title, condition, OPENING[style]))
        else:
            _add(found[-1], style, text)
    return found


def _add(sheet: Sheet, style: str, text: str) -> None:
    last = sheet.pieces[-1] if sheet.pieces else None
    if style == "表":
        sheet.pieces.append(Wide(text, ()))
    elif style == "列" and isinstance(last, Wide):
        heading, tag, share, align = (part.strip() for part in text.split(BESIDE))
        sheet.pieces[-1] = Wide(last.rows, (*last.columns, Column(heading, tag, int(share), align)))
    elif style == "格":
        sheet.cells.setdefault(len(sheet.pieces) - 1, []).append([part.strip() for part in text.split(BESIDE)])
    else:
        sheet.pieces.append((style, text))


def paper(name: str, shape: str) -> Docx:
    """Return a notice in one of the two shapes; its 版记 lies at the foot of the last page."""
    document = trimmed()
    sheets = sheets_of(lines(name))
    feet = _feet(document, shape)
    numbered = [(number, sheet) for number, sheet in enumerate(sheets)]
    runs = [list(run) for _, run in groupby(numbered, key=lambda one: one[1].turned)]
    parts: list[str] = []
    for place, run in enumerate(runs):
        counted = any(sheet.attached_if for sheet in sheets)
        drawn: list[str] = []
        for number, sheet in run:
            mark = f"{{{{ 附件 | 附件号({number}) }}}}" if counted else f"附件{number}" if len(sheets) > 2 else "附件"
            after = sheet is not run[0][1] or (place > 1 and bool(_any_of(runs[place - 1])))
            drawn += given(sheet.attached_if, [*_drawn(sheet, mark if number else "", after=after)])
        ends = paragraph("表注", extra=NO_LINE + feet[run[0][1].turned])
        if place == len(runs) - 1:
            parts += [*drawn, colophon() if shape == "文件" else "", feet[run[0][1].turned]]
        elif place and _any_of(run):
            parts[-1:] = given(_any_of(run), [parts[-1], *drawn, ends])  # without them there is no turned page either
        else:
            parts += [*drawn, ends]
    body(document, "".join(parts))
    return document


def _any_of(run: Sequence[tuple[int, Sheet]]) -> str:
    """Return what there must be for any of some attachments to be attached; nothing where one always is."""
    conditions = [sheet.attached_if for _, sheet in run]
    return " or ".join(conditions) if all(conditions) else ""


def _drawn(sheet: Sheet, mark: str, *, after: bool) -> Iterator[str]:
    """Yield the paragraphs and tables of a sheet; an attachment, which has a mark, begins on a page of its own."""
    if mark:
        yield paragraph("附件标号", mark, "<w:pageBreakBefore/>" if after else "")
        yield paragraph("空行", extra='<w:snapToGrid w:val="0"/><w:spacing w:line="300" w:lineRule="exact"/>')
        yield paragraph("附件标题", sheet.title)
    width = WIDE_WIDTH if sheet.turned else TEXT_WIDTH
    for place, piece in enumerate(sheet.pieces):
        if not isinstance(piece, Wide):
            yield paragraph(*piece)
        elif place in sheet.cells:
            yield _fixed(piece, sheet.cells[place], width)
        else:
            yield table(piece, width)


def _fixed(wide: Wide, rows: Sequence[Sequence[str]], width: int) -> str:
    """Return a table of rows that are always the same ones."""
    return table_of(
        wide,
        width,
        lambda styles, widths: "".join(
            row("".join(cell(style, text, one) for text, style, one in zip(texts, styles, widths, strict=True))) for texts in rows
        ),
    )


def _feet(document: Docx, shape: str) -> dict[bool, str]:
    """Return the section properties of upright and turned pages."""
    lifted = FOOTER - LETTER_FOOTER if shape == "信函" else 0
    upright = (footer(document, page_number("页码", lifted)), footer(document, page_number("页码双", lifted)))
    turned = (
        footer(document, turned_page_number("页码", 100, 84, 1)),
        footer(document, turned_page_number("页码双", 28, 84, 2)),
    )
    standing = letter_section(upright, footer(document, LETTER_FOOT)) if shape == "信函" else section(PORTRAIT, upright)
    return {False: standing, True: section(LANDSCAPE, turned, landscape=True)}


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "templates" / "notices"
    for name, shape in PAPERS.items():
        saved(paper(name, shape), folder / f"{name}.docx")
