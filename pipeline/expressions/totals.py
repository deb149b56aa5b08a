"""One number for all rows: sum(), count() and their like, with the rows and columns that entered."""

from decimal import Decimal
from functools import cached_property

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from pipeline.expressions.functions import TOTALS
from pipeline.expressions.given import Given, Ground, Touched
from pipeline.expressions.pieces import Piece, all_uses
from pipeline.expressions.vectors import Vector, blank, single

Positions = npt.NDArray[np.intp]


class TotalOf(Struct, frozen=True, dict=True):
    """A call of a total: what it is of, and which rows count."""

    name: str
    value: Piece | None
    condition: Piece | None

    @cached_property
    def parts(self) -> tuple[Piece, ...]:
        return tuple(part for part in (self.value, self.condition) if part is not None)

    @cached_property
    def form(self) -> str | None:
        """The other form it is over; None for the form of the statistic."""
        return next((use.form for use in all_uses(*self.parts) if use.form), None)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads, in order."""
        reads = (use.name for use in all_uses(*self.parts) if use.what != "figure")
        return tuple(dict.fromkeys(reads))

    def work(self, ground: Ground) -> Vector:
        """Return its one number; what entered is added to the ground's tally."""
        given = ground.given
        frame = None if given is None else given.frame if self.form is None else given.forms.get(self.form)
        if given is None or frame is None:
            return blank()
        rows = Ground(frame, ground.moment, given=given)
        counting = given.rows.get(self.form, np.arange(len(frame)))
        chosen = counting if self.condition is None else counting[_worked(self.condition, rows, given).holds[counting]]
        if self.name == "share":
            ground.tally.touched.append(Touched(self.form, self.columns, counting))
            return ground.divided(single(Decimal(len(chosen))), single(Decimal(len(counting))))
        values = None if self.value is None else _worked(self.value, rows, given)
        entered = chosen if values is None else chosen[values.known[chosen]]
        ground.tally.touched.append(Touched(self.form, self.columns, entered))
        found = np.empty(len(entered), dtype=object) if values is None else values.values[entered]
        return single(TOTALS[self.name].gives(found))


def _worked(part: Piece, rows: Ground, given: Given) -> Vector:
    """Return a row part's values, worked out only the first time on these frames unless a figure may have changed."""
    found = given.worked.get(part)
    if found is None:
        found = part.work(rows).over(len(rows.frame))
        if all(use.what != "figure" for use in part.uses):
            given.worked[part] = found
    return found
