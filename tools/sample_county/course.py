"""How a year goes between and after the months the speech speaks of."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pipeline.model.period import Period
from tools.sample_county.facts import cents

APRIL, DECEMBER = 4, 12


def reached(known: Mapping[int, Decimal], month: int) -> Decimal:
    """Return an amount at the end of a month, given what it is at the end of some: in equal steps between them."""
    before = max(one for one in known if one <= month)
    if before == month:
        return known[month]
    after = min(one for one in known if one > month)
    step = (known[after] - known[before]) / (after - before)
    return cents(known[before] + step * (month - before))


def month_of(period: str) -> int:
    """Return the month of a period such as 2023-04 or 2023-04-中旬."""
    return int(period[5:7])


def last_day(period: str) -> date:
    """Return the day a period ends."""
    return Period.parse(period).end


def before(period: str) -> str:
    """Return the month before, in the same year."""
    return f"{period[:4]}-{month_of(period) - 1:02}"


def day_in(year: str, month: int, seed: int) -> str:
    """Return a working-looking day of a month."""
    return f"{year}-{month:02}-{8 + seed % 18:02}"
