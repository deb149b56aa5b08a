"""A found table made into a typed return."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from pipeline.catalogue import reading as say
from pipeline.model.period import Period
from pipeline.model.submission import InboxFile, Submission
from pipeline.model.table import ReturnTable, TotalRow
from pipeline.model.values import Value
from pipeline.reading.columns import Task, Typing, type_column
from pipeline.reading.date_columns import type_dates
from pipeline.reading.found import FoundTable
from pipeline.reading.headings import Place
from pipeline.reading.journal import Journal
from pipeline.reading.lexicon import Lexicon
from pipeline.reading.measures import MONEY, factor
from pipeline.reading.merged_cells import cells_of
from pipeline.reading.number_columns import type_amounts, type_counts, type_percentages
from pipeline.reading.numbers import amount, exact
from pipeline.reading.table_findings import ask_errors, say_headings, say_hidden
from pipeline.reading.totals import totalled
from pipeline.reading.word_columns import type_codes, type_notes, type_texts, type_units
from pipeline.reading.workbook import Cell, Raw, address, letter

TYPINGS: Final[Mapping[str, Typing]] = {
    "text": type_texts,
    "note": type_notes,
    "code": type_codes,
    "unit": type_units,
    "amount": type_amounts,
    "count": type_counts,
    "percent": type_percentages,
    "date": type_dates,
}
_ONE: Final = Decimal(1)


@dataclass(frozen=True)
class Owner:
    """Whose return it is, and when."""

    file: InboxFile
    unit: str
    period: Period


@dataclass(frozen=True, eq=False)
class TableTyping:
    """The typing of one table."""

    found: FoundTable
    owner: Owner
    lexicon: Lexicon
    journal: Journal
    from_1904: bool
    written: dict[str, str] = field(default_factory=dict)

    def table(self) -> ReturnTable:
        """Type all cells and say what there is to say about them."""
        found = self.found
        say_headings(found, self.journal)
        say_hidden(found, self.journal)
        asked = ask_errors(found, self.journal)
        columns = {name: tuple(self._column(name, place, asked)) for name, place in found.header.places.items()}
        zero = not found.rows and (found.body.says_zero or bool(found.body.nil_rows))
        if not found.rows and not zero:
            self.journal.add(say.EMPTY_TABLE)
        return ReturnTable(
            Submission(self.owner.file, self.owner.unit, found.header.form, self.owner.period, found.sheet.name),
            columns,
            {name: letter(place.column) for name, place in found.header.places.items()},
            tuple(row + 1 for row in found.rows),
            tuple(self._totals()),
            zero,
            self.written,
        )

    def _column(self, name: str, place: Place, asked: set[Cell]) -> list[Value]:
        if not self.found.rows:
            return []
        column = self.found.form.columns[name]
        unit = self.found.form.unit_of(name)
        stated = self._stated_unit(name, place, unit)
        if stated and stated != unit:
            wording = say.UNIT_UNCLEAR if factor(stated, unit) is None else say.UNIT_CONVERTED
            self.journal.add(wording, address(place.row, place.column), found=stated, column=name, unit=unit)
        task = Task(
            name,
            column,
            place.column,
            unit,
            _times(stated, unit),
            place.unit or "",
            self.owner.period,
            self.from_1904,
            self.found,
            self.lexicon,
            self.journal,
            self.written,
            asked,
        )
        return type_column(TYPINGS[column.type], task, cells_of(self.found, task))

    def _stated_unit(self, name: str, place: Place, unit: str) -> str:
        """Return the unit of measure stated for a column where it matters: in its heading, or for money above the table."""
        column = self.found.form.columns[name]
        if not unit or column.type == "percent":
            return ""
        return place.unit or (self.found.preamble.measure if unit in MONEY and column.unit is None else "")

    def _totals(self) -> Iterator[TotalRow]:
        columns = self.found.form.columns
        places = {name: place for name, place in self.found.header.places.items() if columns[name].type in {"amount", "count"}}
        for total, over in totalled(self.found.body):
            values = {name: self._total(name, place, total.row) for name, place in places.items()}
            yield TotalRow(total.label, total.row + 1, values, over)

    def _total(self, name: str, place: Place, row: int) -> Value:
        raw: Raw = self.found.sheet.at(row, place.column)
        if raw == "":
            return None
        unit = self.found.form.unit_of(name)
        times = _times(self._stated_unit(name, place, unit), unit)
        if isinstance(raw, str):
            read = amount(raw, unit)
            return read and (read.value if read.carried else read.value * times)
        value = exact(raw) if isinstance(raw, float) else None
        return None if value is None else value * times


def _times(stated: str, unit: str) -> Decimal:
    """Return what numbers are multiplied with; 1 also for units that cannot be converted, which have been asked about."""
    return _ONE if not stated or stated == unit else factor(stated, unit) or _ONE
