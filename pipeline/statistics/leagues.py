"""Leagues: who reports on time and right the first time, this period or since the year began (handbook 1 §2.8 F5)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.catalogue import statistics as names
from pipeline.catalogue import unit_kinds as words
from pipeline.model.figure import Figure, Missing, RankedUnit, Ranking, StatisticResult
from pipeline.model.finding import Finding, Level
from pipeline.model.period import Period
from pipeline.model.reporting import ReportingState, UnitReport
from pipeline.model.unit import Unit
from pipeline.model.unit_kinds import LeagueRule
from pipeline.statistics.rounding import EXACT
from pipeline.statistics.standing import as_compared, in_places
from pipeline.statistics.subject import Subject
from pipeline.statistics.taking import months_so_far

ANSWERED = {ReportingState.ON_TIME, ReportingState.LATE, ReportingState.ZERO}
STATES = {ReportingState.RETURNED: words.RETURNED, ReportingState.MISSING: words.MISSING}


def compute(subject: Subject, _: StatisticResult) -> Mapping[str, Mapping[str, Ranking]]:
    """Return every league by name and group.

    Of what was due: on time, late, returned, not reported; passed at once is what was accepted without having been sent again. A unit
    of whom nothing was due stands below the line.
    """
    return {name: _League(subject, name, rule).rankings() for name, rule in subject.statistic.leagues.items()}


class _League:
    def __init__(self, subject: Subject, name: str, rule: LeagueRule) -> None:
        self.subject, self.name, self.rule = subject, name, rule
        self.reports = [report for report in subject.ground.reports if self.counts(report)]
        self.reports_of, self.findings_of = defaultdict[str, list[UnitReport]](list), defaultdict[str, list[Finding]](list)
        for report in self.reports:
            self.reports_of[report.unit].append(report)
        for finding in subject.ground.findings:
            if self.of_forms(finding.form):
                self.findings_of[finding.unit].append(finding)

    def counts(self, report: UnitReport) -> bool:
        due_now = Period.parse(report.period).end == self.subject.ground.period.end
        of_form = not self.rule.forms or report.form in self.rule.forms
        return due_now and of_form and report.state is not ReportingState.NO_TASK

    def rankings(self) -> dict[str, Ranking]:
        county = self.rule.within == names.COUNTY
        groups = self.rule.groups or tuple(dict.fromkeys(report.group for report in self.reports))
        units = [unit for unit in self.subject.ground.definitions.directory.units if self.appears(unit)]
        if county:
            return {names.COUNTY: self.ranking(names.COUNTY, [unit for unit in units if unit.group in groups])}
        return {group: self.ranking(group, [unit for unit in units if unit.group == group]) for group in groups}

    def appears(self, unit: Unit) -> bool:
        return unit.until is None or unit.until >= self.subject.ground.period.start

    def ranking(self, group: str, units: Sequence[Unit]) -> Ranking:
        lines = [self.line(group, unit) for unit in units]
        together = {word: self.sum_of(lines, word) for word in words.COUNTED}
        now = {word: self.sum_of(lines, f"{words.THIS_PERIOD}{word}") for word in words.COUNTED}
        total = self.made((group, names.TOTAL), together, now, "")
        return Ranking(self.name, group, in_places(lines, self.key), total, self.rule.top, self.rule.bottom)

    def line(self, group: str, unit: Unit) -> RankedUnit:
        now = self.counted(unit.name)
        so_far = {word: now[word] + self.before(group, unit.name, word) for word in words.COUNTED}
        reason = unit.excluded or ("" if so_far[words.LEAGUE_DUE] else words.NOTHING_DUE)
        return self.made((group, unit.name), so_far, now, reason)

    def counted(self, unit: str) -> dict[str, int]:
        """Count how one unit stood with everything due of it."""
        reports, findings = self.reports_of[unit], self.findings_of[unit]
        states = Counter(
            STATES.get(report.state, words.LATE if report.late or report.state is ReportingState.LATE else words.ON_TIME)
            for report in reports
        )
        resent = {finding.form for finding in findings if finding.code in words.SUPERSEDED}
        passed = sum(report.state in ANSWERED and report.form not in resent for report in reports)
        found = {words.LEAGUE_DUE: len(reports), words.AT_ONCE: passed, words.RESENT: len(resent)}
        found[words.MUST_FIX] = sum(finding.level is Level.MUST_FIX for finding in findings)
        return {word: found.get(word, states[word]) for word in words.COUNTED}

    def of_forms(self, form: str) -> bool:
        return not self.rule.forms or form in self.rule.forms

    def before(self, group: str, unit: str, word: str) -> int:
        """Return what earlier months of the span counted."""
        key = f"{self.prefix}.{group}.{unit}.{words.THIS_PERIOD}{word}"
        return sum(int(figures.values.get(key) or 0) for figures in months_so_far(self.subject, self.rule.over))

    @property
    def prefix(self) -> str:
        return f"{self.subject.name}.{self.name}"

    def sum_of(self, lines: Sequence[RankedUnit], word: str) -> int:
        return sum(int(line.columns[word].value or 0) for line in lines)

    def made(self, whom: tuple[str, str], counts: Mapping[str, int], now: Mapping[str, int], reason: str) -> RankedUnit:
        """Return a unit's line: counts, the rates of them, and what this period alone adds for those to come."""
        group, unit = whom
        name = f"{self.prefix}.{group}.{unit}"
        columns = {word: self.count(f"{name}.{word}", count) for word, count in counts.items()}
        columns |= {f"{words.THIS_PERIOD}{word}": self.count(f"{name}.{words.THIS_PERIOD}{word}", now[word]) for word in now}
        for rate, part in ((words.ON_TIME_RATE, words.ON_TIME), (words.AT_ONCE_RATE, words.AT_ONCE)):
            columns[rate] = self.rate(f"{name}.{rate}", counts[part], counts[words.LEAGUE_DUE], part)
        value = columns[self.rule.value]
        figure = Figure(name, value.value, "rate", "%", value.period, self.rule.meaning, value.formula, missing=value.missing)
        last = self.subject.last
        previous = None if last is None else last.ranks.get(name)
        return RankedUnit(unit, group, None, False, figure, columns, previous, reason)

    def count(self, name: str, count: int) -> Figure:
        unit = words.PARTS
        return Figure(name, Decimal(count), "count", unit, self.subject.ground.period.code, self.rule.meaning)

    def rate(self, name: str, part: int, whole: int, word: str) -> Figure:
        value = EXACT.divide(Decimal(part), Decimal(whole)) if whole else None
        missing = None if whole else Missing.NOT_APPLICABLE
        formula = f"{word} ÷ {words.LEAGUE_DUE}（{part}/{whole}）"
        return Figure(name, value, "rate", "%", self.subject.ground.period.code, self.rule.meaning, formula, missing=missing)

    def key(self, line: RankedUnit) -> tuple[Decimal, ...]:
        figures = (line.figure, *(line.columns[tie] for tie in self.rule.ties))
        return tuple(as_compared(figure, self.subject.policies) for figure in figures)
