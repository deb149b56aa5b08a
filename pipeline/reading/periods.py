"""Periods as titles, sheet names and file names state them: 2023年4月, 1—4月, 4月上旬, 一季度, 202304."""

import re
from datetime import date
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model.period import Cadence, Period, months, ten_days
from pipeline.reading.text import small_numeral, squeeze

_MONTH = r"(\d{1,2}|元|[一二三四五六七八九十]{1,2})月份?"
_YEAR = r"(?:(20\d{2})年?度?)?"
_FULL_DATE = re.compile(
    r"(?<!\d)(?:(20\d{2})年(\d{1,2})月(\d{1,2})日?|(20\d{2})([-./])(\d{1,2})\5(\d{1,2})|(20\d{2})(\d{2})(\d{2}))(?!\d)"
)
_AS_OF = re.compile(r"截[至止]:?到?$")
_TEN_DAYS: Final = "上中下"
_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4}
_PATTERNS: Final = (
    ("ten days", re.compile(_YEAR + _MONTH + r"([上中下])旬")),
    ("month", re.compile(_YEAR + r"(?:\d{1,2}|元|一)月?[-—–~至到]" + _MONTH)),
    ("month", re.compile(_YEAR + r"前(\d{1,2}|[一二三四五六七八九十]{1,2})个月")),
    ("month", re.compile(_YEAR + _MONTH)),
    ("quarter", re.compile(_YEAR + r"第?([一二三四1-4])季度")),
    ("quarter", re.compile(r"(?<!\d)(20\d{2})[Qq]([1-4])")),
    ("half", re.compile(_YEAR + r"([上下])半年")),
    ("half", re.compile(r"(?<!\d)(20\d{2})[Hh]([12])")),
    ("month", re.compile(r"(?<!\d)(20\d{2})[-./_]?(0[1-9]|1[0-2]|[1-9](?=\D|$))(?!\d)")),
    ("year", re.compile(r"(?<!\d)(20\d{2})(?:年|年度)?(?!\d)")),
)


class StatedPeriod(Struct, frozen=True):
    """What a text says about its period; 0 where it does not say."""

    year: int = 0
    month: int = 0
    """the last month"""
    part: int = 0
    """which 旬 of the month"""
    quarter: int = 0
    half: int = 0

    def __bool__(self) -> bool:
        return bool(self.year or self.month or self.part or self.quarter or self.half)

    def completed_by(self, other: "StatedPeriod") -> "StatedPeriod":
        """Return what both say together: the year from the other where this has none, all the rest where this has only a year."""
        if not self:
            return other
        if not self.year:
            return replace(self, year=other.year)
        only_year = not (self.month or self.part or self.quarter or self.half)
        return replace(other, year=self.year) if only_year and other.year in {0, self.year} else self

    def period(self, cadence: Cadence) -> Period | None:
        """Return the period of a cadence this states, or None where something is missing."""
        return _period_of(self.year, self.month or 3 * self.quarter or 6 * self.half, self.part, cadence)


@lru_cache(maxsize=1024)
def _period_of(year: int, month: int, part: int, cadence: Cadence) -> Period | None:
    if not year or not 0 <= month <= 12:
        return None
    if cadence is Cadence.YEAR:
        return months(year, 1, cadence)
    if not month:
        return None
    if cadence is Cadence.TEN_DAYS:
        return ten_days(year, month, part - 1) if part else None
    return Period.containing(date(year, month, 1), cadence)


@lru_cache(maxsize=4096)
def stated_in(text: str) -> StatedPeriod:
    """Return the period a text states; whole dates in it are days on which something was done, unless 截至 stands before them."""
    squeezed = squeeze(text)
    as_of = [match for match in _FULL_DATE.finditer(squeezed) if _AS_OF.search(squeezed[: match.start()])]
    if as_of:
        year, month, _ = _parts(as_of[0])
        return StatedPeriod(year, month)
    rest = _FULL_DATE.sub("，", squeezed)
    for kind, pattern in _PATTERNS:
        match = pattern.search(rest)
        if match:
            stated = _stated(kind, match)
            if stated:
                return stated
    return StatedPeriod()


@lru_cache(maxsize=4096)
def day_in(text: str) -> date | None:
    """Return the first whole date in a text."""
    match = _FULL_DATE.search(squeeze(text))
    if match is None:
        return None
    try:
        return date(*_parts(match))
    except ValueError:
        return None


def _parts(match: re.Match[str]) -> tuple[int, int, int]:
    year, month, day = (int(part) for part in match.groups() if part and part.isdigit())
    return year, month, day


def reported_on(day: date) -> StatedPeriod:
    """Return the month a return filled in on a day is most likely about: from the 20th its own, before that the last."""
    year, month = (day.year, day.month) if day.day >= 20 else (day.year - (day.month == 1), (day.month - 2) % 12 + 1)
    return StatedPeriod(year, month)


def _stated(kind: str, match: re.Match[str]) -> StatedPeriod | None:
    year = int(match[1] or 0)
    if kind == "year":
        return StatedPeriod(year)
    if kind == "quarter":
        return StatedPeriod(year, quarter=_QUARTERS.get(match[2]) or int(match[2]))
    if kind == "half":
        return StatedPeriod(year, half=1 if match[2] in {"上", "1"} else 2)
    month = 1 if match[2] == "元" else int(match[2]) if match[2].isdigit() else small_numeral(match[2]) or 0
    if not 1 <= month <= 12:
        return None
    return StatedPeriod(year, month, part=_TEN_DAYS.index(match[3]) + 1 if kind == "ten days" else 0)
