"""The rows of one table as XML: every cell with its address and look, every row as high as its longest text."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct, field

from pipeline.catalogue import workbook as words
from pipeline.documents.dates import dated
from pipeline.documents.row_heights import height_of, lines
from pipeline.documents.sheets import Cell, Column, Sheet
from pipeline.documents.table_book.styles import Style
from pipeline.documents.table_book.texts import LONGEST_TEXT, SharedTexts
from pipeline.model.addresses import letter
from pipeline.model.values import Precision, StatedDate

FIRST_ROW = 3
"""below the title and the headings; counted from 1, as Excel does"""

_MOST_LINKS = 65_530
"""links a sheet may have; a path beyond is shown as it is"""
_DAY_ZERO = date(1899, 12, 30)
_SECONDS_OF_DAY = 86_400
_NUMBERS = {"number": Style.NUMBER, "rate": Style.RATE}


class Links(Struct):
    """The links of a sheet: where each stands, and the path it opens."""

    places: list[tuple[str, int]] = field(default_factory=list)
    """(address, number of its path)"""
    paths: dict[str, int] = field(default_factory=dict)

    def add(self, address: str, path: str) -> bool:
        """Take a link up; say whether there was room for it."""
        if len(self.places) >= _MOST_LINKS:
            return False
        self.places.append((address, self.paths.setdefault(path, len(self.paths) + 1)))
        return True


def rows(sheet: Sheet, texts: SharedTexts, links: Links) -> Iterator[str]:
    """Yield the rows of a table from FIRST_ROW on.

    The number of a row stands in the address of each of its cells and nowhere else: it joins what is written between them.
    """
    written = [
        _Column(place, column, texts, links, last=place == len(sheet.columns) - 1) for place, column in enumerate(sheet.columns)
    ]
    known, cells = [column.said for column in written], [column.cell for column in written]
    for number, row in enumerate(sheet.rows, FIRST_ROW):
        told = [said.get(value) or cell(value, number) for said, cell, value in zip(known, cells, row, strict=True)]
        high = _height(max([lines_of_text for _, lines_of_text in told], default=1))
        joined = str(number).join((_FIRST_CELL, *[between for between, _ in told])) if told else ""
        yield f'<row r="{number}" ht="{high}" customHeight="1">{joined}</row>'


@lru_cache(maxsize=256)
def _height(lines_of_text: int) -> str:
    return f"{height_of(lines_of_text):g}"


def _opening(place: int) -> str:
    """Return how a cell begins, up to the number of its row."""
    return f'<c r="{letter(place)}'


_FIRST_CELL = _opening(0)
_Written = tuple[str, int]
"""what is written from the number of a cell's row to that of the next cell, and how many lines of text it is high"""


class _Column:
    """Writes the cells of one column; what it said of a value once it says again."""

    def __init__(self, place: int, column: Column, texts: SharedTexts, links: Links, *, last: bool) -> None:
        self.said: dict[Cell, _Written] = {}
        """texts, counts and blanks written before; no date, for one of a month equals its first day"""
        self._letter = letter(place)
        self._next = "" if last else _opening(place + 1)
        self._column = column
        self._texts = texts
        self._links = links

    def cell(self, value: Cell, row: int) -> _Written:
        """Return what is written of a value."""
        if isinstance(value, str) and value and self._column.format == "link":
            return f"{self._link(value, row)}{self._next}", 1
        if isinstance(value, str) and value:
            written = f"{self._text(value, Style.TEXT)}{self._next}", lines(value, self._column.width)
        else:
            written = f"{self._plain(value)}{self._next}", 1
        if value is None or isinstance(value, str | int):
            self.said[value] = written
        return written

    def _text(self, text: str, style: Style) -> str:
        return f'" s="{style:d}" t="s"><v>{self._texts.number(text[:LONGEST_TEXT])}</v></c>'

    def _link(self, path: str, row: int) -> str:
        if self._links.add(f"{self._letter}{row}", path):
            return self._text(words.OPEN, Style.LINK)
        return self._text(path, Style.TEXT)

    def _plain(self, value: Cell) -> str:
        if value is None or value == "":
            return f'" s="{Style.TEXT:d}"/>'
        if isinstance(value, Decimal | int):
            return _number(float(value), _NUMBERS.get(self._column.format, Style.TEXT))
        if isinstance(value, StatedDate) and value.precision is not Precision.DAY:
            return self._text(dated(value), Style.TEXT)
        assert isinstance(value, date)  # noqa: S101 - a cell is a text, a number or a date
        return _number(_serial(value), Style.MOMENT if isinstance(value, datetime) else Style.DAY)


def _number(value: float, style: Style) -> str:
    return f'" s="{style:d}"><v>{value:.16g}</v></c>'


def _serial(value: date) -> float:
    """Return a day as Excel counts it."""
    days = value.toordinal() - _DAY_ZERO.toordinal()
    if isinstance(value, datetime):
        return days + (value.hour * 3600 + value.minute * 60 + value.second) / _SECONDS_OF_DAY
    return days
