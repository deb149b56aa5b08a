"""How one row of a return stands in the database: as JSON that gives back exactly the value that was read."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from pipeline.model.values import Precision, StatedDate, Value

Row = Mapping[str, Value]


def encoded_rows(rows: Sequence[Row]) -> str:
    """Return rows as one JSON text."""
    return json.dumps([{column: encoded(value) for column, value in row.items()} for row in rows], ensure_ascii=False)


def decoded_rows(text: str) -> list[dict[str, Value]]:
    """Return the rows that `encoded_rows` wrote."""
    return [{column: decoded(value) for column, value in row.items()} for row in json.loads(text)]


def encoded(value: Value) -> object:
    """Text stays text and a blank stays null; a number becomes ["数", digits], a date ["日", day, precision]."""
    if isinstance(value, Decimal):
        return ["数", str(value)]
    if isinstance(value, date):
        return ["日", value.isoformat(), value.precision.value]
    return value


def decoded(value: str | list[str] | None) -> Value:
    """Return the value that `encoded` wrote."""
    match value:
        case ["数", digits]:
            return Decimal(digits)
        case ["日", day, precision]:
            stated = date.fromisoformat(day)
            return StatedDate(stated.year, stated.month, stated.day, Precision(precision))
        case _:
            return None if value is None else str(value)
