"""Mistakes are told with their place and the nearest right name; what is no expression of the language never compiles."""

from typing import Any

import pytest

from pipeline.expressions import ExpressionError, Scope, compile_condition, compile_expression
from pipeline.model.form import Column, Form, Reported
from tests.expressions.tables import examples

MISTAKES, ATTACKS = examples("mistakes"), examples("attacks")
PROJECTS = Form(
    "重点项目",
    Reported(("乡镇",)),
    "项目",
    {
        "项目名称": Column("text"),
        "类别": Column("code", of={"基础设施": ("交通", "水利"), "产业": ("工业", "旅游")}, group_as="大类"),
        "总投资": Column("amount"),
        "完成": Column("amount"),
        "累计完成投资": Column("amount"),
        "开工时间": Column("date"),
        "备注": Column("note"),
    },
)
TARGETS = Form(
    "目标任务", Reported(("督查室",)), "目标", {"指标": Column("code", of=("招商引资", "对上争取")), "年度目标": Column("amount")}
)
FORMS = {"重点项目": PROJECTS, "目标任务": TARGETS}
FIGURE = Scope.about(PROJECTS, FORMS, ["项目总数", "未开工"])
ROWS = Scope(FIGURE.columns, FIGURE.forms, FIGURE.figures, types=FIGURE.types, codes=FIGURE.codes)


def refused(text: str, scope: Scope) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text, scope)
    return caught.value


@pytest.mark.parametrize(
    ("scope", "case"),
    [*((ROWS, case) for case in MISTAKES["rows"]), *((FIGURE, case) for case in MISTAKES["figure"])],
    ids=lambda value: value["expression"] if isinstance(value, dict) else "",
)
def test_a_mistake_is_told_with_its_place_and_the_nearest_right_name(scope: Scope, case: dict[str, Any]) -> None:
    error = refused(case["expression"], scope)
    assert (str(error), error.offset, error.suggestion) == (case["says"], case["at"], case.get("suggestion"))
    assert error.text == case["expression"]


@pytest.mark.parametrize("case", MISTAKES["conditions"], ids=lambda case: case["expression"])
def test_a_check_must_be_true_or_false(case: dict[str, Any]) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_condition(case["expression"], ROWS)
    assert (str(caught.value), caught.value.offset) == (case["says"], case["at"])


@pytest.mark.parametrize("text", ATTACKS)
@pytest.mark.parametrize("scope", [ROWS, FIGURE, Scope(ROWS.columns)], ids=["rows", "figure", "untyped"])
def test_an_attack_never_compiles(text: str, scope: Scope) -> None:
    assert refused(text, scope).message


def test_there_are_at_least_forty_attacks() -> None:
    assert len(set(ATTACKS)) >= 40


def test_an_expression_has_at_most_500_characters() -> None:
    assert compile_expression("总投资 > 0".ljust(500), ROWS)
    assert str(refused("总投资 > 0".ljust(501), ROWS)) == "算式太长（最多 500 字）"


def test_an_expression_has_at_most_200_parts() -> None:
    assert str(refused(" + ".join(["总投资"] * 80) + " > 0", ROWS)) == "算式太复杂，请拆成几步"
    assert str(refused("-" * 400 + "总投资 > 0", ROWS)) == "算式太复杂，请拆成几步"


@pytest.mark.parametrize("text", ["not " * 90 + "总投资 > 0", "abs(" * 60 + "总投资" + ")" * 60, "-" * 90 + "总投资"])
def test_an_expression_may_be_as_deep_as_it_may_be_long(text: str) -> None:
    assert compile_expression(text, ROWS)


def test_the_scope_of_a_form_knows_types_codes_and_groups() -> None:
    assert {"单位", "组别", "大类", "总投资"} <= Scope.about(PROJECTS).columns
    assert not Scope.about(PROJECTS).aggregate
    assert str(refused('大类 == "基础"', Scope.about(PROJECTS))) == "“大类”的可选项里没有“基础”；是不是“基础设施”？"
    assert FIGURE.aggregate
    assert dict(FIGURE.forms)["目标任务"] == {"指标", "年度目标", "单位", "组别"}
