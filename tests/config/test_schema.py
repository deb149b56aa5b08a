"""Editors offer the keys of every file and explain them in Chinese."""

import json
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from pipeline.catalogue.definition_keys import FILES, MEANINGS
from pipeline.config.schema import SHAPES, schemas
from pipeline.model import form, ledger_rules, notice, office, row_kinds, scoring, statistic, unit, unit_kinds, vocabulary
from pipeline.model.yaml_keys import yaml_key

ROOT = Path(__file__).parents[2]
WRITTEN = {
    name: [yaml_key(field.name) for field in fields(shape)]
    for module in (form, ledger_rules, notice, office, row_kinds, scoring, statistic, unit, unit_kinds, vocabulary)
    for name, shape in vars(module).items()
    if is_dataclass(shape) and hasattr(shape, "__pydantic_config__")
}


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_committed_schemas_are_current(name: str) -> None:
    """Renew them: python -c "from pathlib import Path; from pipeline.config import schema; schema.write_schemas(Path('templates/schema'))"."""
    assert (ROOT / "templates/schema" / name).read_text(encoding="utf-8") == schemas()[name]


@pytest.mark.parametrize("shape", sorted(WRITTEN))
def test_every_key_the_office_can_write_is_explained_and_no_other(shape: str) -> None:
    assert sorted(MEANINGS[shape]) == sorted(WRITTEN[shape])


def test_no_explanation_is_left_over() -> None:
    assert sorted(MEANINGS) == sorted(WRITTEN)
    assert sorted(FILES) == sorted(shape.__name__ for shape in SHAPES.values())


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_refuses_unknown_keys_everywhere(name: str) -> None:
    schema = json.loads(schemas()[name])
    assert all(
        shape["additionalProperties"] is False for shape in (schema, *schema.get("$defs", {}).values()) if "properties" in shape
    )
