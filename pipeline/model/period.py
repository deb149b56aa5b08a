"""期: the stretch of time a return or a notice is about."""

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct


class Cadence(StrEnum):
    """How long a period is and how often it comes round."""

    TEN_DAYS = "ten days"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_MONTHS = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF: 6, Cadence.YEAR: 12}
_TEN_DAYS = ("上旬", "中旬", "下旬")
_CODE = re.compile(r"(\d{4})(?:-(\d{2})(?:-([上中下]旬))?|Q([1-4])|H([12]))?")


class Period(Struct, frozen=True, order=True):
    """A 旬, month, quarter, half or year; ordered by its first day.

    `code` is the name used in folders, YAML and history: 2023-04, 2023-04-上旬, 2023Q1, 2023H1, 2023.
    """

    start: date
    end: date
    cadence: Cadence

    @classmethod
    def parse(cls, code: str) -> "Period":
        """Read a period code; raises ValueError for anything that is not exactly one."""
        match = _CODE.fullmatch(code.strip())
        if match is None:
            raise ValueError(code)
        year, month, ten, quarter, half = match.groups()
        if ten:
            return ten_days(int(year), int(month), _TEN_DAYS.index(ten))
        if month:
            return months(int(year), int(month), Cadence.MONTH)
        if quarter:
            return months(int(year), 3 * int(quarter) - 2, Cadence.QUARTER)
        if half:
            return months(int(year), 6 * int(half) - 5, Cadence.HALF)
        return months(int(year), 1, Cadence.YEAR)

    @classmethod
    def is_code(cls, text: str) -> bool:
        """Say whether a text, such as the name of a folder, is the code of a period."""
        try:
            cls.parse(text)
        except ValueError:
            return False
        return True

    @classmethod
    def containing(cls, day: date, cadence: Cadence) -> "Period":
        """Return the period of that cadence in which the day falls."""
        if cadence is Cadence.TEN_DAYS:
            return ten_days(day.year, day.month, min((day.day - 1) // 10, 2))
        length = _MONTHS[cadence]
        return months(day.year, (day.month - 1) // length * length + 1, cadence)

    def latest(self, cadence: Cadence) -> "Period":
        """Return the last period of another cadence that is complete when this one ends; a year counts while it runs."""
        period = Period.containing(self.end, cadence)
        return period if period.end <= self.end or cadence is Cadence.YEAR else period.previous

    @property
    def code(self) -> str:
        match self.cadence:
            case Cadence.TEN_DAYS:
                return f"{self.start.year:04}-{self.start.month:02}-{_TEN_DAYS[self.part - 1]}"
            case Cadence.MONTH:
                return f"{self.start.year:04}-{self.start.month:02}"
            case Cadence.QUARTER:
                return f"{self.start.year}Q{self.part}"
            case Cadence.HALF:
                return f"{self.start.year}H{self.part}"
            case _:
                return f"{self.start.year}"

    def __str__(self) -> str:
        return self.code

    @property
    def year(self) -> int:
        return self.start.year

    @property
    def month(self) -> int:
        """The month in which the period ends."""
        return self.end.month

    @property
    def part(self) -> int:
        """Which one of its kind: the 旬 within its month, otherwise the month, quarter or half within its year."""
        if self.cadence is Cadence.TEN_DAYS:
            return min((self.start.day - 1) // 10, 2) + 1
        return (self.start.month - 1) // _MONTHS[self.cadence] + 1

    @property
    def previous(self) -> "Period":
        return Period.containing(self.start - timedelta(days=1), self.cadence)

    @property
    def following(self) -> "Period":
        return Period.containing(self.end + timedelta(days=1), self.cadence)

    @property
    def last_year(self) -> "Period":
        if self.cadence is Cadence.TEN_DAYS:
            return ten_days(self.year - 1, self.start.month, self.part - 1)
        return months(self.year - 1, self.start.month, self.cadence)

    @property
    def label(self) -> str:
        """The period by name: 2023年4月, 2023年4月上旬, 2023年一季度, 2023年上半年, 2023年."""
        return f"{self.year}年{self.short_label}" if self.short_label else f"{self.year}年"

    @property
    def short_label(self) -> str:
        """The period by name without its year; empty for a year."""
        match self.cadence:
            case Cadence.TEN_DAYS:
                return f"{self.start.month}月{_TEN_DAYS[self.part - 1]}"
            case Cadence.MONTH:
                return f"{self.start.month}月"
            case Cadence.QUARTER:
                return f"{'一二三四'[self.part - 1]}季度"
            case Cadence.HALF:
                return "上半年" if self.part == 1 else "下半年"
            case _:
                return ""

    @property
    def to_date_label(self) -> str:
        """The year so far, as notices write it: 1月, 1—4月."""
        return "1月" if self.month == 1 else f"1—{self.month}月"


def months(year: int, first: int, cadence: Cadence) -> Period:
    """Return the period of a cadence that begins with a month."""
    last = first + _MONTHS[cadence] - 1
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), cadence)


def ten_days(year: int, month: int, part: int) -> Period:
    """Return a 旬; `part` is 0 for 上旬, 1 for 中旬, 2 for 下旬, which runs to the end of the month."""
    end = monthrange(year, month)[1] if part == 2 else 10 * part + 10
    return Period(date(year, month, 10 * part + 1), date(year, month, end), Cadence.TEN_DAYS)
