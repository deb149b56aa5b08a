"""JSON Schemas of the office's files, so that an editor offers every key and explains it in Chinese."""

import json
from pathlib import Path
from typing import Any

from pipeline.catalogue.definition_keys import FILES, MEANINGS
from pipeline.config.shapes import adapter
from pipeline.model.form import Form
from pipeline.model.ledger_rules import LedgerRules
from pipeline.model.notice import Notice
from pipeline.model.office import Office
from pipeline.model.statistic import Statistic
from pipeline.model.vocabulary import Vocabulary

SHAPES: dict[str, type[Any]] = {
    "config": Office,
    "form": Form,
    "ledger": LedgerRules,
    "notice": Notice,
    "statistic": Statistic,
    "vocabulary": Vocabulary,
}
"""name of the schema file → what it describes"""
_TIME = {"type": "string", "pattern": r"^\d{2}:\d{2}$"}


def schemas() -> dict[str, str]:
    """Return file name → JSON Schema, as text."""
    return {f"{name}.json": json.dumps(_schema(shape), ensure_ascii=False, indent=1) + "\n" for name, shape in SHAPES.items()}


def write_schemas(folder: Path) -> None:
    """Write the schemas into a folder (templates/schema)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


def _schema(shape: type[Any]) -> dict[str, Any]:
    made: dict[str, Any] = adapter(shape).json_schema()  # type: ignore[arg-type] # a class is hashable
    _explain(made, shape.__name__)
    made["description"] = FILES[shape.__name__]
    for name, below in made.get("$defs", {}).items():
        _explain(below, name)
    return made


def _explain(schema: dict[str, Any], name: str) -> None:
    """Put the office's words where pydantic puts ours, and let a time be written as people write it."""
    schema.pop("title", None)
    schema.pop("description", None)
    for key, entry in schema.get("properties", {}).items():
        entry.pop("title", None)
        if entry.get("format") == "time":
            entry.pop("format")
            entry.update(_TIME)
        entry["description"] = MEANINGS.get(name, {}).get(key, "")
