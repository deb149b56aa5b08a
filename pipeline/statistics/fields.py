"""What a value stands beside in its group: total, mean, best, worst, and its place."""

from collections.abc import Mapping
from decimal import Decimal

from pipeline.statistics.competition import ranks
from pipeline.statistics.marks import Field
from pipeline.statistics.rounding import EXACT


def field_of(values: Mapping[str, Decimal], place: int) -> Field:
    """Return the group of values a unit is marked in."""
    if not values:
        return Field(place=place)
    total = sum(values.values(), Decimal(0))
    mean = EXACT.divide(total, Decimal(len(values)))
    return Field(total, mean, max(values.values()), min(values.values()), place)


def places(values: Mapping[str, Decimal]) -> dict[str, int]:
    """Return the place of each by its value, the larger first, equals together."""
    return ranks({unit: (value,) for unit, value in values.items()})
