"""What one table of a unit takes from another: a column of a ranking, a league or a score, now or over the months of the year."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from pipeline.catalogue import scores as words
from pipeline.catalogue import statistics as names
from pipeline.model.earlier import EarlierFigures
from pipeline.model.figure import Figure, RankedUnit, Ranking, StatisticResult
from pipeline.model.period import Cadence, Period
from pipeline.model.scoring import ScoreItem
from pipeline.statistics.measured import Measured, Past
from pipeline.statistics.subject import Subject

CADENCES: Mapping[str, Cadence] = {"quarter": Cadence.QUARTER, "half": Cadence.HALF, "year": Cadence.YEAR}
QUARTER = 3


class Taking:
    """Looks up figures of units in what is already computed, of this statistic or another."""

    def __init__(self, subject: Subject, so_far: StatisticResult) -> None:
        self.subject = subject
        self._results = {**subject.ground.done, subject.name: so_far}

    def figure(self, named: str, unit: str) -> Figure | None:
        """Return the figure a name stands for; None where the unit is not in that table."""
        statistic, table, column = split(named, self.subject.name, self._results)
        line = next((line for line in _lines(self._results[statistic], table) if line.unit == unit), None)
        if line is None:
            return None
        return line.figure if column == names.VALUE else line.columns.get(column)

    def over(self, item: ScoreItem, now: Figure, whom: Measured) -> list[Decimal]:
        """Return the values of the months so far, this one included; 0 for a month in which the unit did not report."""
        found = [self._then(figures, now, whom) for figures in self._within(item)]
        own = now.value if now.value is not None or not _is_unreported(now) else Decimal(0)
        return [value for value in (*found, own) if value is not None]

    def _within(self, item: ScoreItem) -> Iterator[EarlierFigures]:
        for figures in months_so_far(self.subject, item.over):
            if item.each_end_of == "month" or _ends_quarter(Period.parse(figures.period)):
                yield figures

    def _then(self, figures: EarlierFigures, now: Figure, whom: Measured) -> Decimal | None:
        past = Past(figures, tuple(_renamed(now.name, whom.unit, name) for name in whom.formerly))
        value = past.value(names.VALUE, now.kind)
        unreported = f"{now.name}.{words.UNREPORTED}" in figures.values
        return Decimal(0) if value is None and unreported else value


def months_so_far(subject: Subject, over: str | None) -> Iterator[EarlierFigures]:
    """Yield the earlier periods of the quarter, half or year the batch's period lies in; none where there is no such span."""
    if over is None:
        return
    period = subject.ground.period
    span = Period.containing(period.end, CADENCES[over])
    for figures in subject.ground.earlier.series:
        then = Period.parse(figures.period)
        if span.start <= then.start and then.end < period.end:
            yield figures


def split(named: str, own: str, statistics: Mapping[str, object]) -> tuple[str, str, str]:
    """Return statistic, table and column of a name: 考核, 排名.栏, 专题.排名.栏."""
    head, *rest = named.split(".")
    if head in statistics and head != own and rest:
        return head, rest[0], ".".join(rest[1:]) or names.VALUE
    if head == own and len(rest) > 1:
        return own, rest[0], ".".join(rest[1:])
    return own, head, ".".join(rest) or names.VALUE


def _lines(result: StatisticResult, table: str) -> Iterator[RankedUnit]:
    tables: Mapping[str, Mapping[str, Ranking]] = result.tables
    for ranking in tables.get(table, {}).values():
        yield from ranking.units


def _renamed(name: str, unit: str, former: str) -> str:
    """Return a figure's name as it was when the unit went by another name."""
    return ".".join(former if part == unit else part for part in name.split("."))


def _is_unreported(figure: Figure) -> bool:
    return figure.missing is not None and figure.missing.value == words.UNREPORTED


def _ends_quarter(period: Period) -> bool:
    return period.end.month % QUARTER == 0 and period.end == Period.containing(period.end, Cadence.MONTH).end
