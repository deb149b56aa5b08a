"""Figures: one number, with exactly the rows and columns that entered."""

from decimal import Context, Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pipeline.expressions import Given, Moment, Scope, compile_expression
from pipeline.model.period import Period
from tests.expressions.tables import examples, table, typed

GIVEN = examples("totals")
COLUMNS = frozenset(name for name in GIVEN["types"] if "." not in name)
FORMS = tuple(
    (name, frozenset([*(rows[0] if rows else ()), *GIVEN["form_columns"].get(name, ())])) for name, rows in GIVEN["forms"].items()
)


def given(**changes: Any) -> Given:
    numbers = {key: {name: typed(value) for name, value in GIVEN[key].items()} for key in ("figures", "last", "last_year")}
    forms = {name: table(rows, dict(FORMS)[name]) for name, rows in GIVEN["forms"].items()}
    return Given(table(GIVEN["rows"]), Moment(Period.parse(GIVEN["period"])), **{"forms": forms, **numbers, **changes})


def scope(types: bool = True, figures: Any = GIVEN["figures"]) -> Scope:
    return Scope(COLUMNS, FORMS, frozenset(figures), aggregate=True, types=GIVEN["types"] if types else {})


@pytest.mark.parametrize("types", [True, False], ids=["typed", "untyped"])
@pytest.mark.parametrize("case", GIVEN["cases"], ids=lambda case: case["says"])
def test_a_figure_has_one_value_and_names_its_cells(case: dict[str, Any], types: bool) -> None:
    own = {name: typed(value) for name, value in case.get("figures", GIVEN["figures"]).items()}
    found = compile_expression(case["value_of"], scope(types, own)).aggregate(given(figures=own))
    if "within" in case:
        assert found.value is not None
        assert Context(prec=case["within"] - 1).plus(found.value) == typed(case["value"])
    else:
        assert found.value == typed(case["value"])
    touched = [{"form": part.form, "rows": part.rows.tolist(), "columns": list(part.columns)} for part in found.touched]
    assert touched == [{"form": None, **part} for part in case["touched"]]
    assert found.zero_base is case.get("zero_base", False)


def test_only_the_rows_that_count_enter() -> None:
    some = {None: np.array([1, 2]), "目标任务": np.array([0])}
    found = compile_expression("sum(完成) + sum(目标任务.年度目标)", scope()).aggregate(given(rows=some))
    assert found.value == 830
    assert [part.rows.tolist() for part in found.touched] == [[1, 2], [0]]


def test_the_base_of_a_share_is_the_rows_that_count() -> None:
    found = compile_expression('share(类别 == "交通")', scope()).aggregate(given(rows={None: np.array([0, 1])}))
    assert found.value == Decimal("0.5")


def test_what_was_worked_out_for_one_group_serves_the_next() -> None:
    expression = compile_expression('sum(完成, 类别 == "交通")', scope())
    shared = given()
    first = expression.aggregate(given(worked=shared.worked, rows={None: np.array([0])}))
    assert shared.worked
    second = expression.aggregate(given(worked=shared.worked, rows={None: np.array([1, 2])}))
    assert (first.value, second.value) == (Decimal("250.5"), 30)


def test_a_condition_on_a_figure_is_worked_out_anew_where_the_figure_differs() -> None:
    expression = compile_expression("count(完成 > 未开工)", scope())
    shared = given()
    counts = [
        expression.aggregate(given(worked=shared.worked, figures={"未开工": Decimal(figure)})).value for figure in (0, 100, 999)
    ]
    assert counts == [2, 1, 0]


def test_an_expression_says_which_figures_and_forms_it_reads() -> None:
    expression = compile_expression("sum(完成) / 项目总数 - last(未开工) + sum(目标任务.年度目标)", scope())
    assert expression.columns == ("完成",)
    assert expression.figures == ("项目总数", "未开工")
    assert expression.forms == (("目标任务", "年度目标"),)
    assert expression.earlier == ()


def test_a_form_that_nobody_has_sent_gives_nothing() -> None:
    found = compile_expression("sum(目标任务.年度目标)", scope()).aggregate(given(forms={}))
    assert (found.value, found.zero_base) == (None, False)


def test_a_name_that_is_both_a_column_and_a_figure_is_the_column_inside_a_sum() -> None:
    both = Scope(COLUMNS, figures=frozenset({"完成"}), aggregate=True)
    assert compile_expression("sum(完成) - 完成", both).aggregate(given(figures={"完成": Decimal("0.5")})).value == 280


def test_a_sum_is_exact_however_many_digits_its_parts_have() -> None:
    frame = pd.DataFrame({"完成": pd.Series([Decimal("1e30"), Decimal("0.000001"), Decimal("-1e30")], dtype=object)})
    whole = Given(frame, Moment(Period.parse("2023-04")))
    assert compile_expression("sum(完成)", scope()).aggregate(whole).value == Decimal("0.000001")
