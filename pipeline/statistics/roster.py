"""Who appears in a ranking: every unit that should, exactly once, and why it stands below the line if it does."""

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct

from pipeline.catalogue import statistics as words
from pipeline.model.figure import Missing
from pipeline.model.reporting import ReportingState
from pipeline.model.unit import Unit
from pipeline.statistics.subject import Positions, Subject

Members = tuple["Member", ...]


class Contest(Protocol):
    """A rule by which units of groups are held against each other."""

    @property
    def by(self) -> str: ...
    @property
    def within(self) -> str: ...
    @property
    def groups(self) -> tuple[str, ...]: ...


class Member(Struct, frozen=True):
    """A unit in a ranking; with a `reason` it is not ranked, with `missing` it has no figures at all."""

    unit: Unit
    reason: str = ""
    missing: Missing | None = None


def roster(subject: Subject, rule: Contest, owned: Mapping[str, Positions]) -> Mapping[str, Members]:
    """Return each group's units in official order: those of whom the form is asked, and those that have rows.

    Groups named by the rule all appear, others only with members.
    """
    asked = subject.ground.asked_of(subject.statistic.from_)
    existing = (unit for unit in subject.ground.definitions.directory.units if unit not in subject.ended)
    appearing = [unit for unit in existing if unit.name in asked or unit.name in owned]
    if rule.within == words.COUNTY:
        ranked = [unit for unit in appearing if not rule.groups or unit.group in rule.groups]
        return {words.COUNTY: tuple(_member(subject, unit) for unit in ranked)}
    groups = {
        group: tuple(_member(subject, unit) for unit in appearing if unit.group == group)
        for group in rule.groups or subject.ground.definitions.office.groups
    }
    return {group: members for group, members in groups.items() if members or group in rule.groups}


def predecessors(subject: Subject, unit: str) -> tuple[str, ...]:
    """Return the names a unit's past figures go by: its own, and those of units that have ended and whose duties it took over."""
    return (unit, *(other.name for other in subject.ended if _heir(subject, other) == unit))


def _heir(subject: Subject, unit: Unit) -> str:
    """Return who has a unit's duties in the period; succession that runs in a circle ends where it closes."""
    by_name = subject.ground.definitions.directory.by_name
    seen = {unit.name}
    while unit in subject.ended and unit.successor and unit.successor not in seen:
        unit = by_name[unit.successor]
        seen.add(unit.name)
    return unit.name


def _member(subject: Subject, unit: Unit) -> Member:
    state = subject.ground.states.get((subject.statistic.from_, unit.name))
    match state:
        case ReportingState.MISSING:
            unreported = Member(unit, subject.policies.missing_word, Missing.NOT_REPORTED)
        case ReportingState.RETURNED:
            unreported = Member(unit, words.RETURNED, Missing.NOT_REPORTED)
        case ReportingState.NO_TASK:
            unreported = Member(unit, words.NO_TASK, Missing.NOT_APPLICABLE)
        case _:
            return Member(unit, unit.excluded or "")
    return unreported if unit.excluded is None else Member(unit, unit.excluded, unreported.missing)
