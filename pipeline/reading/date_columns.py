"""Dates."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from pipeline.catalogue import reading as say
from pipeline.model.values import StatedDate, Value
from pipeline.reading.columns import Task, as_text
from pipeline.reading.dates import UnclearMonthError, as_day, as_shown, from_day, from_number, from_text, is_far
from pipeline.reading.workbook import Raw, letter

_FUTURE = 30


def type_dates(task: Task, cells: Sequence[Raw], rows: Sequence[int]) -> list[Value]:
    """Type dates in every shape, as precise as they were stated."""
    letters, year, values = letter(task.letter), task.period.year, list[Value]()
    for raw, row in zip(cells, rows, strict=True):
        if raw == "":
            values.append(None)
        elif isinstance(raw, str) and (plain := _plain_date(raw, year)):
            value, task.written[f"{letters}{row + 1}"] = plain
            values.append(value)
        else:
            values.append(_date(task, raw, row))
    return values


@lru_cache(maxsize=4096)
def _plain_date(raw: str, year: int) -> tuple[StatedDate, str] | None:
    """Return a written date of which there is nothing to say, and how it was written."""
    read = from_text(raw, year)
    return (read.value, as_text(raw)) if read and read.sure and not is_far(read.value, year) else None


def _date(task: Task, raw: Raw, row: int) -> Value:
    value: Value
    if isinstance(raw, date):
        value = from_day(as_day(raw))
        if value.day == 1:
            value = as_shown(value, task.found.sheet.format_of(row, task.letter))
    elif isinstance(raw, str):
        value = _written_date(task, raw, row)
    else:
        value = _numbered_date(task, raw, row)
    if isinstance(value, StatedDate) and is_far(value, task.period.year):
        task.doubt(say.FAR_DATE, row, raw, last=task.period.year + _FUTURE)
        return None
    return value


def _written_date(task: Task, raw: str, row: int) -> Value:
    read = from_text(raw, task.period.year)
    if read is None:
        if not raw.strip():
            return None
        if task.is_nil(raw):
            return task.nil(row, raw)
        task.doubt(say.NOT_A_DATE, row, raw)
        return None
    if not read.sure:
        task.convert(say.CONVERTED, row, raw, value=shown(read.value))
    task.written[task.cell(row)] = as_text(raw)
    return read.value


def _numbered_date(task: Task, raw: Raw, row: int) -> Value:
    if not isinstance(raw, float) or raw - raw != 0:
        task.doubt(say.NOT_A_DATE, row, raw)
        return None
    try:
        read = from_number(raw, task.found.sheet.format_of(row, task.letter), task.from_1904)
    except UnclearMonthError:
        task.doubt(say.UNCLEAR_DATE, row, raw)
        return None
    if read is None:
        task.doubt(say.NOT_A_DATE, row, raw)
        return None
    task.convert(say.CONVERTED, row, raw, value=shown(read.value))
    return read.value


def shown(day: StatedDate) -> str:
    """Return a date as a message shows it, with no more than was stated."""
    return say.STATED[day.precision.value].format(
        day, ten=say.TEN_DAYS[min((day.day - 1) // 10, 2)], quarter=(day.month + 2) // 3
    )
