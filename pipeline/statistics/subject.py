"""One statistic with everything it is computed from."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from msgspec import Struct, field

from pipeline.catalogue import statistics as words
from pipeline.expressions import Moment, compile_expression
from pipeline.model.calendar import progress_share
from pipeline.model.definitions import Definitions
from pipeline.model.earlier import Earlier, EarlierFigures
from pipeline.model.figure import Figure, StatisticResult
from pipeline.model.finding import Finding
from pipeline.model.form import Form
from pipeline.model.merged import UNIT, MergedForm
from pipeline.model.office import Policies
from pipeline.model.period import Cadence, Period
from pipeline.model.reporting import ReportingState, UnitReport
from pipeline.model.statistic import Statistic
from pipeline.model.unit import Unit
from pipeline.statistics.scopes import Names, Reach, all_declared, columns_of

Positions: TypeAlias = npt.NDArray[np.intp]
"""Positions of rows in a merged table."""


class Ground(Struct, frozen=True, dict=True):
    """What all statistics of one batch are computed from."""

    merged: Mapping[str, MergedForm]
    definitions: Definitions
    earlier: Earlier
    reports: Sequence[UnitReport]
    period: Period
    findings: Sequence[Finding] = ()
    done: Mapping[str, StatisticResult] = field(default_factory=dict)
    """statistics already computed: those another takes from"""

    @cached_property
    def states(self) -> dict[tuple[str, str], ReportingState]:
        """(form, unit) → how the unit stands with the form; only units of whom the form is asked."""
        return {(report.form, report.unit): report.state for report in self.reports}

    @cached_property
    def accepted(self) -> frozenset[str]:
        """Forms of which something was accepted, if only a 零报告."""
        zero = {report.form for report in self.reports if report.state is ReportingState.ZERO}
        return frozenset(name for name, merged in self.merged.items() if merged.origins) | zero

    def asked_of(self, form: str) -> frozenset[str]:
        """Return the units of whom a form is asked."""
        return frozenset(unit for asked, unit in self.states if asked == form)


class Subject(Struct, frozen=True, dict=True):
    """One statistic in one batch."""

    name: str
    statistic: Statistic
    ground: Ground

    @property
    def form(self) -> Form:
        return self.ground.definitions.forms[self.statistic.from_]

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.form, self.ground.definitions.forms)

    @cached_property
    def names(self) -> Names:
        """The figures of its file and their comparisons."""
        return all_declared(self.statistic.figures, {})

    @property
    def merged(self) -> MergedForm:
        return self.ground.merged[self.statistic.from_]

    @property
    def policies(self) -> Policies:
        return self.ground.definitions.office.policies

    @cached_property
    def moment(self) -> Moment:
        return Moment(self.ground.period)

    @cached_property
    def period(self) -> Period:
        """The period its form is about, which is the batch's own unless the form is collected less often."""
        return self.ground.period.latest(self.form.reported.every)

    @cached_property
    def progress(self) -> Figure:
        """序时进度 at the end of its period; of a period that still runs, at the end of the batch's."""
        return self.progress_of(self.period)

    @cached_property
    def ended(self) -> tuple[Unit, ...]:
        """The units that were gone before the period began; in the period in which it ends a unit still reports for itself."""
        units = self.ground.definitions.directory.units
        return tuple(unit for unit in units if unit.until is not None and unit.until < self.period.start)

    def span(self, over: str | None) -> Period | None:
        """Return the latest complete quarter, half or year a figure is about; None where it is about the period itself."""
        return None if over is None else self.ground.period.latest(Cadence(over))

    def progress_of(self, period: Period) -> Figure:
        """Return 序时进度 at the end of a period; of one that still runs, at the end of the batch's."""
        upto = period if period.end <= self.ground.period.end else self.ground.period
        return Figure(words.PROGRESS, progress_share(upto, self.policies), "rate", "%", upto.code)

    @cached_property
    def last(self) -> EarlierFigures | None:
        """The figures of the period before; None where the last batch was about the same period of the form."""
        figures = self.ground.earlier.last
        if figures is None or Period.parse(figures.period).latest(self.form.reported.every) == self.period:
            return None
        return figures

    def before(self, periods: int, over: str | None = None) -> EarlierFigures | None:
        """Return the figures of so many periods ago; with `over`, of the last batch about the quarter, half or year so many before."""
        if over is None and periods == 1:
            return self.last
        cadence = self.ground.period.cadence if over is None else Cadence(over)
        wanted = self.ground.period.latest(cadence) if over else self.ground.period
        for _ in range(periods):
            wanted = wanted.previous
        series = (
            figures for figures in reversed(self.ground.earlier.series) if Period.parse(figures.period).latest(cadence) == wanted
        )
        return next(series, None)

    @property
    def last_year(self) -> EarlierFigures | None:
        return self.ground.earlier.last_year

    @cached_property
    def rows(self) -> Positions:
        """Positions of the rows that count at all."""
        return self.where(self.statistic.where)

    def where(self, condition: str | None, among: Positions | None = None) -> Positions:
        """Return the positions at which a condition is known to hold."""
        rows = np.arange(len(self.merged.frame)) if among is None else among
        if condition is None:
            return rows
        holds, _ = compile_expression(condition, self.reach.rows).holds(self.merged.frame, self.moment)
        return rows[holds[rows]]

    def owned(self, form: str | None, column: str) -> dict[str, Positions]:
        """Return which rows belong to which value of a column; another form without such a column goes by its 单位."""
        merged = self.merged if form is None else self.ground.merged[form]
        rows = self.rows if form is None else np.arange(len(merged.frame))
        by = column if column in columns_of(merged.form) else UNIT
        values = merged.frame[by].to_numpy(dtype=object)
        owned: dict[str, list[int]] = {}
        for row in rows.tolist():
            owned.setdefault(values[row], []).append(row)
        return {value: np.array(found, dtype=np.intp) for value, found in owned.items()}
