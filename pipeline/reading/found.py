"""A table found on a sheet, before its cells are typed."""

from functools import cached_property
from itertools import zip_longest

from msgspec import Struct, field

from pipeline.model.form import Form
from pipeline.reading.bodies import Body
from pipeline.reading.headings import Header, Place
from pipeline.reading.identity import Preamble
from pipeline.reading.workbook import Raw, Sheet

_FEWEST_REQUIRED = 4
"""required columns of a form in which a row may be found bare"""


class FoundTable(Struct, eq=False, dict=True):
    """Its sheet, headings and sorted rows, and what the lines above it say."""

    sheet: Sheet
    header: Header
    body: Body
    form: Form
    preamble: Preamble
    until: int
    """row the next table's lines begin at, or the end of the sheet"""
    rows: list[int] = field(default_factory=list)
    """sheet row of each record, from 0"""
    columns: list[tuple[Raw, ...]] = field(default_factory=list)
    """the records' cells, column by column, as they stand on the sheet"""

    def __post_init__(self) -> None:
        self.rows = [record.row for record in self.body.records]
        self.columns = list(zip_longest(*[self.sheet.rows[row] for row in self.rows], fillvalue=""))

    @cached_property
    def bare_rows(self) -> dict[int, tuple[str, ...]]:
        """Rows in which one cell is filled in besides their number → the required columns they are blank in.

        Asked for only where a required cell is blank, which is seldom.
        """
        places, columns = self.header.places, self.form.columns
        required = [name for name in places if columns[name].required]
        if len(required) < _FEWEST_REQUIRED:
            return {}
        filled = {row: [name for name, place in places.items() if self._is_filled(row, place.column)] for row in self.rows}
        return {row: tuple(name for name in required if name not in names) for row, names in filled.items() if len(names) == 1}

    @property
    def is_as_handed_out(self) -> bool:
        """Whether nothing is filled in of what a blank form asks anew in each of its rows, all of them carried over."""
        columns = self.form.columns
        asked = [
            place.column
            for name, place in self.header.places.items()
            if columns[name].required and columns[name].carried == "no" and name not in self.form.key
        ]
        return bool(self.rows and asked) and not any(self._is_filled(row, column) for column in asked for row in self.rows)

    def _is_filled(self, row: int, column: int) -> bool:
        content = self.at(row, column)
        return content != "" and not (isinstance(content, str) and content.isspace())

    @property
    def corner(self) -> str:
        """Address of the first of its headings."""
        return self.header.corner

    def at(self, row: int, column: int) -> Raw:
        """Return what stands in a cell, under a merge what its first cell holds."""
        return self.sheet.at(*self.body.anchors.get((row, column), (row, column)))

    def label(self, row: int) -> Raw:
        """Return what a row is about: its first key column, or its first text."""
        place = self._label_place()
        return self.at(row, place.column) if place else ""

    @property
    def label_column(self) -> int:
        """Column of what a row is about; −1 where there is none."""
        place = self._label_place()
        return place.column if place else -1

    def _label_place(self) -> Place | None:
        places, columns = self.header.places, self.form.columns
        keys = [name for name in self.form.key if name in places]
        names = keys or [name for name in places if columns[name].type in ("text", "unit")]
        return places[names[0]] if names else None
