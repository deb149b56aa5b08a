"""Figures as samples have them: a value for each kind, and the comparisons a rule asks for."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from pipeline.catalogue import statistics as words
from pipeline.model.figure import Figure, FigureKind
from pipeline.model.figure_rule import Comparison, FigureRule
from pipeline.model.statistic import RankingRule

VALUES: Mapping[str, Decimal] = {
    "amount": Decimal(23456),
    "count": Decimal(12),
    "rate": Decimal("0.4321"),
    "days": Decimal(37),
    "points": Decimal("-0.021"),
    "growth": Decimal("0.123"),
    "score": Decimal("32.1"),
}
_UNITS = {"count": "个", "days": "天"}
_RATES = ("rate", "points", "growth")


def ruled(name: str, rule: FigureRule | RankingRule, period: str) -> Figure:
    """Return the figure of a rule with its comparisons."""
    unit = rule.unit or ("万元" if rule.as_ == "amount" else _UNITS.get(rule.as_, ""))
    figure = Figure(name, VALUES[rule.as_], rule.as_, unit, period, decimals=rule.decimals)
    related = _related(figure, rule.compare)
    if rule.cumulative and "last" in rule.compare:
        related |= {words.INCREMENT: figure, words.LAST_INCREMENT: figure}
    for level in rule.targets if isinstance(rule, FigureRule) else ():
        related |= {
            words.TARGET.format(name=level): figure,
            words.TARGET_COMPLETION.format(name=level): of_kind("rate", words.TARGET_COMPLETION),
            words.TARGET_GAP.format(name=level): of_kind("points", words.TARGET_GAP),
        }
    return Figure(name, figure.value, rule.as_, unit, period, decimals=rule.decimals, related=related)


def _related(figure: Figure, wanted: Iterable[Comparison]) -> dict[str, Figure]:
    related: dict[str, Figure] = {}
    for comparison in wanted:
        match comparison:
            case "last year":
                related |= _change(figure, words.LAST_YEAR, words.GROWTH, words.CHANGE)
            case "last":
                related |= _change(figure, words.LAST, words.LAST_GROWTH, words.LAST_CHANGE)
            case "plan":
                related |= _completion(figure)
            case "group mean":
                distance: FigureKind = "points" if figure.kind in _RATES else figure.kind
                related |= {words.GROUP_MEAN: figure, words.FROM_GROUP_MEAN: of_kind(distance, words.FROM_GROUP_MEAN)}
            case "progress":
                gap = {words.PROGRESS: of_kind("rate", words.PROGRESS), words.GAP: of_kind("points", words.GAP)}
                related |= gap if figure.kind == "rate" else gap | _completion(figure)
    return related


def _change(figure: Figure, base: str, growth: str, change: str) -> dict[str, Figure]:
    then = Figure(base, figure.value, figure.kind, figure.unit)
    if figure.kind in _RATES:
        return {base: then, change: of_kind("points", change)}
    both = {words.NOW: figure, words.BASE: then}
    return {
        base: then,
        growth: Figure(growth, VALUES["growth"], "growth", period=figure.period, related=both),
        change: Figure(change, figure.value, figure.kind, figure.unit),
    }


def _completion(figure: Figure) -> dict[str, Figure]:
    return {
        words.PLAN: Figure(words.PLAN, figure.value, figure.kind, figure.unit),
        words.COMPLETION: of_kind("rate", words.COMPLETION),
    }


def of_kind(kind: FigureKind, name: str) -> Figure:
    """Return a figure that is only of a kind."""
    return Figure(name, VALUES[kind], kind)


def sample_figure(name: str, kind: FigureKind, unit: str, period: str) -> Figure:
    """Return a figure of a kind, in a unit that suits it where none is given."""
    usual = "万元" if kind == "amount" else _UNITS.get(kind, "")
    return Figure(name, VALUES[kind], kind, unit or usual, period)
