"""Amounts, counts and percentages."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.catalogue import reading as say
from pipeline.model.values import Value
from pipeline.reading.columns import Task, as_text
from pipeline.reading.measures import PERCENT
from pipeline.reading.numbers import amount, exact, percent, plain_number
from pipeline.reading.plain_columns import PLAIN_NUMBERS, numbers_with
from pipeline.reading.workbook import Raw

_ZERO: Final = Decimal(0)


def type_amounts(task: Task, cells: Sequence[Raw], rows: Sequence[int]) -> list[Value]:
    """Type money and other measures in the unit of the column."""
    if task.times != 1 or not PLAIN_NUMBERS.issuperset(map(type, cells)):
        return [_amount(task, raw, row) if raw != "" else None for raw, row in zip(cells, rows, strict=True)]
    plain = numbers_with(task.column.decimals if task.column.type == "amount" else -1)
    values = list[Value]()
    for raw, row in zip(cells, rows, strict=True):
        try:
            values.append(plain[raw])
        except KeyError:
            values.append(_amount(task, raw, row))
    return values


def type_counts(task: Task, cells: Sequence[Raw], rows: Sequence[int]) -> list[Value]:
    """Type whole numbers."""
    values = type_amounts(task, cells, rows)
    for index, value in enumerate(values):
        if isinstance(value, Decimal) and value != value.to_integral_value():
            task.doubt(say.NOT_WHOLE, rows[index], cells[index])
            values[index] = None
    return values


def _amount(task: Task, raw: Raw, row: int) -> Value:
    if isinstance(raw, str):
        return _written_amount(task, raw, row)
    value = exact(raw) if isinstance(raw, float) else None
    if value is None:
        task.doubt(say.NOT_A_NUMBER, row, raw, unit=_in_brackets(task.unit))
        return None
    value = value * task.times if value else _ZERO
    _said_decimals(task, value, raw, row)
    return value


def _written_amount(task: Task, raw: str, row: int) -> Value:
    if not raw.strip():
        return None
    if task.is_nil(raw):
        return task.nil(row, raw)
    read = amount(raw, task.unit)
    if read is None:
        task.doubt(say.NOT_A_NUMBER, row, raw, unit=_in_brackets(task.unit))
        return None
    if read.unit:
        task.convert(say.CONVERTED_UNIT, row, raw, value=f"{read.value.normalize():f}", unit=task.unit)
        return read.value
    value = read.value if read.carried else read.value * task.times
    task.convert(say.TEXT_NUMBER if not read.carried else say.CONVERTED, row, raw, value=f"{value:f}")
    _said_decimals(task, value, raw, row)
    return value


def _said_decimals(task: Task, value: Decimal, raw: Raw, row: int) -> None:
    """Say when a number has more decimals than its column allows; it is kept as it is."""
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    if places <= task.column.decimals or task.column.type == "count" or value == round(value, task.column.decimals):
        return
    task.journal.add_once(
        say.DECIMALS,
        task.name,
        task.cell(row),
        row=task.label(row),
        found=as_text(raw),
        line=row + 1,
        places=places,
        allowed=task.column.decimals,
    )


def type_percentages(task: Task, cells: Sequence[Raw], rows: Sequence[int]) -> list[Value]:
    """Type percentages as fractions of 1.

    What a bare number means is told by its number format, by the heading, or by itself: 56.3 can only be 56.3%.
    """
    numbers = [raw for raw in cells if isinstance(raw, float)]
    in_points = any(abs(number) > 2 for number in numbers)
    return [None if raw == "" else _percentage(task, raw, row, in_points=in_points) for raw, row in zip(cells, rows, strict=True)]


def _percentage(task: Task, raw: Raw, row: int, *, in_points: bool) -> Value:
    if isinstance(raw, str):
        return _written_percentage(task, raw, row)
    value = exact(raw) if isinstance(raw, float) else None
    if value is None:
        task.doubt(say.NOT_A_NUMBER, row, raw, unit=_in_brackets("%"))
        return None
    if not value or "%" in task.found.sheet.format_of(row, task.letter):
        return value or _ZERO
    stated = task.heading_unit in PERCENT
    if stated:
        value = value.scaleb(-2 if task.heading_unit == "%" else -3)
    elif in_points and abs(value) > 1:
        value = value.scaleb(-2)
    if abs(value) < Decimal("0.01") if stated else abs(value) > 1 or in_points:
        task.convert(say.PERCENT_READING, row, raw, value=f"{value.scaleb(2).normalize():f}%")
    return value


def _written_percentage(task: Task, raw: str, row: int) -> Value:
    if not raw.strip():
        return None
    if task.is_nil(raw):
        return task.nil(row, raw)
    value = percent(raw)
    if value is not None:
        task.written[task.cell(row)] = raw
        return value
    number = plain_number(raw)
    if number is None:
        task.doubt(say.NOT_A_NUMBER, row, raw, unit=_in_brackets("%"))
        return None
    value = number.scaleb(-2) if task.heading_unit == "%" or abs(number) > 1 else number
    task.convert(say.PERCENT_READING, row, raw, value=f"{value.scaleb(2).normalize():f}%")
    return value


def _in_brackets(unit: str) -> str:
    return f"（{unit}）" if unit else ""
