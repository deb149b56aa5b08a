"""From a rule to a figure: its value, its unit, the cells it rests on, and what it is compared with."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from pipeline.catalogue import statistics as words
from pipeline.expressions import Aggregate, Expression, Given, Touched, Vector
from pipeline.model.figure import Figure, Missing
from pipeline.model.merged import CellSource, MergedForm
from pipeline.statistics.comparisons import Terms, compared
from pipeline.statistics.measured import Known, Measured, Past, full_name
from pipeline.statistics.steps import Step
from pipeline.statistics.subject import Subject


class Workplace:
    """Where the steps of one subject are worked out; row parts of an expression only once, however many are measured."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        ground = subject.ground
        self._frames = {name: merged.frame for name, merged in ground.merged.items()}
        self._worked: dict[Hashable, Vector] = {}
        self._unreported = frozenset(ground.definitions.forms) - ground.accepted

    def figures(self, steps: Sequence[Step], whom: Measured, missing: Missing | None = None) -> dict[str, Figure]:
        """Return the figures of whoever is measured, each known to those after it; all without value where they are `missing`."""
        found = {}
        for step in steps:
            figure = self.figure(step, whom) if missing is None else self.blank(step, whom, missing)
            found[step.name] = figure
            whom.known.learn(step.name, figure)
        return found

    def figure(self, step: Step, whom: Measured) -> Figure:
        """Return a step's figure of whoever is measured, with its comparisons."""
        repeated = whom.known.figures.get(step.repeats)
        figure = self._counted(step, step.value, whom) if repeated is None else _again(repeated, step, whom)
        return self._compared(figure, step, whom)

    def shown(self, expression: Expression, whom: Measured, printed: Callable[[Decimal | None], str]) -> str:
        """Return the arithmetic of an expression with this one's numbers: 4280/8000."""
        return expression.shown(self._given_of(expression, whom), printed)

    def blank(self, step: Step, whom: Measured, missing: Missing) -> Figure:
        """Return a step's figure of one that has none, with the same comparisons."""
        repeated = whom.known.figures.get(step.repeats)
        if repeated is not None:
            return _again(repeated, step, whom)
        return self._compared(self._figure(step, step.value, whom, Aggregate(None), missing), step, whom)

    def _compared(self, figure: Figure, step: Step, whom: Measured) -> Figure:
        rule, subject = step.rule, self.subject
        if not rule.compare and not rule.targets:
            return figure
        span = subject.span(rule.over)
        terms = Terms(
            subject.policies,
            subject.progress if span is None else subject.progress_of(span),
            replace(whom.last, figures=subject.before(1, rule.over)).value(step.name, step.kind),
            whom.last_year.value(step.name, step.kind),
            self._plan(step, whom),
            replace(whom.last, figures=subject.before(2, rule.over)).value(step.name, step.kind) if rule.cumulative else None,
            rule.cumulative,
            {level: self._target(level, expression, step, whom) for level, expression in step.targets.items()},
            subject.statistic.small_base,
        )
        return compared(figure, rule.compare, terms)

    def _target(self, level: str, expression: Expression, step: Step, whom: Measured) -> Figure:
        target = self._counted(step, expression, whom)
        name = f"{full_name(whom.name, step.name)}.{words.TARGET.format(name=level)}"
        return replace(target, name=name, meaning="", formula=expression.text)

    def _plan(self, step: Step, whom: Measured) -> Figure | None:
        if step.plan is None:
            return None
        plan = self._counted(step, step.plan, whom)
        return replace(plan, name=f"{plan.name}.{words.PLAN}", meaning="", formula=step.plan.text)

    def _counted(self, step: Step, expression: Expression, whom: Measured) -> Figure:
        found = expression.aggregate(self._given_of(expression, whom))
        missing = None
        if found.value is None or self._unreported or whom.missing or whom.set_for_it:
            missing = self._missing(found, whom)
        return self._figure(step, expression, whom, found, missing)

    def _given_of(self, expression: Expression, whom: Measured) -> Given:
        last: dict[str, Decimal | None] = {}
        last_year: dict[str, Decimal | None] = {}
        if "last" in expression.text:
            last, last_year = (_earlier(past, whom.known, expression.figures) for past in (whom.last, whom.last_year))
        subject, known = self.subject, whom.known.values
        return Given(subject.merged.frame, subject.moment, self._frames, known, last, last_year, whom.rows, self._worked)

    def _missing(self, found: Aggregate, whom: Measured) -> Missing | None:
        """Return why a number cannot stand: a form not reported, a task not set, a figure it needs, or nothing to divide by."""
        for touched in found.touched:
            form = touched.form or self.subject.statistic.from_
            if form in self._unreported:
                return Missing.NOT_REPORTED
            if form in whom.missing:
                return whom.missing[form]
            if form in whom.set_for_it and not len(touched.rows):
                return Missing.NOT_APPLICABLE
        if found.value is not None:
            return None
        if found.zero_base:
            return Missing.ZERO_BASE
        needed = (whom.known.figures[name].missing for name in found.figures)
        return next((missing for missing in needed if missing), Missing.NOT_APPLICABLE)

    def _figure(self, step: Step, expression: Expression, whom: Measured, found: Aggregate, missing: Missing | None) -> Figure:
        return Figure(
            full_name(whom.name, step.name),
            None if missing else found.value,
            step.kind,
            step.unit or self._unit_of_used(step, expression, whom.known),
            (self.subject.span(step.rule.over) or self.subject.period).code,
            step.rule.meaning,
            expression.text,
            self._sources(found, whom),
            missing,
            step.rule.decimals,
        )

    def _unit_of_used(self, step: Step, expression: Expression, known: Known) -> str:
        used = (known.figures[name] for name in expression.figures)
        return next((figure.unit for figure in used if figure.kind == step.kind and figure.unit), words.UNITS[step.kind])

    def _sources(self, found: Aggregate, whom: Measured) -> tuple[CellSource, ...]:
        cells: list[CellSource] = []
        for touched in found.touched:
            cells += self._cells(touched, whom)
        for name in found.figures:
            cells += whom.known.figures[name].sources
        return united(cells)

    def _cells(self, touched: Touched, whom: Measured) -> tuple[CellSource, ...]:
        """Return the cells that entered; where none did, all that were looked at, for nothing rests on every one of them."""
        merged = self.subject.merged if touched.form is None else self.subject.ground.merged[touched.form]
        looked_at = whom.rows.get(touched.form)
        rows = touched.rows if len(touched.rows) or looked_at is None else looked_at
        return merged.cells(rows, touched.columns or _naming(merged))


def united(cells: Iterable[CellSource]) -> tuple[CellSource, ...]:
    """Return the same cells with each column of each return once."""
    found: dict[tuple[str, str, str], CellSource] = {}
    for cell in cells:
        key = cell.file, cell.sheet, cell.column
        before = found.get(key)
        rows = cell.rows if before is None else tuple(sorted({*before.rows, *cell.rows}))
        found[key] = cell if before is None else replace(cell, rows=rows)
    return tuple(found.values())


def _naming(merged: MergedForm) -> tuple[str, ...]:
    """Return the column that stands for a whole row: what a count without a condition counts."""
    return merged.form.key[:1] or tuple(merged.form.columns)[:1]


def _again(figure: Figure, step: Step, whom: Measured) -> Figure:
    decimals = figure.decimals if step.rule.decimals is None else step.rule.decimals
    meaning = step.rule.meaning or figure.meaning
    return replace(figure, name=full_name(whom.name, step.name), meaning=meaning, decimals=decimals)


def _earlier(past: Past, known: Known, names: Iterable[str]) -> dict[str, Decimal | None]:
    return {name: past.value(name, known.figures[name].kind) for name in names}
