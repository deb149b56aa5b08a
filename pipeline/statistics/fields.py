"""What a value stands beside in its group: total, mean, best, worst, and its place."""

from bisect import bisect_right
from collections.abc import Iterable
from decimal import Decimal

from pipeline.statistics.marks import Field
from pipeline.statistics.rounding import EXACT


class Peers:
    """The values that are marked against each other; what they have in common is worked out once for all of them."""

    def __init__(self, values: Iterable[Decimal]) -> None:
        self._rising = sorted(values)
        self._total = sum(self._rising, Decimal(0))
        self._mean = EXACT.divide(self._total, Decimal(len(self._rising))) if self._rising else Decimal(0)

    def field(self, value: Decimal) -> Field:
        """Return what a value stands beside; its place is the one after all that are better, equals together."""
        place = 1 + len(self._rising) - bisect_right(self._rising, value)
        if not self._rising:
            return Field(place=place)
        return Field(self._total, self._mean, self._rising[-1], self._rising[0], place)
