"""The usual way to print what a name stands for: the tag, and the value as that tag prints it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from pipeline.catalogue import field_handbook as words
from pipeline.catalogue import statistics as names
from pipeline.documents.suitable import FormatError
from pipeline.documents.word.marks import plain
from pipeline.model.figure import Figure
from pipeline.model.values import StatedDate

Row = Mapping[str, object]
_OF_KIND: Final = {
    "amount": "金额", "count": "个", "rate": "百分比", "points": "百分点", "growth": "增长", "rank": "名次", "days": "数", "score": "分",
}  # fmt: skip
_OF_NAME: Final = {names.CHANGE: "增减", names.LAST_CHANGE: "增减", names.GAP: "序时比较", names.FROM_GROUP_MEAN: "增减"}
_OF_UNITS: Final = {"前": "居前('值')", "后": "居后('值')", "未排": "未排"}
_NAMING: Final = ("单位", "项目名称", "名称", "问题")
_SHOWN: Final = 3


class Usual:
    """Chooses formatters, and prints with them."""

    def __init__(self, formatters: Mapping[str, Callable[..., Any]]) -> None:
        self._formatters = formatters

    def call(self, name: str, value: object) -> str:
        """Return the formatter a value of this name is printed with, empty where it is printed as it is."""
        if isinstance(value, Figure):
            return _OF_NAME[name] if name in _OF_NAME and value.kind != "growth" else _OF_KIND[value.kind]
        if isinstance(value, date | StatedDate):
            return "日期"
        if isinstance(value, list | tuple):
            return _of_list(name, value)
        return ""

    def printed(self, call: str, value: object) -> str:
        """Return a value as it is printed; a dash where the last issue has nothing to print."""
        if value is None:
            return words.NO_VALUE
        if isinstance(value, bool):
            return words.YES if value else words.NO
        if not call:
            return _counted(value) if isinstance(value, list | tuple) else str(value) or words.NO_VALUE
        name, _, arguments = call.partition("(")
        try:
            done = self._formatters[name](value, *_arguments(arguments))
        except FormatError:
            return words.NO_VALUE
        return plain(str(done)) or words.NO_VALUE


def _of_list(name: str, value: Sequence[object]) -> str:
    first = value[0] if value else None
    if isinstance(first, Mapping):
        if "名次" in first and name in _OF_UNITS:
            return _OF_UNITS[name]
        return "报表明细" if {"报表", "情况"} <= first.keys() else ""
    return "顿号"


def _arguments(written: str) -> tuple[str, ...]:
    return (written.removesuffix(")").strip("'"),) if written else ()


def _counted(value: Sequence[object]) -> str:
    shown = [named for row in value[:_SHOWN] if isinstance(row, Mapping) and (named := _named(row))]
    return words.ROWS_LIKE.format(count=len(value), names="、".join(shown)) if shown else words.ROWS.format(count=len(value))


def _named(row: Row) -> str:
    return next((str(row[name]) for name in _NAMING if row.get(name)), "")
