"""Write the Word templates first shipped: `python -m tools.first_templates [folder]`.

They were made once by this script and are edited in Word from then on: what counts is templates/notices/*.docx.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tools.first_templates.ledger_slips import SLIPS, Banded
from tools.first_templates.notice_text import ATTACHMENTS, Column, Line, Wide, lines
from tools.first_templates.official_page import (
    FOOT_OF_PAGE,
    LANDSCAPE,
    PORTRAIT,
    STYLE_IDS,
    TEXT_WIDTH,
    WIDE_WIDTH,
    W,
    page_number,
    saved,
    section,
    text_box,
    trimmed,
    turned_page_number,
)

MARGINS = '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'


KEPT = "+"
"""behind a style: the paragraph stays on the page of the next, so that 落款 never stands on a page of its own"""


def paragraph(style: str, text: str = "", extra: str = "") -> str:
    """Return a paragraph; a newline in the text breaks the line."""
    if style.endswith(KEPT):
        return paragraph(style.removesuffix(KEPT), text, "<w:keepNext/>" + extra)
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")) if text else ""
    runs = runs.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:p><w:pPr><w:pStyle w:val="{STYLE_IDS[style]}"/>{extra}</w:pPr>{f"<w:r>{runs}</w:r>" if runs else ""}</w:p>'


def cell(style: str, text: str, width: int, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}<w:vAlign w:val="center"/></w:tcPr>{paragraph(style, text)}</w:tc>'


def row(cells: str, *, heading: bool = False, height: int = 360) -> str:
    repeated = "<w:tblHeader/>" if heading else ""
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{repeated}</w:trPr>{cells}</w:tr>'


def table(wide: Wide, width: int) -> str:
    """Return a table whose rows repeat over a list, with a total row where the list has one."""

    def rows(styles: Sequence[str], widths: Sequence[int]) -> str:
        values = "".join(cell(style, column.tag, one) for column, style, one in zip(wide.columns, styles, widths, strict=True))
        opening = row(cell("表格居中", "{%tr for 行 in " + wide.rows + " %}", width, len(widths)))
        closing = row(cell("表格居中", "{%tr endfor %}", width, len(widths)))
        totals = "".join(cell(style, column.total, one) for column, style, one in zip(wide.columns, styles, widths, strict=True))
        return f"{opening}{row(values)}{closing}{row(totals) if any(c.total for c in wide.columns) else ''}"

    return table_of(wide, width, rows)


def table_of(wide: Wide, width: int, rows: Callable[[Sequence[str], Sequence[int]], str]) -> str:
    """Return a table with its headings on every page; `rows` draws what stands below, given each column's style and width."""
    total = sum(column.share for column in wide.columns)
    widths = [width * column.share // total for column in wide.columns]
    widths[-1] += width - sum(widths)
    styles = [{"text": "表格文字", "number": "表格数字", "centre": "表格居中"}[column.align] for column in wide.columns]
    heads = "".join(cell("表头", column.heading, one) for column, one in zip(wide.columns, widths, strict=True))
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{row(heads, heading=True, height=560)}{rows(styles, widths)}</w:tbl>"
    )


def colophon() -> str:
    """Return the 版记: at the foot of the last page, rules of 0.35 mm above and below and of 0.25 mm between."""

    def edge(name: str, size: int) -> str:
        return f'<w:{name} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'

    def line(text: str, borders: str, extra: str) -> str:
        properties = f'<w:tcPr><w:tcW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tcBorders>{borders}</w:tcBorders></w:tcPr>'
        return f"<w:tr><w:tc>{properties}{paragraph('版记', text, extra)}</w:tc></w:tr>"

    copies = '<w:ind w:leftChars="400" w:left="1120" w:rightChars="100" w:right="280" w:hangingChars="300" w:hanging="840"/>'
    sides = '<w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/>'
    right = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH - 280}"/></w:tabs>'
    rows = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{TEXT_WIDTH}"/></w:tblGrid>',
        line("抄送：{{ 机关.抄送 }}。", edge("top", 8) + edge("bottom", 6), copies),
        line("{{ 机关.发文机关 }}\t{{ 文.印发日期 }}印发", edge("bottom", 8), right + sides),
        "</w:tbl>",
        paragraph("表注", "", NO_LINE),
    )
    return text_box("".join(rows), FOOT_OF_PAGE, 3)


def footer(document: Docx, content: str) -> str:
    """Add a footer part and return its relationship id."""
    part, relation = document.part.add_footer_part()
    part._element = parse_xml(f"<w:ftr {W}>{content}</w:ftr>")
    return str(relation)


NO_LINE = '<w:spacing w:before="0" w:line="20" w:lineRule="exact"/>'
"""a paragraph that is there for what ends with it only"""


