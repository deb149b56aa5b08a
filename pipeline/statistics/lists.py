"""Lists: rows of the form that meet a condition, in a stated order."""

from collections.abc import Mapping, Sequence

from pipeline.expressions import compile_expression
from pipeline.model.figure import ListedRow, ListTable, StatisticResult
from pipeline.model.merged import UNIT, CellSource, MergedForm
from pipeline.model.statistic import ListRule
from pipeline.statistics.shares import codes_of
from pipeline.statistics.sorting import in_order
from pipeline.statistics.subject import Subject


def compute(subject: Subject, _: StatisticResult) -> Mapping[str, ListTable]:
    """Return every list; its rows stand in official order of their units where nothing else is said."""
    return {name: _list(subject, name, rule) for name, rule in subject.statistic.lists.items()}


def _list(subject: Subject, name: str, rule: ListRule) -> ListTable:
    frame = subject.merged.frame
    computed = {column: compile_expression(text, subject.reach.rows) for column, text in rule.computed.items()}
    sorted_by = (column.removeprefix("-") for column in rule.sort)
    columns = {column: frame[column].to_numpy(dtype=object) for column in (*rule.columns, *sorted_by) if column not in computed}
    columns |= {column: expression.rows(frame, subject.moment).values for column, expression in computed.items()}
    printed = (*rule.columns, *computed)
    read = (*rule.columns, *(column for expression in computed.values() for column in expression.columns))
    office = subject.ground.definitions.office
    rows = in_order(
        subject.where(rule.where, subject.rows).tolist(),
        rule.sort,
        lambda column, row: columns[column][row],
        {column: codes for column in columns if (codes := codes_of(subject.form, column, office))},
    )
    columns[UNIT] = frame[UNIT].to_numpy(dtype=object)
    kept = dict.fromkeys((*printed, UNIT))
    needs = {column: (column,) for column in rule.columns} | {name: tuple(made.columns) for name, made in computed.items()}

    def listed(row: int) -> ListedRow:
        sources = subject.merged.cells([row], read)
        values = {column: columns[column][row] for column in kept}
        return ListedRow(values, sources, _by_column(subject.merged, row, sources, needs))

    return ListTable(name, printed, tuple(map(listed, rows)), rule.meaning)


def _by_column(
    merged: MergedForm, row: int, sources: Sequence[CellSource], needs: Mapping[str, Sequence[str]]
) -> dict[str, tuple[CellSource, ...]]:
    """Return which of a row's cells each printed column rests on."""
    by_letter = {source.column: source for source in sources}
    letters = {column: [merged.letter(row, name) for name in names] for column, names in needs.items()}
    return {column: tuple(by_letter[letter] for letter in found if letter in by_letter) for column, found in letters.items()}
