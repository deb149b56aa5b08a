from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.numbers import amount, exact, percent, plain_number


@pytest.mark.parametrize(
    ("double", "decimal"),
    [
        (0.1 + 0.2, "0.3"),
        (1234.56, "1234.56"),
        (2.675, "2.675"),
        (1e15, "1E+15"),
        (100.0, "100"),
        (-35.0, "-35"),
        (1 / 3, "0.333333333333333"),
    ],
)
def test_a_double_is_the_decimal_the_typist_meant(double, decimal):
    assert exact(double) == Decimal(decimal)


@pytest.mark.parametrize("double", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_no_decimal(double):
    assert exact(double) is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_every_typed_decimal_of_up_to_15_digits_survives_its_double(typed):
    assert exact(float(typed)) == typed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1200", 1200), (" 1,200 ", 1200), ("1，200", 1200), ("１２００．５", "1200.5"), ("1 200", 1200), ("1200.00\u00a0", 1200),
        ("\u200b1200", 1200), ("1200。5", "1200.5"), ("2O00", 2000), ("l00", 100), ("-35", -35), ("－35", -35), ("+8", 8), (".5", "0.5"),
    ],
)  # fmt: skip
def test_a_number_written_as_text_is_read(text, value):
    assert plain_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "约3000",
        "3000左右",
        "≥500",
        "500-800",
        "3000+2000",
        "壹佰",
        "1.234.5",
        "12,34",
        "1,2345",
        "",
        "无",
        "1e5",
        "三千",
        "2023.4.1",
    ],
)
def test_a_text_with_two_readings_is_no_number(text):
    assert plain_number(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "value", "carried"),
    [
        ("2000万", "万元", 2000, "万"), ("2000万元", "万元", 2000, ""), ("0.5亿元", "万元", 5000, "亿元"), ("2亿", "万元", 20_000, "亿"),
        ("1200元", "万元", "0.12", "元"), ("￥1,200", "元", 1200, ""), ("3万美元", "万美元", 3, ""), ("12个", "个", 12, ""),
        ("2万", "人", 20_000, "万"), ("30亩", "亩", 30, ""), ("2公顷", "亩", 30, "公顷"), ("2022年", "年", 2022, ""), ("1.5億元", "亿元", "1.5", ""),
    ],
)  # fmt: skip
def test_a_unit_in_the_cell_is_converted_to_the_column_s(text, unit, value, carried):
    read = amount(text, unit)
    assert read is not None
    assert (round(read.value, 10), read.unit, read.carried) == (Decimal(value), carried, True)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("30亩", "万元"),
        ("3万美元", "万元"),
        ("$300", "万元"),
        ("￥1200", "万元"),
        ("1.2亿(中央0.8亿)", "万元"),
        ("约3.2亿", "万元"),
        ("12套", "人"),
    ],
)
def test_a_foreign_unit_is_never_a_number(text, unit):
    assert amount(text, unit) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("56.3%", "0.563"),
        ("５６．３％", "0.563"),
        ("563‰", "0.563"),
        ("百分之五十六", "0.56"),
        ("百分之12.5", "0.125"),
        ("百分之百", "1"),
        ("-3%", "-0.03"),
    ],
)
def test_a_percentage_is_a_fraction_of_one(text, value):
    assert percent(text) == Decimal(value)


@pytest.mark.parametrize("text", ["56.3", "百分之", "约50%", "50%以上"])
def test_a_number_without_a_sign_is_no_percentage(text):
    assert percent(text) is None
