"""Stage 4 of 7 — merging. Takes the accepted returns. Gives one table per form, every row with its origin. Never checks or adds up.

The order of a merged table is the official order of the units, then file, sheet and row; the order in which returns arrived is nowhere in it.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline.model.form import Form
from pipeline.model.merged import GROUP, RETURN, ROW, UNIT, MergedForm, Origin
from pipeline.model.rows import lay_end_to_end, owners
from pipeline.model.table import ReturnTable
from pipeline.model.unit import UnitDirectory
from pipeline.model.values import Value


def merge(accepted: Sequence[ReturnTable], forms: Mapping[str, Form], directory: UnitDirectory) -> Mapping[str, MergedForm]:
    """Return the merged table of every form; a form without an accepted return has no rows but all its columns."""
    return {
        name: _merge_form(name, form, [table for table in accepted if table.submission.form == name], directory)
        for name, form in forms.items()
    }


def as_rows(merged: MergedForm) -> list[dict[str, Value]]:
    """Return the rows as history keeps them: column → value, with the owner under 单位."""
    kept = merged.frame.drop(columns=[GROUP, RETURN, ROW])
    return [dict(zip(kept.columns, row, strict=True)) for row in kept.itertuples(index=False, name=None)]


def _merge_form(name: str, form: Form, accepted: Sequence[ReturnTable], directory: UnitDirectory) -> MergedForm:
    place = directory.positions
    groups = {unit.name: unit.group for unit in directory.units}
    tables = sorted(accepted, key=lambda table: _order(table, place))
    columns = lay_end_to_end(tables, form)
    owned_by = [owner for table in tables for owner in owners(table, form)]
    frame = pd.DataFrame(columns | {UNIT: owned_by, GROUP: [groups.get(owner, "") for owner in owned_by]}, dtype=object)
    frame[RETURN] = np.repeat(np.arange(len(tables)), [len(table.rows) for table in tables])
    frame[ROW] = np.array([row for table in tables for row in table.rows], dtype=np.int64)
    if form.owner:
        frame = frame.iloc[np.argsort([place.get(owner, len(place)) for owner in owned_by], kind="stable")].reset_index(drop=True)
    origins = tuple(Origin(table.submission, table.letters) for table in tables)
    return MergedForm(form, name, tables[0].submission.period.code if tables else "", frame, origins)


def _order(table: ReturnTable, place: Mapping[str, int]) -> tuple[int, str, str]:
    sent = table.submission
    return place.get(sent.unit, len(place)), sent.file.path, sent.sheet
