"""The columns of each return, with the merged headings above them, as the forms were handed out in different years."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from tools.sample_county.facts import FOLDER

LEVELS = ("三级", "两级", "单级")


@dataclass(frozen=True)
class Layout:
    """One form as a sheet: its title, what is totalled, and its columns as paths of headings ending in the column's name."""

    title: str
    totals: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(path[-1] for path in self.columns)


def layout(form: str, headings: str) -> Layout:
    """Return a form's layout with as many levels of headings as asked for, or as many as it was ever handed out with."""
    stated = _stated()[form]
    level = next(level for level in LEVELS[LEVELS.index(headings) :] if level in stated)
    columns = tuple(tuple(path.split("/")) for path in stated[level].split())
    return Layout(stated["标题"], tuple(stated["合计"]), columns)


def listed(name: str) -> frozenset[str]:
    """Return 数字列, 日期列 or 宽列."""
    return frozenset(_stated()[name].split())


def short(column: str) -> str:
    """Return what a column is called below a merged heading that says the rest."""
    return str(_stated()["简称"].get(column, column))


@cache
def _stated() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FOLDER / "表样.yaml").read_text(encoding="utf-8"))
    return content
