"""Laws of printing: rounded once, half up, and nothing lost on the way."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.amounts import amount
from pipeline.documents.lists import joined
from pipeline.documents.numerals import numeral
from pipeline.documents.rounding import fixed, rounded, stripped, vanishes
from pipeline.model.figure import Figure
from pipeline.model.office import Policies

values = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6)
places = st.integers(0, 4)


@given(values, places)
def test_what_is_printed_is_the_nearest_number_and_ties_go_away_from_zero(value: Decimal, decimals: int) -> None:
    half = Decimal(5).scaleb(-decimals - 1)
    error = abs(rounded(value, decimals)) - abs(value)
    assert -half < error <= half


@given(values, places)
def test_fixed_and_stripped_print_the_same_number(value: Decimal, decimals: int) -> None:
    assert Decimal(fixed(value, decimals)) == Decimal(stripped(value, decimals)) == rounded(value, decimals)


@given(values, places)
def test_nothing_is_printed_as_minus_zero(value: Decimal, decimals: int) -> None:
    assert not fixed(value, decimals).startswith("-0") or rounded(value, decimals) != 0


@given(values, places)
def test_a_number_that_is_not_zero_is_known_where_it_would_print_as_zero(value: Decimal, decimals: int) -> None:
    assert vanishes(value, decimals) is (value != 0 and Decimal(stripped(value, decimals)) == 0)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_below_ten_thousand_wan_is_never_told_as_one_yi_while_the_table_says_less(value: Decimal) -> None:
    text = amount(Figure("数", value, "amount", "万元"), policies=Policies())
    assert text.endswith("亿元") is (value >= Decimal("9999.5"))


@given(st.lists(st.text("甲乙丙丁", min_size=1, max_size=3)))
def test_as_many_names_as_were_given_stand_in_a_list(names: list[str]) -> None:
    assert [part for part in joined(names).split("、") if part] == names


@given(st.integers(1, 99))
def test_numerals_differ(number: int) -> None:
    assert numeral(number) not in {numeral(other) for other in range(1, 100) if other != number}
