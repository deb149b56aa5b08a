"""Cuts a sheet into its tables: the lines above each, its headings, its rows."""

from collections.abc import Iterator

from pipeline.reading.bodies import body_of
from pipeline.reading.found import FoundTable
from pipeline.reading.headings import Header, headers_in
from pipeline.reading.identity import preamble_of
from pipeline.reading.lexicon import Lexicon
from pipeline.reading.text import squeeze
from pipeline.reading.workbook import Sheet

_MOST_LINES_ABOVE = 6
_MOST_CELLS = 4


def tables_on(sheet: Sheet, lexicon: Lexicon) -> Iterator[FoundTable]:
    """Find every table on a sheet; headings repeated further down belong to the table they repeat."""
    headers = _first_headers(sheet, list(headers_in(sheet, lexicon)), lexicon)
    begin = 0
    for index, (header, above) in enumerate(headers):
        until = headers[index + 1][1] if index + 1 < len(headers) else len(sheet.rows)
        preamble = preamble_of(sheet, begin if index == 0 else above, header.top)
        if header.places:
            yield FoundTable(sheet, header, body_of(sheet, header, until, lexicon), lexicon.forms[header.form], preamble)
        begin = until


def _first_headers(sheet: Sheet, headers: list[Header], lexicon: Lexicon) -> list[tuple[Header, int]]:
    """Return the headers that begin a table, each with the row its preamble begins at."""
    found: list[tuple[Header, int]] = []
    for header in headers:
        last = found[-1][0] if found else None
        above = _lines_above(sheet, header.top, last.bottom + 1 if last else 0)
        if last is None or not _repeats(sheet, header, last, above, lexicon):
            found.append((header, above))
    return found


def _lines_above(sheet: Sheet, top: int, lowest: int) -> int:
    """Return the first of the lines right above a header that hold titles and notes, not data."""
    row = top
    while row > max(lowest, top - _MOST_LINES_ABOVE):
        filled = [cell for cell in sheet.rows[row - 1] if cell != ""]
        if len(filled) > _MOST_CELLS or any(isinstance(cell, float) for cell in filled):
            break
        row -= 1
    return row


def _repeats(sheet: Sheet, header: Header, last: Header, above: int, lexicon: Lexicon) -> bool:
    """Tell whether a header is the one above again, as on a new page, and not another table of the same form."""
    same = {name: place.column for name, place in header.places.items()} == {
        name: place.column for name, place in last.places.items()
    }
    if header.form != last.form or not same:
        return False
    texts = [squeeze(cell) for line in sheet.rows[above : header.top] for cell in line if isinstance(cell, str)]
    return not any(":" in text or lexicon.form_named_in(text) for text in texts)
