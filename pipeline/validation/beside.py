"""Rows of other forms that are about the same thing: 重点项目.总投资 beside a row of 招商引资.

A row is found by the columns a check matches. Of several, that of the same unit counts; where that leaves more than one, it is known that
the thing exists, not what its figures are. The same goes for what a unit reported last time and has not reported yet this time.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
from msgspec import Struct

from pipeline.model.earlier import Earlier
from pipeline.model.form import Form
from pipeline.model.merged import UNIT
from pipeline.model.rows import RowKey, row_key
from pipeline.model.values import Value
from pipeline.validation.formrows import FormRows


class Partner(Struct, frozen=True):
    """What another form has about the same thing: the one row it is, or only that there is something (`row` is None)."""

    rows: FormRows | None
    row: int | None
    told: Mapping[str, Value]
    """the columns it was found by"""

    def value(self, column: str) -> Value:
        if self.rows is None or self.row is None:
            return self.told.get(column)
        return self.rows.frame_value(self.row, column)

    def place(self, column: str) -> tuple[str, str] | None:
        """Return the unit that sent the row, and the cell; None where there is no such cell."""
        address = self.rows.address(self.row, column) if self.rows is not None and self.row is not None else None
        return (
            (self.rows.origins[self.row][0].submission.unit, address) if self.rows and self.row is not None and address else None
        )


Partners = Sequence[Partner | None]


class Beside:
    """The rows of all forms of a batch, found by their columns."""

    def __init__(self, laid: Mapping[str, FormRows], earlier: Earlier) -> None:
        self._laid, self._earlier = laid, earlier
        self._found: dict[tuple[str, tuple[str, ...]], tuple[dict[RowKey, list[int]], set[RowKey]]] = {}

    def partners(self, rows: FormRows, form: str, match: Mapping[str, str]) -> Partners:
        """Return for each row what the other form has about the same thing."""
        there = tuple(match.values())
        keys = [row_key([rows.value(row, column) for column in match]) for row in range(len(rows.origins))]
        known, once = self._index(form, there)
        found: list[Partner | None] = []
        for key, owner in zip(keys, rows.owned_by, strict=True):
            hits = [] if None in key else known.get(key, [])
            row = self._one_of(form, hits, owner)
            if row is not None:
                found.append(Partner(self._laid[form], row, {}))
            else:
                found.append(Partner(None, None, dict(zip(there, key, strict=True))) if hits or key in once else None)
        return found

    def _one_of(self, form: str, hits: Sequence[int], owner: str) -> int | None:
        own = [hit for hit in hits if self._laid[form].owned_by[hit] == owner]
        return next((candidates[0] for candidates in (own, hits) if len(candidates) == 1), None)

    def _index(self, form: str, columns: tuple[str, ...]) -> tuple[dict[RowKey, list[int]], set[RowKey]]:
        if (form, columns) not in self._found:
            self._found[form, columns] = self._known(form, columns), set(self._reported_once(form, columns))
        return self._found[form, columns]

    def _known(self, form: str, columns: tuple[str, ...]) -> dict[RowKey, list[int]]:
        found: dict[RowKey, list[int]] = defaultdict(list)
        if form in self._laid:
            rows = self._laid[form]
            for row in range(len(rows.origins)):
                found[row_key([rows.value(row, column) for column in columns])].append(row)
        return dict(found)

    def _reported_once(self, form: str, columns: tuple[str, ...]) -> Iterator[RowKey]:
        """Yield what units that have sent nothing yet reported the time before."""
        last = self._earlier.last_rows.get(form)
        sent = {table.submission.unit for table in self._laid[form].tables} if form in self._laid else set()
        for row in last.rows if last else ():
            if row.get(UNIT) not in sent:
                yield row_key([row.get(column) for column in columns])

    def is_known(self, form: str) -> bool:
        """Return whether anything is known of a form: a rule that names one nobody has reported yet is not held against anybody."""
        return form in self._laid or form in self._earlier.last_rows


def matched_by(match: Mapping[str, str], other: Form) -> dict[str, str]:
    """Return own column → column of the other form by which rows are found: as the check says, else by the other's key."""
    return dict(match) or {column: column for column in other.key}


def with_partners(frame: pd.DataFrame, terms: Sequence[tuple[str, str]], partners: Mapping[str, Partners]) -> pd.DataFrame:
    """Return the frame with a column 表.列 for each term of another form."""
    columns = {
        f"{form}.{column}": [partner.value(column) if partner else None for partner in partners[form]] for form, column in terms
    }
    return pd.concat([frame, pd.DataFrame(columns, dtype=object, index=frame.index)], axis=1) if columns else frame
