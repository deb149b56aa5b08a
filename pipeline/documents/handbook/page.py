"""The handbook as a Word file: title, how to use it, a table of contents that leads to each section, and a table a section."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from pipeline.catalogue import field_handbook as words
from pipeline.catalogue.judgement import FONT, HEADING_FONT
from pipeline.documents.word.bare import BODY, HEAD, Belonging, bare_package
from pipeline.documents.word.escaping import escaped
from pipeline.documents.word.wordml import W

_SECTION_FONT: Final = "黑体"
_TITLE, _HEADING, _TEXT, _CELL = 44, 32, 28, 18
"""二号, 三号, 四号 and 小五, in half points"""
_COLUMNS: Final = (3300, 3500, 3370, 4400)
_EDGE: Final = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAGE: Final = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
)


class Section(Struct, frozen=True):
    """A heading and a table; lines are as long as the headings of their columns."""

    title: str
    headings: Sequence[str]
    lines: Sequence[Sequence[str]]


def handbook(subtitle: str, sections: Sequence[Section]) -> bytes:
    """Return the bytes of the file: the same for the same sections."""
    body = [
        _paragraph(words.TITLE, HEADING_FONT, _TITLE, centred=True),
        _paragraph(subtitle, FONT, _TEXT, centred=True),
        *(_paragraph(line, FONT, _TEXT) for line in words.HOW),
        _paragraph(words.CONTENTS, _SECTION_FONT, _HEADING, centred=True),
        *(_content(number, section) for number, section in enumerate(sections)),
        *(part for number, section in enumerate(sections) for part in _section(number, section)),
    ]
    xml = f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{_RELATIONS}"><w:body>{"".join(body)}{_PAGE}</w:body></w:document>'
    return bare_package([Belonging("footer1.xml", "footer", "rId1", _footer())]).assemble([(BODY, xml.encode())])


def _content(number: int, section: Section) -> str:
    text = words.CONTENT.format(title=section.title, count=len(section.lines))
    link = f'<w:hyperlink w:anchor="section{number}" w:history="1">{_run(text, FONT, _TEXT)}</w:hyperlink>'
    return f'<w:p><w:pPr><w:ind w:left="640"/></w:pPr>{link}</w:p>'


def _section(number: int, section: Section) -> Iterable[str]:
    mark = f'<w:bookmarkStart w:id="{number}" w:name="section{number}"/>{{}}<w:bookmarkEnd w:id="{number}"/>'
    title = mark.format(_run(section.title, _SECTION_FONT, _HEADING))
    yield f'<w:p><w:pPr><w:keepNext/><w:pageBreakBefore/><w:outlineLvl w:val="0"/></w:pPr>{title}</w:p>'
    edges = "".join(f"<w:{side} {_EDGE}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _COLUMNS)
    properties = f'<w:tblW w:w="{sum(_COLUMNS)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    rows = "".join((_row(section.headings, heading=True), *(_row(line) for line in section.lines)))
    yield f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    yield _paragraph("", FONT, _CELL)


def _row(texts: Sequence[str], *, heading: bool = False) -> str:
    font = _SECTION_FONT if heading else FONT
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{''.join(_paragraph(line, font, _CELL, centred=heading) for line in text.split(chr(10)))}</w:tc>"
        for width, text in zip(_COLUMNS, texts, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if heading else ''}</w:trPr>{cells}</w:tr>"


def _paragraph(text: str, font: str, size: int, *, centred: bool = False) -> str:
    aligned = '<w:pPr><w:jc w:val="center"/></w:pPr>' if centred else ""
    return f"<w:p>{aligned}{_run(text, font, size) if text else ''}</w:p>"


def _run(text: str, font: str, size: int) -> str:
    look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/><w:sz w:val="{size}"/>'
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _footer() -> str:
    page = f'<w:fldSimple w:instr=" PAGE ">{_run("1", FONT, _TEXT)}</w:fldSimple>'
    line = f"{_run('— ', FONT, _TEXT)}{page}{_run(' —', FONT, _TEXT)}"
    return f'<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{line}</w:p></w:ftr>'
