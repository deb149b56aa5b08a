"""A fresh workbook with a unit's values, where its own cannot be marked: .xls and other formats, or what must not be passed on."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from pipeline.catalogue import answers as words
from pipeline.model.grid import Grid, Raw
from pipeline.model.period import Period

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LOOK = {"font_name": words.FONT, "font_size": 10, "text_wrap": True, "valign": "vcenter"}
_FORMATS = {"text": {}, "day": {"num_format": "yyyy-mm-dd", "align": "left"}, "moment": {"num_format": "yyyy-mm-dd hh:mm"}}
_LONGEST_TEXT = 32767
_NARROWEST, _WIDEST = 8, 24
_SMALL_CELLS = 3
"""cells a row of data has at least; a title or a note does not widen its column"""


def fresh(grids: Sequence[Grid], period: Period) -> bytes:
    """Return a workbook with the sheets' values at their old addresses: no formulas, no links, no macros."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - nothing else needs it, and importing it takes as long as a hundred notices

    content = BytesIO()
    book = Workbook(content, _OPTIONS)
    book.set_properties({"created": datetime.combine(period.end, time())})
    formats = {name: book.add_format({**_LOOK, "border": 1, **given}) for name, given in _FORMATS.items()}
    plain = book.add_format(_LOOK | {"text_wrap": False})
    for grid in grids or [Grid(words.NOT_OPENED_SHEET, [[words.NOT_OPENED]])]:
        _write(book.add_worksheet(grid.name), grid, formats, plain)
    book.close()
    return content.getvalue()


def _write(page: Any, grid: Grid, formats: dict[str, Any], plain: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
    for top, left, bottom, right in (area for area in grid.merges if area[:2] != area[2:]):
        page.merge_range(top, left, bottom, right, "", formats["text"])
    for column in range(max(map(len, grid.rows), default=0)):
        page.set_column(column, column, _width(grid, column))
    for number, row in enumerate(grid.rows):
        filled = sum(cell != "" for cell in row) >= _SMALL_CELLS
        for column, value in enumerate(row):
            if value != "" or filled:
                _put(page, (number, column), value, formats if filled else {**formats, "text": plain})


def _put(page: Any, place: tuple[int, int], value: Raw, formats: dict[str, Any]) -> None:  # noqa: ANN401
    match value:
        case "":
            page.write_blank(*place, None, formats["text"])
        case bool():
            page.write_boolean(*place, value, formats["text"])
        case int() | float():
            page.write_number(*place, value, formats["text"])
        case datetime():
            page.write_datetime(*place, value, formats["moment" if value.time() != time() else "day"])
        case date():
            page.write_datetime(*place, datetime.combine(value, time()), formats["day"])
        case time() | timedelta():
            page.write_string(*place, str(value), formats["text"])
        case _:
            page.write_string(*place, value[:_LONGEST_TEXT], formats["text"])


def _width(grid: Grid, column: int) -> int:
    cells = [str(row[column]) for row in grid.rows if len(row) > column and sum(cell != "" for cell in row) >= _SMALL_CELLS]
    longest = max((sum(1 if char < "\u0250" else 2 for char in cell) for cell in cells), default=_NARROWEST)
    return min(max(longest + 2, _NARROWEST), _WIDEST)
