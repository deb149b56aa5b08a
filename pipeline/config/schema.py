"""JSON Schemas of the office's files, so that an editor offers and explains the keys."""

import json
from pathlib import Path

from pipeline.config.shapes import adapter
from pipeline.model.form import Form
from pipeline.model.notice import Notice
from pipeline.model.office import Office
from pipeline.model.statistic import Statistic
from pipeline.model.vocabulary import Vocabulary

SHAPES = {"config": Office, "form": Form, "notice": Notice, "statistic": Statistic, "vocabulary": Vocabulary}


def schemas() -> dict[str, str]:
    """Return file name → JSON Schema, as text."""
    return {
        f"{name}.json": json.dumps(adapter(shape).json_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        for name, shape in SHAPES.items()
    }


def write_schemas(folder: Path) -> None:
    """Write the schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
