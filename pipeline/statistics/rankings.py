"""Rankings: units in order of a figure, by competition ranking inside their group (handbook 1 §2.10, 4 §5.2)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from pipeline.catalogue import statistics as words
from pipeline.model.figure import Figure, Missing, RankedUnit, Ranking, StatisticResult
from pipeline.model.statistic import RankingRule
from pipeline.statistics.comparisons import from_mean
from pipeline.statistics.entrants import Entrants
from pipeline.statistics.measured import Known
from pipeline.statistics.roster import Member, Members, roster
from pipeline.statistics.rounding import EXACT
from pipeline.statistics.scopes import value_rule
from pipeline.statistics.standing import as_compared, in_places
from pipeline.statistics.steps import prepared, with_value
from pipeline.statistics.subject import Subject
from pipeline.statistics.working import Workplace


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
        self.subject, self.name, self.rule = subject, name, rule
        rules = with_value(value_rule(rule), rule.columns, subject.reach, subject.names)
        self.steps = prepared(rules, subject.reach, subject.names)
        self.workplace = Workplace(subject)
        self.entrants = Entrants(subject, name, rule, known, {form for step in self.steps for form in step.forms})

    def rankings(self) -> dict[str, Ranking]:
        members = roster(self.subject, self.rule, self.entrants.owned[None])
        return {group: self.ranking(group, found) for group, found in members.items()}

    def ranking(self, group: str, members: Members) -> Ranking:
        lines = [self.line(group, member) for member in members]
        unreported = bool(members) and all(member.missing is Missing.NOT_REPORTED for member in members)
        total = self.total(group, Missing.NOT_REPORTED if unreported else None)
        if "group mean" in self.rule.compare:
            lines = self.with_mean(lines)
        return Ranking(self.name, group, in_places(lines, self.key), total, self.rule.top, self.rule.bottom)

    def line(self, group: str, member: Member) -> RankedUnit:
        """Return a unit's figures, not yet ranked."""
        unit = member.unit.name
        whom = self.entrants.unit(group, unit)
        figures = self.workplace.figures(self.steps, whom, member.missing)
        value = figures.pop(words.VALUE)
        last = self.subject.last
        previous = None if last is None else last.ranks.get(whom.name)
        reason = member.reason or self.reason(value)
        return RankedUnit(unit, group, None, tied=False, figure=value, columns=figures, previous_rank=previous, reason=reason)

    def with_mean(self, lines: Sequence[RankedUnit]) -> list[RankedUnit]:
        """Return the lines with the mean of those that are ranked."""
        values = [line.figure.value for line in lines if not line.reason and line.figure.value is not None]
        if not values:
            return list(lines)
        mean = EXACT.divide(sum(values, Decimal(0)), Decimal(len(values)))
        return [replace(line, figure=from_mean(line.figure, mean, self.subject.policies)) for line in lines]

    def total(self, group: str, missing: Missing | None) -> RankedUnit:
        """Return the group as a whole; 未报 where nobody in it has reported."""
        figures = self.workplace.figures(self.steps, self.entrants.together(group), missing)
        return RankedUnit(words.TOTAL, group, None, tied=False, figure=figures.pop(words.VALUE), columns=figures)

    def reason(self, value: Figure) -> str:
        """Return why a unit that reported cannot be ranked; empty where it can."""
        if value.value is not None:
            return ""
        if value.missing is Missing.NOT_REPORTED:
            return self.subject.policies.missing_word
        if value.kind == "growth" and value.missing is not Missing.NOT_APPLICABLE:
            return words.ZERO_COMPARISON if value.missing is Missing.ZERO_BASE else words.NO_COMPARISON
        return self.rule.unranked

    def key(self, line: RankedUnit) -> tuple[Decimal, ...]:
        """Return what a unit is ranked by, the larger first."""
        value = as_compared(line.figure, self.subject.policies)
        ties = (as_compared(line.columns[name], self.subject.policies) for name in self.rule.ties)
        return (-value if self.rule.order == "ascending" else value, *ties)
