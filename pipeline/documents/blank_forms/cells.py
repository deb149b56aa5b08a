"""Writing one known value into a cell, with the style of its kind."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from pipeline.documents.dates import dated
from pipeline.model.form import Column
from pipeline.model.values import Precision, StatedDate

Styles = Mapping[str, Any]
_LONGEST_TEXT = 32767


def kind_of(column: Column) -> str:
    """Return which style a column's cells have."""
    match column.type:
        case "amount" | "count":
            return "amount"
        case "percent" | "date":
            return column.type
        case _:
            return "word"


def put(page: Any, place: tuple[int, int], value: object, style: tuple[str, str, Styles]) -> None:  # noqa: ANN401 - untyped
    """Write a value; `style` is open or grey, the kind of the column, and the styles of the workbook.

    A month stays a month: it is written as its first day, shown as the month it was stated as.
    """
    shade, kind, styles = style
    look = styles[f"{shade} {kind}"]
    if value is None or value == "":
        page.write_blank(*place, None, look)
    elif isinstance(value, Decimal):
        page.write_number(*place, float(value), look)
    elif isinstance(value, StatedDate) and value.precision is Precision.MONTH:
        page.write_datetime(*place, datetime.combine(value, time()), styles[f"{shade} month"])
    elif isinstance(value, StatedDate) and value.precision is not Precision.DAY:
        page.write_string(*place, dated(value), look)
    elif isinstance(value, date):
        page.write_datetime(*place, datetime.combine(value, time()), look)
    else:
        page.write_string(*place, str(value)[:_LONGEST_TEXT], look)
