"""Rules made ready: compiled once, in an order in which each finds the figures it uses."""

from collections.abc import Mapping

from msgspec import Struct

from pipeline.catalogue import statistics as words
from pipeline.expressions import Expression, compile_expression
from pipeline.model.figure import FigureKind
from pipeline.model.figure_rule import FigureRule
from pipeline.statistics.scopes import Names, Reach, all_declared, declared, kind_of

Rules = Mapping[str, FigureRule]


class Step(Struct, frozen=True):
    """A rule ready to be worked out."""

    name: str
    rule: FigureRule
    kind: FigureKind
    value: Expression
    plan: Expression | None
    targets: Mapping[str, Expression]
    unit: str
    """from the rule or the columns added up; empty where the figures used or the kind decide"""

    @property
    def repeats(self) -> str:
        """The figure it repeats, if its expression is nothing but a figure's name."""
        return self.rule.value.strip()

    @property
    def forms(self) -> frozenset[str]:
        """Other forms it reads."""
        return frozenset(
            form for expression in (self.value, self.plan, *self.targets.values()) if expression for form, _ in expression.forms
        )


def prepared(rules: Rules, reach: Reach, before: Names) -> tuple[Step, ...]:
    """Compile rules in their order; each may use the names `before` and those of the rules above it."""
    names = dict(before)
    steps = []
    for name, rule in rules.items():
        steps.append(prepare(name, rule, reach, names))
        names |= declared(name, rule, names)
    return tuple(steps)


def prepare(name: str, rule: FigureRule, reach: Reach, before: Names) -> Step:
    """Compile one rule; raises ExpressionError."""
    scope = reach.aggregate(before)
    value = compile_expression(rule.value, scope)
    plan = compile_expression(rule.plan, scope) if rule.plan else None
    targets = {level: compile_expression(text, scope) for level, text in rule.targets.items()}
    units = reach.units(value) if rule.as_ == "amount" else ()
    return Step(name, rule, kind_of(rule, before), value, plan, targets, rule.unit or next(iter(units), ""))


def with_value(value: FigureRule, columns: Rules, reach: Reach, before: Names) -> dict[str, FigureRule]:
    """Return a table's rules with its value put in as early as it can be: right below the last column it uses."""
    scope = reach.aggregate(all_declared(columns, before))
    texts = [text for text in (value.value, value.plan) if text]
    used = {name.split(".")[0] for text in texts for name in compile_expression(text, scope).figures}
    above = max((place for place, name in enumerate(columns, 1) if name in used), default=0)
    order = list(columns)
    first, after = order[:above], order[above:]
    return {name: columns[name] for name in first} | {words.VALUE: value} | {name: columns[name] for name in after}
