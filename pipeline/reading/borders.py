"""Finds where one table ends and another begins beside it, on the same rows."""

from collections.abc import Iterator, Sequence

from pipeline.reading.headings import Header, headers_in, may_be_header
from pipeline.reading.lexicon import Lexicon
from pipeline.reading.workbook import Sheet

_FEWEST_OTHER_HEADINGS = 2
_NEAR = 8
"""rows that the headings of tables side by side may stand apart"""


def border_in(sheet: Sheet, headers: Sequence[Header], lexicon: Lexicon) -> int:
    """Return the column at which a table begins beside another; 0 where every heading row is that of one table.

    A table may begin after a blank column or with a 序号 of its own, and only where both sides have the key columns of a form.
    """
    if not headers:
        rows = (row for row, cells in enumerate(sheet.rows) if may_be_header(cells, lexicon, whole_row=True))
        return next((border for row in rows if (border := _border_at(sheet, Header("", row, row, {}), (), lexicon))), 0)
    for index, header in enumerate(headers):
        crowded = any(_same_rows(header, other) for other in headers[index + 1 :])
        if crowded or _headings_beside(sheet, header, lexicon) or header.doubled or len(header.extra) >= _FEWEST_OTHER_HEADINGS:
            border = _border_at(sheet, header, headers, lexicon)
            if border:
                return border
    return 0


def _border_at(sheet: Sheet, header: Header, headers: Sequence[Header], lexicon: Lexicon) -> int:
    columns = _beginnings(sheet, header, lexicon)
    return next((column for column in columns if _is_border(sheet, column, headers, lexicon)), 0)


def _headings_beside(sheet: Sheet, header: Header, lexicon: Lexicon) -> bool:
    """Tell whether headings stand to the right of a table's own, on other rows."""
    near, right = sheet.rows[max(0, header.top - _NEAR) : header.bottom + 1 + _NEAR], header.right
    if max(map(len, near)) <= right:
        return False
    return any(len(cells) > right and may_be_header(cells[right:], lexicon, whole_row=True) for cells in near)


def _beginnings(sheet: Sheet, header: Header, lexicon: Lexicon) -> Iterator[int]:
    lines = sheet.rows[max(0, header.top - _NEAR) : header.bottom + 1 + _NEAR]
    seen, blank = False, True
    for column in range(max(map(len, lines))):
        texts = [line[column] for line in lines if column < len(line) and line[column] != ""]
        covered = any(
            merge[1] <= column <= merge[3] and header.top <= merge[2] and merge[0] <= header.bottom for merge in sheet.merges
        )
        numbered = any(isinstance(text, str) and lexicon.is_numbering(text) for text in texts)
        if texts and seen and (blank or numbered):
            yield column
        blank = not texts and not covered
        seen = seen or bool(texts)


def _is_border(sheet: Sheet, column: int, headers: Sequence[Header], lexicon: Lexicon) -> bool:
    """Tell whether tables stand on both sides, their headings near each other, neither of them a part of a wider one."""
    right = max(map(len, sheet.rows))
    left_side = [found for found in headers_in(sheet.part(0, column), lexicon) if _is_whole(found, headers, lexicon)]
    right_side = [found for found in headers_in(sheet.part(column, right), lexicon) if _is_whole(found, headers, lexicon)]
    return any(_same_rows(one, other) for one in left_side for other in right_side)


def _is_whole(found: Header, headers: Sequence[Header], lexicon: Lexicon) -> bool:
    """Tell whether headings have their form's key, and all the required columns that are there on these rows of the sheet."""
    form = lexicon.forms[found.form]
    known = _known(found)
    wider = [header for header in headers if header.form == found.form and _same_rows(header, found)]
    required = {name for name, column in form.columns.items() if column.required}
    return any(name in known for name in form.key) and all(_known(header) & required <= known for header in wider)


def _known(header: Header) -> set[str]:
    return {*header.places, *header.doubled}


def _same_rows(one: Header, other: Header) -> bool:
    return one.top <= other.bottom + _NEAR and other.top <= one.bottom + _NEAR
