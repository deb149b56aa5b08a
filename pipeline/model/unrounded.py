"""未修约的数: an exact value as people read it. A quotient has no end; what a reader compares are its first places."""

from decimal import Decimal
from typing import Final

from pipeline.catalogue import register as words

_DECIMALS: Final = 6
_PERCENT: Final = ("rate", "growth")
_PERCENTAGES: Final = (*_PERCENT, "points")


def unrounded(value: Decimal, kind: str, unit: str) -> str:
    """Return a value before it was rounded, in its unit, rates in percent: 38.417314…%; manifest and register have all digits."""
    shown = value * 100 if kind in _PERCENTAGES else value
    whole, point, decimals = format(shown.normalize() if shown else Decimal(0), "f").partition(".")
    if len(decimals) > _DECIMALS:
        decimals = decimals[:_DECIMALS] + words.AND_SO_ON
    return f"{whole}{point}{decimals}{words.PERCENT if kind in _PERCENT else unit}"
