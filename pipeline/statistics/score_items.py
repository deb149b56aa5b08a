"""One item of a score, made ready: what it reads, for one unit, before anybody is compared with anybody."""

import dataclasses
from collections.abc import Callable, Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from pipeline.catalogue import scores as words
from pipeline.expressions import compile_expression
from pipeline.model.figure import Figure, Missing
from pipeline.model.figure_rule import FigureRule
from pipeline.model.scoring import ScoreItem, ScoreRule
from pipeline.statistics.band_names import plain
from pipeline.statistics.marks import Field, Worth, marked, number
from pipeline.statistics.measured import Measured
from pipeline.statistics.rounding import EXACT, half_up
from pipeline.statistics.scopes import RATES, Names, Reach
from pipeline.statistics.steps import Step, prepare
from pipeline.statistics.taking import Taking
from pipeline.statistics.working import Workplace


class Read(Struct, frozen=True):
    """What an item reads for one unit: a value, and how it is shown; without `worth` there is nothing to mark."""

    figure: Figure
    worth: Worth | None = None


class Item(Struct, frozen=True):
    """An item with its expressions compiled."""

    name: str
    rule: ScoreItem
    value: Step | None = None
    factor: Step | None = None

    @property
    def forms(self) -> frozenset[str]:
        """Other forms it reads."""
        return frozenset(form for step in (self.value, self.factor) if step for form in step.forms)


def items_of(rule: ScoreRule, reach: Reach, before: Names) -> tuple[Item, ...]:
    """Compile the items of a score; raises ExpressionError."""
    return tuple(_item(name, item, reach, before) for name, item in rule.items.items())


def value_text(item: ScoreItem) -> str:
    """Return the expression of an item's value with what it is divided by."""
    return item.value if item.of is None else f"({item.value}) / ({item.of})"


def read(item: Item, whom: Measured, workplace: Workplace, taking: Taking) -> Read:
    """Read an item's value for one unit."""
    if item.rule.take is not None:
        return _taken(item, whom, taking)
    if item.rule.rows is not None:
        return _row_by_row(item, whom, workplace)
    assert item.value is not None  # noqa: S101 - an item without `take` and `rows` has an expression
    figure = workplace.figure(item.value, whom)
    if figure.value is None:
        return Read(figure)
    shown = _shown(figure, item.value, whom, workplace)
    return Read(figure, Worth(figure.value, shown, _factor(item, whom, workplace)))


def _item(name: str, item: ScoreItem, reach: Reach, before: Names) -> Item:
    value = factor = None
    if item.take is None and item.rows is None:
        value = prepare(name, FigureRule(value_text(item), item.kind, item.unit, item.meaning), reach, before)
    if item.factor is not None:
        factor = prepare(name, FigureRule(item.factor.value), reach, before)
    return Item(name, item, value, factor)


def _shown(figure: Figure, step: Step, whom: Measured, workplace: Workplace) -> str:
    """Return the arithmetic of a value in brackets, or the value itself where there is none."""
    if step.value.is_single and figure.value is not None:
        return single(figure)
    return f"({workplace.shown(step.value, whom, _number_or_dash)})"


def single(figure: Figure) -> str:
    """Print one number as it stands inside an explanation: a rate in percent."""
    value = Decimal(0) if figure.value is None else figure.value
    if figure.kind not in RATES:
        return number(value)
    return f"{number(value * 100)}%"


def _number_or_dash(value: Decimal | None) -> str:
    return "—" if value is None else number(value)


def _factor(item: Item, whom: Measured, workplace: Workplace) -> Decimal:
    """Return what marks are multiplied by; where its value is in no band, by nothing."""
    if item.factor is None or item.rule.factor is None:
        return Decimal(1)
    size = workplace.figure(item.factor, whom).value
    if size is None:
        return Decimal(0)
    return next((band.marks for band in item.rule.factor.bands if band.holds(size)), Decimal(0))


def _taken(item: Item, whom: Measured, taking: Taking) -> Read:
    assert item.rule.take is not None  # noqa: S101 - asked by `read`
    now = taking.figure(item.rule.take, whom.unit)
    if now is None:
        nothing = Figure(item.name, None, item.rule.kind, item.rule.unit, missing=Missing.NOT_APPLICABLE)
        return Read(nothing)
    if item.rule.over is None:
        return Read(now, None if now.value is None else Worth(now.value, single(now)))
    values = taking.over(item.rule, now, whom)
    if not values:
        return Read(now)
    mean = EXACT.divide(sum(values, Decimal(0)), Decimal(len(values)))
    listed = "+".join(f"{half_up(value, 2):f}" if now.kind == "score" else number(value) for value in values)
    shown = f"({listed})/{len(values)}" if len(values) > 1 else number(mean)
    figure = replace(
        now, value=mean, missing=None, formula=words.MEAN_OVER.format(listed=listed, count=len(values), mean=number(mean))
    )
    return Read(figure, Worth(mean, f"({shown})" if len(values) > 1 else shown))


def _row_by_row(item: Item, whom: Measured, workplace: Workplace) -> Read:
    """Mark each row of the unit, and put the marks together; what comes out is already marks."""
    subject, rule = workplace.subject, item.rule
    rows = subject.where(rule.where, whom.rows[None])
    values = compile_expression(value_text(rule), subject.reach.rows).rows(subject.merged.frame, subject.moment).values
    alone = dataclasses.replace(rule, weight=Decimal(1), most=None, least=None, rows=None)
    told: list[str] = []
    marks: list[Decimal] = []
    for row in rows.tolist():
        value = values[row]
        if value is None:
            continue
        one = marked(alone, Worth(value, single(Figure("", value, rule.kind))), Field(), 2)
        marks.append(one.value)
        told.append(words.ROW.format(name=_row_name(workplace, row), formula=one.formula))
    read_columns = compile_expression(value_text(rule), subject.reach.rows).columns
    cells = subject.merged.cells(rows, read_columns)
    together = _TOGETHER[rule.rows or "sum"](marks) if marks else Decimal(0)
    formula = words.SEMICOLON.join(told)
    figure = Figure(item.name, together, "score", words.UNIT, subject.period.code, rule.meaning, formula, cells, decimals=2)
    if not marks and rule.rows != "sum":
        return Read(replace(figure, value=None, missing=Missing.NOT_APPLICABLE))
    said = words.PUT_TOGETHER[rule.rows or "sum"].format(marks=plain(together))
    why = words.SEMICOLON.join((*told, said)) if told else words.NO_ROW
    return Read(figure, Worth(together, plain(together), why=why))


def _row_name(workplace: Workplace, row: int) -> str:
    """Return what a row goes by: its key."""
    subject = workplace.subject
    keys = [subject.merged.frame[column].iloc[row] for column in subject.form.key]
    return " ".join(str(key) for key in keys if key is not None) or str(row + 1)


def _mean(marks: list[Decimal]) -> Decimal:
    return EXACT.divide(sum(marks, Decimal(0)), Decimal(len(marks)))


def _sum(marks: list[Decimal]) -> Decimal:
    return sum(marks, Decimal(0))


_TOGETHER: Mapping[str, Callable[[list[Decimal]], Decimal]] = {"sum": _sum, "mean": _mean, "best": max, "worst": min}
