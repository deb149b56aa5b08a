"""The cells of a workbook as they were found, for those who must show them again."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from msgspec import Struct

Raw = str | float | int | bool | date | time | timedelta
"""a cell; "" is blank"""


class Grid(Struct, frozen=True):
    """One visible sheet; `rows[i][j]` stands in sheet row i + 1; merges are top, left, bottom and right, inclusive, from 0."""

    name: str
    rows: Sequence[Sequence[Raw]]
    merges: Sequence[tuple[int, int, int, int]] = ()
