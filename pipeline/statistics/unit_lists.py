"""Unit lists: units of a ranking that meet a condition on its figures (增幅均达50%以上)."""

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from pipeline.catalogue import statistics as words
from pipeline.catalogue.unit_kinds import AT_ONCE_RATE, COUNTED, ON_TIME_RATE
from pipeline.expressions import Scope, compile_expression
from pipeline.model.figure import RankedUnit, Ranking, StatisticResult
from pipeline.model.merged import GROUP, UNIT
from pipeline.model.statistic import Statistic, UnitListRule
from pipeline.model.values import Value
from pipeline.statistics.measured import Known
from pipeline.statistics.scopes import Names, Reach, all_declared, value_rule
from pipeline.statistics.scores import all_items
from pipeline.statistics.sorting import in_order
from pipeline.statistics.steps import with_value
from pipeline.statistics.subject import Subject

LEAGUE_COLUMNS = (*COUNTED, ON_TIME_RATE, AT_ONCE_RATE)
_OF_VALUE = f"{words.VALUE}."
_OWN = frozenset({UNIT, GROUP, words.RANK, words.FROM_LAST, words.PREVIOUS_RANK, words.RANK_CHANGE})


def compute(subject: Subject, so_far: StatisticResult) -> Mapping[str, tuple[RankedUnit, ...]]:
    """Return every unit list, by group and rank where no order is stated.

    A unit below the line can be listed where the figures asked for are known of it; one that is not compared at all (不参评) cannot.
    """
    return {name: _units(subject, rule, so_far.tables[rule.from_]) for name, rule in subject.statistic.unit_lists.items()}


def scope_of(statistic: Statistic, table: str, reach: Reach, before: Names) -> Scope:
    """Return what a condition on the units of a ranking or score may use.

    That is its columns and 值, their comparisons, and those of 值 by 同比 alone; of a score its items too.
    """
    if table in statistic.leagues:
        return Scope(frozenset({*_OWN, words.VALUE, *LEAGUE_COLUMNS}))
    score = statistic.scores.get(table)
    if score is not None:
        return Scope(frozenset({*_OWN, *all_declared(score.columns, {}), *all_items(score), words.VALUE}))
    ranking = statistic.rankings[table]
    rules = with_value(value_rule(ranking), ranking.columns, reach, before)
    declared = frozenset(all_declared(rules, before)) - frozenset(before) | frozenset(rules)
    if "group mean" in ranking.compare:
        declared |= {f"{_OF_VALUE}{word}" for word in (words.GROUP_MEAN, words.FROM_GROUP_MEAN)}
    return Scope(_OWN | declared | {name.removeprefix(_OF_VALUE) for name in declared if name.startswith(_OF_VALUE)})


def _units(subject: Subject, rule: UnitListRule, rankings: Mapping[str, Ranking]) -> tuple[RankedUnit, ...]:
    by_name = subject.ground.definitions.directory.by_name
    listed = [line for group in rule.groups or rankings for line in rankings[group].units if by_name[line.unit].excluded is None]
    places = {group: from_last(rankings[group]) for group in rule.groups or rankings}
    known = [values_of(line, places[line.group]) for line in listed]
    scope = scope_of(subject.statistic, rule.from_, subject.reach, subject.names)
    frame = pd.DataFrame({name: pd.Series([values[name] for values in known], dtype=object) for name in sorted(scope.columns)})
    holds, _ = compile_expression(rule.where, scope).holds(frame, subject.moment)
    chosen = [(line, values) for line, values, held in zip(listed, known, holds, strict=True) if held]
    order = {UNIT: list(by_name), GROUP: subject.ground.definitions.office.groups}
    return tuple(line for line, _ in in_order(chosen, rule.sort, lambda name, pair: pair[1][name], order))


def values_of(line: RankedUnit, places: Mapping[str, int]) -> dict[str, Value]:
    """Return what a condition may ask of a unit; `places` are counted from the last."""
    values: dict[str, Value] = {word: related.value for word, related in line.figure.related.items()}
    values |= Known({words.VALUE: line.figure, **line.columns}).values
    rank, previous = _number(line.rank), _number(line.previous_rank)
    change = None if rank is None or previous is None else previous - rank
    return values | {
        words.FROM_LAST: _number(places.get(line.unit)),
        UNIT: line.unit,
        GROUP: line.group,
        words.RANK: rank,
        words.PREVIOUS_RANK: previous,
        words.RANK_CHANGE: change,
    }


def from_last(ranking: Ranking) -> dict[str, int]:
    """Return the places counted from the last: of 1, 2, 3, 3 the last two share the first place from there."""
    given = [line.rank or 0 for line in ranking.ranked]
    return {line.unit: 1 + sum(rank > (line.rank or 0) for rank in given) for line in ranking.ranked}


def _number(rank: int | None) -> Decimal | None:
    return None if rank is None else Decimal(rank)
