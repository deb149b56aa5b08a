"""Dates as departments write them, as precise as they were stated."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.model.values import Precision, StatedDate
from pipeline.reading.text import small_numeral, squeeze, tidy

_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
FIRST_YEAR: Final = 1950
_SERIALS: Final = range(18_264, 73_050)
"""serial numbers of 1950 to 2099"""

_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|;.*')
_NUMERAL = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_TIME = re.compile(r"(?<=\d|日)(?:T|\s+)\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?$")
_LETTER_O = re.compile(r"(?<=\d)[Oo]|[Oo](?=\d)")
_HAN_YEAR = re.compile(r"^[〇零0一二三四五六七八九]{4}(?=年)")
_HAN_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR = r"(\d{4}|\d{2}(?=年))年?"
_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_TEN_DAYS: Final = {"上": 1, "中": 11, "下": 21}
_MONTH_WORDS: Final = {
    name: number
    for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)
}


class ReadDate(NamedTuple):
    """A date read from a cell; `sure` is False where a part of it had to be supplied."""

    value: StatedDate
    sure: bool = True


class UnclearMonthError(ValueError):
    """2023.1 as a number: January or October."""


@lru_cache(maxsize=4096)
def from_day(day: date) -> StatedDate:
    """Return a date cell as a stated day."""
    return StatedDate(day.year, day.month, day.day)


@lru_cache(maxsize=4096)
def as_shown(day: StatedDate, shown_as: str) -> StatedDate:
    """Return the first of a month as precise as its number format shows it: 2023年4月 is typed as a month and stored as a day."""
    signs = _LITERAL.sub("", shown_as).lower()
    if "d" in signs or ("m" not in signs and "y" not in signs):
        return day
    if "m" in signs:
        return StatedDate(day.year, day.month, 1, Precision.MONTH)
    return StatedDate(day.year, 1, 1, Precision.YEAR) if day.month == 1 else day


def from_number(number: float, shown_as: str, from_1904: bool) -> ReadDate | None:
    """Read a number in a date column: a serial number, 20230401, 202304, 2023.4 or 2023.

    Raises UnclearMonthError for 2023.1 unless its number format shows that 2023.10 was meant.
    """
    if number in _SERIALS and number == int(number):
        day = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=int(number))
        return ReadDate(from_day(day), sure=False)
    text = f"{number:.10g}"
    if re.fullmatch(r"\d{4}\.1", text) and FIRST_YEAR <= number < 2100:
        if not re.search(r"0\.00(?![0-9])", shown_as):
            raise UnclearMonthError(text)
        text += "0"
    return from_text(text, 0) if re.fullmatch(r"\d{4}(?:\d{2}|\d{4}|\.\d{1,2})?", text) else None


@lru_cache(maxsize=4096)
def from_text(text: str, year: int) -> ReadDate | None:
    """Read a written date; a date without a year takes `year`, unless that is 0. Returns None for anything else."""
    squeezed = _LETTER_O.sub("0", squeeze(_TIME.sub("", tidy(text))))
    squeezed = _HAN_YEAR.sub(lambda match: match[0].translate(_HAN_DIGITS), squeezed).replace("〇", "0")
    squeezed = re.sub(r"(?<=[底末])前$|(?:开工|竣工|完工)$", "", squeezed)
    for pattern, read in _PATTERNS:
        match = pattern.fullmatch(squeezed)
        if match:
            try:
                return read(match, year)
            except ValueError:
                return None
    return None


def _year(written: str | None, supplied: int) -> tuple[int, bool]:
    if not written:
        if not supplied:
            raise ValueError(written)
        return supplied, False
    return (int(written), True) if len(written) == 4 else (2000 + int(written), False)


def _number(written: str) -> int:
    value = int(written) if written.isdigit() else small_numeral(written)
    if not value:
        raise ValueError(written)
    return value


def _day(match: re.Match[str], supplied: int) -> ReadDate:
    year, sure = _year(match[1], supplied)
    return ReadDate(StatedDate(year, _number(match[2]), _number(match[3])), sure)


def _day_in_figures(match: re.Match[str], supplied: int) -> ReadDate:
    year, sure = _year(match[1], supplied)
    return ReadDate(StatedDate(year, int(match[3]), int(match[4])), sure)


def _month(match: re.Match[str], supplied: int) -> ReadDate:
    year, sure = _year(match[1], supplied)
    return ReadDate(StatedDate(year, _number(match[2]), 1, Precision.MONTH), sure)


def _month_end(match: re.Match[str], supplied: int) -> ReadDate:
    year, _ = _year(match[1], supplied)
    month = _number(match[2])
    if not 1 <= month <= 12:
        raise ValueError(match[0])
    return ReadDate(StatedDate(year, month, monthrange(year, month)[1]), sure=False)


def _ten_days(match: re.Match[str], supplied: int) -> ReadDate:
    year, sure = _year(match[1], supplied)
    return ReadDate(StatedDate(year, _number(match[2]), _TEN_DAYS[match[3]], Precision.TEN_DAYS), sure)


def _quarter(match: re.Match[str], supplied: int) -> ReadDate:
    year, sure = _year(match[1], supplied)
    return ReadDate(StatedDate(year, 3 * _QUARTERS[match[2]] - 2, 1, Precision.QUARTER), sure)


def _whole_year(match: re.Match[str], supplied: int) -> ReadDate:
    year, sure = _year(match[1], supplied)
    return ReadDate(StatedDate(year, 1, 1, Precision.YEAR), sure)


def _year_end(match: re.Match[str], supplied: int) -> ReadDate:
    year, _ = _year(match[1], supplied)
    return ReadDate(StatedDate(year, 12, 31), sure=False)


def _month_word(match: re.Match[str], supplied: int) -> ReadDate:
    month = _MONTH_WORDS.get(match[1].lower()[:3], 0)
    year, _ = _year(match[2], supplied)
    return ReadDate(StatedDate(year, month, 1, Precision.MONTH), sure=False)


_PATTERNS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], ReadDate]], ...]] = (
    (re.compile(rf"(?:{_YEAR})?{_NUMERAL}月{_NUMERAL}[日号]?"), _day),
    (re.compile(r"(\d{4})([01]\d)([0-3]\d)"), _day),
    (re.compile(r"(\d{4}|\d{2})([-/.、])(\d{1,2})\2(\d{1,2})日?"), _day_in_figures),
    (re.compile(rf"(?:{_YEAR})?{_NUMERAL}月份?"), _month),
    (re.compile(r"(\d{4})[-/.、](\d{1,2})"), _month),
    (re.compile(r"(\d{4})([01]\d)"), _month),
    (re.compile(rf"(?:{_YEAR})?{_NUMERAL}月份?([上中下])旬"), _ten_days),
    (re.compile(rf"(?:{_YEAR})?{_NUMERAL}月份?[底末]"), _month_end),
    (re.compile(rf"(?:{_YEAR})?第?([一二三四1-4])季度"), _quarter),
    (re.compile(r"(\d{4})年?(?:年?度)?"), _whole_year),
    (re.compile(r"(\d{4}|\d{2})?年(?:年)?[底末]"), _year_end),
    (re.compile(r"([A-Za-z]{3,9})[-.' ]?(\d{4}|\d{2})"), _month_word),
)


def is_far(day: date, around: int) -> bool:
    """Tell whether a date lies where no project's date lies."""
    return not FIRST_YEAR <= day.year <= around + 30


def as_day(value: datetime | date) -> date:
    """Return the day of a date cell."""
    return value.date() if isinstance(value, datetime) else value
