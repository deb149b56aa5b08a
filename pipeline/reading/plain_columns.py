"""Columns in which there is nothing to say about any cell: typed all at once, without looking at their cells one by one."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from operator import is_
from typing import Final, cast

from pipeline.model.form import Column
from pipeline.model.values import Value
from pipeline.reading.dates import as_day, from_day, is_far
from pipeline.reading.text import squeeze
from pipeline.reading.workbook import Raw

Context = tuple[int, frozenset[str]]
"""year of the return, and the words for nothing"""
Plainly = Callable[[Column, Sequence[Raw], Context], Sequence[Value] | None]
"""types the cells of a column; None where one of them has to be looked at by itself"""

PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_LONG_NUMBER = re.compile(r"1[3-9]\d{9}")
"""in every text that holds a telephone number, and found sooner"""
LONGEST_NIL: Final = 4
PLAIN_NUMBERS: Final = frozenset({float, str})
"""types of cells that are alike only if they are the same: True is 1.0 as well"""
_MEMORY = 50_000
_ZERO: Final = Decimal(0)


def plain_texts(column: Column, cells: Sequence[Raw], context: Context) -> Sequence[Value] | None:
    """Type texts that are long enough, say something, are clean and free of telephone numbers."""
    texts = cast("set[str]", set(cells))
    try:
        together = "|".join(texts)
    except TypeError:  # a number or a date among them
        return None
    texts.discard("")
    short = [text for text in texts if len(text) <= LONGEST_NIL]
    if short and not context[1].isdisjoint(map(squeeze, short)):
        return None
    if is_odd(together, column) or (column.at_least and texts and min(map(len, texts)) < column.at_least):
        return None
    return [cell or None for cell in cast("Sequence[str]", cells)]


def is_odd(text: str, column: Column) -> bool:
    """Tell whether a text must be cleaned or said something about, its length apart."""
    unclean = not text.isprintable() or " " in text or "_x000" in text
    return unclean or (column.published and _LONG_NUMBER.search(text) is not None and PHONE.search(text) is not None)


def _plain_codes(column: Column, cells: Sequence[Raw], context: Context) -> Sequence[Value] | None:
    known = codes_of(column.codes)
    try:
        return [known[cell] for cell in cells]
    except KeyError:
        return None


@lru_cache(maxsize=256)
def codes_of(codes: tuple[str, ...]) -> dict[Raw, Value]:
    """Return the cells of which there is nothing to say → their values."""
    return {"": None, **{code: code for code in codes}}


class _Numbers(dict[Raw, Decimal | None]):
    """Cells of which there is nothing to say → their values; most returns repeat their numbers. Raises KeyError for any other."""

    def __init__(self, allowed: int) -> None:
        super().__init__({"": None})
        self._allowed = allowed

    def __missing__(self, raw: Raw) -> Decimal:
        if not isinstance(raw, float):
            raise KeyError(raw)
        text = f"{raw:.15g}"
        point = text.find(".")
        if raw - raw != 0 or "e" in text or (0 <= self._allowed < len(text) - point - 1 and point >= 0):
            raise KeyError(raw)
        if len(self) > _MEMORY:
            self.clear()
            self[""] = None
        value = self[raw] = Decimal(text) if raw else _ZERO
        return value


@lru_cache(maxsize=64)
def numbers_with(decimals: int) -> _Numbers:
    """Return what is known of numbers with so many decimals at most, with any where −1."""
    return _Numbers(decimals)


def _plain_amounts(column: Column, cells: Sequence[Raw], context: Context) -> Sequence[Value] | None:
    return _plain_numbers(column.decimals, cells)


def _plain_counts(column: Column, cells: Sequence[Raw], context: Context) -> Sequence[Value] | None:
    return _plain_numbers(0, cells)


def _plain_numbers(decimals: int, cells: Sequence[Raw]) -> Sequence[Value] | None:
    if not PLAIN_NUMBERS.issuperset(map(type, cells)):
        return None
    try:
        return list(map(numbers_with(decimals).__getitem__, cells))
    except KeyError:
        return None


def holds(values: Sequence[object], wanted: object) -> bool:
    """Tell whether an object is among values; `in` would compare each Decimal with it, which takes ten times as long."""
    return any(map(is_, values, repeat(wanted)))


def _plain_dates(column: Column, cells: Sequence[Raw], context: Context) -> Sequence[Value] | None:
    values, year = list[Value](), context[0]
    for cell in cells:
        value = _plain_day(cell, year) if isinstance(cell, date) else None
        if value is None and cell != "":
            return None
        values.append(value)
    return values


@lru_cache(maxsize=4096)
def _plain_day(cell: date, year: int) -> Value:
    """Return a date cell as a stated day; None for the first of a month, whose number format has to be looked at, and for a far one."""
    day = from_day(as_day(cell))
    return day if day.day > 1 and not is_far(day, year) else None


PLAINLY: Final[Mapping[str, Plainly]] = {
    "text": plain_texts,
    "note": plain_texts,
    "code": _plain_codes,
    "amount": _plain_amounts,
    "count": _plain_counts,
    "date": _plain_dates,
}
"""by type of column; percentages and units are always looked at one by one"""
