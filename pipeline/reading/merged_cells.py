"""The cells of a column with merges undone: texts reach down inside their merge, a number stands for one row only."""

from collections.abc import Sequence

from pipeline.catalogue import reading as say
from pipeline.model.form import NUMERIC
from pipeline.reading.columns import Task, as_text
from pipeline.reading.found import FoundTable
from pipeline.reading.workbook import Cell, Raw, address


def cells_of(found: FoundTable, task: Task) -> Sequence[Raw]:
    """Return one cell per record."""
    if task.letter >= len(found.columns):
        return [""] * len(found.rows)
    column, body = found.columns[task.letter], found.body
    if not body.anchors or not (task.letter in body.merged_columns or body.spread):
        return column
    cells = list(column)
    if task.letter in body.merged_columns:
        _fill_down(found, task, cells)
    for index, record in body.spread:
        cells[index] = _run_together(found, task, record.row, record.more, cells[index])
    return cells


def _fill_down(found: FoundTable, task: Task, cells: list[Raw]) -> None:
    spread: dict[Cell, list[int]] = {}
    for index, row in enumerate(found.rows):
        anchor = found.body.anchors.get((row, task.letter))
        if anchor is None:
            continue
        if cells[index] != "":
            task.journal.add_once(say.UNDER_MERGE, task.name, task.cell(row), found=as_text(cells[index]))
        cells[index] = found.sheet.at(*anchor) if anchor[1] == task.letter else ""
        if cells[index] != "":
            spread.setdefault(anchor, []).append(index)
    if task.column.type in NUMERIC:
        for anchor, indexes in spread.items():
            _refuse_shared(found, task, anchor, indexes, cells)


def _refuse_shared(found: FoundTable, task: Task, anchor: Cell, indexes: list[int], cells: list[Raw]) -> None:
    """Ask for a number merged over several records: it is nobody's."""
    indexes = [index for index, row in enumerate(found.rows) if row == anchor[0]] + indexes
    rows = [found.rows[index] for index in indexes]
    task.answered.update((row, task.letter) for row in rows)
    shown = as_text(found.sheet.at(*anchor))
    task.journal.add(say.MERGED_NUMBER, address(*anchor), found=shown, column=task.name, rows=f"{rows[0] + 1}—{rows[-1] + 1}")
    for index in indexes:
        cells[index] = ""


def _run_together(found: FoundTable, task: Task, row: int, more: tuple[int, ...], first: Raw) -> Raw:
    """Join what one record has in a column over several rows; two numbers cannot be joined."""
    further = [
        cell for each in more if (each, task.letter) not in found.body.anchors and (cell := found.at(each, task.letter)) != ""
    ]
    if not further:
        return first
    if first == "" and len(further) == 1:
        return further[0]
    if task.column.type in {"text", "note"} and all(isinstance(cell, str) for cell in (first, *further)):
        return "\n".join(str(cell) for cell in (first, *further) if cell != "")
    task.doubt(say.SPLIT_RECORD, more[0], further[0], first=row + 1, thing=found.form.row)
    task.answered.add((row, task.letter))
    return ""
