"""Blank forms of the sample county, filled in by program as a clerk fills them in."""

import hashlib
import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from pipeline.documents.blank_forms import FormToFill, Handout, blank_workbook, rows_before
from pipeline.documents.blank_forms.columns import SheetColumns
from pipeline.model.earlier import EarlierRows
from pipeline.model.form import Form
from pipeline.model.period import Period
from pipeline.model.submission import InboxFile
from pipeline.model.unit import Unit
from pipeline.model.values import StatedDate, Value
from pipeline.reading.answer import Answer
from pipeline.reading.lexicon import Definitions, Lexicon
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.returns import read_file
from pipeline.validation.reporting import must_report

APRIL = Period.parse("2023-04")
Row = Mapping[str, Value]


def first_row(page) -> int:
    """Return the first row to fill in, as the frozen panes have it."""
    return int("".join(filter(str.isdigit, page.freeze_panes)))


def fill(content: bytes, form: str, definition: Form, rows: Sequence[Row]) -> Workbook:
    """Type rows into a form's sheet."""
    book = load_workbook(BytesIO(content))
    page, places = book[form], SheetColumns(definition).of_form
    for at, row in enumerate(rows, first_row(page)):
        for name, place in places.items():
            value = row.get(name)
            if isinstance(value, date):
                value = datetime(value.year, value.month, value.day)
            page[f"{get_column_letter(place + 1)}{at}"].value = float(value) if isinstance(value, Decimal) else value
    return book


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


_DAYS = ((2022, 6, 1), (2023, 1, 15), (2023, 4, 30), (2023, 5, 1), (2024, 3, 1))
_NOTES = (None, "无", "前期费用支出", "因征地拆迁未完成推进缓慢", "核实无误", "已经，批准", "调整概算批复〔2023〕5号文")
_POOLS: Mapping[str, Sequence[Value]] = {
    "amount": (None, *map(Decimal, ("0", "60", "100", "160", "100.01", "1200.5", "2400"))),
    "count": (None, *map(Decimal, ("0", "1", "3", "12"))),
    "percent": (None, Decimal("0.5"), Decimal("1.2")),
    "date": (None, *(StatedDate(*day) for day in _DAYS)),
    "note": _NOTES,
    "text": (None, "江财农发〔2023〕12号", "江财农发2023", "县领导小组负责"),
}


def drawn(form: Form, units: Sequence[str], count: int, seed: str) -> list[dict[str, Value]]:
    """Draw rows of which many break the form's checks."""
    chance = random.Random(seed)  # noqa: S311 - the same values every time

    def value(name: str, number: int) -> Value:
        column = form.columns[name]
        if column.type == "text" and name in form.key:
            return f"第{number}号建设工程"
        return chance.choice(column.codes or (units if column.type == "unit" else _POOLS[column.type]))

    return [{name: value(name, number) for name in form.columns} for number in range(1, count + 1)]


@pytest.fixture(scope="session")
def units(definitions) -> list[str]:
    return [unit.name for unit in definitions.directory.units if unit.until is None]


@pytest.fixture(scope="session")
def reporter(definitions) -> Callable[[Form], Unit]:
    def first(form: Form) -> Unit:
        period = APRIL.latest(form.reported.every)
        return next(unit for unit in definitions.directory.units if must_report(unit, form, period) and not unit.no_task)

    return first


@pytest.fixture(scope="session")
def handout(definitions, units, reporter) -> Callable[..., Handout]:
    """Return what is handed out of one form, prefilled with rows of the period before."""

    def make(name: str, last: Sequence[Row] = (), form: Form | None = None) -> Handout:
        given = form or definitions.forms[name]
        period = APRIL.latest(given.reported.every)
        unit = reporter(given)
        before = EarlierRows(period.previous.code, [{"单位": unit.name, **row} for row in last]) if last else None
        rows = rows_before(given, period, before, None)
        todo = FormToFill(name, given, period, datetime(2023, 5, 5, 17), rows, before)
        return Handout(unit, period, (todo,), units, definitions.vocabulary)

    return make


@pytest.fixture(scope="session")
def blank(handout) -> Callable[..., bytes]:
    def make(name: str, last: Sequence[Row] = (), form: Form | None = None) -> bytes:
        return blank_workbook(handout(name, last, form))

    return make


@pytest.fixture(scope="session")
def reading(definitions) -> Callable[..., Answer]:
    """Read one workbook as it lies in the inbox under a name that says nothing."""
    lexicon = Lexicon(Definitions(definitions.forms, definitions.directory, definitions.vocabulary, ReadingLimits()))

    def read(content: bytes, path: str = "新建 Microsoft Excel 工作表.xlsx") -> Answer:
        file = InboxFile(path, hashlib.sha256(content).hexdigest(), len(content), datetime(2023, 5, 4), "xlsx")
        return read_file(file, content, lexicon)

    return read
