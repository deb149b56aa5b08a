"""All rows of one form, of all returns at once: what checks are worked out on, and the way back to the cells."""

from collections.abc import Iterable, Sequence
from functools import cached_property

import pandas as pd
from msgspec import Struct

from pipeline.model.form import Form
from pipeline.model.merged import GROUP, UNIT, written_as
from pipeline.model.rows import RowKey, lay_end_to_end, owners, row_key
from pipeline.model.table import ReturnTable
from pipeline.model.unit import UnitDirectory
from pipeline.model.values import Value
from pipeline.validation.sentences import printed


class FormRows(Struct, frozen=True, dict=True):
    """The rows of all returns of one form and period, end to end; `frame` has the form's columns, 单位 and 组别."""

    name: str
    form: Form
    tables: tuple[ReturnTable, ...]
    frame: pd.DataFrame
    origins: tuple[tuple[ReturnTable, int], ...]
    """of each row: its return, and which row of it"""
    keys: tuple[RowKey, ...]
    """of each row: the form's key, each part None where it is blank"""
    owned_by: tuple[str, ...]
    """of each row: the unit it belongs to"""

    @cached_property
    def written(self) -> dict[str, str]:
        return written_as(self.form)

    def value(self, row: int, column: str) -> Value:
        table, index = self.origins[row]
        values = table.columns.get(column)
        return values[index] if values else None

    def frame_value(self, row: int, column: str) -> Value:
        """Return what the frame has in a column, also in one that was made from others (the group of a code, 单位)."""
        found: Value = self._values[column][row] if column in self.frame.columns else None
        return found

    @cached_property
    def _values(self) -> dict[str, list[Value]]:
        return {str(column): self.frame[column].tolist() for column in self.frame.columns}

    def address(self, row: int, column: str) -> str | None:
        """Return the cell of a column in a row, or None where the return has no such column; that of its code for a group."""
        table, index = self.origins[row]
        column = self.written.get(column, column)
        return table.address(column, index) if column in table.letters else None

    def sheet_row(self, row: int) -> int:
        table, index = self.origins[row]
        return table.rows[index]

    def label(self, row: int) -> str:
        """Return what the row is about: its key as it stands in the return."""
        return label_of(self.form, [self.value(row, column) for column in self.form.key])

    def cells(self, row: int, columns: Iterable[str]) -> tuple[str, ...]:
        """Return the cells of columns in a row, without repetition, leaving out what the return does not have."""
        return tuple(dict.fromkeys(address for column in columns if (address := self.address(row, column))))

    def can_be_told(self, row: int) -> bool:
        """Return whether anything in the row's key tells it from others."""
        return any(part is not None for part in self.keys[row])

    def identity(self, row: int) -> RowKey:
        """Return the row's owner and key, by which it is known from one period to the next."""
        return (self.owned_by[row], *self.keys[row])


def label_of(form: Form, values: Sequence[Value]) -> str:
    """Return the name of a row: the values of its key."""
    pairs = zip(form.key, values, strict=True)
    return "、".join(printed(value, form.columns[column]) for column, value in pairs if value is not None)


def lay_out(name: str, form: Form, tables: Sequence[ReturnTable], directory: UnitDirectory) -> FormRows:
    """Lay all returns of one form and period end to end."""
    owned_by = tuple(owner for table in tables for owner in owners(table, form))
    groups = {unit.name: unit.group for unit in directory.units}
    columns = lay_end_to_end(tables, form)
    key_columns = [columns[column] for column in form.key]
    keys = tuple(map(row_key, zip(*key_columns, strict=True))) if form.key else ((),) * len(owned_by)
    frame = pd.DataFrame(columns | {UNIT: list(owned_by), GROUP: [groups.get(owner) for owner in owned_by]}, dtype=object)
    origins = tuple((table, index) for table in tables for index in range(len(table.rows)))
    return FormRows(name, form, tuple(tables), frame, origins, keys, owned_by)
