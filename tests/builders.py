"""A mini-language of workbooks: a grid of text, one line a row, cells parted by |.

A cell is a number where it looks like one (12.5), otherwise text; further kinds:
"12"               the text 12
12.5%              0.125 shown as a percentage
2023.1~decimals    a number in one of the formats below
@2023-04-01        a date
=A1+B1→3           a formula with its result; without → the result was not saved
#REF!              an error value
<  ^               merged with the cell to the left, above
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
_DATE = re.compile(r"@(\d{4}-\d{2}-\d{2})")
_SHOWN = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?(?:e[0-9]+)?)(?:~(percent|date|decimals|month))?")
_FORMATS = {"percent": "0.0%", "date": "yyyy-mm-dd", "decimals": "0.00", "month": 'yyyy"年"m"月"'}
_UNSAVED = -987654321
"""result of a formula whose saved result is taken out again"""


def cells(grid: Grid) -> list[list[object]]:
    """Read a grid written as text; a grid of lists is taken as it is."""
    if not isinstance(grid, str):
        return [list(line) for line in grid]
    return [[cell.strip() for cell in line.split("|")] for line in grid.strip("\n").splitlines()]


def xlsx(*grids: Grid, names: Sequence[str] = (), hidden: Sequence[int] = (), prepare=None) -> bytes:
    """Build an .xlsx with one sheet per grid; `prepare(workbook, sheets)` may add what the grid cannot say."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    formats = {name: book.add_format({"num_format": code}) for name, code in _FORMATS.items()}
    sheets = []
    for index, grid in enumerate(grids):
        sheet = book.add_worksheet(names[index] if index < len(names) else None)
        if index in hidden:
            sheet.hide()
        _fill(sheet, cells(grid), formats)
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
            target.writestr(
                zipfile.ZipInfo(name), plain.replace(old, new) if name.startswith(part) else plain, zipfile.ZIP_DEFLATED
            )
    return stream.getvalue()


def _fill(sheet, grid: list[list[object]], formats) -> None:
    for row, line in enumerate(grid):
        for column, cell in enumerate(line):
            if cell in ("", None, "<", "^"):
                continue
            bottom, right = _span(grid, row, column)
            if (bottom, right) != (row, column):
                sheet.merge_range(row, column, bottom, right, "")
            _write(sheet, (row, column), cell, formats)


def _span(grid: list[list[object]], row: int, column: int) -> tuple[int, int]:
    right = column
    while right + 1 < len(grid[row]) and grid[row][right + 1] == "<":
        right += 1
    bottom = row
    while bottom + 1 < len(grid) and column < len(grid[bottom + 1]) and grid[bottom + 1][column] == "^":
        bottom += 1
    return bottom, right


def _write(sheet, place: tuple[int, int], cell: object, formats) -> None:
    if isinstance(cell, datetime | date):
        sheet.write_datetime(*place, cell, formats["date"])
    elif not isinstance(cell, str):
        sheet.write(*place, cell)
    elif cell.startswith("#") and cell.endswith(("!", "?", "/A")):
        sheet.write_formula(*place, "=1/0", None, cell)
    elif cell.startswith("="):
        formula, _, saved = cell.partition("→")
        sheet.write_formula(*place, formula, None, float(saved) if saved else _UNSAVED)
    elif match := _DATE.fullmatch(cell):
        sheet.write_datetime(*place, datetime.fromisoformat(match[1]), formats["date"])
    elif match := _SHOWN.fullmatch(cell.replace("%", "~percent")):
        number = round(float(match[1]) / 100, 12) if cell.endswith("%") else float(match[1])
        sheet.write_number(*place, number, *([formats[match[2]]] if match[2] else []))
    else:
        sheet.write_string(*place, cell.strip('"').replace("\\n", "\n"))


def xls(*grids: Grid, names: Sequence[str] = (), hidden: Sequence[int] = ()) -> bytes:
    """Build an .xls with one sheet per grid."""
    book = xlwt.Workbook(encoding="utf-8")
    formats = {name: xlwt.easyxf(num_format_str=code) for name, code in _FORMATS.items()}
    for index, grid in enumerate(grids):
        sheet = book.add_sheet(names[index] if index < len(names) else f"Sheet{index + 1}", cell_overwrite_ok=True)
        sheet.visibility = int(index in hidden)
        _fill(_Xlwt(sheet), cells(grid), formats)
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
