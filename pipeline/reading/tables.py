"""A found table made into a typed return."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from pipeline.catalogue import reading as say
from pipeline.model.form import Column, Form
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
from pipeline.reading.measure_findings import ask_measures, say_measure
from pipeline.reading.measures import MONEY, factor
from pipeline.reading.merged_cells import cells_of
from pipeline.reading.number_columns import type_amounts, type_counts, type_percentages
from pipeline.reading.numbers import amount, exact
from pipeline.reading.table_findings import ask_errors, say_headings, say_hidden, say_sign_off
from pipeline.reading.totals import totalled
from pipeline.reading.word_columns import type_codes, type_notes, type_texts, type_units
from pipeline.reading.workbook import Raw, letter

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


@dataclass(frozen=True, slots=True)
class Plan:
    """How one column is typed, wherever its table stands in a workbook."""

    name: str
    place: Place
    column: Column
    unit: str
    stated: str
    """unit of measure stated for it, in its heading or for money above the table; "" where that does not matter"""
    times: Decimal
    """what its numbers are multiplied with; 1 also for a unit that cannot be converted, which is asked about"""
    typing: Typing


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
        plans = plans_of(found, self.lexicon)
        say_headings(found, self.journal)
        say_hidden(found, self.journal)
        if found.rows:
            say_sign_off(found, self.lexicon, self.journal)
        columns: dict[str, tuple[Value, ...]] = {plan.name: () for plan in plans}
        if found.rows:
            self._type(columns, plans)
        zero = not found.rows and (found.body.says_zero or bool(found.body.nil_rows))
        if not found.rows and not zero:
            self.journal.add(say.EMPTY_TABLE)
        return ReturnTable(
            Submission(self.owner.file, self.owner.unit, found.header.form, self.owner.period, found.sheet.name),
            columns,
            {plan.name: letter(plan.place.column) for plan in plans},
            tuple(row + 1 for row in found.rows),
            tuple(
                TotalRow(total.label, total.row + 1, self._total(plans, total.row), over) for total, over in totalled(found.body)
            ),
            zero,
            self.written,
        )

    def _type(self, columns: dict[str, tuple[Value, ...]], plans: Sequence[Plan]) -> None:
        found, journal = self.found, self.journal
        asked = ask_errors(found, journal)
        ask_measures(found, journal)
        common = (self.owner.period, self.from_1904, found, self.lexicon, journal, self.written, asked)
        for plan in plans:
            say_measure(found, plan.name, plan.place, (plan.stated, plan.unit), journal)
            task = Task(plan.name, plan.column, plan.place.column, plan.unit, plan.times, plan.place.unit or "", *common)
            columns[plan.name] = tuple(type_column(plan.typing, task, cells_of(found, task)))

    def _total(self, plans: Sequence[Plan], row: int) -> dict[str, Value]:
        totalled_columns = [plan for plan in plans if plan.column.type in {"amount", "count"}]
        return {plan.name: _total_value(plan, self.found.sheet.at(row, plan.place.column)) for plan in totalled_columns}


def plans_of(found: FoundTable, lexicon: Lexicon) -> tuple[Plan, ...]:
    """Return how each column is typed; the same for all returns with the same headings and the same unit of measure."""
    key = (found.header, found.preamble.measure)
    if key not in lexicon.plans:
        places = found.header.places.items()
        lexicon.plans[key] = tuple(_plan(found.form, name, place, found.preamble.measure) for name, place in places)
    plans: tuple[Plan, ...] = lexicon.plans[key]
    return plans


def _plan(form: Form, name: str, place: Place, measure: str) -> Plan:
    column, unit = form.columns[name], form.unit_of(name)
    stated = place.unit or (measure if unit in MONEY and column.unit is None else "")
    stated = stated if unit and column.type != "percent" else ""
    times = (factor(stated, unit) if stated else None) or _ONE
    return Plan(name, place, column, unit, stated, times, TYPINGS[column.type])


def _total_value(plan: Plan, raw: Raw) -> Value:
    if isinstance(raw, str):
        read = amount(raw, plan.unit) if raw else None
        return read and (read.value if read.carried else read.value * plan.times)
    value = exact(raw) if isinstance(raw, float) else None
    return None if value is None else value * plan.times
