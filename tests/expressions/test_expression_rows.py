"""Checks and filters: one value a row, or unknown."""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from pipeline.expressions import ExpressionError, Moment, Scope, Tolerance, compile_condition, compile_expression
from pipeline.model.period import Period
from tests.expressions.tables import examples, table, typed

GIVEN = examples("rows")
MOMENT = Moment(Period.parse(GIVEN["period"]))
TYPED = Scope(frozenset(GIVEN["types"]), types=GIVEN["types"])
UNTYPED = Scope(frozenset(GIVEN["types"]))


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    earlier = {
        f"last.{column}": pd.Series([typed(value) for value in values], dtype=object) for column, values in GIVEN["last"].items()
    }
    return table(GIVEN["rows"]).assign(**earlier)


@pytest.mark.parametrize("scope", [TYPED, UNTYPED], ids=["typed", "untyped"])
@pytest.mark.parametrize("case", GIVEN["cases"], ids=lambda case: case["says"])
def test_a_row_expression_gives_one_value_a_row(case: dict[str, Any], scope: Scope, frame: pd.DataFrame) -> None:
    found = compile_expression(case["expression"], scope).rows(frame, MOMENT)
    assert [value if known else None for value, known in zip(found.values, found.known, strict=True)] == [
        typed(value) for value in case["gives"]
    ]


@pytest.mark.parametrize("scope", [TYPED, UNTYPED], ids=["typed", "untyped"])
@pytest.mark.parametrize("case", GIVEN["within"], ids=lambda case: case["says"])
def test_numbers_that_differ_by_no_more_than_the_tolerance_are_equal(
    case: dict[str, Any], scope: Scope, frame: pd.DataFrame
) -> None:
    holds, known = compile_condition(case["expression"], scope).holds(
        frame, MOMENT, Tolerance(Decimal(str(case["within"])), Decimal(str(case.get("share", 0))))
    )
    assert [bool(held) if is_known else None for held, is_known in zip(holds, known, strict=True)] == case["gives"]


def test_what_does_not_hold_for_sure_is_never_true(frame: pd.DataFrame) -> None:
    holds, known = compile_condition("总投资 > 0", TYPED).holds(frame, MOMENT)
    assert not (holds & ~known).any()


def test_an_unknown_number_is_none_and_not_zero(frame: pd.DataFrame) -> None:
    assert compile_expression("总投资 * 2", TYPED).rows(frame, MOMENT).values.tolist() == [2000, 1001, 0, None]


def test_an_expression_says_what_it_reads_in_the_order_it_is_written() -> None:
    expression = compile_expression("本年累计 > last.总投资 and last_year.本年累计 < 总投资 + 本年累计", TYPED)
    assert expression.columns == ("本年累计", "总投资")
    assert expression.earlier == (("last", "总投资"), ("last_year", "本年累计"))


def test_no_rows_give_no_values() -> None:
    empty = table([], GIVEN["types"])
    holds, known = compile_condition('总投资 > 0 and 类别 in ["交通"]', TYPED).holds(empty, MOMENT)
    assert (len(holds), len(known)) == (0, 0)


def test_a_column_that_no_return_has_is_blank_in_every_row(frame: pd.DataFrame) -> None:
    holds, known = compile_condition("备注 is none", TYPED).holds(frame.drop(columns="备注"), MOMENT)
    assert holds.all()
    assert known.all()


@pytest.mark.parametrize(
    "text", ["总投资 > 5", "总投资 + 1 > 5", "abs(总投资) > 5", "-总投资 < -5", "总投资 / 2 > 2.5", "max(总投资, 1) > 5"]
)
def test_a_text_in_a_column_of_numbers_leaves_only_its_own_row_unknown(text: str) -> None:
    frame = pd.DataFrame({"总投资": pd.Series([Decimal(9), "约九百", Decimal(1)], dtype=object)})
    for scope in (TYPED, UNTYPED):
        holds, known = compile_condition(text, scope).holds(frame, MOMENT)
        assert (holds.tolist(), known.tolist()) == ([True, False, False], [True, False, True])


def test_two_texts_are_never_added() -> None:
    frame = pd.DataFrame({"甲": pd.Series(["1", "二"], dtype=object)})
    found = compile_expression("甲 + 甲", Scope(frozenset({"甲"}))).rows(frame, MOMENT)
    assert not found.known.any()


def test_a_whole_number_of_python_divides_exactly() -> None:
    frame = pd.DataFrame({"名次": pd.Series([1, 2], dtype=object)})
    found = compile_expression("名次 / 4", Scope(frozenset({"名次"}))).rows(frame, MOMENT)
    assert found.values.tolist() == [Decimal("0.25"), Decimal("0.5")]
    assert all(isinstance(value, Decimal) for value in found.values)


def test_names_match_whether_full_width_or_not() -> None:
    scope = Scope(frozenset({"Ａ类项目", "总投资（万元）", "3月完成", "其中：中央"}))
    frame = pd.DataFrame({name: pd.Series([Decimal(2)], dtype=object) for name in scope.columns})
    for text in ("A类项目 > 1", "Ａ类项目 > 1", "`总投资（万元）` > 1", "`总投资(万元)` > 1", "3月完成 > 1", "`其中：中央` > 1"):
        assert compile_condition(text, scope).holds(frame, MOMENT)[0].all(), text


def test_what_is_no_condition_does_not_hold_anywhere_but_is_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(ExpressionError, match="要写一个判断"):
        compile_expression("总投资 + 1", TYPED).holds(frame, MOMENT)


def test_a_frame_is_left_as_it_was(frame: pd.DataFrame) -> None:
    before = frame.copy()
    compile_expression("abs(总投资 - 本年累计) / 2", TYPED).rows(frame, MOMENT)
    pd.testing.assert_frame_equal(frame, before)


def test_the_same_text_in_an_equal_scope_is_compiled_once() -> None:
    again = Scope(frozenset(GIVEN["types"]), types=dict(GIVEN["types"]))
    assert compile_expression("总投资 > 0", TYPED) is compile_expression("总投资 > 0", again)
    assert compile_expression("总投资 > 0", TYPED) is not compile_expression("总投资 > 0", UNTYPED)
