"""Every kind of statistic by worked examples: rows, a definition, and what must be printed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.statistics import KINDS, mistakes
from tests.statistics.scene import FORMS, computed, defined, office, read_out

EXAMPLES = Path(__file__).parents[1] / "examples" / "statistics"


def examples(name: str = "*") -> Iterator[Any]:
    for path in sorted(EXAMPLES.glob(f"{name}.yaml")):
        for example in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(example, id=f"{path.stem} {example['says']}")


@pytest.mark.parametrize("example", [example for example in examples() if "expect" in example.values[0]])
def test_the_numbers_that_come_out(example: dict[str, Any]) -> None:
    result = computed(example)
    assert {path: read_out(result, path) for path in example["expect"]} == example["expect"]


@pytest.mark.parametrize("example", [example for example in examples() if "expect" in example.values[0]])
def test_the_definition_of_an_example_has_no_mistake(example: dict[str, Any]) -> None:
    statistic = defined(example).statistics["专题"]
    assert list(mistakes(statistic, FORMS, office(example.get("units", ())))) == []


@pytest.mark.parametrize("example", list(examples("mistakes")))
def test_a_mistake_is_told_under_its_keys(example: dict[str, Any]) -> None:
    statistic = defined(example).statistics["专题"]
    found = [[*keys, text] for keys, text in mistakes(statistic, FORMS, office())]
    assert found == example["mistakes"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_worked_example(kind: str) -> None:
    assert any(kind.replace("_", " ") in example.values[0]["definition"] for example in examples())
