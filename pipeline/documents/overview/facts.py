"""What of a batch the pages show besides the manifest: plain JSON data, printed as the notices print it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.catalogue import overview as say
from pipeline.catalogue import workbook as words
from pipeline.documents.cells import cell
from pipeline.documents.judgement import Point
from pipeline.documents.material import Material
from pipeline.documents.rounding import rounded
from pipeline.documents.sheets import heading_of
from pipeline.model.document import Document
from pipeline.model.figure import Figure, ListTable, RankedUnit, Ranking, StatisticResult
from pipeline.model.office import Policies

_WIDEST = 100
"""per cent of the room a bar has"""


def overview_facts(material: Material, points: Sequence[Point]) -> Document:
    """Return office, forms, figures, rankings, ledger and 送审说明; the same results give the same bytes."""
    return Document(say.FACTS, json.dumps(_facts(material, points), ensure_ascii=False).encode(), say.FACTS_TITLE)


def _facts(material: Material, points: Sequence[Point]) -> dict[str, Any]:
    definitions = material.definitions
    policies = definitions.office.policies
    return {
        "office": definitions.office.name,
        "label": material.period.label,
        "forms": {name: definitions.forms[name].title for name in {report.form: None for report in material.reports}},
        "statistics": [
            {"title": definitions.statistics[name].title, "figures": _figures(result, policies), "rankings": list(tables)}
            for name, result in material.results.items()
            if (tables := tuple(_rankings(result, policies))) or any(one.value is not None for one in result.figures.values())
        ],
        "ledger": None if material.ledger is None else _ledger(material.ledger.result, policies),
        "judgements": [{"subject": one.subject, "told": list(one.told), "rule": one.rule} for one in points],
    }


def _figures(result: StatisticResult, policies: Policies) -> list[list[str]]:
    """Return name, printed value and meaning of every figure of the whole county."""
    return [_printed(name, figure, policies) for name, figure in result.figures.items()]


def _printed(name: str, figure: Figure, policies: Policies) -> list[str]:
    return [heading_of(name, figure), cell(figure, policies=policies), figure.meaning]


def _rankings(result: StatisticResult, policies: Policies) -> Iterator[dict[str, Any]]:
    for name, groups in result.tables.items():
        measured = name.removesuffix(words.RANKING_SUFFIX) or words.VALUE
        for ranking in groups.values():
            if ranking.units:
                yield _ranking(name, measured, ranking, policies)


def _ranking(name: str, measured: str, ranking: Ranking, policies: Policies) -> dict[str, Any]:
    values = [abs(unit.figure.value) for unit in ranking.units if unit.figure.value is not None]
    longest = max(values, default=Decimal(0))
    headings = {measured: ranking.total.figure, **ranking.total.columns}
    return {
        "name": name,
        "group": ranking.group,
        "rule": ranking.rule,
        "columns": [heading_of(column, figure) for column, figure in headings.items()],
        "rows": [_row(unit, longest, policies) for unit in ranking.units],
        "total": _cells(ranking.total, policies),
    }


def _row(unit: RankedUnit, longest: Decimal, policies: Policies) -> dict[str, Any]:
    both = unit.rank is not None and unit.previous_rank is not None
    return {
        "rank": unit.rank,
        "unit": unit.unit,
        "cells": _cells(unit, policies),
        "bar": _bar(unit.figure.value, longest),
        "moved": (unit.previous_rank or 0) - (unit.rank or 0) if both else None,
        "remark": unit.reason or unit.remark,
    }


def _cells(unit: RankedUnit, policies: Policies) -> list[str]:
    return [cell(figure, policies=policies) for figure in (unit.figure, *unit.columns.values())]


def _bar(value: Decimal | None, longest: Decimal) -> str | None:
    """Return how long a bar is in per cent of the longest, negative ones with their sign."""
    return None if value is None or not longest else f"{rounded(value / longest * _WIDEST, 1):f}"


def _ledger(result: StatisticResult, policies: Policies) -> dict[str, Any]:
    return {
        "figures": [_printed(name, figure, policies) for name, figure in result.figures.items()],
        "lists": [_listed(name, result.lists[name], policies) for name in say.LEDGER_LISTS if name in result.lists],
    }


def _listed(name: str, table: ListTable, policies: Policies) -> dict[str, Any]:
    filled = [column for column in say.LEDGER_COLUMNS if any(row.values.get(column) for row in table.rows)]
    rows: list[Mapping[str, Any]] = [row.values for row in table.rows]
    return {
        "name": name,
        "meaning": table.meaning,
        "columns": filled,
        "rows": [[_text(row.get(column), policies) for column in filled] for row in rows],
    }


def _text(value: object, policies: Policies) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else say.NO_VALUE if value is None else cell(value, policies=policies)
