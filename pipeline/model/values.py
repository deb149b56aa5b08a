"""What a cell of a return can hold once it has been read."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self


class Precision(StrEnum):
    """How much of a date was stated."""

    DAY = "日"
    TEN_DAYS = "旬"
    MONTH = "月"
    QUARTER = "季"
    YEAR = "年"


class StatedDate(date):
    """A date as precise as it was stated: "2023年4月" is 2023-04-01 with precision MONTH.

    Compares and hashes as its first day, so checks and filters treat it as an ordinary date.
    """

    precision: Precision

    def __new__(cls, year: int, month: int = 1, day: int = 1, precision: Precision = Precision.DAY) -> Self:
        stated = super().__new__(cls, year, month, day)
        stated.precision = precision
        return stated

    def __reduce__(self) -> tuple[type[Self], tuple[int, int, int, Precision]]:
        return type(self), (self.year, self.month, self.day, self.precision)


class Quoted(str):
    """Text of a cell on its way to print, with the cells it was read from, as `file|sheet|addresses`."""

    __slots__ = ("sources",)
    sources: tuple[str, ...]

    def __new__(cls, text: str, sources: tuple[str, ...] = ()) -> Self:
        quoted = super().__new__(cls, text)
        quoted.sources = sources
        return quoted


class QuotedDate(StatedDate):
    """A date of a cell on its way to print, with the cells it was read from."""

    sources: tuple[str, ...]

    @classmethod
    def of(cls, stated: StatedDate, sources: tuple[str, ...]) -> Self:
        """Return the date with its cells."""
        quoted = cls(stated.year, stated.month, stated.day, stated.precision)
        quoted.sources = sources
        return quoted


Value = Decimal | str | StatedDate | None
"""One typed cell: numbers are Decimal in the unit of their column, None is a blank cell."""
