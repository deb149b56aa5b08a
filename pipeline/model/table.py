"""A return as a typed table that remembers its cells."""

from collections.abc import Mapping

from msgspec import Struct, field

from pipeline.model.submission import Submission
from pipeline.model.values import Value


class TotalRow(Struct, frozen=True):
    """A 合计, 小计 or category row of the return's own: never data, but a promise its rows must keep."""

    label: str
    row: int
    values: Mapping[str, Value]
    over: tuple[int, ...]
    """sheet rows it totals"""


class ReturnTable(Struct, frozen=True):
    """The rows of one return, column by column; sheet rows count from 1.

    A column of the form that the return lacks is absent from `columns` and `letters`; a blank cell is None.
    """

    submission: Submission
    columns: Mapping[str, tuple[Value, ...]]
    letters: Mapping[str, str]
    """column of the form → column of the sheet, "K" """
    rows: tuple[int, ...]
    """sheet row of each row"""
    totals: tuple[TotalRow, ...] = ()
    zero_report: bool = False
    """True where the unit states that there is nothing to report (零报告)"""
    as_written: Mapping[str, str] = field(default_factory=dict)
    """A1 address → the text as typed, for cells whose value had to be converted"""

    def address(self, column: str, index: int) -> str:
        """Return the A1 address of a column in the index-th row (from 0)."""
        return f"{self.letters[column]}{self.rows[index]}"
