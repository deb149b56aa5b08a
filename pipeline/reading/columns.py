"""One column of one table: its cells in, its typed values out, every conversion and doubt said."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from msgspec import Struct

from pipeline.catalogue import reading as say
from pipeline.catalogue.findings import Wording
from pipeline.model.form import Column
from pipeline.model.period import Period
from pipeline.model.values import Value
from pipeline.reading.found import FoundTable
from pipeline.reading.journal import Journal
from pipeline.reading.lexicon import Lexicon
from pipeline.reading.plain_columns import holds
from pipeline.reading.text import squeeze, tidy
from pipeline.reading.workbook import Cell, Raw, address


class Task(Struct, eq=False):
    """What typing a column needs to know besides its cells."""

    name: str
    column: Column
    letter: int
    """column of the sheet"""
    unit: str
    times: Decimal
    """what a number in this column is multiplied with, its heading or the table stating another unit"""
    heading_unit: str
    period: Period
    from_1904: bool
    found: FoundTable
    lexicon: Lexicon
    journal: Journal
    written: dict[str, str]
    """A1 address → text as typed, for `ReturnTable.as_written`"""
    answered: set[Cell]
    """cells that need no further finding when they turn out blank"""

    def cell(self, row: int) -> str:
        """Return the A1 address of this column in a row."""
        return address(row, self.letter)

    def label(self, row: int) -> str:
        """Return what a row is about."""
        return as_text(self.found.label(row))

    def doubt(self, wording: Wording, row: int, raw: Raw, **slots: object) -> None:
        """Say that a cell cannot be taken; it will be None."""
        shown = as_text(raw)
        self.answered.add((row, self.letter))
        self.written[self.cell(row)] = shown
        slots = {"line": row + 1, "column": self.name, **slots}
        self.journal.add(wording, self.cell(row), row=self.label(row), found=shown, **slots)

    def convert(self, wording: Wording, row: int, raw: Raw, **slots: object) -> None:
        """Say that a cell was taken in another form than it was written in."""
        shown = as_text(raw)
        self.written[self.cell(row)] = shown
        self.journal.add_once(wording, self.name, self.cell(row), row=self.label(row), found=shown, line=row + 1, **slots)

    def is_nil(self, text: str) -> bool:
        """Tell whether a text says that there is nothing."""
        return text in self.lexicon.nil or squeeze(text) in self.lexicon.nil

    def nil(self, row: int, text: str) -> Value:
        """Return what a word for nothing means in this column."""
        self.written[self.cell(row)] = text
        if self.column.nil == "zero" and self.column.type in ("amount", "count", "percent"):
            return Decimal(0)
        if self.column.type == "note":
            self.answered.add((row, self.letter))
        return None


Typing = Callable[[Task, Sequence[Raw], Sequence[int]], list[Value]]
"""types the cells of one column, given their sheet rows"""


def as_text(raw: Raw) -> str:
    """Return a cell as a message shows it."""
    if isinstance(raw, str):
        return tidy(raw)
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float | int):
        return f"{raw:.15g}"
    if isinstance(raw, datetime):
        return f"{raw:%Y-%m-%d}" if raw.time() == time() else f"{raw:%Y-%m-%d %H:%M}"
    return raw.isoformat() if isinstance(raw, date) else str(raw)


def type_column(typing: Typing, task: Task, cells: Sequence[Raw]) -> list[Value]:
    """Type the cells of one column, one per record, and ask for those that are required and blank."""
    rows = task.found.rows
    values: list[Value] = typing(task, cells, rows) if cells.count("") < len(cells) else [None] * len(cells)
    if task.column.required and holds(values, None):
        for row, value in zip(rows, values, strict=True):
            if value is None and (row, task.letter) not in task.answered and row not in task.found.bare_rows:
                cell = task.cell(row)
                shown = task.written.get(cell, "")
                wording = say.NIL_CELL if shown else say.BLANK_CELL
                task.journal.add(wording, cell, row=task.label(row), found=shown, line=row + 1, column=task.name)
    return values
