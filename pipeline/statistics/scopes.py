"""Which names the expressions of a statistic may use: the same when it is checked and when it is computed."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from pipeline.catalogue import statistics as words
from pipeline.expressions import Expression, Scope
from pipeline.model.figure import FigureKind
from pipeline.model.figure_rule import Comparison, FigureRule
from pipeline.model.form import Form
from pipeline.model.merged import GROUP, UNIT
from pipeline.model.statistic import RankingRule, ShareRule

Names = Mapping[str, FigureKind]
"""Name of a figure or of one of its comparisons (累计完成投资.同比) → its kind."""

RATES: frozenset[FigureKind] = frozenset({"rate", "growth", "points"})
"""Kinds that are fractions: they differ by points and have no growth of their own."""


def columns_of(form: Form) -> frozenset[str]:
    """Return the columns of a form's merged table."""
    grouped = {column.group_as for column in form.columns.values() if column.group_as}
    return frozenset({*form.columns, *grouped, UNIT, GROUP})


class Reach(Struct, frozen=True, dict=True):
    """What the expressions of one statistic can reach: its own form, and all forms by name."""

    form: Form
    forms: Mapping[str, Form]

    @cached_property
    def rows(self) -> Scope:
        """What a filter of rows may use."""
        return Scope.about(self.form)

    def aggregate(self, names: Iterable[str]) -> Scope:
        """Return what one number may use: the form's columns, other forms' columns, and figures known before it."""
        return replace(self._aggregate, figures=frozenset(names))

    @cached_property
    def _aggregate(self) -> Scope:
        return Scope.about(self.form, self.forms, ())

    def units(self, expression: Expression) -> tuple[str, ...]:
        """Return the units of the amounts an expression reads, each once, in the order it reads them."""
        read = [(self.form, column) for column in expression.columns]
        read += [(self.forms[name], column) for name, column in expression.forms]
        amounts = [
            form.unit_of(column) for form, column in read if column in form.columns and form.columns[column].type == "amount"
        ]
        return tuple(dict.fromkeys(amounts))


def value_rule(rule: RankingRule | ShareRule) -> FigureRule:
    """Return the rule of a ranking's or a share's own value."""
    if isinstance(rule, ShareRule):
        return FigureRule(rule.value, rule.as_, rule.unit, rule.meaning)
    return FigureRule(
        rule.value, rule.as_, rule.unit, rule.meaning, rule.compare, rule.cumulative, plan=rule.plan, decimals=rule.decimals
    )


def declared(name: str, rule: FigureRule, before: Names) -> dict[str, FigureKind]:
    """Return the names a rule adds: its own, and 名.同比 and the like for its comparisons."""
    kind = kind_of(rule, before)
    again = f"{rule.value.strip()}."
    repeated = {known.removeprefix(again): of for known, of in before.items() if known.startswith(again)}
    compared = {word: of for comparison in rule.compare for word, of in compared_with(comparison, kind, rule.plan).items()}
    if rule.cumulative and "last" in rule.compare:
        compared |= {words.INCREMENT: kind, words.LAST_INCREMENT: kind}
    compared |= {word: of for level in rule.targets for word, of in target_words(level, kind).items()}
    return {name: kind} | {f"{name}.{word}": of for word, of in (repeated | compared).items()}


def all_declared(rules: Mapping[str, FigureRule], before: Names) -> dict[str, FigureKind]:
    """Return the names before and those of all rules."""
    names = dict(before)
    for name, rule in rules.items():
        names |= declared(name, rule, names)
    return names


def kind_of(rule: FigureRule, before: Names) -> FigureKind:
    """Return the kind of a rule's figure; one that only repeats another figure keeps that figure's kind."""
    return before.get(rule.value.strip(), rule.as_)


def compared_with(comparison: Comparison, kind: FigureKind, plan: str | None) -> dict[str, FigureKind]:
    """Return the comparisons a figure of some kind gets, by the word templates use."""
    absolute: FigureKind = "points" if kind in RATES else kind
    relative: dict[str, FigureKind] = {} if kind in RATES else {words.GROWTH: "growth", words.LAST_GROWTH: "growth"}
    match comparison:
        case "last year":
            return {words.LAST_YEAR: kind, words.CHANGE: absolute} | _only(words.GROWTH, relative)
        case "last":
            return {words.LAST: kind, words.LAST_CHANGE: absolute} | _only(words.LAST_GROWTH, relative)
        case "plan":
            return {words.PLAN: kind, words.COMPLETION: "rate"}
        case "group mean":
            return {}  # known only when the whole group is, so no other figure can use it
        case "progress":
            target = compared_with("plan", kind, plan) if plan else {}
            return target | {words.PROGRESS: "rate", words.GAP: "points"}


def target_words(level: str, kind: FigureKind) -> dict[str, FigureKind]:
    """Return what a target of one level adds."""
    return {
        words.TARGET.format(name=level): kind,
        words.TARGET_COMPLETION.format(name=level): "rate",
        words.TARGET_GAP.format(name=level): "points",
    }


def _only(word: str, kinds: Names) -> dict[str, FigureKind]:
    return {word: kinds[word]} if word in kinds else {}


def is_unit(form: Form, column: str) -> bool:
    """Say whether a column holds units of the directory."""
    return column == UNIT or (column in form.columns and form.columns[column].type == "unit")
