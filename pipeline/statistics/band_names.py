"""How a band is printed: 5000万元（含）—1亿元（不含）, 80%以上（含）."""

from collections.abc import Callable
from decimal import Decimal

from pipeline.catalogue import scores as words
from pipeline.model.bands import Band
from pipeline.model.figure_rule import Kind
from pipeline.statistics.scopes import RATES

WAN_IN_YI = 10000


def band_name(band: Band, printed: Callable[[Decimal], str]) -> str:
    """Return a band's name with its ends said to be in or out."""
    lower, upper = band.from_ if band.over is None else band.over, band.to if band.below is None else band.below
    first = words.OUTSIDE if band.from_ is None else words.INSIDE
    last = words.OUTSIDE if band.to is None else words.INSIDE
    if lower is None and upper is None:
        return words.EVERYTHING
    if lower is None:
        return words.BELOW.format(to=printed(_known(upper)), end=last)
    if upper is None:
        return words.ABOVE.format(from_=printed(lower), end=first)
    return words.BETWEEN.format(from_=printed(lower), first=first, to=printed(upper), last=last)


def end_printer(kind: Kind, unit: str) -> Callable[[Decimal], str]:
    """Return how the ends of bands are printed: rates in percent, 万元 from one 亿 on in 亿元, others in their unit."""

    def printed(value: Decimal) -> str:
        if kind in RATES:
            return f"{plain(value * 100)}%"
        if unit == "万元" and abs(value) >= WAN_IN_YI and value % (WAN_IN_YI // 10) == 0:
            return f"{plain(value / WAN_IN_YI)}亿元"
        return f"{plain(value)}{unit}"

    return printed


def plain(value: Decimal) -> str:
    """Print a number with no more digits than it has."""
    return f"{value.normalize() + 0:f}"


def _known(value: Decimal | None) -> Decimal:
    return Decimal(0) if value is None else value
