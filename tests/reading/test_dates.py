from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.values import Precision
from pipeline.reading.dates import UnclearMonthError, from_number, from_text

DAY, TEN, MONTH, QUARTER, YEAR = Precision.DAY, Precision.TEN_DAYS, Precision.MONTH, Precision.QUARTER, Precision.YEAR


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2023年4月1日", (2023, 4, 1), DAY), ("2023年04月01号", (2023, 4, 1), DAY), ("2023-04-01", (2023, 4, 1), DAY), ("2023/4/1", (2023, 4, 1), DAY),
        ("2023.4.1", (2023, 4, 1), DAY), ("2023.04.01", (2023, 4, 1), DAY), ("20230401", (2023, 4, 1), DAY), ("2023-04-01 00:00:00", (2023, 4, 1), DAY),
        ("２０２３年４月１日", (2023, 4, 1), DAY), ("2O23年4月", (2023, 4, 1), MONTH), ("2023年4月", (2023, 4, 1), MONTH), ("2023-04", (2023, 4, 1), MONTH),
        ("2023.4", (2023, 4, 1), MONTH), ("2023.10", (2023, 10, 1), MONTH), ("202304", (2023, 4, 1), MONTH), ("2023 年 4 月份", (2023, 4, 1), MONTH),
        ("2023年十二月", (2023, 12, 1), MONTH), ("2023年4月中旬", (2023, 4, 11), TEN), ("2023年4月下旬", (2023, 4, 21), TEN),
        ("2023年一季度", (2023, 1, 1), QUARTER), ("2023年第3季度", (2023, 7, 1), QUARTER), ("2023年", (2023, 1, 1), YEAR), ("2023", (2023, 1, 1), YEAR),
    ],
)  # fmt: skip
def test_a_full_date_is_as_precise_as_it_was_stated(text, day, precision):
    read = from_text(text, 2020)
    assert read is not None
    assert (read.value, read.value.precision, read.sure) == (date(*day), precision, True)


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("4月", (2023, 4, 1), MONTH), ("4月15日", (2023, 4, 15), DAY), ("四月", (2023, 4, 1), MONTH), ("4月中旬", (2023, 4, 11), TEN),
        ("一季度", (2023, 1, 1), QUARTER), ("23.4.1", (2023, 4, 1), DAY), ("23年4月", (2023, 4, 1), MONTH), ("6月底前", (2023, 6, 30), DAY),
        ("2024年2月底", (2024, 2, 29), DAY), ("年底", (2023, 12, 31), DAY), ("2024年底", (2024, 12, 31), DAY), ("Apr-23", (2023, 4, 1), MONTH),
    ],
)  # fmt: skip
def test_what_had_to_be_supplied_is_not_sure(text, day, precision):
    read = from_text(text, 2023)
    assert read is not None
    assert (read.value, read.value.precision, read.sure) == (date(*day), precision, False)


@pytest.mark.parametrize(
    "text",
    [
        "2023年4月31日",
        "2023.13",
        "105/02/25",
        "已开工",
        "待定",
        "2022-2024",
        "2023年",
        "",
        "下半年",
        "2023年13月底",
        "4月左右",
        "2月30日",
    ][:5]
    + ["2022-2024", "", "下半年", "2023年13月底", "4月左右", "2月30日"],
)
def test_what_is_no_date_is_none(text):
    assert from_text(text, 2023) is None


def test_a_date_without_a_year_needs_one_to_be_known():
    assert from_text("4月", 0) is None


@pytest.mark.parametrize(
    ("number", "day", "precision"),
    [
        (45017.0, (2023, 4, 1), DAY), (2023.4, (2023, 4, 1), MONTH), (2023.11, (2023, 11, 1), MONTH), (2023.04, (2023, 4, 1), MONTH),
        (20230401.0, (2023, 4, 1), DAY), (202304.0, (2023, 4, 1), MONTH), (2023.0, (2023, 1, 1), YEAR),
    ],
)  # fmt: skip
def test_a_number_in_a_date_column_is_read(number, day, precision):
    read = from_number(number, "General", from_1904=False)
    assert read is not None
    assert (read.value, read.value.precision) == (date(*day), precision)


@pytest.mark.parametrize("number", [-5.0, 60.0, 1e10, 2023.131, 0.5, 45017.5, 99999.0])
def test_other_numbers_are_no_dates(number):
    assert from_number(number, "General", from_1904=False) is None


def test_a_serial_number_counts_from_1904_where_the_workbook_says_so():
    read = from_number(43555.0, "General", from_1904=True)
    assert read is not None
    assert read.value == date(2023, 4, 1)


def test_2023_1_may_be_january_or_october_unless_its_format_tells():
    with pytest.raises(UnclearMonthError):
        from_number(2023.1, "General", from_1904=False)
    read = from_number(2023.1, "0.00_ ", from_1904=False)
    assert read is not None
    assert read.value == date(2023, 10, 1)


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31)),
    st.sampled_from(["%Y年%m月%d日", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"]),
)
def test_every_day_survives_every_shape(day, shape):
    read = from_text(day.strftime(shape), 2000)
    assert read is not None
    assert (read.value, read.value.precision) == (day, DAY)
