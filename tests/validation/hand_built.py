"""Returns built by hand from plain rows, and the examples of tests/examples/findings as forms, returns and history."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from pipeline.model.earlier import Earlier, EarlierRows
from pipeline.model.form import NUMERIC, Form
from pipeline.model.period import Period
from pipeline.model.submission import InboxFile, Submission
from pipeline.model.table import ReturnTable, TotalRow
from pipeline.model.unit import Unit, UnitDirectory
from pipeline.model.values import Precision, StatedDate, Value

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
APRIL = Period.parse("2023-04")
IN_TIME = datetime(2023, 5, 4, 9)


def form(definition: Mapping[str, Any]) -> Form:
    return TypeAdapter(Form).validate_python(definition)


def directory(*units: str, group: str = "县直部门") -> UnitDirectory:
    return UnitDirectory(tuple(Unit(name, group) for name in units))


def typed(value: object, column_type: str) -> Value:
    """Turn what an example writes into what reading would have made of it; "2023-04" is a date of month precision."""
    if value is None:
        return None
    if column_type in NUMERIC:
        return Decimal(str(value))
    if column_type == "date":
        parts = [int(part) for part in str(value).split("-")]
        return StatedDate(*parts, precision=(Precision.YEAR, Precision.MONTH, Precision.DAY)[len(parts) - 1])
    return str(value)


def returned(
    name: str,
    definition: Form,
    rows: Sequence[Mapping[str, object]],
    unit: str = "县住建局",
    *,
    first_row: int = 5,
    totals: Sequence[Mapping[str, Any]] = (),
    received: datetime = IN_TIME,
    file: str = "",
    sheet: str = "表1",
    period: Period = APRIL,
    without: Sequence[str] = (),
) -> ReturnTable:
    """Build a return whose columns stand in the order of the form, the first in column B."""
    kept = [column for column in definition.columns if column not in without]
    path = file or f"{unit}.xlsx"
    sent = Submission(InboxFile(path, f"sha-{path}", 1, received, "xlsx"), unit, name, period, sheet)
    columns = {column: tuple(typed(row.get(column), definition.columns[column].type) for row in rows) for column in kept}
    letters = {column: LETTERS[at + 1] for at, column in enumerate(kept)}
    numbers = tuple(range(first_row, first_row + len(rows)))
    return ReturnTable(sent, columns, letters, numbers, tuple(_total(total, definition, numbers) for total in totals), not rows)


def _total(total: Mapping[str, Any], definition: Form, numbers: tuple[int, ...]) -> TotalRow:
    values = {column: typed(value, definition.columns[column].type) for column, value in total["values"].items()}
    return TotalRow(total.get("label", "合计"), total["row"], values, tuple(total.get("over", numbers)))


def earlier(
    name: str, definition: Form, last: Sequence[Mapping[str, object]] = (), last_year: Sequence[Mapping[str, object]] = ()
) -> Earlier:
    """Build what history gives back of the month before and of the same month last year."""
    return Earlier(
        last_rows={name: EarlierRows("2023-03", _rows(definition, last))} if last else {},
        last_year_rows={name: EarlierRows("2022-04", _rows(definition, last_year))} if last_year else {},
    )


def _rows(definition: Form, rows: Sequence[Mapping[str, object]]) -> list[dict[str, Value]]:
    return [
        {
            column: typed(value, definition.columns[column].type) if column in definition.columns else str(value)
            for column, value in row.items()
        }
        for row in rows
    ]
