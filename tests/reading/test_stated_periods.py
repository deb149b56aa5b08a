from datetime import date

import pytest

from pipeline.model.period import Cadence
from pipeline.reading.periods import StatedPeriod, day_in, reported_on, stated_in


@pytest.mark.parametrize(
    ("text", "cadence", "code"),
    [
        ("2023年4月全县重点项目建设进度情况表", Cadence.MONTH, "2023-04"),
        ("二〇二三年", Cadence.MONTH, None),
        ("2023年1—4月向上争取资金", Cadence.MONTH, "2023-04"),
        ("2023年元至4月", Cadence.MONTH, "2023-04"),
        ("2023年1-4月份", Cadence.MONTH, "2023-04"),
        ("2023 年 十二 月", Cadence.MONTH, "2023-12"),
        ("2023年元月", Cadence.MONTH, "2023-01"),
        ("2023年前4个月", Cadence.MONTH, "2023-04"),
        ("2023年4月上旬", Cadence.TEN_DAYS, "2023-04-上旬"),
        ("2023年一季度", Cadence.QUARTER, "2023Q1"),
        ("2023年第2季度", Cadence.QUARTER, "2023Q2"),
        ("2023年6月", Cadence.QUARTER, "2023Q2"),
        ("2023年上半年", Cadence.HALF, "2023H1"),
        ("2023年度目标任务", Cadence.YEAR, "2023"),
        ("2023年4月", Cadence.YEAR, "2023"),
        ("（截至2023年4月30日）", Cadence.MONTH, "2023-04"),
        ("截至2023年4月底", Cadence.MONTH, "2023-04"),
        ("202304", Cadence.MONTH, "2023-04"),
        ("2023-04", Cadence.MONTH, "2023-04"),
        ("重点项目2023.4", Cadence.MONTH, "2023-04"),
        ("4月份", Cadence.MONTH, None),
        ("2023年", Cadence.MONTH, None),
        ("填报日期：2023年5月4日", Cadence.MONTH, None),
        ("20230504双溪口镇重点项目", Cadence.MONTH, None),
        ("2023年13月", Cadence.MONTH, None),
    ],
)
def test_the_period_a_text_states(text, cadence, code):
    period = stated_in(text).period(cadence)
    assert (period.code if period else None) == code


def test_a_month_takes_its_year_from_elsewhere_and_a_year_its_month():
    assert StatedPeriod(month=4).completed_by(StatedPeriod(2023, 5)) == StatedPeriod(2023, 4)
    assert StatedPeriod(2023).completed_by(StatedPeriod(month=4)) == StatedPeriod(2023, 4)
    assert StatedPeriod(2023).completed_by(StatedPeriod(2022, 4)) == StatedPeriod(2023)
    assert StatedPeriod(2023, 4).completed_by(StatedPeriod(2022, 5)) == StatedPeriod(2023, 4)


@pytest.mark.parametrize(
    ("day", "month"), [(date(2023, 5, 4), (2023, 4)), (date(2023, 4, 28), (2023, 4)), (date(2023, 1, 3), (2022, 12))]
)
def test_the_month_a_return_filled_in_on_a_day_is_about(day, month):
    assert reported_on(day) == StatedPeriod(*month)


def test_the_day_on_which_something_was_filled_in():
    assert day_in("填报时间：2023 年 5 月 4 日") == date(2023, 5, 4)
    assert day_in("2023年4月") is None
    assert day_in("2023年2月30日") is None
