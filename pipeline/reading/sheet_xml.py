"""What a sheet's XML says that calamine does not: how far it reaches, error values, unsaved formulas, hidden lines, formats."""

import re
from functools import cached_property

from pipeline.catalogue import reading as say
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.package import attributes
from pipeline.reading.refusal import RefusedError
from pipeline.reading.workbook import Cell, column_number

_PLAIN_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"')
_ANY_CELL = re.compile(rb"""<(?:\w+:)?c\b([^>]*)>""")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)(\d+)["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b([^>]*)>""")
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d+)["']""")
_COLUMNS = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_WHOLE_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>/]*>([^<]*)")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_LINK = re.compile(rb"<(?:\w+:)?f\b[^>]*>[^<]*\[\d+\]")
_ERROR_TYPE = re.compile(rb"""\bt\s*=\s*["']e["']""")
_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_STYLED = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Z]+)(\d+)["'][^>]*?\bs\s*=\s*["'](\d+)["']""")


class SheetXml:
    """One sheet part, measured on construction; everything else is looked for only where a trace of it stands."""

    def __init__(self, name: str, xml: bytes, limits: ReadingLimits) -> None:
        self.xml = xml
        rows, columns = _reach(xml)
        if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
            rows, columns = _reach_of_filled(xml)
        if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
            raise RefusedError(say.TOO_WIDE, sheet=name, rows=rows, columns=columns)

    @cached_property
    def errors(self) -> dict[Cell, str]:
        """Error values and their texts."""
        if not _ERROR_TYPE.search(self.xml):
            return {}
        found = {}
        for tag, inner in _WHOLE_CELL.findall(self.xml):
            place, value = _PLACE.search(tag), _VALUE.search(inner)
            if place and _ERROR_TYPE.search(tag):
                found[_cell(place)] = value[1].decode("utf-8", "replace") if value else "#N/A"
        return found

    @cached_property
    def unsaved(self) -> frozenset[Cell]:
        """Formulas without a saved result; a saved empty text is a result."""
        if not _FORMULA.search(self.xml):
            return frozenset()
        found = set()
        for tag, inner in _WHOLE_CELL.findall(self.xml):
            place = _PLACE.search(tag)
            if place and _FORMULA.search(inner) and not _VALUE.search(inner) and b't="str"' not in tag:
                found.add(_cell(place))
        return frozenset(found)

    @property
    def linked(self) -> Cell | None:
        """The first formula that refers to another workbook."""
        if not _LINK.search(self.xml):
            return None
        for tag, inner in _WHOLE_CELL.findall(self.xml):
            place = _PLACE.search(tag)
            if place and _LINK.search(inner):
                return _cell(place)
        return None

    @property
    def hidden_rows(self) -> frozenset[int]:
        if b"hidden=" not in self.xml:
            return frozenset()
        tags = (tag for tag in _ROW.findall(self.xml) if _HIDDEN.search(tag))
        return frozenset(int(number[1]) - 1 for tag in tags if (number := _ROW_NUMBER.search(tag)))

    @property
    def hidden_columns(self) -> frozenset[int]:
        if b"hidden=" not in self.xml:
            return frozenset()
        hidden: set[int] = set()
        for tag in _COLUMNS.findall(self.xml):
            if _HIDDEN.search(tag):
                given = attributes(tag)
                hidden.update(range(int(given["min"]) - 1, min(int(given["max"]), 1024)))
        return frozenset(hidden)

    @cached_property
    def styles(self) -> dict[Cell, int]:
        """Style of every styled cell."""
        return {(int(row) - 1, column_number(letters)): int(style) for letters, row, style in _STYLED.findall(self.xml)}


def _cell(place: re.Match[bytes]) -> Cell:
    return int(place[2]) - 1, column_number(place[1].upper())


def _reach(xml: bytes) -> tuple[int, int]:
    """Return how many rows and columns the cells span, blank styled ones included; quick for XML as every office writes it."""
    plain = _PLAIN_CELL.findall(xml)
    if len(plain) != xml.count(b"<c ") + xml.count(b"<c>") or b":c " in xml or b":c>" in xml:
        return _reach_of_filled(xml)
    rows = max(map(int, {row for _, row in plain}), default=0)
    return rows, max(map(column_number, {letters for letters, _ in plain}), default=-1) + 1


def _reach_of_filled(xml: bytes) -> tuple[int, int]:
    """Return the span of the cells that are not empty, also where cells leave out their place."""
    last_row = last_column = row = column = 0
    for match in re.finditer(rb"<(?:\w+:)?(c|row)\b([^>]*)>", xml):
        tag = match[2]
        if match[1] == b"row":
            number = _ROW_NUMBER.search(tag)
            row, column = (int(number[1]) if number else row + 1), 0
            continue
        place = _PLACE.search(tag)
        row, column = (int(place[2]), column_number(place[1].upper()) + 1) if place else (row, column + 1)
        if not tag.endswith(b"/"):
            last_row, last_column = max(last_row, row), max(last_column, column)
    return last_row, last_column
