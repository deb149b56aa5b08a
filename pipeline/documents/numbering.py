"""文号 and 期数: which number an issue has, worked out from the calendar and the definitions alone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct, field

from pipeline.catalogue import notices as words
from pipeline.model.calendar import WorkCalendar
from pipeline.model.definitions import Definitions
from pipeline.model.notice import Notice
from pipeline.model.office import DayRule
from pipeline.model.period import Cadence, Period

_YEARS_OF_AN_OFFICE = 256


class Numbering(Struct, frozen=True):
    """Numbers the issues of an office: those of one series in one row through the year, by the day they are signed."""

    calendar: WorkCalendar
    notices: tuple[Notice, ...] = ()
    """all of the office; those of a series that are signed on one day are numbered in this order"""
    other_papers: Mapping[str, Sequence[date]] = field(default_factory=dict)
    """series → days on which the office signed papers of its own in it, each of which has a number as well"""

    @classmethod
    def of(cls, definitions: Definitions) -> "Numbering":
        office = definitions.office
        return cls(WorkCalendar(office.calendar), tuple(definitions.notices.values()), office.other_papers)

    def number(self, notice: Notice, period: Period) -> str:
        """Return 文号; empty where the notice has no series."""
        if not notice.number:
            return ""
        signed = signing_day(notice, period, self.calendar)
        if signed is None:
            return words.NUMBER.format(series=notice.number, year=period.year, number=_part(notice, period))
        own = notice in self.notices
        series = [one for one in self.notices if one.number == notice.number] if own else [notice]
        before = self._before(series, series.index(notice), signed, period)
        before += sum(day.year == signed.year and day < signed for day in self.other_papers.get(notice.number, ()))
        return words.NUMBER.format(series=notice.number, year=signed.year, number=before + 1)

    def issue_of_year(self, notice: Notice, period: Period) -> int:
        """Return 期数: the how-manieth of its notice signed in a year; of an undated one, the how-manieth part of its year."""
        signed = signing_day(notice, period, self.calendar)
        return _part(notice, period) if signed is None else self._before([notice], 0, signed, period) + 1

    def _before(self, series: Sequence[Notice], place: int, signed: date, period: Period) -> int:
        """Count the issues of a series that were signed in the year of one of them and before it."""
        return sum(issue < (signed, place, period.end) for issue in self._issues(series, signed.year))

    def _issues(self, series: Sequence[Notice], year: int) -> Iterator[tuple[date, int, date]]:
        for place, notice in enumerate(series):
            if notice.signed is not None:
                for day, period in _signed_in(notice.signed, notice.every, year, self.calendar):
                    if notice.issued_for(period):
                        yield day, place, period.end


def _part(notice: Notice, period: Period) -> int:
    """Return the how-manieth issue of the year an undated one is, counted from the first where the notice began in that year."""
    began = Period.containing(notice.since, period.cadence) if notice.since else None
    return period.part - (began.part - 1 if began and began.year == period.year else 0)


def signing_day(notice: Notice, period: Period, calendar: WorkCalendar) -> date | None:
    """Return 成文日期 by the notice's rule; never today."""
    return None if notice.signed is None else calendar.due(notice.signed, period).date()


@lru_cache(_YEARS_OF_AN_OFFICE)
def _signed_in(rule: DayRule, every: Cadence, year: int, calendar: WorkCalendar) -> tuple[tuple[date, Period], ...]:
    """Return the days of a year on which a notice of a cadence is signed by a rule, each with the period it is about."""
    found, period = [], Period.containing(date(year - 2, 12, 31), every)
    while period.start.year <= year + 1:
        day = calendar.due(rule, period).date()
        if day.year == year:
            found.append((day, period))
        period = period.following
    return tuple(found)
