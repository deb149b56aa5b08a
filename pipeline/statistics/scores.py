"""Scores: units by the marks of a 考核办法, every mark with its arithmetic (handbook 4 §5)."""

import dataclasses
from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from pipeline.catalogue import scores as words
from pipeline.catalogue import statistics as names
from pipeline.model.figure import Figure, Missing, RankedUnit, Ranking, StatisticResult
from pipeline.model.figure_rule import FigureRule
from pipeline.model.period import Period
from pipeline.model.scoring import ScoreItem, ScoreRule
from pipeline.statistics.entrants import Entrants
from pipeline.statistics.fields import Peers
from pipeline.statistics.marks import Marked, Worth, full_mark, marked
from pipeline.statistics.measured import Known, Measured
from pipeline.statistics.roster import Member, Members, roster
from pipeline.statistics.scopes import Names, all_declared
from pipeline.statistics.score_items import Item, Read, items_of, read
from pipeline.statistics.score_totals import Given, total
from pipeline.statistics.standing import as_compared, in_places
from pipeline.statistics.steps import prepare, prepared
from pipeline.statistics.subject import Subject
from pipeline.statistics.taking import Taking
from pipeline.statistics.working import Workplace

ZERO = Decimal(0)


def compute(subject: Subject, so_far: StatisticResult) -> Mapping[str, Mapping[str, Ranking]]:
    """Return every score by name and group; a score can take those above it.

    60 marks for 4280 of 8000 are 60×(4280/8000)=32.10. An item a unit has no task for gives its weight to the others, an item not
    reported counts nothing and says so, a unit that has not reported at all stands below the line.
    """
    found: dict[str, Mapping[str, Ranking]] = {}
    for name, rule in subject.statistic.scores.items():
        found[name] = _Scoring(subject, name, rule, replace(so_far, scores=found)).rankings()
    return found


def names_in_items(before: Names, columns: Mapping[str, FigureRule]) -> Names:
    """Return the names an item's expression may use: figures of the file, columns of the score, and 序时."""
    return {**all_declared(columns, before), names.PROGRESS: "rate"}


def in_force(rule: ScoreRule, period: Period) -> ScoreRule:
    """Return the rule with the items of the version that holds in a period."""
    for version in rule.versions:
        if Period.parse(version.from_).start <= period.start:
            rule = dataclasses.replace(rule, items=version.items, rule=version.rule or rule.rule)
    return rule


def all_items(rule: ScoreRule) -> dict[str, ScoreItem]:
    """Return the items of all versions."""
    return {name: item for listed in (rule.items, *(version.items for version in rule.versions)) for name, item in listed.items()}


class _Entry(Struct):
    """One unit while it is being scored."""

    member: Member
    whom: Measured
    columns: dict[str, Figure]
    reads: dict[str, Read] = field(default_factory=dict)


class _Group:
    """The units of one group while they are marked against each other."""

    def __init__(self, entries: Sequence[_Entry]) -> None:
        self.entries = entries
        self.competing = [one for one in entries if not one.member.reason]
        self._peers: dict[str, Peers] = {}
        self.means: dict[str, Decimal | None] = {}
        """item → the mean of its marks, once a unit without the task has needed it"""

    def peers(self, item: str) -> Peers:
        """Return the values those who compete have for an item."""
        if item not in self._peers:
            worths = (one.reads[item].worth for one in self.competing)
            self._peers[item] = Peers(worth.value for worth in worths if worth is not None)
        return self._peers[item]


