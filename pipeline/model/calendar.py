"""The office's calendar: working days, deadlines, and how much of the year has passed (序时进度)."""

from calendar import isleap
from datetime import date, datetime, timedelta
from decimal import Decimal

from msgspec import Struct, field

from pipeline.model.office import CalendarRules, DayRule, Policies, Shift
from pipeline.model.period import Cadence, Period


class WorkCalendar(Struct, frozen=True):
    """Working days: the office's own dates first, then the national calendar, then Monday to Friday."""

    rules: CalendarRules = field(default_factory=CalendarRules)

    def is_workday(self, day: date) -> bool:
        """Tell whether the office works on a day; years the national calendar does not know yet follow the week."""
        if day in self.rules.workdays:
            return True
        if day in self.rules.holidays:
            return False
        national = national_workday(day)
        return day.weekday() < 5 if national is None else national

    def shift(self, day: date, direction: Shift) -> date:
        """Return the day itself if it is worked, else the next or the last working day."""
        step = {"earlier": -1, "later": 1, "none": 0}[direction]
        while step and not self.is_workday(day):
            day += timedelta(days=step)
        return day

    def due(self, rule: DayRule, period: Period) -> datetime:
        """Return when something is due for a period; a day the month does not have becomes its last."""
        if rule.day is None:
            return datetime.combine(self.shift(period.end + timedelta(days=rule.days_after or 0), rule.shift), rule.at)
        months_on = period.end.year * 12 + period.end.month - 1 + rule.months_after
        first = date(months_on // 12, months_on % 12 + 1, 1)
        last = Period.containing(first, Cadence.MONTH).end
        return datetime.combine(self.shift(min(first + timedelta(days=rule.day - 1), last), rule.shift), rule.at)


def national_workday(day: date) -> bool | None:
    """Return what the State Council's calendar says of a day, with its make-up days (调休); None for a year not yet announced."""
    import chinese_calendar  # noqa: PLC0415 - its tables are needed only where a deadline is computed

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def progress_share(period: Period, policies: Policies) -> Decimal:
    """Return 序时进度 at the end of a period as a fraction of 1, exactly, on the office's basis (handbook 1 §2.10)."""
    end = period.end
    match policies.progress:
        case "day":
            return Decimal(end.timetuple().tm_yday) / (366 if isleap(end.year) else 365)
        case "half month":
            halves_over = 2 if end == Period.containing(end, Cadence.MONTH).end else int(end.day >= 15)
            return Decimal(2 * (end.month - 1) + halves_over) / 24
        case "ten days":
            return Decimal(3 * (end.month - 1) + Period.containing(end, Cadence.TEN_DAYS).part) / 36
        case "table":
            return _tabled(period, policies.progress_table) / 100
        case _:
            complete = end == Period.containing(end, Cadence.MONTH).end
            return Decimal(end.month if complete else end.month - 1) / 12


def _tabled(period: Period, table: dict[str, Decimal]) -> Decimal:
    key = str(period.month)
    if period.cadence is Cadence.TEN_DAYS:
        key = f"{period.month}-{'上中下'[period.part - 1]}旬"
    return table[key]
