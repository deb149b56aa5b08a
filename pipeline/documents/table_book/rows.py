"""The rows of one table as XML: every cell with its address and look, every row as high as its longest text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

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


@dataclass
class Links:
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
    """Yield the rows of a table from FIRST_ROW on."""
    written = [_Column(place, column, texts, links) for place, column in enumerate(sheet.columns)]
    for number, row in enumerate(sheet.rows, FIRST_ROW):
        told = [column.cell(value, number) for column, value in zip(written, row, strict=True)]
        high = _height(max([column.lines for column in written], default=1))
        yield f'<row r="{number}" ht="{high}" customHeight="1">{"".join(told)}</row>'


@lru_cache(maxsize=256)
def _height(lines_of_text: int) -> str:
    return f"{height_of(lines_of_text):g}"


class _Column:
    """Writes the cells of one column; what it said of a text once it says again."""

    def __init__(self, place: int, column: Column, texts: SharedTexts, links: Links) -> None:
        self._opening = f'<c r="{letter(place)}'
        self._column = column
        self._texts = texts
        self._links = links
        self._said: dict[str, tuple[str, int]] = {}
        self.lines = 1
        """lines of the text written last"""

    def cell(self, value: Cell, row: int) -> str:
        """Return a cell."""
        said = self._said.get(value) if type(value) is str else None
        if said is not None:
            closing, self.lines = said
        elif isinstance(value, str) and value:
            if self._column.format == "link":
                return self._link(value, row)
            said = self._said[value] = self._text(value, Style.TEXT), lines(value, self._column.width)
            closing, self.lines = said
        else:
            self.lines = 1
            closing = self._plain(value)
        return f"{self._opening}{row}{closing}"

    def _text(self, text: str, style: Style) -> str:
        return f'" s="{style:d}" t="s"><v>{self._texts.number(text[:LONGEST_TEXT])}</v></c>'

    def _link(self, path: str, row: int) -> str:
        address = f"{self._opening[6:]}{row}"
        self.lines = 1
        if self._links.add(address, path):
            return f"{self._opening}{row}{self._text(words.OPEN, Style.LINK)}"
        return f"{self._opening}{row}{self._text(path, Style.TEXT)}"

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
