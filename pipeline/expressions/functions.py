"""The functions of the language: those that give one value a row, and those that give one number for all rows."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial, reduce
from typing import Any

import numpy as np
from msgspec import Struct

from pipeline.expressions.scope import Kind
from pipeline.expressions.vectors import EXACT, Objects, Vector, added, each, elementwise, filled

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Function(Struct, frozen=True):
    """A function that gives one value a row from values of the same row."""

    usage: str
    takes: tuple[Kind, ...]
    gives: Kind
    """any: the kind of what it was given"""
    work: Callable[..., Vector]
    optional: int = 0
    """how many of its last arguments may be left out"""
    more: bool = False
    """True where it takes any number of arguments beyond those named"""

    def accepts(self, count: int) -> bool:
        """Tell whether it may be called with so many arguments."""
        return count >= len(self.takes) - self.optional and (self.more or count <= len(self.takes))


class Total(Struct, frozen=True):
    """A function that gives one number for all rows; its last argument may be a condition on the rows."""

    usage: str
    of: Kind | None
    """what it is given a value of in each row; None where it only counts rows"""
    gives: Callable[[Objects], Decimal | None]
    """from the known values of the rows that count to the number"""
    needs_condition: bool = False

    def accepts(self, count: int) -> bool:
        """Tell whether it may be called with so many arguments."""
        least = int(self.of is not None or self.needs_condition)
        return least <= count <= (1 if self.of is None else 2)


def _in_each(function: Callable[..., object], gives: type = object) -> Callable[..., Vector]:
    return lambda *operands: each(elementwise(function, len(operands)), *operands, gives=gives)


def _fold(pick: Callable[..., Any], *operands: Vector) -> Vector:
    return reduce(partial(each, pick), operands)


def _rounded(value: Decimal, places: Decimal = Decimal(0)) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)


def _year_in(text: str, place: Decimal) -> Decimal:
    """Return the n-th year that a text names (建设年限：2021年3月—2023年10月); raises ValueError where it names fewer."""
    years = _YEAR.findall(text)
    if place not in range(1, len(years) + 1):
        raise ValueError(text)
    return Decimal(years[int(place) - 1])


def day_of(year: Decimal, month: Decimal, day: Decimal) -> date:
    """Return a day; raises ValueError or OverflowError where there is none."""
    parts = [int(part) for part in (year, month, day)]
    if parts != [year, month, day]:
        raise ValueError(parts)
    return date(*parts)


def _of_text(usage: str, holds: Callable[[str, str], bool]) -> Function:
    return Function(usage, ("text", "text"), "condition", _in_each(holds, bool))


def _of_day(usage: str, part: Callable[[date], int]) -> Function:
    return Function(usage, ("date",), "number", _in_each(lambda day: Decimal(part(day))))


FUNCTIONS: Mapping[str, Function] = {
    "abs": Function("abs(数)", ("number",), "number", partial(each, np.absolute)),
    "min": Function("min(甲, 乙)", ("any", "any"), "any", partial(_fold, np.minimum), more=True),
    "max": Function("max(甲, 乙)", ("any", "any"), "any", partial(_fold, np.maximum), more=True),
    "round": Function("round(数, 小数位数)", ("number", "number"), "number", _in_each(_rounded), optional=1),
    "len": Function("len(文字)", ("text",), "number", _in_each(lambda text: Decimal(len(text)))),
    "contains": _of_text('contains(文字, "其中的字")', lambda text, part: part in text),
    "startswith": _of_text('startswith(文字, "开头的字")', lambda text, part: text.startswith(part)),
    "endswith": _of_text('endswith(文字, "结尾的字")', lambda text, part: text.endswith(part)),
    "year_in": Function("year_in(文字, 第几个)", ("text", "number"), "number", _in_each(_year_in)),
    "year": _of_day("year(日期)", lambda day: day.year),
    "month": _of_day("month(日期)", lambda day: day.month),
    "day": _of_day("day(日期)", lambda day: day.day),
    "days": Function("days(前, 后)", ("date", "date"), "number", _in_each(lambda first, last: Decimal((last - first).days))),
    "date": Function("date(年, 月, 日)", ("number", "number", "number"), "date", _in_each(day_of)),
    "filled": Function("filled(列)", ("any",), "condition", filled),
}


def _count(values: Objects) -> Decimal:
    return Decimal(len(values))


def _mean(values: Objects) -> Decimal | None:
    return EXACT.divide(added(values), _count(values)) if len(values) else None


TOTALS: Mapping[str, Total] = {
    "count": Total("count() 或 count(条件)", None, _count),
    "share": Total("share(条件)", None, _count, needs_condition=True),
    "sum": Total("sum(列) 或 sum(列, 条件)", "number", added),
    "mean": Total("mean(列) 或 mean(列, 条件)", "number", _mean),
    "min": Total("min(列) 或 min(列, 条件)", "number", lambda values: min(values, default=None)),
    "max": Total("max(列) 或 max(列, 条件)", "number", lambda values: max(values, default=None)),
    "distinct": Total("distinct(列) 或 distinct(列, 条件)", "any", lambda values: Decimal(len(set(values)))),
}

MEANT: Mapping[str, str] = {
    "average": "mean", "avg": "mean", "averageif": "mean", "平均": "mean", "countif": "count", "计数": "count", "个数": "count",
    "sumif": "sum", "求和": "sum", "合计": "sum", "最大": "max", "最小": "min", "绝对值": "abs", "四舍五入": "round", "占比": "share",
    "unique": "distinct", "isblank": "filled", "isnull": "filled", "datedif": "days", "包含": "contains", "find": "contains",
}  # fmt: skip
"""What people call a function in other places → what it is called here."""
