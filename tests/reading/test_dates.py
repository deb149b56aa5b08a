from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.values import Precision
from pipeline.reading.dates import UnclearMonthError, from_number, from_text

DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR


EXAMPLES = yaml.load((Path(__file__).parents[1] / "examples" / "reading" / "dates.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 — plain texts only


@pytest.mark.parametrize(("text", "means"), EXAMPLES["stated"].items())
def test_a_full_date_is_as_precise_as_it_was_stated(text, means):
    read = from_text(text, 2020)
    assert read is not None
    assert (f"{read.value} {read.value.precision}", read.sure) == (means, True)


@pytest.mark.parametrize(("text", "means"), EXAMPLES["supplied"].items())
def test_what_had_to_be_supplied_is_not_sure(text, means):
    read = from_text(text, 2023)
    assert read is not None
    assert (f"{read.value} {read.value.precision}", read.sure) == (means, False)


@pytest.mark.parametrize("text", EXAMPLES["no date"])
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