class _Scoring:
    """One score of all groups."""

    def __init__(self, subject: Subject, name: str, rule: ScoreRule, so_far: StatisticResult) -> None:
        self.subject, self.name, self.all_of_it, self.taking = subject, name, rule, Taking(subject, so_far)
        self.rule = in_force(rule, subject.period)
        self.columns = prepared(rule.columns, subject.reach, subject.names)
        before = names_in_items(subject.names, rule.columns)
        self.items = items_of(self.rule, subject.reach, before)
        self.vetoes = {what: prepare(what, FigureRule(text), subject.reach, before) for what, text in rule.vetoes.items()}
        self.workplace = Workplace(subject)
        known = Known(so_far.figures)
        known.learn(names.PROGRESS, subject.progress)
        steps = (*self.columns, *self.vetoes.values())
        forms = {form for step in steps for form in step.forms} | {form for item in self.items for form in item.forms}
        self.entrants = Entrants(subject, name, rule, known, forms)

    def rankings(self) -> dict[str, Ranking]:
        members = roster(self.subject, self.rule, self.entrants.owned[None])
        return {group: self.ranking(group, found) for group, found in members.items()}

    def ranking(self, group: str, members: Members) -> Ranking:
        together = _Group([self.entry(group, member) for member in members])
        lines = [self.line(group, entry, together) for entry in together.entries]
        whole = self.entrants.together(group)
        figure = self.figure(whom=whole, column="", value=None, formula="")
        columns = self.workplace.figures(self.columns, whole)
        rest = {name: self.figure(whole, name, None, "") for name in all_items(self.all_of_it)}
        total_line = RankedUnit(names.TOTAL, group, None, tied=False, figure=figure, columns=columns | rest)
        return Ranking(self.name, group, in_places(lines, self.key), total_line, self.rule.top, self.rule.bottom, self.rule.rule)

    def entry(self, group: str, member: Member) -> _Entry:
        whom = self.entrants.unit(group, member.unit.name)
        entry = _Entry(member, whom, self.workplace.figures(self.columns, whom, member.missing))
        if member.missing is None:
            entry.reads = {item.name: read(item, whom, self.workplace, self.taking) for item in self.items}
        return entry

    def line(self, group: str, entry: _Entry, together: _Group) -> RankedUnit:
        """Return a unit with its items and its score, not yet ranked."""
        whom, unit = entry.whom, entry.member.unit.name
        if entry.member.missing is not None:
            return self.below(group, entry)
        given = {item.name: self.given(item, entry, together) for item in self.items}
        items = {name: self.item_figure(whom, name, one, entry.reads[name]) for name, one in given.items()}
        score = total(self.rule, {item.name: (item.rule, given[item.name]) for item in self.items})
        reason = entry.member.reason or ("" if score.value is not None else self.rule.unranked)
        value, formula, remark = score.value, score.formula, self.pass_remark(score.value)
        if what := self.vetoed_by(whom):
            value, formula, remark = ZERO, words.VETOED.format(what=what), words.VETO.format(what=what)
            reason = reason or (remark if self.rule.vetoed == "unranked" else "")
        sources = tuple(dict.fromkeys(source for figure in items.values() for source in figure.sources))
        figure = replace(self.figure(whom, "", value, formula), sources=sources)
        columns = entry.columns | self.with_rest(whom, items)
        return RankedUnit(unit, group, None, False, figure, columns, self.previous(whom), reason, remark)

    def below(self, group: str, entry: _Entry) -> RankedUnit:
        """Return a unit that has not reported: below the line, without marks."""
        member, missing = entry.member, entry.member.missing
        items = {name: self.figure(entry.whom, name, None, "", missing) for name in all_items(self.all_of_it)}
        figure = self.figure(entry.whom, "", None, "", missing)
        return RankedUnit(
            member.unit.name, group, None, False, figure, entry.columns | items, self.previous(entry.whom), member.reason
        )

    def given(self, item: Item, entry: _Entry, together: _Group) -> Given:
        """Return what an item gives one unit."""
        found = entry.reads[item.name]
        if found.worth is None and found.figure.missing is Missing.NOT_REPORTED:
            return Given(ZERO, words.NOT_REPORTED, full_mark(item.rule))
        if found.worth is not None:
            marks = self.marks(item, found.worth, together)
            return Given(marks.value, marks.formula, full_mark(item.rule))
        return self.without_task(item, together)

    def marks(self, item: Item, worth: Worth, together: _Group) -> Marked:
        """Return the marks of a value that one unit of the group has."""
        rule = item.rule if item.rule.rows is None else _of_marks(item.rule)
        return marked(rule, worth, together.peers(item.name).field(worth.value), self.decimals)

    def without_task(self, item: Item, together: _Group) -> Given:
        """Return what a unit gets for an item it has no task for."""
        said, full = words.NO_TASK[item.rule.no_task], full_mark(item.rule)
        match item.rule.no_task:
            case "full":
                return Given(full, said, full)
            case "zero":
                return Given(ZERO, said, full)
            case "mean":
                if item.name not in together.means:
                    together.means[item.name] = self.mean(item, together)
                return Given(together.means[item.name], said, full)
            case _:
                return Given(None, said if item.rule.counts == "basic" else "", full)

    def mean(self, item: Item, together: _Group) -> Decimal | None:
        """Return the mean of the marks of those who compete and have a value; None where nobody has."""
        worths = (one.reads[item.name].worth for one in together.competing)
        found = [self.marks(item, worth, together).value for worth in worths if worth is not None]
        return sum(found, ZERO) / len(found) if found else None

    def item_figure(self, whom: Measured, name: str, given: Given, found: Read) -> Figure:
        figure = self.figure(whom, name, given.value, given.formula)
        raw = found.figure if self.rule.items[name].take else replace(found.figure, name=f"{whom.name}.{name}.{words.RAW}")
        related = {words.RAW: raw}
        if given.full is not None:
            related[words.FULL] = self.figure(whom, f"{name}.{words.FULL}", given.full, "")
        return replace(figure, sources=found.figure.sources, meaning=self.rule.items[name].meaning, related=related)

    def with_rest(self, whom: Measured, items: Mapping[str, Figure]) -> dict[str, Figure]:
        """Return the items with those of other versions, which give nothing."""
        rest = {name: self.figure(whom, name, None, "") for name in all_items(self.all_of_it) if name not in items}
        return {**items, **{name: replace(figure, meaning=words.NOT_IN_FORCE) for name, figure in rest.items()}}

    def figure(self, whom: Measured, column: str, value: Decimal | None, formula: str, missing: Missing | None = None) -> Figure:
        name = f"{whom.name}.{column}" if column else whom.name
        reason = None if value is not None else missing or Missing.NOT_APPLICABLE
        period, meaning = self.subject.period.code, self.rule.meaning
        return Figure(name, value, "score", words.UNIT, period, meaning, formula, missing=reason, decimals=self.rule.decimals)

    def vetoed_by(self, whom: Measured) -> str:
        for what, step in self.vetoes.items():
            if (self.workplace.figure(step, whom).value or ZERO) > 0:
                return what
        return ""

    def pass_remark(self, value: Decimal | None) -> str:
        if value is None or self.rule.pass_ is None or value >= self.rule.pass_:
            return ""
        return words.NOT_PASSED.format(marks=f"{self.rule.pass_.normalize():f}")

    def previous(self, whom: Measured) -> int | None:
        """Return the place of the last issue, if it was worked out by the same items."""
        last = self.subject.last
        if last is None or in_force(self.all_of_it, Period.parse(last.period)).items != self.rule.items:
            return None
        return last.ranks.get(whom.name)

    def key(self, line: RankedUnit) -> tuple[Decimal, ...]:
        policies = self.subject.policies
        return tuple(as_compared(figure, policies) for figure in (line.figure, *(line.columns[tie] for tie in self.rule.ties)))

    @property
    def decimals(self) -> int | None:
        return self.rule.decimals if self.rule.add == "printed" else None


def _of_marks(item: ScoreItem) -> ScoreItem:
    """Return the rule for what rows have already been given: only weight and bounds are left."""
    return ScoreItem(each=Decimal(1), weight=item.weight, most=item.most, least=item.least, counts=item.counts)
