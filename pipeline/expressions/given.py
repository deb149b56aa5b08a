"""What expressions are worked out on, and what comes out."""

from collections.abc import Hashable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
from msgspec import Struct, field

from pipeline.expressions import vectors
from pipeline.expressions.scope import Kind
from pipeline.expressions.vectors import Vector
from pipeline.model.period import Cadence, Period

FACTS: Mapping[str, Mapping[str, Kind]] = {
    head: {"start": "date", "end": "date", "year": "number", "month": "number"} for head in ("period", "quarter", "last_quarter")
}
"""What an expression may ask of the time it is worked out in; the month is the one the period ends in."""


class Tolerance(Struct, frozen=True):
    """How far two numbers may be apart and still count as equal: so much, or such a share of the larger, whichever is more."""

    absolute: Decimal = Decimal(0)
    share: Decimal = Decimal(0)

    def __bool__(self) -> bool:
        return bool(self.absolute or self.share)

    def between(self, left: Decimal, right: Decimal) -> Decimal:
        """Return how far these two may be apart."""
        return max(self.absolute, self.share * max(abs(left), abs(right)))


EXACTLY = Tolerance()


class Moment(Struct, frozen=True, dict=True):
    """The period an expression is worked out in."""

    period: Period

    @cached_property
    def quarter(self) -> Period:
        """The latest quarter that is complete when the period ends."""
        return self.period.latest(Cadence.QUARTER)

    @property
    def last_quarter(self) -> Period:
        return self.quarter.previous

    def fact(self, head: str, name: str) -> Decimal | date:
        """Return one of FACTS."""
        period: Period = getattr(self, head)
        value: date | int = getattr(period, name)
        return Decimal(value) if isinstance(value, int) else value


class Touched(Struct, frozen=True):
    """Rows and columns of one form that entered an aggregate; `form` is None for the form it is about.

    `rows` are positions in the frame; of a sum those whose value is known and whose condition holds, of a share all that count.
    """

    form: str | None
    columns: tuple[str, ...]
    rows: npt.NDArray[np.intp]


class Given(Struct, frozen=True):
    """What an aggregate is worked out on: the rows of its form and of other forms, and figures computed before."""

    frame: pd.DataFrame
    moment: Moment
    forms: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    figures: Mapping[str, Decimal | None] = field(default_factory=dict)
    last: Mapping[str, Decimal | None] = field(default_factory=dict)
    last_year: Mapping[str, Decimal | None] = field(default_factory=dict)
    rows: Mapping[str | None, npt.NDArray[np.intp]] = field(default_factory=dict)
    """form (None for its own) → positions of the rows that count; all rows of a form not named here"""
    worked: dict[Hashable, Vector] = field(default_factory=dict)
    """row parts worked out before on these frames: handed from group to group, so that each is worked out once"""


class Aggregate(Struct, frozen=True):
    """One number with the cells that entered it; `value` is None where it cannot be worked out."""

    value: Decimal | None
    touched: tuple[Touched, ...] = ()
    figures: tuple[str, ...] = ()
    zero_base: bool = False
    """True where it has no value because something was divided by zero"""


class Tally(Struct):
    """What comes to light while one number is worked out."""

    touched: list[Touched] = field(default_factory=list)
    zero_base: bool = False


class Ground:
    """The rows one evaluation stands on; each column is looked at once."""

    def __init__(self, frame: pd.DataFrame, moment: Moment, within: Tolerance = EXACTLY, given: Given | None = None) -> None:
        self.frame, self.moment, self.within, self.given = frame, moment, within, given
        self.tally = Tally()
        self._columns: dict[str, Vector] = {}

    def column(self, name: str) -> Vector:
        """Return a column; one that nobody sent is unknown in every row."""
        found = self._columns.get(name)
        if found is None:
            known = name in self.frame.columns
            found = vectors.column(self.frame[name].to_numpy(dtype=object)) if known else vectors.blank()
            self._columns[name] = found
        return found

    def figure(self, name: str, head: str | None = None) -> Vector:
        """Return a figure computed before: of this period or, with a head, of an earlier one."""
        given = self.given
        if given is None:
            return vectors.blank()
        figures = {None: given.figures, "last": given.last, "last_year": given.last_year}[head]
        return vectors.single(figures.get(name))

    def divided(self, left: Vector, right: Vector) -> Vector:
        """Return a quotient, and note where there was something to divide but nothing to divide it by."""
        result = vectors.quotient(left, right)
        self.tally.zero_base |= bool((left.known & right.known & ~result.known).any())
        return result
