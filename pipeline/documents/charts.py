"""The charts of a notice: rows of rankings, shares and lists as labels and numbers, rounded exactly as text prints them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from pipeline.catalogue import charts as say
from pipeline.documents.amounts import decimals_of, is_large, is_money, scaled
from pipeline.documents.rounding import rounded, stripped
from pipeline.documents.word.charts.data import ChartData, ChartSeries
from pipeline.model.figure import Figure
from pipeline.model.notice import ChartRule
from pipeline.model.office import Policies

_ROWS: Final = ("已排", "部分", "环节", "行")
"""what the rows of a ranking, of shares, of a funnel and of a list are called; a ranking draws its ranked units"""
_LABELS: Final = ("单位", "名称", "项目名称")
_NAME: Final = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_PERCENTAGES: Final = {"rate": "%", "growth": "%", "points": "百分点"}

Row = Mapping[str, object]


class ChartError(Exception):
    """A chart's definition does not fit the data; the message says what it names and what there is."""


def charts_of(rules: Mapping[str, ChartRule], context: Mapping[str, object], policies: Policies) -> dict[str, ChartData]:
    """Return the charts of one notice by name; raises ChartError."""
    return {name: _chart(rule, context, policies) for name, rule in rules.items()}


def _chart(rule: ChartRule, context: Mapping[str, object], policies: Policies) -> ChartData:
    rows = list(_rows(rule, context))[: rule.first or None]
    columns = {name: [_figure(rule, path, row, context) for row in rows] for name, path in rule.series.items()}
    large = is_large(figure for figures in columns.values() for figure in figures if figure)
    series = [_series(name, figures, rule, policies, large=large) for name, figures in columns.items()]
    return ChartData(rule.type, _filled(rule.title, context), [_label(rule, row) for row in rows], series)


def _rows(rule: ChartRule, context: Mapping[str, object]) -> Iterator[Row]:
    found = _at(rule.of.split("."), context)
    if not isinstance(found, Mapping):
        raise ChartError(say.NO_ROWS.format(of=rule.of))
    listed = next((found[word] for word in _ROWS if word in found), None)
    if not isinstance(listed, Sequence):
        raise ChartError(say.NO_ROWS.format(of=rule.of))
    yield from listed


def _label(rule: ChartRule, row: Row) -> str:
    name = rule.label or next((word for word in _LABELS if word in row), "")
    if name not in row:
        raise ChartError(say.NO_COLUMN.format(of=rule.of, column=name or _LABELS[0]))
    return str(row[name])


def _figure(rule: ChartRule, path: str, row: Row, context: Mapping[str, object]) -> Figure | None:
    """Return a row's figure, or one of the notice that is the same for every row (期.序时)."""
    steps = path.split(".")
    holder = row if steps[0] in row else context
    found = _at(steps, holder)
    if found is None and steps[0] not in holder:
        raise ChartError(say.NO_COLUMN.format(of=rule.of, column=path))
    if found is not None and not isinstance(found, Figure):
        raise ChartError(say.NOT_NUMBER.format(of=rule.of, column=path))
    return found


def _at(steps: Sequence[str], holder: object) -> object:
    for step in steps:
        members = holder.related if isinstance(holder, Figure) else holder
        holder = members.get(step) if isinstance(members, Mapping) else None
    return holder


def _series(name: str, figures: Sequence[Figure | None], rule: ChartRule, policies: Policies, *, large: bool) -> ChartSeries:
    measured = [_measured(figure, policies, large=large) for figure in figures]
    units = dict.fromkeys(unit for value, unit, _ in measured if value is not None)
    if len(units) > 1:
        raise ChartError(say.MIXED.format(series=name, units="、".join(units)))
    values = [value if value is None else rounded(value, places) for value, _, places in measured]
    decimals = max((_shown(value) for value in values if value is not None), default=0)
    return ChartSeries(name, values, decimals, next(iter(units), ""), name in rule.lines, figures)


def _measured(figure: Figure | None, policies: Policies, *, large: bool) -> tuple[Decimal | None, str, int]:
    """Return a figure's number in the unit it is drawn in, that unit, and how many decimals it has."""
    if figure is None or figure.value is None:
        return None, "", 0
    if figure.kind in _PERCENTAGES:
        return figure.value * 100, _PERCENTAGES[figure.kind], decimals_of(figure, None, policies.rate_decimals)
    places = decimals_of(figure, None, policies.amount_decimals)
    if figure.kind == "amount" and is_money(figure):
        multiple = "亿" if large else "万"
        return scaled(figure, multiple), f"{multiple}元", places
    return figure.value, figure.unit, places


def _shown(value: Decimal) -> int:
    return len(stripped(value, 6).partition(".")[2])


def _filled(text: str, context: Mapping[str, object]) -> str:
    return _NAME.sub(lambda match: str(_at(match[1].split("."), context) or ""), text)
