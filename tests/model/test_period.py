"""期 by calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.period import Cadence, Period

periods = st.builds(Period.containing, st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.sampled_from(Cadence))


@given(periods)
def test_the_code_of_a_period_reads_back_as_the_same_period(period: Period) -> None:
    assert Period.parse(period.code) == period


@given(periods)
def test_previous_and_following_undo_each_other_and_leave_no_gap(period: Period) -> None:
    assert period.previous.following == period
    assert period.previous.end + timedelta(days=1) == period.start


@given(periods)
def test_last_year_has_the_same_name_a_year_earlier(period: Period) -> None:
    assert period.last_year.short_label == period.short_label
    assert period.last_year.year == period.year - 1


@given(periods, st.sampled_from(Cadence))
def test_the_latest_period_of_another_cadence_is_over_or_is_the_running_year(period: Period, cadence: Cadence) -> None:
    latest = period.latest(cadence)
    assert latest.cadence is cadence
    assert latest.end <= period.end or cadence is Cadence.YEAR


@pytest.mark.parametrize("text", ["2023-4", "2023-13", "2023Q5", "2023H3", "2023-04-末旬", "", "四月", "2023-04-01"])
def test_anything_but_a_period_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the code itself is the message
        Period.parse(text)


@pytest.mark.parametrize(
    ("code", "label", "to_date"),
    [
        ("2023-04", "2023年4月", "1—4月"),
        ("2023-01", "2023年1月", "1月"),
        ("2023-06-上旬", "2023年6月上旬", "1—6月"),
        ("2023Q1", "2023年一季度", "1—3月"),
        ("2023H1", "2023年上半年", "1—6月"),
        ("2023", "2023年", "1—12月"),
    ],
)
def test_a_period_is_named_as_notices_name_it(code: str, label: str, to_date: str) -> None:
    period = Period.parse(code)
    assert (period.label, period.to_date_label) == (label, to_date)


def test_the_quarter_known_in_april_is_the_first() -> None:
    assert Period.parse("2023-04").latest(Cadence.QUARTER).code == "2023Q1"
    assert Period.parse("2023-03").latest(Cadence.QUARTER).code == "2023Q1"


def test_a_folder_is_a_periods_by_its_name() -> None:
    named = ["2023-04", "2023-04-上旬", "2023Q1", "2023H1", "2023", "2023-13", "index.html", ""]
    assert [name for name in named if Period.is_code(name)] == named[:5]
