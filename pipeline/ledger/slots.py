"""The text of a problem: {列名} filled with what stands in the row, as a reader of a notice writes it."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from pipeline.model.period import Cadence, Period
from pipeline.model.values import Precision, StatedDate

_SLOT = re.compile(r"\{\s*([^{}]*?)\s*\}")
_BLANK = "（未填）"
_CADENCES = {Precision.TEN_DAYS: Cadence.TEN_DAYS, Precision.MONTH: Cadence.MONTH, Precision.QUARTER: Cadence.QUARTER}


def slots_in(text: str) -> list[str]:
    """Return the names in braces, in their order."""
    return _SLOT.findall(text)


def has_stray_braces(text: str) -> bool:
    """Say whether braces are left that hold no name."""
    return any(brace in _SLOT.sub("", text) for brace in "{}")


def filled(text: str, value_of: Callable[[str], object]) -> str:
    """Return the text with every name replaced by its value."""
    return _SLOT.sub(lambda match: written(value_of(match[1])), text)


def written(value: object) -> str:
    """Return a value as text: a date as precisely as it was stated, a number without trailing zeros."""
    if value is None or value == "":
        return _BLANK
    if isinstance(value, StatedDate) and value.precision is Precision.YEAR:
        return f"{value.year}年"
    if isinstance(value, StatedDate) and value.precision in _CADENCES:
        return Period.containing(value, _CADENCES[value.precision]).label
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def last_day(stated: date) -> date:
    """Return the last day a stated date can mean: the end of April for 2023年4月."""
    precision = stated.precision if isinstance(stated, StatedDate) else Precision.DAY
    if precision in _CADENCES:
        return Period.containing(stated, _CADENCES[precision]).end
    if precision is Precision.YEAR:
        return date(stated.year, 12, monthrange(stated.year, 12)[1])
    return date(stated.year, stated.month, stated.day)


def days_after(day: date, days: int) -> date:
    """Return the day so many days later."""
    return day + timedelta(days=days)
