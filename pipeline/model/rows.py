"""Rows of several returns of one form, laid end to end, and what identifies a row."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import chain

from pipeline.model.form import Form
from pipeline.model.table import ReturnTable
from pipeline.model.values import Value

RowKey = tuple[Value, ...]

_BLANKS_AND_QUOTES = re.compile(r"[\s\"'“”‘’〝〞＂]+")


def lay_end_to_end(tables: Sequence[ReturnTable], form: Form) -> dict[str, list[Value]]:
    """Return the form's columns over all rows of all tables; a column that a return lacks is None throughout its rows.

    A grouped code adds the column of its groups (`group as`).
    """
    columns: dict[str, list[Value]] = {}
    for name, column in form.columns.items():
        columns[name] = list(chain.from_iterable(table.columns.get(name) or (None,) * len(table.rows) for table in tables))
        if column.group_as and isinstance(column.of, Mapping):
            groups: dict[Value, str] = {code: group for group, codes in column.of.items() for code in codes}
            columns[column.group_as] = [groups.get(value) for value in columns[name]]
    return columns


def owners(table: ReturnTable, form: Form) -> list[str]:
    """Return the unit each row belongs to: the owner column's where the form has one, otherwise the reporting unit."""
    unit = table.submission.unit
    stated = table.columns.get(form.owner, ()) if form.owner else ()
    return [str(value) if value else unit for value in stated] or [unit] * len(table.rows)


def row_key(values: Sequence[Value]) -> RowKey:
    """Return what identifies a row: texts without blanks, quotes and width differences, numbers without trailing zeros."""
    return tuple(_comparable(value) for value in values)


def _comparable(value: Value) -> Value:
    if isinstance(value, str):
        return _BLANKS_AND_QUOTES.sub("", unicodedata.normalize("NFKC", value)) or None
    return value.normalize() if isinstance(value, Decimal) else value
