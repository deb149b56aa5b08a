"""A second, independent reader agrees with ours on every cell of the sample's workbooks."""

import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from pipeline.intake.content import content_kind
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.returns import OPENERS
from pipeline.reading.workbook import Sheet

INBOX = Path(__file__).parents[2] / "inbox"
SAMPLE = [path for path in sorted(INBOX.rglob("*.xls*")) if path.is_file()]
FEWEST_CELLS = 100


def plain(cell: object) -> object:
    """Return a value as both readers can have it: blank is "", a number a double, a day a moment."""
    if cell is None:
        return ""
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime(cell.year, cell.month, cell.day)
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def ours(sheet: Sheet) -> dict[tuple[int, int], object]:
    cells = {(row, column): plain(cell) for row, line in enumerate(sheet.rows) for column, cell in enumerate(line)}
    return {place: cell for place, cell in {**cells, **sheet.errors}.items() if cell != ""}


def theirs(content: bytes, kind: str) -> dict[str, dict[tuple[int, int], object]]:
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        grids = {sheet.title: [list(line) for line in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    else:
        other = CalamineWorkbook.from_filelike(io.BytesIO(content))
        grids = {name: other.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in other.sheet_names}
    return {
        name: {
            (row, column): plain(cell) for row, line in enumerate(lines) for column, cell in enumerate(line) if plain(cell) != ""
        }
        for name, lines in grids.items()
    }


@pytest.mark.parametrize("month", ["2022-04", "2023-03", "2023-04"])
def test_openpyxl_and_calamine_agree_cell_by_cell(month: str) -> None:
    compared = 0
    for path in SAMPLE:
        if path.parent.name == month:
            content = path.read_bytes()
            kind = content_kind(content)
            mine = {sheet.name: ours(sheet) for sheet in OPENERS[kind](content, ReadingLimits()).sheets}
            assert mine == theirs(content, kind), path.name
            compared += sum(map(len, mine.values()))
    assert compared > FEWEST_CELLS
