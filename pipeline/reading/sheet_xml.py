"""What a sheet's XML says that calamine does not: how far it reaches, error values, unsaved formulas, hidden lines, formats."""

import re
from functools import cached_property

from pipeline.catalogue import reading as say
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.package import attributes
from pipeline.reading.refusal import RefusedError
from pipeline.reading.workbook import Cell, column_number

_UNUSUAL_TAG = re.compile(rb'<(?!c r="A?[A-Z]"|/c>|v>|/v>|row |/row>|is>|/is>|t>|/t>)([^\s/>]*)')
"""any tag, its digits taken out, but the cells up to column AZ and what stands in them"""
_FAR_ROW = re.compile(rb'r="[A-Z]+\d{5}')
_NEAR_ROWS, _NEAR_COLUMNS = 9_999, 52
_ANY_TAG = re.compile(rb"<(?:\w+:)?(c|row)\b([^>]*)>")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)(\d+)["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b([^>]*)>""")
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d+)["']""")
_COLUMNS = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_ERROR_OR_FORMULA = re.compile(rb"""\st\s*=\s*["']e["']|<(?:\w+:)?f[\s/>]""")
_CELL_TAG = re.compile(rb"<(?:\w+:)?c\s")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_WHOLE_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>(.*)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>/]*>([^<]+)")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*>([^<]*)")
_LINK = re.compile(rb"\[\d+\]")
_ERROR_TYPE = re.compile(rb"""\bt\s*=\s*["']e["']""")
_TEXT_TYPE = re.compile(rb"""\bt\s*=\s*["']str["']""")
_DATE_TYPE = re.compile(rb"""\bt\s*=\s*["']d["']""")
_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_STYLED = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Z]+)(\d+)["'][^>]*?\bs\s*=\s*["'](\d+)["']""")
_FARTHEST_CELL = 100_000
"""bytes between a formula and the tag of its cell; formulas are shorter"""


class SheetXml:
    """One sheet part, measured on construction; everything else is looked for only where a trace of it stands."""

    def __init__(self, name: str, xml: bytes, limits: ReadingLimits) -> None:
        self.xml = xml
        self._kinds = _kinds_of_rows(xml)
        self._tags = frozenset(_UNUSUAL_TAG.findall(self._kinds))
        """names of unusual tags; `c` stands among them where cells are far to the right or written otherwise"""
        if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise RefusedError(say.DANGEROUS, reason=say.WIDE_XML)
        if any(tag.startswith((b"!DOCTYPE", b"!ENTITY")) for tag in self._tags):
            raise RefusedError(say.DANGEROUS, reason=say.DOCUMENT_TYPE)
        self._usual = b"c" not in self._tags and not any(b":" in tag for tag in self._tags) and not _FAR_ROW.search(xml)
        rows, columns = (_NEAR_ROWS, _NEAR_COLUMNS) if self._usual else _reach(xml)
        if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
            raise RefusedError(say.TOO_WIDE, sheet=name, rows=rows, columns=columns)

    @cached_property
    def _peculiar(self) -> list[tuple[Cell, bytes, bytes]]:
        """Cells that hold an error value or a formula: place, tag and what is inside."""
        xml, found, done = self.xml, [], 0
        if self._usual and not self._has(b"t", b"e") and (b"f" not in self._tags or self._all_saved()):
            return []
        for trace in _ERROR_OR_FORMULA.finditer(xml):
            at = trace.start()
            if at < done:
                continue
            begin = _last_cell(xml, at)
            end = _CELL_END.search(xml, at)
            whole = _WHOLE_CELL.match(xml, begin, end.start() if end else len(xml)) if begin >= 0 else None
            place = _PLACE.search(whole[1]) if whole else None
            if whole and place:
                found.append((_cell(place), whole[1], whole[2]))
                done = whole.end()
        return found

    @cached_property
    def errors(self) -> dict[Cell, str]:
        """Error values and their texts."""
        found = {}
        for cell, tag, inner in self._peculiar:
            if _ERROR_TYPE.search(tag):
                value = _VALUE.search(inner)
                found[cell] = value[1].decode("utf-8", "replace") if value else "#N/A"
        return found

    @cached_property
    def unsaved(self) -> frozenset[Cell]:
        """Formulas without a saved result; a saved empty text is a result."""
        return frozenset(
            cell
            for cell, tag, inner in self._peculiar
            if _FORMULA.search(inner) and not _VALUE.search(inner) and not _TEXT_TYPE.search(tag)
        )

    @property
    def linked(self) -> Cell | None:
        """The first formula that refers to another workbook."""
        formulas = ((cell, _FORMULA.search(inner)) for cell, _, inner in self._peculiar)
        return next((cell for cell, formula in formulas if formula and _LINK.search(formula[1])), None)

    @property
    def iso_dates(self) -> list[Cell]:
        """Cells whose dates are written as text, as strict Open XML does."""
        if not self._has(b"t", b"d"):
            return []
        tags = (tag for kind, tag in _ANY_TAG.findall(self.xml) if kind == b"c" and _DATE_TYPE.search(tag))
        return [_cell(place) for tag in tags if (place := _PLACE.search(tag))]

    @property
    def hidden_rows(self) -> frozenset[int]:
        if b"hidden" not in self._kinds:
            return frozenset()
        tags = (tag for tag in _ROW.findall(self.xml) if _HIDDEN.search(tag))
        return frozenset(int(number[1]) - 1 for tag in tags if (number := _ROW_NUMBER.search(tag)))

    @property
    def hidden_columns(self) -> frozenset[int]:
        if b"hidden" not in self._kinds:
            return frozenset()
        hidden: set[int] = set()
        for tag in _COLUMNS.findall(self.xml):
            if _HIDDEN.search(tag):
                given = attributes(tag)
                hidden.update(range(int(given["min"]) - 1, min(int(given["max"]), 1024)))
        return frozenset(hidden)

    def _has(self, attribute: bytes, value: bytes) -> bool:
        """Tell whether an attribute that has no digits stands anywhere with a value."""
        return any(attribute + mark + value + mark[1:] in self._kinds for mark in (b'="', b"='"))

    def _all_saved(self) -> bool:
        """Tell whether every formula is followed by a value and none refers to another workbook."""
        formulas = self._kinds.count(b"<f>") + self._kinds.count(b"<f ")
        saved = self._kinds.count(b"</f><v>") + self._kinds.count(b"/><v>")
        return formulas == saved and b"<v></v>" not in self.xml and b"[" not in self.xml

    @cached_property
    def styles(self) -> dict[Cell, int]:
        """Style of every styled cell."""
        return {(int(row) - 1, column_number(letters)): int(style) for letters, row, style in _STYLED.findall(self.xml)}


def _kinds_of_rows(xml: bytes) -> bytes:
    """Return the sheet without its digits and with rows that are then alike only once: far less to look for traces in."""
    return b"</r".join(set(xml.translate(None, b"0123456789").split(b"</r")))


def _cell(place: re.Match[bytes]) -> Cell:
    return int(place[2]) - 1, column_number(place[1].upper())


def _last_cell(xml: bytes, before: int) -> int:
    """Return where the last cell tag before a place begins; −1 where there is none near."""
    nearest = xml.rfind(b"<c ", max(0, before - _FARTHEST_CELL), before)
    if nearest >= 0:
        return nearest
    tags = list(_CELL_TAG.finditer(xml, max(0, before - _FARTHEST_CELL), before))
    return tags[-1].start() if tags else -1


def _reach(xml: bytes) -> tuple[int, int]:
    """Return the span of the cells that are not empty, also where cells leave out their place."""
    last_row = last_column = row = column = 0
    for match in _ANY_TAG.finditer(xml):
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
