"""Rankings: units in order of a figure, by competition ranking inside their group (handbook 1 §2.10, 4 §5.2)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from pipeline.catalogue import statistics as words
from pipeline.model.figure import Figure, Missing, RankedUnit, Ranking, StatisticResult
from pipeline.model.reporting import ReportingState
from pipeline.model.statistic import RankingRule
from pipeline.model.unit import Unit
from pipeline.statistics.comparisons import printed_places
from pipeline.statistics.competition import ranks, shared
from pipeline.statistics.measured import Known, Measured, Past
from pipeline.statistics.roster import Member, Members, predecessors, roster
from pipeline.statistics.rounding import half_up
from pipeline.statistics.scopes import value_rule
from pipeline.statistics.steps import prepared, with_value
from pipeline.statistics.subject import Positions, Subject
from pipeline.statistics.working import Workplace

NO_ROWS: Positions = np.empty(0, dtype=np.intp)
LAST = Decimal("-Infinity")


def compute(subject: Subject, so_far: StatisticResult) -> Mapping[str, Mapping[str, Ranking]]:
    """Return every ranking by name and group; 58.2, 51.0, 51.0, 49.3 are ranked 1, 2, 2, 4.

    Units equal as printed are tied unless the declared columns part them. Every unit of a group appears exactly once: ranked, or below
    the line with the reason (未报送, 退回, 无任务, 不参评, 无年度任务). The total is worked out over the group's rows, never from its units' figures.
    """
    return {
        name: _Table(subject, name, rule, Known(so_far.figures)).rankings() for name, rule in subject.statistic.rankings.items()
    }


class _Table:
    """One ranking of all groups: their figures share the row parts of expressions."""

    def __init__(self, subject: Subject, name: str, rule: RankingRule, known: Known) -> None:
        self.subject, self.name, self.rule, self.known = subject, name, rule, known
        self.prefix = f"{subject.name}.{name}"
        rules = with_value(value_rule(rule), rule.columns, subject.reach, subject.names)
        self.steps = prepared(rules, subject.reach, subject.names)
        self.workplace = Workplace(subject)
        self.others = frozenset(form for step in self.steps for form in step.forms)
        self.owned: dict[str | None, dict[str, Positions]] = {None: subject.owned(None, rule.by)}
        self.owned |= {form: subject.owned(form, rule.by) for form in self.others}

    def rankings(self) -> dict[str, Ranking]:
        members = roster(self.subject, self.rule, self.owned[None])
        return {group: self.ranking(group, found) for group, found in members.items()}

    def ranking(self, group: str, members: Members) -> Ranking:
        lines = [self.line(group, member) for member in members]
        ordered = self.ordered(lines)
        unreported = bool(members) and all(member.missing is Missing.NOT_REPORTED for member in members)
        total = self.total(group, Missing.NOT_REPORTED if unreported else None)
        return Ranking(self.name, group, ordered, total, self.rule.top, self.rule.bottom)

    def line(self, group: str, member: Member) -> RankedUnit:
        """Return a unit's figures, not yet ranked."""
        unit = member.unit.name
        whom = self.measured(group, unit, predecessors(self.subject, unit), {unit})
        whom = replace(whom, missing=self.unreported(unit), set_for_it=self.set_for(unit))
        figures = self.workplace.figures(self.steps, whom, member.missing)
        value = figures.pop(words.VALUE)
        last = self.subject.last
        previous = None if last is None else last.ranks.get(whom.name)
        reason = member.reason or self.reason(value)
        return RankedUnit(unit, group, None, tied=False, figure=value, columns=figures, previous_rank=previous, reason=reason)

    def total(self, group: str, missing: Missing | None) -> RankedUnit:
        """Return the group as a whole, over all its units' rows, ranked or not; 未报 where nobody in it has reported."""
        units = self.subject.ground.definitions.directory.units
        of_group = {unit.name for unit in units if self.counts(unit, group)}
        figures = self.workplace.figures(self.steps, self.measured(group, words.TOTAL, (words.TOTAL,), of_group), missing)
        return RankedUnit(words.TOTAL, group, None, tied=False, figure=figures.pop(words.VALUE), columns=figures)

    def counts(self, unit: Unit, group: str) -> bool:
        if group == words.COUNTY:
            return not self.rule.groups or unit.group in self.rule.groups
        return unit.group == group

    def measured(self, group: str, name: str, past: Sequence[str], units: Collection[str]) -> Measured:
        """Return one measured by the rows of some units; its past is found under whatever group it was in."""
        groups = dict.fromkeys((group, *self.subject.ground.definitions.office.groups)) if name != words.TOTAL else (group,)
        names = tuple(f"{self.prefix}.{then}.{called}" for called in past for then in groups)
        return Measured(
            f"{self.prefix}.{group}.{name}",
            self.known.copy(),
            Past(self.subject.last, names),
            Past(self.subject.last_year, names),
            {form: _together(owned, units) for form, owned in self.owned.items()},
        )

    def unreported(self, unit: str) -> dict[str, Missing]:
        """Return the other forms the unit should have reported and has not."""
        states = self.subject.ground.states
        not_there = {ReportingState.MISSING, ReportingState.RETURNED}
        return {form: Missing.NOT_REPORTED for form in self.others if states.get((form, unit)) in not_there}

    def set_for(self, unit: str) -> frozenset[str]:
        """Return the other forms in which others report about the unit: targets set for it."""
        return frozenset(form for form in self.others if (form, unit) not in self.subject.ground.states)

    def reason(self, value: Figure) -> str:
        """Return why a unit that reported cannot be ranked; empty where it can."""
        if value.value is not None:
            return ""
        if value.missing is Missing.NOT_REPORTED:
            return self.subject.policies.missing_word
        if value.kind == "growth" and value.missing is not Missing.NOT_APPLICABLE:
            return words.ZERO_COMPARISON if value.missing is Missing.ZERO_BASE else words.NO_COMPARISON
        return self.rule.unranked

    def ordered(self, lines: Sequence[RankedUnit]) -> tuple[RankedUnit, ...]:
        """Return ranked units by rank, then those below the line; equals in the order given, which is the official one."""
        given = ranks({line.unit: self.key(line) for line in lines if not line.reason})
        tied = shared(given)
        ranked = [replace(line, rank=given[line.unit], tied=given[line.unit] in tied) for line in lines if line.unit in given]
        ranked.sort(key=lambda line: given[line.unit])
        return (*ranked, *(line for line in lines if line.unit not in given))

    def key(self, line: RankedUnit) -> tuple[Decimal, ...]:
        """Return what a unit is ranked by, the larger first."""
        value = self.compared(line.figure)
        return (
            -value if self.rule.order == "ascending" else value,
            *(self.compared(line.columns[name]) for name in self.rule.ties),
        )

    def compared(self, figure: Figure) -> Decimal:
        """Return a figure as ranks compare it: as printed, or exactly; without a value it comes last."""
        if figure.value is None:
            return LAST
        by_print = self.subject.policies.rank_by == "printed"
        return half_up(figure.value, printed_places(figure, self.subject.policies)) if by_print else figure.value


def _together(owned: Mapping[str, Positions], units: Collection[str]) -> Positions:
    """Return the rows of some units in the order of the table."""
    found = [owned[unit] for unit in units if unit in owned]
    if len(found) == 1:
        return found[0]
    return np.sort(np.concatenate(found)) if found else NO_ROWS
