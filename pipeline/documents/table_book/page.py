"""One table as a worksheet: title over the whole width, headings that stay in sight and on every printed page, a filter."""

from collections.abc import Iterator
from itertools import islice

from pipeline.catalogue import workbook as words
from pipeline.documents.sheets import Sheet
from pipeline.documents.spreadsheet_text import quoted
from pipeline.documents.table_book.rows import FIRST_ROW, Links, rows
from pipeline.documents.table_book.styles import LEVEL_COLOURS, Style
from pipeline.documents.table_book.texts import SharedTexts
from pipeline.model.addresses import letter

_OPENING = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
)
_VIEW = (
    '<sheetViews><sheetView{selected} workbookViewId="0"><pane xSplit="1" ySplit="2" topLeftCell="B3" activePane="bottomRight" '
    'state="frozen"/><selection pane="topRight"/><selection pane="bottomLeft"/><selection pane="bottomRight"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="15"/>'
)
_CLOSING = (
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
)
_SELECTED = ' tabSelected="1"'
_TITLE_HEIGHT = 28
_SLICE = 500
"""rows that are turned into bytes together"""
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def page(sheet: Sheet, texts: SharedTexts, links: Links, *, first: bool) -> Iterator[bytes]:
    """Yield the part of a worksheet in slices; its links are in `links` when all has been yielded."""
    last_row, last_column = FIRST_ROW - 1 + len(sheet.rows), letter(len(sheet.columns) - 1)
    title_ends = letter(max(len(sheet.columns) - 1, 1))
    yield _OPENING.encode()
    yield f'<dimension ref="A1:{title_ends}{max(last_row, 2)}"/>{_VIEW.format(selected=_SELECTED if first else "")}'.encode()
    yield f"<cols>{_widths(sheet)}</cols><sheetData>{_title(sheet, texts)}{_headings(sheet, texts)}".encode()
    yield from _encoded(rows(sheet, texts, links))
    yield f'</sheetData><autoFilter ref="A2:{last_column}{max(last_row, 2)}"/>'.encode()
    yield f'<mergeCells count="1"><mergeCell ref="A1:{title_ends}1"/></mergeCells>'.encode()
    yield f"{_levels(sheet, last_row)}{_hyperlinks(links)}{_CLOSING}".encode()


def relationships(links: Links) -> bytes:
    """Return the part that says what the links of a sheet open, relative to the workbook."""
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{_LINK}" Target="{quoted(path)}" TargetMode="External"/>'
        for path, number in links.paths.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{told}</Relationships>'
    ).encode()


def _widths(sheet: Sheet) -> str:
    return "".join(
        f'<col min="{number}" max="{number}" width="{column.width}.7109375" customWidth="1"/>'
        for number, column in enumerate(sheet.columns, 1)
    )


def _title(sheet: Sheet, texts: SharedTexts) -> str:
    title = f'<c r="A1" s="{Style.TITLE:d}" t="s"><v>{texts.number(sheet.title)}</v></c>'
    rest = "".join(f'<c r="{letter(place)}1" s="{Style.TITLE:d}"/>' for place in range(1, max(len(sheet.columns), 2)))
    return f'<row r="1" ht="{_TITLE_HEIGHT}" customHeight="1">{title}{rest}</row>'


def _headings(sheet: Sheet, texts: SharedTexts) -> str:
    told = (
        f'<c r="{letter(place)}2" s="{Style.HEAD:d}" t="s"><v>{texts.number(column.heading)}</v></c>'
        for place, column in enumerate(sheet.columns)
    )
    return f'<row r="2">{"".join(told)}</row>'


def _encoded(written: Iterator[str]) -> Iterator[bytes]:
    while some := "".join(islice(written, _SLICE)):
        yield some.encode()


def _levels(sheet: Sheet, last_row: int) -> str:
    """Colour the level of each finding as on the marked workbooks."""
    place = next((place for place, column in enumerate(sheet.columns) if column.heading == words.LEVEL), None)
    if place is None or not sheet.rows:
        return ""
    rules = "".join(
        f'<cfRule type="cellIs" dxfId="{number}" priority="{number + 1}" operator="equal"><formula>"{level}"</formula></cfRule>'
        for number, level in enumerate(LEVEL_COLOURS)
    )
    where = f"{letter(place)}{FIRST_ROW}:{letter(place)}{last_row}"
    return f'<conditionalFormatting sqref="{where}">{rules}</conditionalFormatting>'


def _hyperlinks(links: Links) -> str:
    if not links.places:
        return ""
    told = "".join(f'<hyperlink ref="{address}" r:id="rId{number}"/>' for address, number in links.places)
    return f"<hyperlinks>{told}</hyperlinks>"
