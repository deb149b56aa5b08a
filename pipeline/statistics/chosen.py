"""Units of a table held against a condition, or measured by arithmetic over its columns."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

import pandas as pd

from pipeline.expressions import compile_expression
from pipeline.model.figure import Figure, RankedUnit, Ranking, StatisticResult
from pipeline.statistics.comparisons import printed_places
from pipeline.statistics.rounding import half_up
from pipeline.statistics.subject import Subject
from pipeline.statistics.unit_lists import from_last, scope_of, values_of


def lines_of(subject: Subject, so_far: StatisticResult, table: str, groups: Sequence[str]) -> list[RankedUnit]:
    """Return the units of a table that take part at all, those below the line included."""
    rankings, by_name = so_far.tables[table], subject.ground.definitions.directory.by_name
    return [line for group in groups or rankings for line in rankings[group].units if by_name[line.unit].excluded is None]


def meeting(subject: Subject, so_far: StatisticResult, table: str, where: str, lines: Sequence[RankedUnit]) -> list[bool]:
    """Say of each unit whether a condition is known to hold."""
    holds, _ = compile_expression(where, scope_of(subject.statistic, table, subject.reach, subject.names)).holds(
        _frame(subject, so_far.tables[table].values(), table, lines), subject.moment
    )
    return [bool(held) for held in holds]


def numbers_of(
    subject: Subject, so_far: StatisticResult, table: str, text: str, groups: Sequence[str]
) -> list[tuple[RankedUnit, Decimal | None]]:
    """Return each unit with what an expression over its figures, as they are printed, gives."""
    lines = [_as_printed(line, subject) for line in lines_of(subject, so_far, table, groups)]
    frame = _frame(subject, so_far.tables[table].values(), table, lines)
    scope = scope_of(subject.statistic, table, subject.reach, subject.names)
    values = compile_expression(text, scope).rows(frame, subject.moment).values
    exact = {(line.group, line.unit): line for line in lines_of(subject, so_far, table, groups)}
    return [(exact[line.group, line.unit], value) for line, value in zip(lines, values, strict=True)]


def _frame(subject: Subject, rankings: Iterable[Ranking], table: str, lines: Sequence[RankedUnit]) -> pd.DataFrame:
    places = {ranking.group: from_last(ranking) for ranking in rankings}
    known = [values_of(line, places[line.group]) for line in lines]
    columns = sorted(scope_of(subject.statistic, table, subject.reach, subject.names).columns)
    return pd.DataFrame({name: pd.Series([values.get(name) for values in known], dtype=object) for name in columns})


def _as_printed(line: RankedUnit, subject: Subject) -> RankedUnit:
    """Return a unit with its figures as readers see them: a light must not contradict the number beside it."""
    if subject.policies.rank_by != "printed":
        return line
    columns = {name: _rounded(figure, subject) for name, figure in line.columns.items()}
    return RankedUnit(line.unit, line.group, line.rank, line.tied, _rounded(line.figure, subject), columns, line.previous_rank)


def _rounded(figure: Figure, subject: Subject) -> Figure:
    value = None if figure.value is None else half_up(figure.value, printed_places(figure, subject.policies))
    related = {word: _rounded(one, subject) for word, one in figure.related.items()}
    return Figure(figure.name, value, figure.kind, figure.unit, missing=figure.missing, decimals=figure.decimals, related=related)
