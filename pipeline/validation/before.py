"""Rows of one form as earlier periods left them, found again by owner and key."""

from collections.abc import Collection, Iterable, Mapping

import pandas as pd
from msgspec import Struct, field

from pipeline.model.earlier import Earlier, EarlierRows
from pipeline.model.form import Form
from pipeline.model.merged import UNIT
from pipeline.model.period import Period
from pipeline.model.rows import RowKey, row_key
from pipeline.model.unit import UnitDirectory
from pipeline.model.values import Value
from pipeline.validation.formrows import FormRows

EarlierRow = Mapping[str, Value]


class RowsThen(Struct, frozen=True):
    """One earlier period: its rows in order, and by identity where no two rows share it."""

    period: str
    rows: tuple[tuple[RowKey, EarlierRow], ...]
    by_identity: Mapping[RowKey, EarlierRow]


class Before(Struct, frozen=True):
    """Earlier rows of one form by the word expressions use: `last`, `last_year`; absent where there are none."""

    then: Mapping[str, RowsThen] = field(default_factory=dict)

    def joined(self, rows: FormRows, wanted: Collection[tuple[str, str]]) -> pd.DataFrame:
        """Return the frame of the rows with columns `last.列` and `last_year.列`; None where there is no such row."""
        if not wanted:
            return rows.frame
        columns: dict[str, list[Value]] = {}
        identities = [rows.identity(row) for row in range(len(rows.origins))]
        for head, column in wanted:
            known = self.then[head].by_identity if head in self.then else {}
            columns[f"{head}.{column}"] = [known[identity].get(column) if identity in known else None for identity in identities]
        return pd.concat([rows.frame, pd.DataFrame(columns, dtype=object)], axis=1)


def before(name: str, form: Form, period: Period, earlier: Earlier, directory: UnitDirectory) -> Before:
    """Find what earlier periods left of a form; what an abolished unit reported then belongs to its successor now."""
    sources = {"last": earlier.last_rows.get(name), "last_year": earlier.last_year_rows.get(name)}
    return Before({head: _then(form, rows, period, directory) for head, rows in sources.items() if rows is not None})


def _then(form: Form, source: EarlierRows, period: Period, directory: UnitDirectory) -> RowsThen:
    now: dict[str, str] = {}
    rows: list[tuple[RowKey, EarlierRow]] = []
    for row in source.rows:
        owner = str(row.get(UNIT))
        if owner not in now:
            unit = directory.resolve(owner, period.start)
            now[owner] = unit.name if unit else owner
        rows.append(((now[owner], *row_key([row.get(column) for column in form.key])), row))
    return RowsThen(source.period, tuple(rows), _without_doubles(rows))


def _without_doubles(rows: Iterable[tuple[RowKey, EarlierRow]]) -> dict[RowKey, EarlierRow]:
    found: dict[RowKey, EarlierRow] = {}
    doubled: set[RowKey] = set()
    for identity, row in rows:
        if identity in found:
            doubled.add(identity)
        found[identity] = row
    return {identity: row for identity, row in found.items() if identity not in doubled and _tells(identity)}


def _tells(identity: RowKey) -> bool:
    """Return whether a row can be known again: its key is not blank throughout, or its form has no key and one row a unit."""
    return len(identity) == 1 or any(part is not None for part in identity[1:])
