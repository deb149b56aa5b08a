"""Second readers, which share no code with the first: openpyxl for .xlsx, calamine for .xls; slower, and less is asked of them."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Final, NamedTuple

from pipeline.reading.limits import ReadingLimits
from pipeline.reading.workbook import Cell, Raw


class SecondSheet(NamedTuple):
    """A sheet's name and its cells that are not blank."""

    name: str
    cells: dict[Cell, Raw]


class SecondReader(NamedTuple):
    """What a reader is called, and how it reads all sheets of a workbook."""

    name: str
    read: Callable[[bytes, ReadingLimits], list[SecondSheet]]


def _with_openpyxl(content: bytes, limits: ReadingLimits) -> list[SecondSheet]:
    from openpyxl import load_workbook  # noqa: PLC0415 — slow to load, and only asked here

    sheets = []
    for sheet in load_workbook(BytesIO(content), data_only=True).worksheets:
        if sheet.max_row * sheet.max_column > limits.cells:
            raise MemoryError(sheet.title)
        lines = sheet.iter_rows(values_only=True)
        found = {(row, column): cell for row, line in enumerate(lines) for column, cell in enumerate(line) if cell is not None}
        sheets.append(SecondSheet(sheet.title, found))  # type: ignore[arg-type]
    return sheets


def _with_calamine(content: bytes, limits: ReadingLimits) -> list[SecondSheet]:
    from pipeline.reading.with_calamine import open_with_calamine  # noqa: PLC0415

    return [
        SecondSheet(
            sheet.name,
            {(row, column): cell for row, line in enumerate(sheet.rows) for column, cell in enumerate(line) if cell != ""},
        )
        for sheet in open_with_calamine(content, limits).sheets
    ]


SECOND: Final[Mapping[str, SecondReader]] = {
    "xlsx": SecondReader("openpyxl", _with_openpyxl),
    "xls": SecondReader("calamine", _with_calamine),
}
"""kind of content → its second reader; for other kinds there is none"""
