"""A workbook that is more than plain tables: the ledger's, with colours, drop-downs and widths of their own.

A text never becomes a formula, a link or a number, and the same content gives the same bytes.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from pipeline.catalogue import workbook as words
from pipeline.documents.dates import dated
from pipeline.documents.row_heights import height
from pipeline.documents.sheets import Cell, Column, Sheet
from pipeline.documents.table_book import sheet_name
from pipeline.documents.table_book.texts import LONGEST_TEXT
from pipeline.model.office import Policies
from pipeline.model.period import Period
from pipeline.model.values import Precision, StatedDate

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_BOXED = {"font_name": words.FONT, "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
_FORMATS: Mapping[str, Mapping[str, object]] = {
    "title": {"font_name": words.FONT, "font_size": 14, "bold": True, "align": "center", "valign": "vcenter"},
    "head": {**_BOXED, "bold": True, "align": "center", "bg_color": "#D9E2F3"},
    "text": _BOXED,
    "number": {**_BOXED, "num_format": "General"},
    "rate": _BOXED,
    "day": {**_BOXED, "num_format": "yyyy-mm-dd", "align": "left"},
    "moment": {**_BOXED, "num_format": "yyyy-mm-dd hh:mm", "align": "left"},
}


class NewBook:
    """A workbook while it is written; it is dated by its period and not by the clock."""

    def __init__(self, title: str, period: Period, policies: Policies) -> None:
        from xlsxwriter import Workbook  # noqa: PLC0415 - nothing else needs it, and importing it takes as long as a hundred notices

        self._content = BytesIO()
        self.book = Workbook(self._content, _OPTIONS)
        created = datetime.combine(period.end, time())
        self.book.set_properties({"title": title, "author": words.CREATOR, "created": created})
        self.formats = {name: self.book.add_format(dict(properties)) for name, properties in _FORMATS.items()}
        self.formats["rate"].set_num_format(f"0.{'0' * policies.rate_decimals}%".replace(".%", "%"))
        self._names: set[str] = set()

    def page(self, name: str) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """Add a sheet, under a name that is allowed and free."""
        free = sheet_name(name, self._names)
        self._names.add(free.casefold())
        return self.book.add_worksheet(free)

    def write(self, sheet: Sheet) -> Any:  # noqa: ANN401
        """Add a sheet that holds a table."""
        page = self.page(sheet.name)
        _write(page, sheet, self.formats)
        return page

    def finished(self) -> bytes:
        self.book.close()
        return self._content.getvalue()


def _write(page: Any, sheet: Sheet, formats: Mapping[str, Any]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    last = max(len(sheet.columns) - 1, 1)
    page.merge_range(0, 0, 0, last, "", formats["title"])
    page.write_string(0, 0, sheet.title, formats["title"])
    page.set_row(0, 28)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
        page.write_string(1, number, column.heading, formats["head"])
    for number, row in enumerate(sheet.rows, 2):
        high = height((cell, column.width) for cell, column in zip(row, sheet.columns, strict=True) if isinstance(cell, str))
        page.set_row(number, high)
        _write_row(page, number, row, sheet.columns, formats)
    page.freeze_panes(2, 1)
    page.autofilter(1, 0, max(len(sheet.rows) + 1, 1), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.repeat_rows(0, 1)
    page.fit_to_pages(1, 0)


def _write_row(page: Any, number: int, row: Sequence[Cell], columns: Sequence[Column], formats: Mapping[str, Any]) -> None:  # noqa: ANN401
    for place, (value, column) in enumerate(zip(row, columns, strict=True)):
        if value is None or value == "":
            page.write_blank(number, place, None, formats["text"])
        elif isinstance(value, str):
            page.write_string(number, place, value[:LONGEST_TEXT], formats["text"])
        elif isinstance(value, Decimal | int):
            page.write_number(number, place, float(value), formats[column.format])
        elif isinstance(value, StatedDate) and value.precision is not Precision.DAY:
            page.write_string(number, place, dated(value), formats["text"])
        else:
            page.write_datetime(number, place, _moment(value), formats["moment" if isinstance(value, datetime) else "day"])


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time())
