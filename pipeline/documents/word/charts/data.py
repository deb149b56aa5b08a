"""What one chart shows, ready to be drawn: labels and numbers as they are printed."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from pipeline.model.figure import Figure

ChartKind = Literal["bar", "column", "stacked", "line", "pie", "combination"]
"""bar: lying bars, the first on top; column: standing ones, side by side; stacked: one on the other; combination: columns and lines"""


class ChartSeries(Struct, frozen=True):
    """One row of numbers, one for each category; None where there is none, and nothing is drawn there."""

    name: str
    values: Sequence[Decimal | None]
    decimals: int
    unit: str
    as_line: bool = False
    figures: Sequence[Figure | None] = ()
    """what the numbers tell, one for each, for the register"""


class ChartData(Struct, frozen=True):
    """A chart as a notice prints it; without categories there is nothing to draw."""

    kind: ChartKind
    title: str
    categories: Sequence[str]
    series: Sequence[ChartSeries]

    @property
    def empty(self) -> bool:
        return not self.categories
