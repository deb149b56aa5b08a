"""Figures: one number each, in the order of the file, each able to use those before it."""

from collections.abc import Mapping

from pipeline.model.figure import Figure, StatisticResult
from pipeline.statistics.measured import Known, Measured, Past
from pipeline.statistics.steps import prepared
from pipeline.statistics.subject import Subject
from pipeline.statistics.working import Workplace


def compute(subject: Subject, _: StatisticResult) -> Mapping[str, Figure]:
    """Return every figure by name; 项目总数: {value: count()} counts the rows of all accepted returns.

    A figure of a form of which nothing was accepted is 未报, never 0.
    """
    county = Measured(
        subject.name,
        Known({}),
        Past(subject.last, (subject.name,)),
        Past(subject.last_year, (subject.name,)),
        {None: subject.rows},
    )
    return Workplace(subject).figures(prepared(subject.statistic.figures, subject.reach, {}), county)
