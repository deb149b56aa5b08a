"""What a unit reported before, as far as it is expected again."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from pipeline.documents.blank_forms.handout import RowBefore
from pipeline.model.earlier import EarlierRows
from pipeline.model.form import Form
from pipeline.model.merged import UNIT
from pipeline.model.period import Period
from pipeline.model.rows import RowKey, row_key
from pipeline.model.unit import Unit, UnitDirectory
from pipeline.model.values import Value


def own_rows(rows: EarlierRows | None, form: Form, unit: Unit, period: Period, directory: UnitDirectory) -> EarlierRows | None:
    """Return what a unit reported; rows of a unit it took over from are its own now, and those of a form only it reports."""
    if rows is None:
        return None
    only = form.reported.by == (unit.name,)
    own = [row for row in rows.rows if only or _owner(row, period, directory) == unit.name]
    return replace(rows, rows=own) if own else None


def rows_before(form: Form, period: Period, last: EarlierRows | None, last_year: EarlierRows | None) -> tuple[RowBefore, ...]:
    """Return the rows of the period before that are expected again, each with what it was a year ago.

    A list that begins anew with the year begins blank; a row without a key is nobody's.
    """
    if last is None or not form.key or not _goes_on(form, period, last):
        return ()
    a_year_ago = _by_key(form, last_year.rows) if last_year else {}
    return tuple(
        {**row, **{f"last_year.{name}": value for name, value in a_year_ago.get(_key(form, row), {}).items()}}
        for row in last.rows
        if any(part is not None for part in _key(form, row))
    )


def _goes_on(form: Form, period: Period, last: EarlierRows) -> bool:
    return form.rows_gone != "within year" or Period.parse(last.period).year == period.year


def _owner(row: Mapping[str, Value], period: Period, directory: UnitDirectory) -> str:
    owner = str(row.get(UNIT))
    unit = directory.resolve(owner, period.start)
    return unit.name if unit else owner


def _by_key(form: Form, rows: Iterable[Mapping[str, Value]]) -> dict[RowKey, Mapping[str, Value]]:
    return {_key(form, row): row for row in rows}


def _key(form: Form, row: Mapping[str, Value]) -> RowKey:
    return row_key([row.get(column) for column in form.key])
