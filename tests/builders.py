"""A mini-language of workbooks: a grid of text, one line a row, cells parted by |.

A cell is text unless it is written 12.5 (a number), =A1+B1 (a formula without a saved result), =A1+B1→3 (with one), @2023-04-01 (a date),
12.5% (a number shown as a percentage), #REF! (an error value) or "12" (the text 12). A cell written < continues the one to its left and
one written ^ the one above: both are merged.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
import xlwt

Grid = str | Sequence[Sequence[object]]
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:e\d+)?")
_PERCENT = re.compile(r"([-+]?\d+(?:\.\d+)?)%")
_DATE = re.compile(r"@(\d{4}-\d{2}-\d{2})")
_UNSAVED = -987654321
"""result of a formula whose saved result is taken out again"""


def cells(grid: Grid) -> list[list[object]]:
    """Read a grid written as text; a grid of lists is taken as it is."""
    if not isinstance(grid, str):
        return [list(line) for line in grid]
    lines = [line.strip().removeprefix("|").removesuffix("|") for line in grid.strip("\n").splitlines()]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def xlsx(*grids: Grid, names: Sequence[str] = (), hidden: Sequence[int] = (), prepare=None) -> bytes:
    """Build an .xlsx with one sheet per grid; `prepare(workbook, sheets)` may add what the grid cannot say."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    percent = book.add_format({"num_format": "0.0%"})
    dated = book.add_format({"num_format": "yyyy-mm-dd"})
    sheets = []
    for index, grid in enumerate(grids):
        sheet = book.add_worksheet(names[index] if index < len(names) else None)
        if index in hidden:
            sheet.hide()
        _fill(sheet, cells(grid), percent, dated)
        sheets.append(sheet)
    if hidden and 0 in hidden:
        sheets[next(index for index in range(len(sheets)) if index not in hidden)].activate()
        sheets[next(index for index in range(len(sheets)) if index not in hidden)].set_first_sheet()
    if prepare:
        prepare(book, sheets)
    book.close()
    return rewrite(stream.getvalue(), f"<v>{_UNSAVED}</v>".encode(), b"<v></v>")


def rewrite(content: bytes, old: bytes, new: bytes, part: str = "xl/worksheets/") -> bytes:
    """Replace bytes in some parts of a zipped workbook."""
    source, stream = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            plain = source.read(name)
            target.writestr(zipfile.ZipInfo(name), plain.replace(old, new) if name.startswith(part) else plain, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _fill(sheet, grid: list[list[object]], percent, dated) -> None:
    for row, line in enumerate(grid):
        for column, cell in enumerate(line):
            if cell in ("", None, "<", "^"):
                continue
            bottom, right = _span(grid, row, column)
            if (bottom, right) != (row, column):
                sheet.merge_range(row, column, bottom, right, "")
            _write(sheet, row, column, cell, percent, dated)


def _span(grid: list[list[object]], row: int, column: int) -> tuple[int, int]:
    right = column
    while right + 1 < len(grid[row]) and grid[row][right + 1] == "<":
        right += 1
    bottom = row
    while bottom + 1 < len(grid) and column < len(grid[bottom + 1]) and grid[bottom + 1][column] == "^":
        bottom += 1
    return bottom, right


def _write(sheet, row: int, column: int, cell: object, percent, dated) -> None:
    if isinstance(cell, datetime | date):
        sheet.write_datetime(row, column, cell, dated)
    elif not isinstance(cell, str):
        sheet.write(row, column, cell)
    elif cell.startswith("#") and cell.endswith(("!", "?", "/A")):
        sheet.write_formula(row, column, "=1/0", None, cell)
    elif cell.startswith("="):
        formula, _, saved = cell.partition("→")
        sheet.write_formula(row, column, formula, None, float(saved) if saved else _UNSAVED)
    elif match := _PERCENT.fullmatch(cell):
        sheet.write_number(row, column, round(float(match[1]) / 100, 12), percent)
    elif match := _DATE.fullmatch(cell):
        sheet.write_datetime(row, column, datetime.fromisoformat(match[1]), dated)
    elif _NUMBER.fullmatch(cell):
        sheet.write_number(row, column, float(cell))
    else:
        sheet.write_string(row, column, cell.strip('"').replace("\\n", "\n"))


def xls(*grids: Grid, names: Sequence[str] = (), hidden: Sequence[int] = ()) -> bytes:
    """Build an .xls with one sheet per grid."""
    book = xlwt.Workbook(encoding="utf-8")
    percent, dated = xlwt.easyxf(num_format_str="0.0%"), xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for index, grid in enumerate(grids):
        sheet = book.add_sheet(names[index] if index < len(names) else f"Sheet{index + 1}", cell_overwrite_ok=True)
        sheet.visibility = int(index in hidden)
        _fill(_Xlwt(sheet), cells(grid), percent, dated)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class _Xlwt:
    """An xlwt sheet with the names XlsxWriter uses."""

    def __init__(self, sheet) -> None:
        self.sheet = sheet

    def merge_range(self, top: int, left: int, bottom: int, right: int, _: str) -> None:
        self.sheet.merge(top, bottom, left, right)

    def write(self, row: int, column: int, value, style=None) -> None:
        self.sheet.write(row, column, value, *([style] if style else []))

    write_number = write_string = write_datetime = write

    def write_formula(self, row: int, column: int, formula: str, _style, saved) -> None:
        if isinstance(saved, str):
            self.sheet.row(row).set_cell_error(column, saved)
            return
        self.sheet.write(row, column, xlwt.Formula(formula.removeprefix("=")))


def put(folder: Path, path: str, content: bytes) -> Path:
    """Write a file below a folder, with its parents."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return target
