"""Boards: 红榜 and 黑榜, by place and target together (handbook 1 §2.6)."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from pipeline.catalogue import unit_kinds as words
from pipeline.model.figure import RankedUnit, StatisticResult, UnitSets
from pipeline.model.unit_kinds import BoardRule, BoardSide
from pipeline.statistics.chosen import lines_of, meeting
from pipeline.statistics.subject import Subject
from pipeline.statistics.unit_lists import from_last


def compute(subject: Subject, so_far: StatisticResult) -> Mapping[str, UnitSets]:
    """Return every board; 红榜=超额完成且前5，黑榜=未完成且后4.

    So there are at most that many places, a unit that met its target is never on the black list, nobody is on both, and who failed
    through 不可抗力 is listed apart. Units below the line are on none.
    """
    return {name: _board(subject, name, rule, so_far) for name, rule in subject.statistic.boards.items()}


def _board(subject: Subject, name: str, rule: BoardRule, so_far: StatisticResult) -> UnitSets:
    lines = [line for line in lines_of(subject, so_far, rule.from_, rule.groups) if line.rank is not None]
    behind = {ranking.group: from_last(ranking) for ranking in so_far.tables[rule.from_].values()}

    def meets(where: str) -> list[bool]:
        return meeting(subject, so_far, rule.from_, where, lines)

    red = _on(lines, rule.red, meets(rule.red.where), [line.rank or 0 for line in lines])
    black = _on(lines, rule.black, meets(rule.black.where), [behind[line.group][line.unit] for line in lines])
    excused = meets(rule.exempt) if rule.exempt else [False] * len(lines)
    exempt = {(line.group, line.unit) for line, held in zip(lines, excused, strict=True) if held}
    by_group = groupby(black, lambda line: line.group)
    blamed = [line for _, group in by_group for line in reversed(list(group)) if line not in red]  # the last one first
    sets = {
        words.RED: tuple(red),
        words.BLACK: tuple(line for line in blamed if (line.group, line.unit) not in exempt),
        words.EXEMPT: tuple(line for line in blamed if (line.group, line.unit) in exempt),
    }
    return UnitSets(name, sets, rule=rule.rule)


def _on(lines: Sequence[RankedUnit], side: BoardSide, meets: Sequence[bool], places: Sequence[int]) -> list[RankedUnit]:
    return [line for line, held, place in zip(lines, meets, places, strict=True) if held and place <= _places(side, line.group)]


def _places(side: BoardSide, group: str) -> int:
    return side.places if isinstance(side.places, int) else side.places.get(group, 0)
