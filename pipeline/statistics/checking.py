"""What is wrong in the definition of a statistic, and under which keys it stands; config adds the file and the line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from pipeline.catalogue import statistics as say
from pipeline.expressions import Expression, ExpressionError, Scope, compile_expression
from pipeline.model.figure_rule import FigureRule
from pipeline.model.form import Form
from pipeline.model.office import Office
from pipeline.model.statistic import ListRule, RankingRule, ShareRule, Statistic, UnitListRule
from pipeline.statistics.scopes import Names, Reach, all_declared, columns_of, declared, is_unit, kind_of, value_rule
from pipeline.statistics.shares import codes_of
from pipeline.statistics.steps import with_value
from pipeline.statistics.unit_lists import scope_of

Mistake = tuple[tuple[str, ...], str]
"""Keys from the top of the file, and what is wrong there."""


def mistakes(statistic: Statistic, forms: Mapping[str, Form], office: Office) -> Iterator[Mistake]:
    """Yield everything by which a statistic could not be computed or would say something else than it is meant to."""
    if statistic.from_ not in forms:
        yield ("from",), say.UNKNOWN_FORM.format(name=statistic.from_)
        return
    checker = _Checker(statistic, Reach(forms[statistic.from_], forms), office)
    yield from checker.names()
    yield from checker.filter(statistic.where, "where")
    yield from checker.rules(statistic.figures, {}, "figures")
    for name, share in statistic.shares.items():
        yield from checker.share(share, ("shares", name))
    for name, ranking in statistic.rankings.items():
        yield from checker.ranking(ranking, ("rankings", name))
    for name, listed in statistic.lists.items():
        yield from checker.list(listed, ("lists", name))
    for name, units in statistic.unit_lists.items():
        yield from checker.unit_list(units, ("unit lists", name))


@dataclass(frozen=True)
class _Checker:
    statistic: Statistic
    reach: Reach
    office: Office

    @property
    def before(self) -> Names:
        return all_declared(self.statistic.figures, {})

    def names(self) -> Iterator[Mistake]:
        kinds: dict[str, Iterable[str]] = {
            "figures": self.statistic.figures,
            "shares": self.statistic.shares,
            "rankings": self.statistic.rankings,
            "lists": self.statistic.lists,
            "unit lists": self.statistic.unit_lists,
        }
        seen: set[str] = set()
        for kind, name in chain.from_iterable(((kind, name) for name in named) for kind, named in kinds.items()):
            if name in seen:
                yield (kind, name), say.TWICE.format(name=name)
            seen.add(name)

    def filter(self, text: str | None, *path: str) -> Iterator[Mistake]:
        if text is not None:
            yield from _refused(text, self.reach.rows, path)

    def rules(self, rules: Mapping[str, FigureRule], before: Names, *path: str) -> Iterator[Mistake]:
        names = dict(before)
        for name, rule in rules.items():
            yield from self.rule(rule, names, *path, name)
            names |= declared(name, rule, names)

    def rule(self, rule: FigureRule, before: Names, *path: str) -> Iterator[Mistake]:
        scope = self.reach.aggregate(before)
        refused = list(_refused(rule.value, scope, (*path, "value")))
        yield from refused or self.unit(rule, compile_expression(rule.value, scope), path)
        if rule.plan is not None:
            yield from _refused(rule.plan, scope, (*path, "plan"))
        elif "plan" in rule.compare:
            yield (*path, "compare"), say.NO_PLAN.format(comparison="plan")
        elif "progress" in rule.compare and kind_of(rule, before) != "rate":
            yield (*path, "compare"), say.NO_RATE

    def unit(self, rule: FigureRule, value: Expression, path: tuple[str, ...]) -> Iterator[Mistake]:
        """Yield a unit that is not the one of the columns added up; a product or a quotient may convert."""
        if rule.as_ != "amount" or any(sign in rule.value for sign in "*/×÷／＊"):
            return
        found = self.reach.units(value)
        if len(found) > 1:
            yield path, say.MIXED_UNITS.format(found="、".join(found))
        elif found and rule.unit and rule.unit != found[0]:
            yield (*path, "unit"), say.OTHER_UNIT.format(found=found[0], written=rule.unit)

    def share(self, share: ShareRule, path: tuple[str, ...]) -> Iterator[Mistake]:
        codes = codes_of(self.reach.form, share.by, self.office)
        if share.by not in columns_of(self.reach.form):
            yield (*path, "by"), self.unknown_column(share.by)
        elif codes is None:
            yield (*path, "by"), say.NOT_CODES.format(name=share.by)
        elif share.tail == "other" and share.other not in codes:
            yield (*path, "other"), say.NOT_A_PART.format(name=share.other, by=share.by)
        yield from self.filter(share.where, *path, "where")
        value = value_rule(share)
        yield from self.rule(value, self.before, *path)
        yield from self.columns(share.columns, path)
        yield from self.rules(share.columns, all_declared({say.VALUE: value}, self.before), *path, "columns")

    def ranking(self, ranking: RankingRule, path: tuple[str, ...]) -> Iterator[Mistake]:
        if ranking.by not in columns_of(self.reach.form):
            yield (*path, "by"), self.unknown_column(ranking.by)
        elif not is_unit(self.reach.form, ranking.by):
            yield (*path, "by"), say.NOT_UNITS.format(name=ranking.by)
        yield from _unknown(ranking.groups, self.office.groups, say.UNKNOWN_GROUP, (*path, "groups"))
        yield from _unknown(ranking.ties, ranking.columns, say.UNKNOWN_TIE, (*path, "ties"))
        yield from self.columns(ranking.columns, path)
        value = value_rule(ranking)
        scope = self.reach.aggregate(all_declared(ranking.columns, self.before))
        refused = [*_refused(value.value, scope, (*path, "value")), *_refused(value.plan, scope, (*path, "plan"))]
        if refused:
            yield from refused
            return
        names = dict(self.before)
        for name, rule in with_value(value, ranking.columns, self.reach, self.before).items():
            yield from self.rule(rule, names, *path) if name == say.VALUE else self.rule(rule, names, *path, "columns", name)
            names |= declared(name, rule, names)

    def columns(self, columns: Iterable[str], path: tuple[str, ...]) -> Iterator[Mistake]:
        """Yield the names of columns that a line of the table already has for something else."""
        for name in columns:
            if name in say.RESERVED_NAMES:
                yield (*path, "columns", name), say.RESERVED.format(name=name)

    def list(self, rule: ListRule, path: tuple[str, ...]) -> Iterator[Mistake]:
        known = columns_of(self.reach.form)
        yield from self.filter(rule.where, *path, "where")
        for name, text in rule.computed.items():
            yield from self.filter(text, *path, "computed", name)
        for name in rule.columns:
            if name not in known:
                yield (*path, "columns"), self.unknown_column(name)
        yield from _unknown(_sorted_by(rule.sort), known | rule.computed.keys(), say.UNKNOWN_SORT, (*path, "sort"))

    def unit_list(self, rule: UnitListRule, path: tuple[str, ...]) -> Iterator[Mistake]:
        ranking = self.statistic.rankings.get(rule.from_)
        if ranking is None:
            yield (*path, "from"), say.UNKNOWN_RANKING.format(name=rule.from_)
            return
        yield from _unknown(rule.groups, ranking.groups or self.office.groups, say.UNKNOWN_GROUP, (*path, "groups"))
        if any(self.ranking(ranking, ())):
            return
        scope = scope_of(ranking, self.reach, self.before)
        yield from _refused(rule.where, scope, (*path, "where"))
        yield from _unknown(_sorted_by(rule.sort), scope.columns, say.UNKNOWN_SORT, (*path, "sort"))

    def unknown_column(self, name: str) -> str:
        return say.UNKNOWN_COLUMN.format(form=self.statistic.from_, name=name)


def _refused(text: str | None, scope: Scope, path: tuple[str, ...]) -> Iterator[Mistake]:
    if text is None:
        return
    try:
        compile_expression(text, scope)
    except ExpressionError as error:
        yield path, say.IN_EXPRESSION.format(text=text, place=error.offset + 1, message=error)


def _unknown(names: Iterable[str], known: Iterable[str], words: str, path: tuple[str, ...]) -> Iterator[Mistake]:
    options = set(known)
    for name in names:
        if name not in options:
            yield path, words.format(name=name)


def _sorted_by(sort: Iterable[str]) -> list[str]:
    return [name.removeprefix("-") for name in sort]
