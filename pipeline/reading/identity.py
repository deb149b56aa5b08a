"""Whose return a table is, and of which period: by its stamp, then its text; names of files and folders are hints."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from msgspec import Struct, field
from msgspec.structs import replace

from pipeline.model.period import Cadence, Period
from pipeline.model.stamp import STAMP_SHEET, Stamp, stamps_in
from pipeline.model.unit import Unit
from pipeline.reading.lexicon import Lexicon
from pipeline.reading.measures import canonical, stated_beside
from pipeline.reading.periods import StatedPeriod, day_in, reported_on, stated_in
from pipeline.reading.text import squeeze
from pipeline.reading.workbook import Raw, Sheet, Workbook, address

_UNIT_LABEL = re.compile(
    r"(?:(?:填报|报送|上报|责任|编报|填表|编制|综合)\s*(?:单\s*位|机\s*关|机\s*构|部\s*门)(?:名称|全称)?|单\s*位(?:名称|全称)?)"
    r"\s*(?:\((?:盖章|公章|章|签章)\))?\s*:\s*"
)
_DATE_LABEL = re.compile(
    r"(?:填报|填表|报送|上报|报出|报表|制表)\s*(?:日\s*期|时\s*间)\s*:\s*(.{4,20})|^\s*(?:日期|时间)\s*:\s*(.{4,20})"
)
_VALUE_ENDS = re.compile(
    r"\s{2,}|\t|\n|(?=\s?(?:填报|填表|报送|上报|报出|制表|计量|货币|金额)?\s?(?:日期|时间|单位|负责人|人)\s?(?:\(.{1,3}\))?:)|[,;。]"
)
_BLANK_LINE = re.compile(r"[_\s]+")


class Hints(Struct):
    """What the names of a file and its folders say."""

    unit: Unit | None = None
    form: str = ""
    period: StatedPeriod = field(default_factory=StatedPeriod)


class Preamble(Struct):
    """What the lines above a table say."""

    lines: tuple[str, ...] = ()
    unit_text: str = ""
    """what stands after 填报单位："""
    measures: tuple[tuple[str, str], ...] = ()
    """units of measure they state, and the cell of each"""
    period: StatedPeriod = field(default_factory=StatedPeriod)
    filled_on: date | None = None

    @property
    def measure(self) -> str:
        """The unit of measure stated first."""
        return self.measures[0][0] if self.measures else ""

    def completed_by(self, other: "Preamble", *, measure: bool) -> "Preamble":
        """Return these lines with what only the others say, the unit of measure if wanted; for tables side by side."""
        return replace(
            self,
            unit_text=self.unit_text or other.unit_text,
            measures=self.measures or (other.measures if measure else ()),
            period=self.period or other.period,
            filled_on=self.filled_on or other.filled_on,
        )


def stamps_of(book: Workbook) -> tuple[Stamp, ...]:
    """Return the workbook's stamps, one for each form it was handed out with; none where it has no stamp."""
    return next((stamps_in(sheet.rows) for sheet in book.sheets if sheet.name == STAMP_SHEET and not sheet.visible), ())


def hints_of(path: str, lexicon: Lexicon) -> Hints:
    """Return what a path says: the file's own name first, then its folders from the inside out."""
    *folders, name = path.split("/")
    names = [name.rsplit(".", 1)[0], *reversed(folders)]
    unit = next((found for text in names if (found := lexicon.unit_named_in(text, shortest=2))), None)
    form = next(filter(None, map(lexicon.form_named_in, names)), "")
    period = StatedPeriod()
    for text in names:
        period = period.completed_by(stated_in(text))
    return Hints(unit, form, period)


def preamble_of(sheet: Sheet, begin: int, end: int) -> Preamble:
    """Read the lines between two rows: title, 填报单位, 填报日期, 计量单位, in whichever cells they stand."""
    lines, unit_text, filled_on = [], "", None
    measures: list[tuple[str, str]] = []
    period = StatedPeriod()
    for row, cells in enumerate(sheet.rows[begin:end], begin):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if not cell or cell.isspace():
                    continue
                line = _line(cell)
                lines.append(line.text)
                if line.labels:
                    line = _with_what_stands_beside(line, cells[column + 1 :]) if line.asks else line
                    unit_text = unit_text or line.unit
                    measures += [(line.measure, address(row, column))] if line.measure else []
                filled_on = filled_on or line.day
                period = period or line.period
            elif isinstance(cell, date):
                filled_on = filled_on or date(cell.year, cell.month, cell.day)
    return Preamble(tuple(lines), unit_text, tuple(measures), period or stated_in(sheet.name), filled_on)


class _Line(NamedTuple):
    """What one text above a table says by itself."""

    text: str
    labels: bool
    """True where it has a label"""
    asks: bool
    """True where what a label means may stand in the next cell"""
    unit: str
    measure: str
    day: date | None
    period: StatedPeriod


@lru_cache(maxsize=4096)
def _line(cell: str) -> _Line:
    text = normalize("NFKC", cell)
    labels = ":" in text
    asks = any(not text[match.end() :].strip(" _") for match in _UNIT_LABEL.finditer(text)) if labels else False
    unit = _labelled_unit(text, ()) if labels and not asks else ""
    measure = (stated_beside(text) or ("" if asks else _measure_beside(text, ()))) if labels else ""
    return _Line(text, labels, asks, unit, measure, day_in(text), stated_in(_without_unit(text) if labels else text))


def _with_what_stands_beside(line: _Line, beside: Sequence[Raw]) -> _Line:
    return line._replace(unit=_labelled_unit(line.text, beside), measure=line.measure or _measure_beside(line.text, beside))


def _labelled_unit(text: str, beside: Sequence[Raw]) -> str:
    """Return the organisation after 填报单位：, in the cell or the next one; a unit of measure is none."""
    for value in _values_after(_UNIT_LABEL, text, beside):
        if value and canonical(squeeze(value)) is None:
            return value
    return ""


def _measure_beside(text: str, beside: Sequence[Raw]) -> str:
    found = (canonical(squeeze(value)) for value in _values_after(_UNIT_LABEL, text, beside))
    return next((unit for unit in found if unit), "")


def _values_after(label: re.Pattern[str], text: str, beside: Sequence[Raw]) -> Iterator[str]:
    for match in label.finditer(text):
        value = _BLANK_LINE.sub(" ", _VALUE_ENDS.split(text[match.end() :], maxsplit=1)[0]).strip()
        if not value and not text[match.end() :].strip(" _"):
            value = next((normalize("NFKC", cell).strip() for cell in beside if isinstance(cell, str) and cell.strip(" _")), "")
            value = "" if ":" in value else value
        yield value.rstrip(")") if value.count(")") > value.count("(") else value


def _without_unit(text: str) -> str:
    """Return a line without its 填报日期: a day on which something was filled in is not the period."""
    match = _DATE_LABEL.search(text)
    return text.replace(match[0], " ") if match and day_in(match[0]) else text


def period_of(told: Preamble, hints: Hints, cadence: Cadence) -> tuple[Period | None, Period | None]:
    """Return the period a table states and the one its file's name states; the first falls back on the second."""
    hinted = hints.period.period(cadence)
    stated = told.period.completed_by(hints.period)
    by_day = reported_on(told.filled_on) if told.filled_on else StatedPeriod()
    period = stated.completed_by(by_day).period(cadence) if told.period else None
    if period is None and not told.period:
        period = hinted or by_day.period(cadence)
    return period, hinted
