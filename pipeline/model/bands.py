"""Stretches of numbers whose ends are stated: a 档 says of each end whether it is inside (含) or outside (不含)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from pipeline.model.yaml_keys import DEFINITION

INFINITY = Decimal("Infinity")


@dataclass(frozen=True, kw_only=True)
class Band:
    """One stretch; an end that is left out is open: {from: 5000, below: 10000} is 5000 (含) to 10000 (不含)."""

    __pydantic_config__ = DEFINITION

    from_: Decimal | None = None
    """lower end, inside"""
    over: Decimal | None = None
    """lower end, outside"""
    to: Decimal | None = None
    """upper end, inside"""
    below: Decimal | None = None
    """upper end, outside"""

    def holds(self, value: Decimal) -> bool:
        """Say whether a number lies in it."""
        return (
            (self.from_ is None or value >= self.from_)
            and (self.over is None or value > self.over)
            and (self.to is None or value <= self.to)
            and (self.below is None or value < self.below)
        )

    @property
    def lower(self) -> tuple[Decimal, int]:
        """Where it begins; the second number is 1 where the end itself is outside."""
        return (self.over, 1) if self.over is not None else (-INFINITY if self.from_ is None else self.from_, 0)

    @property
    def upper(self) -> tuple[Decimal, int]:
        """Where the next one would begin."""
        return (self.below, 0) if self.below is not None else (INFINITY if self.to is None else self.to, 1)

    @property
    def doubled(self) -> bool:
        """True where an end is stated twice, or nothing can lie in it."""
        twice = (self.from_ is not None and self.over is not None) or (self.to is not None and self.below is not None)
        return twice or self.lower >= self.upper


def overlapping(bands: Iterable[Band]) -> Decimal | None:
    """Return a number at which two bands overlap (500 in 300—500 and 500—1000); None where none do."""
    ordered = sorted(bands, key=lambda band: (band.lower, band.upper))
    return next((after.lower[0] for before, after in pairwise(ordered) if after.lower < before.upper), None)


def gap(bands: Iterable[Band]) -> Decimal | None:
    """Return a number at which one band ends and the next has not begun; None where they follow each other."""
    ordered = sorted(bands, key=lambda band: (band.lower, band.upper))
    return next((before.upper[0] for before, after in pairwise(ordered) if after.lower > before.upper), None)


def in_band(value: Decimal, bands: Iterable[Band]) -> int | None:
    """Return the place of the first band a number lies in, from 0."""
    return next((place for place, band in enumerate(bands) if band.holds(value)), None)
