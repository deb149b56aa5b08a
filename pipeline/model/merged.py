"""Accepted returns of one form in one table, every row with its origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model.form import Form
from pipeline.model.submission import Submission

if TYPE_CHECKING:
    import pandas as pd

UNIT = "单位"
GROUP = "组别"
RETURN = "_return"
ROW = "_row"
"""Columns every merged table has besides the form's own: the owner of the row and its group,
the index of the return in `MergedForm.origins`, and the sheet row."""


@dataclass(frozen=True)
class CellSource:
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

    @property
    def addresses(self) -> str:
        """The cells with runs folded: K5:K9、K12."""
        runs: list[list[int]] = []
        for row in sorted(self.rows):
            if runs and row == runs[-1][1] + 1:
                runs[-1][1] = row
            else:
                runs.append([row, row])
        letter = self.column
        return "、".join(f"{letter}{a}" if a == b else f"{letter}{a}:{letter}{b}" for a, b in runs)


@dataclass(frozen=True)
class Origin:
    """Where rows of a merged table came from."""

    submission: Submission
    letters: Mapping[str, str]


@dataclass(frozen=True)
class MergedForm:
    """One row per row of an accepted return.

    Columns: the form's columns (object dtype; Decimal, str, StatedDate or None), then
    单位, 组别, _return, _row; ordered by official unit order, then sheet row, so that arrival order cannot matter.
    """

    form: Form
    name: str
    period: str
    frame: pd.DataFrame
    origins: tuple[Origin, ...]
