"""Which statistics must come before which, and what of earlier periods they ask for."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from pipeline.model.figure_rule import FigureRule
from pipeline.model.scoring import ScoreItem
from pipeline.model.statistic import Statistic
from pipeline.statistics.taking import split

Statistics = Mapping[str, Statistic]


def in_order_of_taking(statistics: Statistics) -> tuple[str, ...]:
    """Return the names so that each comes after those it takes from; `circle` tells beforehand where that cannot be."""
    return tuple(TopologicalSorter(_taken(statistics)).static_order())


def circle(statistics: Statistics) -> tuple[str, ...]:
    """Return statistics that take from each other in a circle; empty where none do."""
    try:
        in_order_of_taking(statistics)
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def remembered(statistics: Statistics) -> tuple[str, ...]:
    """Return the beginnings of the names of figures whose every month is needed, not only the last one's."""
    found = {
        ".".join(split(item.take, name, statistics)[:2])
        for name, statistic in statistics.items()
        for item in _items(statistic)
        if item.take is not None and item.over is not None
    }
    found |= {f"{name}.{league}" for name, one in statistics.items() for league, rule in one.leagues.items() if rule.over}
    return tuple(sorted({f"{name}." for name in found} | _compared(statistics)))


def _compared(statistics: Statistics) -> set[str]:
    """Return the figures whose comparison needs more than the last period: cumulative ones, and those about a longer span."""
    found: set[str] = set()
    for name, statistic in statistics.items():
        found |= {f"{name}.{figure}" for figure, rule in statistic.figures.items() if _looks_back(rule)}
        for table, rule in statistic.rankings.items():
            if rule.cumulative or any(map(_looks_back, rule.columns.values())):
                found.add(f"{name}.{table}.")
        for table, columns in _columns(statistic).items():
            if any(map(_looks_back, columns.values())):
                found.add(f"{name}.{table}.")
    return found


def _columns(statistic: Statistic) -> dict[str, Mapping[str, FigureRule]]:
    """Return the columns of scores, shares and bands, by table."""
    scores = {name: rule.columns for name, rule in statistic.scores.items()}
    shares = {name: rule.columns for name, rule in statistic.shares.items()}
    return {**scores, **shares, **{name: rule.columns for name, rule in statistic.bands.items()}}


def _looks_back(rule: FigureRule) -> bool:
    return rule.cumulative or rule.over is not None


def _taken(statistics: Statistics) -> dict[str, list[str]]:
    """Return each statistic with those it takes from, in the order of the files."""
    found: dict[str, list[str]] = {}
    for name, statistic in statistics.items():
        heads = [split(item.take, name, statistics)[0] for item in _items(statistic) if item.take is not None]
        found[name] = [head for head in dict.fromkeys(heads) if head != name]
    return found


def _items(statistic: Statistic) -> Iterator[ScoreItem]:
    for rule in statistic.scores.values():
        for items in (rule.items, *(version.items for version in rule.versions)):
            yield from items.values()
