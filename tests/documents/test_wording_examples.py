"""Every row of the handbook's wording tables is a worked example in pipeline/documents/handbook/worked/, which 字段手册 shows."""

import ast
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from pipeline.documents.formatters import formatters
from pipeline.model.figure import Figure, Missing
from pipeline.model.office import Policies
from pipeline.model.values import Precision, StatedDate

EXAMPLES = Path(__file__).parents[2] / "pipeline" / "documents" / "handbook" / "worked"
FORMATTERS = formatters(Policies(), {"项目": "个", "资金": "笔"})


def examples() -> Iterator[Any]:
    for path in sorted(EXAMPLES.glob("*.yaml")):
        for example in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(example, id=f"{path.stem} {example['says']}")


@pytest.mark.parametrize("example", list(examples()))
def test_reads_as_the_handbook_says(example: dict[str, Any]) -> None:
    name, args, keywords = called(example["formatter"])
    assert FORMATTERS[name](subject(example), *args, **keywords) == example["prints"]


def test_every_formatter_has_a_worked_example() -> None:
    shown = {called(example.values[0]["formatter"])[0] for example in examples()}
    assert set(FORMATTERS) - shown == {"有"}


def called(text: str) -> tuple[str, list[Any], dict[str, Any]]:
    tree = ast.parse(text, mode="eval").body
    if isinstance(tree, ast.Name):
        return tree.id, [], {}
    assert isinstance(tree, ast.Call)
    keywords = {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in tree.keywords}
    return tree.func.id, [ast.literal_eval(argument) for argument in tree.args], keywords  # type: ignore[attr-defined]


def subject(example: dict[str, Any]) -> Any:
    match example:
        case {"growth": given}:
            return growth(given)
        case {"figure": given}:
            decimals = given.pop("decimals", None)
            return replace(figure(**given), decimals=decimals)
        case {"rows": given}:
            return rows(given)
        case {"row": given}:
            return {"名次": rank(given.get("rank")), "并列": given.get("tied", False)}
        case {"date": date() as day}:
            return StatedDate(day.year, day.month, day.day, Precision(example.get("precision", "日")))
        case _:
            return example["value"]


def figure(kind: str, value: float | None = None, unit: str = "", missing: str | None = None, period: str = "") -> Figure:
    number = None if value is None else Decimal(str(value))
    return Figure("数", number, kind, unit, period, missing=Missing(missing) if missing else None)  # type: ignore[arg-type]


def growth(given: dict[str, Any]) -> Figure:
    kind, unit = given.get("kind", "amount"), given.get("unit", "万元")
    now = figure(kind, given["now"], unit, period=given.get("period", "2023-04"))
    then = figure(kind, given.get("then"), unit, period=given.get("base period", ""))
    missing = Missing(given["missing"]) if "missing" in given else None
    rate = None if missing or not then.value else now.value / then.value - 1  # type: ignore[operator]
    return Figure("累计完成投资.同比", rate, "growth", missing=missing, related={"本期": now, "基期": then})


def rank(number: int | None) -> Figure | None:
    return None if number is None else figure("rank", number)


def rows(given: dict[str, Any]) -> list[dict[str, Any]]:
    if "ranks" in given:
        moved, values = given.get("moved", {}), given.get("values", {})
        return [
            {"单位": unit, "名次": rank(place), "位次变化": rank(moved.get(unit)), "值": figure("rate", values.get(unit))}
            for unit, place in given["ranks"].items()
        ]
    return [{"单位": unit, "值": figure(given["kind"], value, given.get("unit", ""))} for unit, value in given["of"].items()]
