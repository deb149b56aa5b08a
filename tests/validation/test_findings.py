"""Every check with one broken example and the sentence it prints (tests/examples/findings)."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from pipeline.config import load_definitions
from pipeline.model.earlier import Earlier
from pipeline.model.finding import Finding
from pipeline.model.form import Check, Form
from pipeline.model.unit import Unit, UnitDirectory
from pipeline.validation import validate
from tests.validation.hand_built import directory, earlier, form, returned

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "examples" / "findings"
UNIT = "县住建局"


def examples(name: str) -> list[Any]:
    content = yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text())
    return [pytest.param(content, example, id=example["name"]) for example in content["examples"]]


def assert_reads(finding: Finding, expected: dict[str, Any]) -> None:
    written = {name: list(value) if isinstance(value := getattr(finding, name), tuple) else value for name in expected}
    assert written == expected
    assert not finding.text.endswith("。")
    assert finding.file
    assert finding.period == "2023-04"


@pytest.mark.parametrize(("content", "example"), examples("row_checks"))
def test_a_row_that_breaks_a_check_is_told_with_cells_and_values(content: Any, example: Any) -> None:
    definition = form({**content["form"], "checks": {"Q-900": example["check"]}})
    table = returned("重点项目", definition, [example["row"]], UNIT, without=example.get("without", ()))
    then = [[{"单位": UNIT, **row}] if (row := example.get(head)) else [] for head in ("last", "last year")]
    _, findings = validate([table], {"重点项目": definition}, directory(UNIT), earlier("重点项目", definition, *then))
    found = [finding for finding in findings if finding.code == "Q-900" and finding.explanation is None]
    assert len(found) == ("expect" in example)
    for finding in found:
        assert_reads(finding, {"level": example["check"]["level"], "unit": UNIT, "sheet": "表1", **example["expect"]})


@pytest.mark.parametrize(("content", "example"), examples("totals"))
def test_a_total_that_differs_from_its_rows_names_the_probable_cell(content: Any, example: Any) -> None:
    definition = form(content["form"])
    rows = [
        {"项目名称": name, "总投资": amount, "项目个数": count, "完成率": "0.5"}
        for name, amount, count in zip(
            content["names"], example.get("amounts", [1, 1, 1]), example.get("counts", [1, 1, 1]), strict=True
        )
    ]
    values = {
        "总投资": example.get("total"),
        "项目个数": example.get("count total", 3 if "counts" not in example else None),
        "完成率": 1,
    }
    total = {"row": 20, "label": example.get("label", "合计"), "values": values}
    accepted, findings = validate(
        [returned("重点项目", definition, rows, UNIT, totals=[total])],
        {"重点项目": definition},
        directory(UNIT),
        earlier("重点项目", definition),
    )
    assert len(findings) == ("expect" in example)
    assert len(accepted) == ("expect" not in example)
    for finding in findings:
        assert_reads(finding, {"code": "Q-202", **example["expect"]})


def test_a_total_of_the_county_is_compared_with_the_units_of_both_groups() -> None:
    """Q-409 of the handbook; the shipped form says it as Q-202, for to reading it is a total row like any other."""
    targets = load_definitions(ROOT).forms["目标任务"]
    sums = {"县发改局": 1200, "县住建局": 300, "青滩镇": 90}
    rows = [{"单位": unit, "指标": "对上争取", "年度目标": amount} for unit, amount in sums.items()]
    units = UnitDirectory((*directory("县发改局", "县住建局").units, Unit("青滩镇", "乡镇")))
    total = {"row": 8, "values": {"年度目标": 1500}}
    table = returned("目标任务", targets, rows, "县发改局", totals=[total])
    _, findings = validate([table], {"目标任务": targets}, units, earlier("目标任务", targets))
    (found,) = (finding for finding in findings if finding.code == "Q-202")
    assert_reads(found, {"cells": ["D8", "D7"], "row": "合计", "expected": "年度目标＝所含3行之和（1590）"})
    assert "合计行与各单位之和不相等（年度目标D8=1500，所含3行之和1590，相差90万元），疑为合计漏加第7行“青滩镇" in found.text


@pytest.mark.parametrize(("content", "example"), examples("between_forms"))
def test_a_check_may_name_another_form_and_tells_both_places(content: Any, example: Any) -> None:
    definitions = {name: form(definition) for name, definition in content["forms"].items()}
    of = content["of"]
    definitions[of] = replace(definitions[of], checks={"H-900": TypeAdapter(Check).validate_python(example["check"])})
    tables = [
        returned(name, definitions[name], _rows(definitions[name], rows), unit, file=f"{unit}{name}.xlsx")
        for unit, sent in example["now"].items()
        for name, rows in sent.items()
    ]
    last = {
        name: earlier(
            name,
            definitions[name],
            [{"单位": unit, **row} for unit, rows in sent.items() for row in _rows(definitions[name], rows)],
        )
        for name, sent in example.get("last", {}).items()
    }
    then = Earlier(last_rows={name: one.last_rows[name] for name, one in last.items()})
    units = directory(*example["now"], *(unit for sent in example.get("last", {}).values() for unit in sent))
    accepted, findings = validate(tables, definitions, units, then)
    assert sorted(finding.code for finding in findings) == sorted([*example.get("also", []), *["H-900"] * ("expect" in example)])
    assert len(accepted) == len(tables)
    for finding in findings:
        if finding.code == "H-900":
            assert_reads(finding, example["expect"])


def _rows(definition: Form, rows: list[list[object]]) -> list[dict[str, object]]:
    return [dict(zip(definition.columns, row, strict=True)) for row in rows]


@pytest.mark.parametrize(("content", "example"), examples("built_in"))
def test_a_built_in_check_says_what_is_wrong(content: Any, example: Any) -> None:
    definition = form(content["form"])
    successors = example.get("successors", {})
    units = directory(*dict.fromkeys([*example["now"], *successors]))
    units = UnitDirectory(tuple(_ended(unit, successors) for unit in units.units))
    tables = [
        returned("重点项目", definition, [dict(zip(definition.columns, row, strict=True)) for row in rows], unit)
        for unit, rows in example["now"].items()
    ]
    last = [
        {"单位": unit, **dict(zip(definition.columns, row, strict=True))}
        for unit, rows in example.get("last", {}).items()
        for row in rows
    ]
    accepted, findings = validate(tables, {"重点项目": definition}, units, earlier("重点项目", definition, last))
    expected = example.get("expect", [])
    assert [finding.code for finding in findings] == [finding["code"] for finding in expected]
    for finding, reads in zip(findings, expected, strict=True):
        assert_reads(finding, reads)
    assert [table.submission.unit for table in accepted] == example["accepted"]


@pytest.mark.parametrize(("content", "example"), examples("alike"))
def test_what_may_be_the_same_thing_or_in_another_unit_is_asked_about_once(content: Any, example: Any) -> None:
    definition = form(content["form"])
    tables = [returned("重点项目", definition, _rows(definition, rows), unit) for unit, rows in example["now"].items()]
    last = [{"单位": unit, **row} for unit, rows in example.get("last", {}).items() for row in _rows(definition, rows)]
    then = earlier("重点项目", definition, last)
    accepted, findings = validate(tables, {"重点项目": definition}, directory(*example["now"]), then)
    expected = example.get("expect", [])
    assert [finding.code for finding in findings] == [finding["code"] for finding in expected]
    assert len(accepted) == len(tables), "nobody is returned for what another unit sent, or for a doubt"
    for finding, reads in zip(findings, expected, strict=True):
        assert_reads(finding, reads)


def _ended(unit: Unit, successors: dict[str, str]) -> Unit:
    successor = successors.get(unit.name)
    return replace(unit, until=date(2023, 3, 31), successor=successor) if successor else unit
