"""Lists: rows of the form that meet a condition, in a stated order."""

from collections.abc import Mapping

from pipeline.expressions import compile_expression
from pipeline.model.figure import ListedRow, ListTable, StatisticResult
from pipeline.model.merged import UNIT
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
    listed = (ListedRow({column: columns[column][row] for column in kept}, subject.merged.cells([row], read)) for row in rows)
    return ListTable(name, printed, tuple(listed), rule.meaning)
