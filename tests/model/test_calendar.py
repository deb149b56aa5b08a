"""Deadlines and 序时进度."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.calendar import WorkCalendar, progress_share
from pipeline.model.office import CalendarRules, DayRule, Policies
from pipeline.model.period import Period

CALENDAR = WorkCalendar()


def test_a_make_up_saturday_is_a_working_day_and_the_bridge_day_is_not() -> None:
    assert CALENDAR.is_workday(date(2023, 4, 23))
    assert not CALENDAR.is_workday(date(2023, 5, 3))


def test_the_offices_own_dates_come_before_the_national_calendar() -> None:
    calendar = WorkCalendar(CalendarRules(holidays=(date(2023, 4, 24),), workdays=(date(2023, 5, 3),)))
    assert not calendar.is_workday(date(2023, 4, 24))
    assert calendar.is_workday(date(2023, 5, 3))


def test_a_year_not_yet_announced_follows_the_week() -> None:
    assert CALENDAR.is_workday(date(2031, 10, 1))
    assert not CALENDAR.is_workday(date(2031, 10, 4))


@pytest.mark.parametrize(("shift", "day"), [("earlier", 28), ("later", 4), ("none", 1)])
def test_a_deadline_on_a_holiday_moves_as_the_office_says(shift: str, day: int) -> None:
    due = CALENDAR.due(DayRule(1, 1, shift=shift), Period.parse("2023-04"))  # type: ignore[arg-type]
    assert due.day == day
    assert (due.hour, due.minute) == (17, 0)


def test_a_day_the_month_does_not_have_becomes_its_last() -> None:
    assert CALENDAR.due(DayRule(31, 1, shift="none"), Period.parse("2023-01")) == datetime(2023, 2, 28, 17)


def test_a_rule_over_the_turn_of_the_year() -> None:
    assert CALENDAR.due(DayRule(5, 1, shift="none"), Period.parse("2023-12")) == datetime(2024, 1, 5, 17)


@given(st.dates(date(2010, 1, 1), date(2030, 12, 31)), st.sampled_from(["earlier", "later"]))
def test_a_shifted_day_is_worked_and_shifting_again_changes_nothing(day: date, direction: str) -> None:
    shifted = CALENDAR.shift(day, direction)  # type: ignore[arg-type]
    assert CALENDAR.is_workday(shifted)
    assert CALENDAR.shift(shifted, direction) == shifted  # type: ignore[arg-type]
    assert (shifted <= day) if direction == "earlier" else (shifted >= day)


@pytest.mark.parametrize(
    ("code", "basis", "percent"),
    [
        ("2023-04", "month", "33.3"),
        ("2023-05", "month", "41.7"),
        ("2023-06-上旬", "month", "41.7"),
        ("2023-06-上旬", "ten days", "44.4"),
        ("2023-06-上旬", "day", "44.1"),
        ("2023-06-上旬", "half month", "41.7"),
        ("2023-08-中旬", "half month", "62.5"),
        ("2023-12", "day", "100.0"),
        ("2023-06", "half month", "50.0"),
    ],
)
def test_each_basis_of_progress_gives_its_own_share_of_the_year(code: str, basis: str, percent: str) -> None:
    share = progress_share(Period.parse(code), Policies(progress=basis))  # type: ignore[arg-type]
    assert str(round(share * 100, 1)) == percent


def test_a_table_of_progress_is_taken_as_written() -> None:
    policies = Policies(progress="table", progress_table={"4": Decimal(20), "6-上旬": Decimal("37.5")})
    assert progress_share(Period.parse("2023-04"), policies) == Decimal("0.2")
    assert progress_share(Period.parse("2023-06-上旬"), policies) == Decimal("0.375")
