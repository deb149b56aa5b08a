"""Tables and scopes for the examples of the expression language."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from pipeline.model.values import StatedDate, Value

EXAMPLES = Path(__file__).parent.parent / "examples" / "expressions"


def examples(name: str) -> Any:
    return yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))


def typed(value: object) -> Value | bool:
    """Return what YAML wrote as a table would hold it."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, date):
        return StatedDate(value.year, value.month, value.day)
    return Decimal(str(value))


def table(rows: Iterable[Mapping[str, object]], columns: Iterable[str] = ()) -> pd.DataFrame:
    """Return rows as a frame of objects."""
    listed = [{name: typed(value) for name, value in row.items()} for row in rows]
    names = dict.fromkeys([*columns, *(name for row in listed for name in row)])
    return pd.DataFrame({name: pd.Series([row.get(name) for row in listed], dtype=object) for name in names})
