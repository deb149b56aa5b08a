"""Sheets filled cell by cell and packed into a workbook, and what is to be read from them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import xlsxwriter

from pipeline.model.values import Value
from tests.builders import rewrite
from tests.reading.messy_cells import NEW_ERRORS, Failure, Formula


@dataclass
class Expected:
    """What is to be read from one table."""

    form: str
    unit: str
    sheet: str
    letters: dict[str, str] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    columns: dict[str, list[Value]] = field(default_factory=dict)
    totals: set[tuple[str, int, tuple[int, ...]]] | None = None
    """label, row and rows added up; None where nothing is"""


@dataclass
class Canvas:
    """One sheet being filled; places count from 0."""

    name: str
    cells: dict[tuple[int, int], tuple[object, object]] = field(default_factory=dict)
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filtered: tuple[int, int, int, int] | None = None
    visible: bool = True

    def put(self, row: int, column: int, content: object, shown_as: object = "") -> None:
        if content not in ("", None):
            self.cells[row, column] = content, shown_as

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.merges[top, left] = bottom, right


def packed(sheets: Sequence[Canvas], from_1904: bool) -> bytes:
    """Write the sheets as an .xlsx."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "date_1904": from_1904})
    formats: dict[object, object] = {"": None}
    first_visible = next(index for index, sheet in enumerate(sheets) if sheet.visible)
    for index, canvas in enumerate(sheets):
        sheet = book.add_worksheet(canvas.name)
        if not canvas.visible:
            sheet.hide()
        elif index == first_visible:
            sheet.activate()
        for (top, left), (bottom, right) in canvas.merges.items():
            sheet.merge_range(top, left, bottom, right, "")
        for place, (content, shown_as) in canvas.cells.items():
            if shown_as not in formats:
                formats[shown_as] = book.add_format({"num_format": shown_as})
            _write(sheet, place, content, formats[shown_as])
        _hide(sheet, canvas)
    book.close()
    content = rewrite(stream.getvalue(), f"<v>{_NO_RESULT}</v>".encode(), b"<v></v>")
    for error in NEW_ERRORS:
        content = rewrite(content, f't="str"><f>1/0</f><v>{error}'.encode(), f't="e"><f>1/0</f><v>{error}'.encode())
    return content


def _hide(sheet, canvas: Canvas) -> None:
    for row in canvas.hidden_rows:
        sheet.set_row(row, None, None, {"hidden": True})
    for column in canvas.hidden_columns:
        sheet.set_column(column, column, None, None, {"hidden": True})


_NO_RESULT = -987654321


def _write(sheet, place: tuple[int, int], content: object, shown_as: object) -> None:
    if isinstance(content, Formula):
        sheet.write_formula(*place, "=1+1", shown_as, _NO_RESULT if content.result is None else content.result)
    elif isinstance(content, Failure):
        sheet.write_formula(*place, "=1/0", shown_as, content.text)
    elif isinstance(content, date):
        sheet.write_datetime(*place, content, shown_as)
    elif isinstance(content, str):
        sheet.write_string(*place, content, shown_as)
    else:
        sheet.write_number(*place, content, shown_as)
