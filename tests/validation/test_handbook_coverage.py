"""Every check of the handbook about returns is raised somewhere, or says why it is not (tests/examples/findings/handbook.yaml)."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.catalogue import reading, validation
from pipeline.catalogue.findings import Wording
from pipeline.config import load_definitions

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "examples" / "findings"
HANDBOOK = Path(__file__).parents[3] / "shared/handbook/3-checks.md"
COVERED = yaml.safe_load((EXAMPLES / "handbook.yaml").read_text())


def raised_by(catalogue: object) -> set[str]:
    return {wording.code for wording in vars(catalogue).values() if isinstance(wording, Wording)}


def example_names() -> set[str]:
    files = [yaml.safe_load(path.read_text()) for path in EXAMPLES.glob("*.yaml")]
    return {example["name"] for content in files for example in content.get("examples", [])}


@pytest.fixture(scope="module")
def forms() -> Any:
    return load_definitions(ROOT).forms


@pytest.mark.parametrize("code", COVERED)
def test_a_check_of_the_handbook_is_raised_where_the_list_says(code: str, forms: Any) -> None:
    told = COVERED[code]
    match told:
        case {"reading": True}:
            assert code in raised_by(reading)
        case {"built in": True}:
            assert code in raised_by(validation)
        case {"form": name}:
            check = forms[name].checks[told.get("as", code)]
            assert check.say or check.total
            assert check.do, "a clerk is told what to do"
        case {"example": name}:
            assert name in example_names()
        case {"state": reason, "test": named}:
            assert len(reason) > 10
            file, _, function = named.partition("::")
            assert f"\ndef {function}(" in (ROOT / "tests" / file).read_text(encoding="utf-8")
        case _:
            pytest.fail(f"{code}: {told}")


@pytest.mark.skipif(not HANDBOOK.exists(), reason="the handbook is not here")
def test_the_list_has_every_check_of_the_handbook_about_returns() -> None:
    listed = re.findall(r"^\| ([QHT]-[1-4]?\d\d\d?) \|", HANDBOOK.read_text(), flags=re.MULTILINE)
    about_returns = [code for code in listed if not code.startswith("Q-5")]
    assert about_returns == list(COVERED)


def test_the_level_of_a_check_is_what_its_code_says(forms: Any) -> None:
    levels = {"Q": "强制", "H": "核实", "T": "提示"}
    wrong = [
        (name, code) for name, form in forms.items() for code, check in form.checks.items() if check.level != levels[code[0]]
    ]
    assert wrong == []


def test_the_shipped_forms_use_every_kind_of_check(forms: Any) -> None:
    checks = [check for form in forms.values() for check in form.checks.values()]
    assert {check.missing for check in checks} >= {"skip", "zero"}
    assert {check.each for check in checks} == {"row", "unit"}
    assert any(check.within for check in checks)
    assert any(check.within_percent for check in checks)
    assert any(check.match for check in checks)
    assert any(check.total for check in checks)
    assert any(form.same_thing for form in forms.values())
    text = " ".join(f"{check.check} {check.when}" for check in checks)
    assert all(word in text for word in ("last.", "重点项目.", "period.", "filled(", "year_in(", "sum("))
