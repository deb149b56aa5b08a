"""The workbook inside a chart: what opens when staff choose 编辑数据. Written as Excel would, the same bytes every time."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape

from pipeline.documents.word.charts.data import ChartData
from pipeline.documents.word.package import Assembly
from pipeline.documents.workbook_theme import theme

SHEET: Final = "Sheet1"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_KINDS: Final = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "styles": "styles", "sharedStrings": "sharedStrings"}


def _listed(name: str, entries: Iterable[tuple[str, str]]) -> bytes:
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(entries, 1)
    )
    return f'{_DECLARATION}<{name} xmlns="{_PACKAGE}/relationships">{relations}</{name}>'.encode()


def _content_types() -> bytes:
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in _KINDS.items()
    )
    theme = '<Override PartName="/xl/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}{theme}</Types>'
    ).encode()


def _styles() -> bytes:
    fonts = '<fonts count="1"><font><sz val="11"/><name val="宋体"/><family val="2"/></font></fonts>'
    fills = (
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    )
    borders = '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    formats = '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    cells = '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    names = '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    return f'{_DECLARATION}<styleSheet xmlns="{_MAIN}">{fonts}{fills}{borders}{formats}{cells}{names}</styleSheet>'.encode()


def _fixed() -> Mapping[str, bytes]:
    book = (
        f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    inner = [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    inner += [("theme", "theme/theme1.xml")]
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _listed("Relationships", [("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": _listed("Relationships", inner),
        "xl/styles.xml": _styles(),
        "xl/theme/theme1.xml": theme(),
    }


_BOOK: Final = Assembly(_fixed())


def workbook(data: ChartData) -> bytes:
    """Return the .xlsx: categories in column A from row 2, one series a column, their names in row 1."""
    texts: dict[str, int] = {}
    rows = "".join(_rows(data, texts))
    sheet = f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    shared = f'{_DECLARATION}<sst xmlns="{_MAIN}" uniqueCount="{len(texts)}">{items}</sst>'
    return _BOOK.assemble([("xl/worksheets/sheet1.xml", sheet.encode()), ("xl/sharedStrings.xml", shared.encode())])


def letter(series: int) -> str:
    """Return the column of a series, counted from 0."""
    place = series + 2
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _rows(data: ChartData, texts: dict[str, int]) -> Iterator[str]:
    head = [_text("A1", " ", texts), *(_text(f"{letter(i)}1", one.name, texts) for i, one in enumerate(data.series))]
    yield f'<row r="1">{"".join(head)}</row>'
    for number, category in enumerate(data.categories):
        row = number + 2
        cells = [_number(f"{letter(i)}{row}", one.values[number]) for i, one in enumerate(data.series)]
        yield f'<row r="{row}">{_text(f"A{row}", category, texts)}{"".join(cells)}</row>'


def _text(address: str, text: str, texts: dict[str, int]) -> str:
    return f'<c r="{address}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>'


def _number(address: str, value: Decimal | None) -> str:
    return "" if value is None else f'<c r="{address}"><v>{value:f}</v></c>'
