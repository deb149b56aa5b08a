"""A workbook as it was opened: grids of raw cells whose places are those of the sheet, and what no reader's grid shows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from pipeline.model.addresses import address, column_number, letter

__all__ = ["address", "column_number", "letter"]

Raw = str | float | int | bool | date | datetime | time | timedelta
"""a cell; "" is blank"""
Cell = tuple[int, int]
"""row and column, from 0"""
Merge = tuple[int, int, int, int]
"""top, left, bottom and right, inclusive, from 0"""

PLAIN: Final = "General"


def no_format(row: int, column: int) -> str:
    """Return the number format of a cell where formats are not known."""
    return ""


class Sheet(Struct, eq=False):
    """One sheet; `rows[i][j]` is the cell in sheet row i + 1; rows may differ in length."""

    name: str
    rows: Sequence[Sequence[Raw]]
    visible: bool = True
    merges: Sequence[Merge] = ()
    errors: Mapping[Cell, str] = field(default_factory=dict)
    """error values, which are blank in `rows`"""
    unsaved: frozenset[Cell] = frozenset()
    """formulas whose result was not saved, blank in `rows`"""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    linked: Cell | None = None
    """a formula that refers to another workbook"""
    format_of: Callable[[int, int], str] = no_format
    """number format of a cell; "" where it is not known"""

    def at(self, row: int, column: int) -> Raw:
        """Return a cell, blank beyond the grid."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""

    def part(self, left: int, right: int) -> "Sheet":
        """Return the sheet with nothing in it outside some columns (`right` exclusive); places stay what they are."""
        blank = [""] * left
        return replace(
            self,
            rows=[[*blank, *cells[left:right]] for cells in self.rows],
            merges=[merge for merge in self.merges if left <= merge[1] < right],
            hidden_columns=frozenset(column for column in self.hidden_columns if left <= column < right),
        )


class Workbook(Struct, eq=False):
    """All sheets in their order."""

    sheets: Sequence[Sheet]
    from_1904: bool = False
    """True where dates count from 1904"""
    pictures: bool = False
    """True where pictures or embedded objects lie in the file"""