def given(condition: str, parts: Sequence[str]) -> list[str]:
    """Put a condition around paragraphs and tables, in the template's own words; without one they always stand."""
    if not condition:
        return list(parts)
    return [paragraph("公文正文", f"{{%p if {condition} %}}"), *parts, paragraph("公文正文", "{%p endif %}")]


def body(document: Docx, content: str) -> None:
    filled = parse_xml(f"<w:body {nsdecls('w', 'r')}>{content}</w:body>")
    for child in list(filled):
        document.element.body.append(child)


def monthly() -> Docx:
    """Return 月通报: red head, body, three attachments (the first two turned), 版记."""
    document = trimmed()
    upright = (footer(document, page_number("页码")), footer(document, page_number("页码双")))
    turned = (
        footer(document, turned_page_number("页码", 100, 84, 1)),
        footer(document, turned_page_number("页码双", 28, 84, 2)),
    )
    first, wide = section(PORTRAIT, upright), section(LANDSCAPE, turned, landscape=True)
    *text, (last_style, last) = lines("月通报")
    closing = text.index(("落款空行", "")) - 1  # 落款 never stands on a page of its own
    parts = [paragraph(style, line, "<w:keepNext/>" if place == closing else "") for place, (style, line) in enumerate(text)]
    parts.append(paragraph(last_style, last, first))
    for number, attachment in enumerate(ATTACHMENTS, 1):
        landscape = attachment.wide
        new_page = "<w:pageBreakBefore/>" if number == 2 else ""
        drawn = [
            paragraph("附件标号", f"{{{{ 附件 | 附件号({number}) }}}}", new_page),
            paragraph("空行", extra='<w:snapToGrid w:val="0"/><w:spacing w:line="300" w:lineRule="exact"/>'),
            paragraph("附件标题", attachment.title),
        ]
        for place, piece in enumerate(attachment.pieces):
            apart = "<w:pageBreakBefore/>" if place and not isinstance(piece, Wide) and piece[0] == "表格标题" else ""
            drawn.append(
                table(piece, WIDE_WIDTH if landscape else TEXT_WIDTH) if isinstance(piece, Wide) else paragraph(*piece, apart)
            )
        parts += given(attachment.attached_if, drawn)
        if number == 2:
            parts.append(paragraph("表注", extra=NO_LINE + wide))
    parts += [colophon(), section(PORTRAIT, upright)]
    body(document, "".join(parts))
    return document


def speech() -> Docx:
    """Return 推进会发言材料: a plain paper."""
    return plain_paper(lines("推进会发言材料"))


def plain_paper(pieces: Sequence[Line | Banded | Wide]) -> Docx:
    """Return a paper without red head or 版记: paragraphs, and tables over the whole width."""
    document = trimmed()
    upright = (footer(document, page_number("页码")), footer(document, page_number("页码双")))
    drawn = [table(piece, TEXT_WIDTH) if isinstance(piece, Wide) else paragraph(*piece) for piece in pieces]
    body(document, "".join([*drawn, section(PORTRAIT, upright)]))
    return document


CORRECTIONS = Wide(
    "更正.清单",
    (
        Column("序号", "{{ 行.序号 }}", 6, "centre"),
        Column("文件", "{{ 行.文件 }}", 22, "text"),
        Column("位置", "{{ 行.位置 }}", 8, "centre"),
        Column("原文", "{{ 行.原文 }}", 32, "text"),
        Column("更正为", "{{ 行.更正为 }}", 32, "text"),
    ),
)


def correction() -> Docx:
    """Return 更正通知: a plain paper with the list of corrections on a turned page."""
    document = trimmed()
    upright = (footer(document, page_number("页码")), footer(document, page_number("页码双")))
    turned = (
        footer(document, turned_page_number("页码", 100, 84, 1)),
        footer(document, turned_page_number("页码双", 28, 84, 2)),
    )
    *text, (last_style, last) = lines("更正通知")
    parts = [paragraph(style, line) for style, line in text]
    parts.append(paragraph(last_style, last, section(PORTRAIT, upright)))
    parts += [paragraph("附件标号", "附件"), paragraph("附件标题", "更正一览表"), table(CORRECTIONS, WIDE_WIDTH)]
    body(document, "".join([*parts, section(LANDSCAPE, turned, landscape=True)]))
    return document


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "templates" / "notices"
    saved(monthly(), folder / "月通报.docx")
    saved(speech(), folder / "推进会发言材料.docx")
    saved(correction(), folder.parent / "corrections" / "更正通知.docx")
    for name, parts in SLIPS.items():
        saved(plain_paper(parts), folder / f"{name}.docx")
