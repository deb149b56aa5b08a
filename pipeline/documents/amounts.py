"""Money, measures and counts: 14.31亿元, 8910万元, 60个."""

import re
from collections.abc import Iterable
from decimal import Decimal

from pipeline.catalogue import wording
from pipeline.documents.rounding import fixed, least, stripped, vanishes
from pipeline.documents.suitable import FormatError, figure, missing_text, unsuitable
from pipeline.documents.word.marks import prints
from pipeline.model.figure import Figure
from pipeline.model.office import Policies

_MULTIPLES = {"": 0, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8}
_MONEY = re.compile(r"(千万|百万|千|万|亿)?(\w*元)")
_PROMOTED = Decimal("9999.5")
"""万 from which the text says 亿: 9999.5万元 would be printed as 10000万元"""


@prints
def in_yi(value: object, decimals: int | None = None, *, policies: Policies) -> str:
    """Print money in 亿元 with two decimals; 14.31亿元, 50亿元."""
    return _money(figure(value, "亿元", "amount"), "亿", "亿元", decimals, policies)


@prints
def in_wan(value: object, decimals: int | None = None, *, policies: Policies) -> str:
    """Print money in 万元 with no more decimals than needed; 8910万元."""
    return _money(figure(value, "万元", "amount"), "万", "万元", decimals, policies)


@prints
def in_yuan(value: object, decimals: int | None = None, *, policies: Policies) -> str:
    """Print money in 元 with no more decimals than needed."""
    return _money(figure(value, "元", "amount"), "", "元", decimals, policies)


@prints
def amount(value: object, *beside: object, policies: Policies) -> str:
    """Print money in 万元 below one 亿元 and in 亿元 from there on; other measures in their own unit.

    `beside` are figures printed in the same comparison: the largest of them all chooses the unit for every one.
    """
    given = figure(value, "金额", "amount")
    if not _MONEY.fullmatch(given.unit):
        return _in_own_unit(given, policies)
    return _money(given, "亿" if is_large((given, *_flattened(beside))) else "万", "金额", None, policies)


def is_large(figures: Iterable[Figure]) -> bool:
    """Say whether amounts of one comparison are told in 亿元: the unit is chosen before anything is rounded."""
    return any(
        known.value is not None and _MONEY.fullmatch(known.unit) and abs(scaled(known, "万", "金额")) >= _PROMOTED
        for known in figures
    )


@prints
def counted(value: object, measure: str | None = None, *, policies: Policies) -> str:
    """Print a count with its measure word; 60个."""
    given = figure(value, "个", "count", "days")
    if given.value is None:
        return missing_text(given, policies.missing_word)
    unit = measure if measure is not None else given.unit or wording.MEASURE
    return f"{stripped(given.value, decimals_of(given, None, 2))}{unit}"


@prints
def bare(value: object, decimals: int | None = None, *, policies: Policies) -> str:
    """Print the number alone, in the unit it has; a rate as its percentage."""
    given = figure(value, "数")
    if given.value is None:
        return missing_text(given, policies.missing_word)
    if given.kind in ("rate", "growth", "points"):
        return fixed(given.value * 100, decimals_of(given, decimals, policies.rate_decimals))
    return stripped(given.value, decimals_of(given, decimals, policies.amount_decimals))


def decimals_of(given: Figure, asked: int | None, usual: int) -> int:
    """Choose the decimals: what the template asks for, else what the figure says, else the office's policy."""
    if asked is not None:
        return asked
    return usual if given.decimals is None else given.decimals


def _money(given: Figure, multiple: str, formatter: str, decimals: int | None, policies: Policies) -> str:
    if given.value is None:
        return missing_text(given, policies.missing_word)
    number = scaled(given, multiple, formatter)
    places = decimals_of(given, decimals, policies.amount_decimals)
    unit = multiple + _currency(given, formatter)
    if vanishes(number, places):
        return wording.LESS_THAN.format(least=least(places), unit=unit)
    return f"{fixed(number, places) if multiple == '亿' or decimals is not None else stripped(number, places)}{unit}"


def _in_own_unit(given: Figure, policies: Policies) -> str:
    if given.value is None:
        return missing_text(given, policies.missing_word)
    return f"{stripped(given.value, decimals_of(given, None, policies.amount_decimals))}{given.unit}"


def is_money(given: Figure) -> bool:
    """Say whether a figure's unit is a currency and not 亩 or 公里."""
    return _MONEY.fullmatch(given.unit) is not None


def scaled(given: Figure, multiple: str, formatter: str = "金额") -> Decimal:
    """Return an amount in 亿, 万 or single units of its currency, unrounded."""
    match = _MONEY.fullmatch(given.unit)
    if match is None or given.value is None:
        raise FormatError(unsuitable(given, formatter, "元、万元、亿元等金额"))
    return given.value.scaleb(_MULTIPLES[match[1] or ""] - _MULTIPLES[multiple])


def _currency(given: Figure, formatter: str) -> str:
    match = _MONEY.fullmatch(given.unit)
    if match is None:
        raise FormatError(unsuitable(given, formatter, "元、万元、亿元等金额"))
    return match[2]


def _flattened(values: Iterable[object]) -> Iterable[Figure]:
    for value in values:
        if isinstance(value, Figure):
            yield value
        elif isinstance(value, list | tuple):
            yield from _flattened(value)
        elif isinstance(value, dict):
            yield from _flattened((value.get("值"),))
