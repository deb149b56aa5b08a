"""Accepted returns of one form in one table, every row with its origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.model.form import Form
from pipeline.model.submission import Submission

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Picked = Sequence[bool] | Sequence[int] | np.ndarray | pd.Series

UNIT = "单位"
GROUP = "组别"
RETURN = "_return"
ROW = "_row"
"""Columns every merged table has besides the form's own: the owner of the row and its group,
the index of the return in `MergedForm.origins`, and the sheet row."""


class CellSource(Struct, frozen=True, dict=True):
    """Cells of one column of one accepted return that a figure rests on."""

    unit: str
    form: str
    period: str
    file: str
    sha256: str
    sheet: str
    column: str
    """column letter of the sheet"""
    rows: tuple[int, ...]

    @cached_property
    def written(self) -> str:
        """The source as registers write it: file|sheet|K5:K9,K12."""
        return f"{self.file}|{self.sheet}|{self.addresses.replace('、', ',')}"

    @cached_property
    def addresses(self) -> str:
        """The cells with runs folded: K5:K9、K12."""
        if len(self.rows) == 1:
            return f"{self.column}{self.rows[0]}"
        runs: list[list[int]] = []
        for row in sorted(self.rows):
            if runs and row == runs[-1][1] + 1:
                runs[-1][1] = row
            else:
                runs.append([row, row])
        letter = self.column
        return "、".join(f"{letter}{a}" if a == b else f"{letter}{a}:{letter}{b}" for a, b in runs)


class Origin(Struct, frozen=True):
    """Where rows of a merged table came from."""

    submission: Submission
    letters: Mapping[str, str]


class MergedForm(Struct, frozen=True, dict=True):
    """One row per row of an accepted return.

    Columns: the form's columns (object dtype; Decimal, str, StatedDate or None), then
    单位, 组别, _return, _row; ordered by official unit order, then sheet row, so that arrival order cannot matter.
    """

    form: Form
    name: str
    period: str
    frame: pd.DataFrame
    origins: tuple[Origin, ...]

    def cells(self, rows: Picked, columns: Iterable[str]) -> tuple[CellSource, ...]:
        """Return the cells of some columns in the rows picked by a mask or by positions, one source per return and column.

        A column that a return does not have (组别, a column left out by the sender) has no cells there.
        """
        names = list(dict.fromkeys(self._written_as.get(column, column) for column in columns))
        return tuple(source for index, picked in self._sheet_rows(rows) for source in self._sources(index, picked, names))

    def letter(self, row: int, column: str) -> str:
        """Return the column of the sheet in which a row has a value; empty where its return has no such column."""
        origin = self.origins[int(self._places[0][row])]
        return origin.letters.get(self._written_as.get(column, column), "")

    @cached_property
    def _written_as(self) -> Mapping[str, str]:
        return written_as(self.form)

    @cached_property
    def _places(self) -> tuple[np.ndarray, np.ndarray]:
        """Return and sheet row of every row, taken out of the frame once: a ranking asks for the cells of every unit."""
        return self.frame[RETURN].to_numpy(), self.frame[ROW].to_numpy()

    def _sheet_rows(self, rows: Picked) -> list[tuple[int, tuple[int, ...]]]:
        """Return the returns that have some of the rows, by their place in `origins`, each with its sheet rows."""
        picked: dict[int, list[int]] = {}
        returns, sheet_rows = self._places
        for index, row in zip(returns[rows].tolist(), sheet_rows[rows].tolist(), strict=True):
            picked.setdefault(index, []).append(row)
        return [(index, tuple(sorted(picked[index]))) for index in sorted(picked)]

    def _sources(self, index: int, rows: tuple[int, ...], names: Iterable[str]) -> Iterator[CellSource]:
        """Yield the cells of some columns in rows of one return; many figures rest on the same."""
        known, origin = self._known.setdefault((index, rows), {}), self.origins[index]
        for name in names:
            if name in origin.letters:
                if name not in known:
                    known[name] = self._source(origin, name, rows)
                yield known[name]

    @cached_property
    def _known(self) -> dict[tuple[int, tuple[int, ...]], dict[str, CellSource]]:
        return {}

    def _source(self, origin: Origin, column: str, rows: tuple[int, ...]) -> CellSource:
        sent = origin.submission
        file = sent.file
        return CellSource(sent.unit, self.name, self.period, file.path, file.sha256, sent.sheet, origin.letters[column], rows)


def written_as(form: Form) -> dict[str, str]:
    """Return which column of a sheet holds what a derived column was made from: groups of codes, and 单位."""
    made = {column.group_as: name for name, column in form.columns.items() if column.group_as}
    return made | {UNIT: form.owner} if form.owner else made
