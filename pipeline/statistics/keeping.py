"""What history keeps of a batch, by the names a later batch looks it up with."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from pipeline.catalogue.scores import UNREPORTED
from pipeline.model.earlier import EarlierFigures
from pipeline.model.figure import Figure, Missing, RankedUnit, StatisticResult
from pipeline.model.period import Period


def for_history(results: Mapping[str, StatisticResult], period: Period) -> EarlierFigures:
    """Return every figure's value and every rank; a figure without value stays None.

    Of a score it also keeps who had not reported, for that month counts nothing in the mean of the quarter.
    """
    lines = list(_lines(results))
    figures = [*_figures(results), *(figure for line in lines for figure in (line.figure, *line.columns.values()))]
    unreported = (line.figure for line in lines if line.figure.missing is Missing.NOT_REPORTED)
    marks = {f"{figure.name}.{UNREPORTED}": Decimal(1) for figure in unreported if figure.kind == "score"}
    lights = {name: value for result in results.values() for one in result.unit_sets.values() for name, value in one.kept.items()}
    return EarlierFigures(
        period.code,
        {figure.name: figure.value for figure in figures} | marks | lights,
        {line.figure.name: line.rank for line in lines if line.rank is not None},
    )


def _figures(results: Mapping[str, StatisticResult]) -> Iterator[Figure]:
    for result in results.values():
        yield from result.figures.values()
        for shares in result.wholes.values():
            yield from (shares.whole, *shares.figures.values())
            for part in shares.parts:
                yield from (part.figure, part.share, *part.columns.values())
        for sets in result.unit_sets.values():
            yield from sets.figures.values()
        for stages in result.staged.values():
            yield from (*stages.figures.values(), *(figure for of in stages.stages.values() for figure in of.values()))


def _lines(results: Mapping[str, StatisticResult]) -> Iterator[RankedUnit]:
    for result in results.values():
        for groups in result.tables.values():
            for ranking in groups.values():
                yield from (*ranking.units, ranking.total)
