"""What is left of results when no return has come in: figures without values, nobody ranked, lists without rows."""

from typing import Any

from msgspec.structs import replace

from pipeline.catalogue import statistics as words
from pipeline.documents.material import Material
from pipeline.model.figure import Figure, ListTable, Missing, Part, RankedUnit, Ranking, Shares, Stages, StatisticResult, UnitSets
from pipeline.model.ledger import LedgerBook


def emptied(material: Material) -> Material:
    """Return the material with every name still in place and nothing behind it."""
    results = {name: _result(result) for name, result in material.results.items()}
    ledger = material.ledger and _ledger(material.ledger)
    return replace(material, results=results, reports=(), findings=(), explained=(), ledger=ledger)


def _result(result: StatisticResult) -> StatisticResult:
    emptied_kinds: dict[str, Any] = {
        kind: {name: {group: _ranking(one) for group, one in groups.items()} for name, groups in getattr(result, kind).items()}
        for kind in ("rankings", "scores", "leagues", "peers")
    }
    for kind, empty in (
        ("shares", _shares),
        ("bands", _shares),
        ("concentrations", _shares),
        ("lights", _sets),
        ("boards", _sets),
        ("coverage", _sets),
        ("funnels", _stages),
        ("durations", _stages),
    ):
        emptied_kinds[kind] = {name: empty(one) for name, one in getattr(result, kind).items()}
    return replace(
        result,
        figures={name: _figure(figure) for name, figure in result.figures.items()},
        lists={name: _list(table) for name, table in result.lists.items()},
        unit_lists=dict.fromkeys(result.unit_lists, ()),
        **emptied_kinds,
    )


def _sets(found: UnitSets) -> UnitSets:
    figures = {name: _figure(figure) for name, figure in found.figures.items()}
    return replace(found, sets=dict.fromkeys(found.sets, ()), figures=figures)


def _stages(found: Stages) -> Stages:
    stages = {stage: {word: _figure(figure) for word, figure in figures.items()} for stage, figures in found.stages.items()}
    figures = {name: _figure(figure) for name, figure in found.figures.items()}
    return replace(found, stages=stages, figures=figures, listed=found.listed and _list(found.listed), note="")


def _ledger(book: LedgerBook) -> LedgerBook:
    units = tuple(
        replace(own, figures={name: _figure(one) for name, one in own.figures.items()}, open=_list(own.open))
        for own in book.units
    )
    return replace(book, result=_result(book.result), units=units)


def _figure(figure: Figure) -> Figure:
    related = {name: _figure(one) for name, one in figure.related.items()}
    return replace(figure, value=None, missing=Missing.NOT_REPORTED, related=related)


def _shares(shares: Shares) -> Shares:
    figures = {name: _figure(figure) for name, figure in shares.figures.items()}
    return replace(shares, parts=tuple(_part(part) for part in shares.parts), whole=_figure(shares.whole), figures=figures)


def _part(part: Part) -> Part:
    columns = {name: _figure(figure) for name, figure in part.columns.items()}
    return replace(part, figure=_figure(part.figure), share=_figure(part.share), columns=columns)


def _ranking(ranking: Ranking) -> Ranking:
    return replace(ranking, units=tuple(map(_unit, ranking.units)), total=_unit(ranking.total))


def _unit(unit: RankedUnit) -> RankedUnit:
    columns = {name: _figure(figure) for name, figure in unit.columns.items()}
    return replace(unit, rank=None, figure=_figure(unit.figure), columns=columns, previous_rank=None, reason=words.RETURNED)


def _list(table: ListTable) -> ListTable:
    return replace(table, rows=())
