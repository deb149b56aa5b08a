"""A found table made into a typed return."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct, field

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
from pipeline.reading.measure_findings import ask_measures, say_measure, say_table_measure
from pipeline.reading.measures import MONEY, factor
from pipeline.reading.merged_cells import cells_of
from pipeline.reading.number_columns import type_amounts, type_counts, type_percentages
from pipeline.reading.numbers import amount, exact
from pipeline.reading.plain_columns import PLAINLY, Context, Plainly
from pipeline.reading.table_findings import (
    ask_errors,
    ask_others_rows,
    say_bare_rows,
    say_below,
    say_headings,
    say_hidden,
    say_sign_off,
)
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


class Plan(Struct, frozen=True):
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
    plainly: Plainly | None
    """the same where there is nothing to say about any of its cells"""
    to_say: bool
    """True where there may be something to say about its unit of measure"""


class Plans(Struct, frozen=True):
    """How the columns of a table are typed; the same for all returns with the same headings and the same unit of measure."""

    plans: tuple[Plan, ...]
    letters: Mapping[str, str]
    """column of the form → column of the sheet"""
    totalled: tuple[Plan, ...]
    """columns whose totals are kept"""


class Owner(Struct):
    """Whose return it is, and when."""

    file: InboxFile
    unit: str
    period: Period


class TableTyping(Struct, eq=False):
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
        planned = plans_of(found, self.lexicon)
        plans = planned.plans
        say_headings(found, self.journal)
        say_hidden(found, self.journal)
        if found.rows:
            say_sign_off(found, self.lexicon, self.journal)
            say_below(found, self.journal)
            ask_others_rows(found, self.owner.unit, self.lexicon, self.journal)
        columns = self._columns(plans) if found.rows else dict.fromkeys((plan.name for plan in plans), ())
        zero = not found.rows and (found.body.says_zero or bool(found.body.nil_rows))
        if not found.rows and not zero:
            self.journal.add(say.EMPTY_TABLE)
        return ReturnTable(
            Submission(self.owner.file, self.owner.unit, found.header.form, self.owner.period, found.sheet.name),
            columns,
            planned.letters,
            tuple([row + 1 for row in found.rows]),
            tuple(
                [
                    TotalRow(total.label, total.row + 1, self._total(planned.totalled, total.row), over)
                    for total, over in totalled(found.body)
                ]
            ),
            zero,
            self.written,
        )

    def _columns(self, plans: Sequence[Plan]) -> dict[str, tuple[Value, ...]]:
        found, journal = self.found, self.journal
        columns: dict[str, tuple[Value, ...]] = {}
        asked = ask_errors(found, journal)
        ask_measures(found, journal)
        say_table_measure(found, journal)
        common = (self.owner.period, self.from_1904, found, self.lexicon, journal, self.written, asked)
        context = self.owner.period.year, self.lexicon.unclear
        for plan in plans:
            if plan.to_say:
                say_measure(found, plan.name, plan.place, (plan.stated, plan.unit), journal)
            values = self._plainly(plan, context)
            if values is None:
                task = Task(plan.name, plan.column, plan.place.column, plan.unit, plan.times, plan.place.unit or "", *common)
                values = type_column(plan.typing, task, cells_of(found, task))
            columns[plan.name] = tuple(values)
        say_bare_rows(found, journal)
        return columns

    def _plainly(self, plan: Plan, context: Context) -> Sequence[Value] | None:
        """Type a column about which there is nothing to say; None for any other, and for one that merges reach into."""
        found, body, place = self.found, self.found.body, plan.place.column
        if plan.plainly is None or place >= len(found.columns):
            return None
        if body.anchors and (place in body.merged_columns or body.spread):
            return None
        cells = found.columns[place]
        return None if plan.column.required and "" in cells else plan.plainly(plan.column, cells, context)

    def _total(self, plans: Sequence[Plan], row: int) -> dict[str, Value]:
        cells = self.found.sheet.rows[row]
        width = len(cells)
        return {plan.name: _total_value(plan, cells[column]) if (column := plan.place.column) < width else None for plan in plans}


def plans_of(found: FoundTable, lexicon: Lexicon) -> Plans:
    """Return how each column is typed."""
    key = (found.header, found.preamble.measure)
    known: Plans | None = lexicon.plans.get(key)
    if known is None:
        places = found.header.places.items()
        plans = tuple(_plan(found.form, name, place, found.preamble.measure) for name, place in places)
        letters = {plan.name: letter(plan.place.column) for plan in plans}
        totals = tuple(plan for plan in plans if plan.column.type in {"amount", "count"})
        known = lexicon.plans[key] = Plans(plans, letters, totals)
    return known


def _plan(form: Form, name: str, place: Place, measure: str) -> Plan:
    column, unit = form.columns[name], form.unit_of(name)
    stated = place.unit or (measure if unit in MONEY and column.unit is None else "")
    stated = stated if unit and column.type != "percent" else ""
    times = (factor(stated, unit) if stated else None) or _ONE
    to_say = stated not in {"", unit} or bool(place.unit and measure and place.unit != measure)
    plainly = PLAINLY.get(column.type) if times == 1 else None
    return Plan(name, place, column, unit, stated, times, TYPINGS[column.type], plainly, to_say)


def _total_value(plan: Plan, raw: Raw) -> Value:
    if raw == "":
        return None
    if isinstance(raw, str):
        read = amount(raw, plan.unit)
        return read and (read.value if read.carried else read.value * plan.times)
    value = exact(raw) if isinstance(raw, float) else None
    return value if value is None or plan.times is _ONE else value * plan.times
