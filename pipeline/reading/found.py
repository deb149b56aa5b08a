"""A table found on a sheet, before its cells are typed."""

from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from pipeline.model.form import Form
from pipeline.reading.bodies import Body
from pipeline.reading.headings import Header, Place
from pipeline.reading.identity import Preamble
from pipeline.reading.workbook import Raw, Sheet, address


@dataclass(frozen=True, eq=False)
class FoundTable:
    """Its sheet, headings and sorted rows, and what the lines above it say."""

    sheet: Sheet
    header: Header
    body: Body
    form: Form
    preamble: Preamble
    until: int
    """row the next table's lines begin at, or the end of the sheet"""

    @cached_property
    def rows(self) -> list[int]:
        """Sheet row of each record, from 0."""
        return [record.row for record in self.body.records]

    @cached_property
    def columns(self) -> list[tuple[Raw, ...]]:
        """The records' cells, column by column, as they stand on the sheet."""
        return list(zip_longest(*(self.sheet.rows[row] for row in self.rows), fillvalue=""))

    @property
    def corner(self) -> str:
        """Address of the first of its headings."""
        columns = [place.column for place in (*self.header.places.values(), *self.header.extra)]
        return address(self.header.top, min(columns, default=0))

    def at(self, row: int, column: int) -> Raw:
        """Return what stands in a cell, under a merge what its first cell holds."""
        return self.sheet.at(*self.body.anchors.get((row, column), (row, column)))

    def label(self, row: int) -> Raw:
        """Return what a row is about: its first key column, or its first text."""
        return self.at(row, self._label_place.column) if self._label_place else ""

    @cached_property
    def _label_place(self) -> Place | None:
        places, columns = self.header.places, self.form.columns
        keys = [name for name in self.form.key if name in places]
        names = keys or [name for name in places if columns[name].type in ("text", "unit")]
        return places[names[0]] if names else None

    def missing(self) -> list[str]:
        """Return the required columns that no heading names."""
        known = self.header.places.keys() | self.header.doubled.keys()
        return [name for name, column in self.form.columns.items() if column.required and name not in known]
