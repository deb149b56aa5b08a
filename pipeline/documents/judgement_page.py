"""送审说明.docx: one page with a table of points, behind it what there was no room for; made without a template, for its words are ours."""

from collections.abc import Sequence

from pipeline.catalogue import judgement as words
from pipeline.documents.judgement import Point
from pipeline.documents.word.bare import BODY, HEAD, bare_package
from pipeline.documents.word.escaping import escaped
from pipeline.documents.word.wordml import W
from pipeline.model.document import Document
from pipeline.model.period import Period

_WIDTHS = (1500, 5000, 2700)
_BORDER = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1247" w:bottom="1134" w:left="1361" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
)


def judgement_page(points: Sequence[Point], period: Period) -> Document:
    """Return 送审说明.docx."""
    title = _paragraph(words.TITLE, words.HEADING_FONT, 36, centred=True)
    subtitle = _paragraph(words.SUBTITLE.format(period=period.label), words.FONT, 21, centred=True)
    headings = [(one,) for one in words.HEADINGS]
    rows = [_row(headings, bold=True), *(_row(((point.subject,), point.shown, (point.rule,))) for point in points)]
    borders = "".join(f"<w:{side} {_BORDER}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    properties = f'<w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    table = f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    body = f"{title}{subtitle}{table}{_paragraph('', words.FONT, 10)}{_rest(points)}{_PAGE}"
    content = f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return Document(words.FILE, bare_package().assemble([(BODY, content.encode())]), words.TITLE)


def _rest(points: Sequence[Point]) -> str:
    """Return the page behind, with what there was no room for: nothing is decided that was not shown."""
    rest = [point for point in points if point.rest]
    if not rest:
        return ""
    lines = [_paragraph(words.REST, words.HEADING_FONT, 28, centred=True, new_page=True)]
    for point in rest:
        lines.append(_paragraph(words.REST_SUBJECT.format(subject=point.subject), words.FONT, 21, bold=True))
        lines += [_paragraph(told, words.FONT, 18) for told in point.rest]
    return "".join(lines)


def _row(cells: Sequence[Sequence[str]], *, bold: bool = False) -> str:
    written = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{''.join(_paragraph(text, words.FONT, 18, bold=bold or place == 0) for text in texts)}</w:tc>"
        for place, (texts, width) in enumerate(zip(cells, _WIDTHS, strict=True))
    )
    repeated = "<w:tblHeader/>" if bold else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(written)}</w:tr>"


def _paragraph(text: str, font: str, size: int, *, bold: bool = False, centred: bool = False, new_page: bool = False) -> str:  # noqa: PLR0913 - a look
    broken = "<w:pageBreakBefore/>" if new_page else ""
    aligned = '<w:jc w:val="center"/>' if centred else ""
    weight = "<w:b/>" if bold else ""
    look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>{weight}<w:sz w:val="{size}"/>'
    run = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{broken}{aligned}</w:pPr>{run}</w:p>"
