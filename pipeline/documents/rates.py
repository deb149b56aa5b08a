"""Rates and their differences: 38.4%, 2.3个百分点."""

from decimal import Decimal

from pipeline.catalogue import wording
from pipeline.documents.amounts import decimals_of
from pipeline.documents.rounding import digits, least, rounded, vanishes
from pipeline.documents.suitable import figure, missing_text
from pipeline.documents.word.marks import prints
from pipeline.model.figure import Figure
from pipeline.model.office import Policies

_WHOLE = (0, 100)
"""percentages printed without decimals where they are exact"""


@prints
def percent(value: object, decimals: int | None = None, *, policies: Policies) -> str:
    """Print a rate or a share; 38.4%, exactly 100% and 0% without decimals, 不足0.1% for what would vanish."""
    given = figure(value, "百分比", "rate", "growth")
    if given.value is None:
        return missing_text(given, policies.missing_word)
    return percentage(given.value, decimals_of(given, decimals, policies.rate_decimals))


def percentage(rate: Decimal, decimals: int) -> str:
    """Print a fraction of 1 in percent."""
    value = rate * 100
    if vanishes(value, decimals):
        return wording.LESS_THAN.format(least=least(decimals), unit=wording.PERCENT)
    return f"{value:.0f}{wording.PERCENT}" if value in _WHOLE else digits(value, decimals) + wording.PERCENT


@prints
def points(value: object, decimals: int | None = None, *, policies: Policies) -> str:
    """Print the size of a difference of rates, without its direction; 2.3个百分点."""
    given = figure(value, "百分点", "points")
    if given.value is None:
        return missing_text(given, policies.missing_word)
    return f"{abs(printed_points(given, decimals, policies)):f}{wording.PERCENTAGE_POINTS}"


def printed_points(given: Figure, decimals: int | None, policies: Policies) -> Decimal:
    """Return a difference of rates in points, as it will be printed; direction words are chosen by it."""
    value = given.value if given.value is not None else Decimal(0)
    return rounded(value * 100, decimals_of(given, decimals, policies.rate_decimals))
