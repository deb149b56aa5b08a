"""Cuts a sheet into its tables: the lines above each, its headings, its rows."""

import re
from collections.abc import Iterator, Sequence

from pipeline.reading.bodies import body_of
from pipeline.reading.borders import border_in
from pipeline.reading.found import FoundTable
from pipeline.reading.headings import Header, headers_in
from pipeline.reading.identity import preamble_of
from pipeline.reading.lexicon import Lexicon
from pipeline.reading.text import squeeze
from pipeline.reading.workbook import Raw, Sheet

_ATTACHMENT = re.compile(r"附[件表录]?[\d一二三四五六七八九十]{0,3}:?")
_MOST_LINES_ABOVE = 8
_MOST_CELLS = 4
_FEWEST_LABELS = 2


def tables_on(sheet: Sheet, lexicon: Lexicon, whole: Sheet | None = None) -> Iterator[FoundTable]:
    """Find every table on a sheet, also side by side; headings repeated further down belong to the table they repeat.

    `whole` is the sheet that `sheet` is the columns of one table of.
    """
    found = list(headers_in(sheet, lexicon))
    border = border_in(sheet, found, lexicon)
    if border:
        for left, right in ((0, border), (border, max(map(len, sheet.rows)))):
            yield from tables_on(sheet.part(left, right), lexicon, whole or sheet)
        return
    headers = _first_headers(sheet, found, lexicon)
    for index, (header, above) in enumerate(headers):
        until = headers[index + 1][1] if index + 1 < len(headers) else len(sheet.rows)
        preamble = preamble_of(sheet, above, header.top)
        if whole:
            titled = any(map(lexicon.form_named_in, preamble.lines))
            preamble = preamble.completed_by(preamble_of(whole, above, header.top), measure=not titled)
        if header.places:
            body = body_of(sheet, header, until, lexicon)
            yield FoundTable(sheet, header, body, lexicon.forms[header.form], preamble, until)


def _first_headers(sheet: Sheet, headers: list[Header], lexicon: Lexicon) -> list[tuple[Header, int]]:
    """Return the headers that begin a table, each with the row its preamble begins at."""
    found: list[tuple[Header, int]] = []
    for header in headers:
        last = found[-1][0] if found else None
        above = _lines_above(sheet, header.top, last.bottom + 1, lexicon) if last else 0
        if last is None or not _repeats(sheet, header, last, above, lexicon):
            found.append((header, above))
    return found


def _lines_above(sheet: Sheet, top: int, lowest: int, lexicon: Lexicon) -> int:
    """Return the first of the lines right above a header that hold its title and notes, not another table's data or sign-off."""
    row = top
    while row > max(lowest, top - _MOST_LINES_ABOVE):
        filled = [cell for cell in sheet.rows[row - 1] if cell != ""]
        if filled and not _is_line(filled, lexicon):
            break
        row -= 1
        if any(isinstance(cell, str) and lexicon.form_named_in(cell) for cell in filled):
            above = "".join(squeeze(cell) for cell in sheet.rows[row - 1] if isinstance(cell, str)) if row > lowest else ""
            return row - 1 if _ATTACHMENT.fullmatch(above) else row
    return row


def _is_line(filled: Sequence[Raw], lexicon: Lexicon) -> bool:
    texts = [squeeze(cell) for cell in filled if isinstance(cell, str)]
    if any(isinstance(cell, float) for cell in filled) or (texts and lexicon.begins_footer(texts[0]) and "日期" not in texts[0]):
        return False
    return len(filled) <= _MOST_CELLS or sum(":" in text for text in texts) >= _FEWEST_LABELS


def _repeats(sheet: Sheet, header: Header, last: Header, above: int, lexicon: Lexicon) -> bool:
    """Tell whether a header is the one above again, as on a new page, and not another table of the same form."""
    if not _same_headings(sheet, header, last):
        return False
    texts = [squeeze(cell) for line in sheet.rows[above : header.top] for cell in line if isinstance(cell, str)]
    return not any(":" in text or lexicon.form_named_in(text) for text in texts)


def _same_headings(sheet: Sheet, header: Header, last: Header) -> bool:
    """Tell whether headings are those above: word for word, or at least the same columns of the same form in the same places."""
    if sheet.rows[header.top : header.bottom + 1] == sheet.rows[last.top : last.bottom + 1]:
        return True
    columns, before = ({name: place.column for name, place in each.places.items()} for each in (header, last))
    return header.form == last.form and columns == before
