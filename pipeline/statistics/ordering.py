"""Which statistics must come before which, and what of earlier periods they ask for."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

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
    return tuple(sorted(f"{name}." for name in found))


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
