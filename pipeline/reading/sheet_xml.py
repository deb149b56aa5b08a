"""What a sheet's XML says that calamine does not: how far it reaches, error values, unsaved formulas, hidden lines, formats."""

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Final

from pipeline.catalogue import reading as say
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.package import attributes
from pipeline.reading.refusal import RefusedError
from pipeline.reading.workbook import Cell, address, column_number

_UNUSUAL_TAG = re.compile(rb'<(?!c r="A?[A-Z]"|/c>|v>|/v>|row |/row>|is>|/is>|t>|/t>)([^\s/>]*)')
"""any tag, its digits taken out, but the cells up to column AZ and what stands in them"""
_FAR_ROW = re.compile(rb'r="[A-Z]+\d{5}')
NEAR: Final = 9_999, 52
"""rows and columns a usual sheet reaches at most"""
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
_DOCUMENT_TYPE, _ODD_TAG, _HIDDEN_LINE = "document type", "odd tag", "hidden line"
_FORMULA_TAG, _ERROR_CELL, _DATE_CELL = "formula", "error", "date"
_FORMULAS_ONLY = frozenset({_FORMULA_TAG})
"""traces of what has to be looked at; an odd tag is a cell far to the right or written otherwise, or a tag with a prefix"""
_LONG_ROW = 4096
"""bytes of a row that is not remembered"""
_FEW_CELLS = 8
"""cells whose styles are looked up one by one; for more all are noted at once"""
_FARTHEST_CELL = 100_000
"""bytes between a formula and the tag of its cell; formulas are shorter"""


class SheetXml:
    """One sheet part, measured on construction; everything else is looked for only where a trace of it stands."""

    def __init__(self, name: str, xml: bytes, limits: ReadingLimits) -> None:
        self.xml = xml
        self._asked = 0
        self._kinds = _kinds_of_rows(xml)
        self._traces = frozenset().union(*map(_traces_in(self._kinds), self._kinds))
        if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise RefusedError(say.DANGEROUS, reason=say.WIDE_XML)
        if _DOCUMENT_TYPE in self._traces:
            raise RefusedError(say.DANGEROUS, reason=say.DOCUMENT_TYPE)
        self._usual = _ODD_TAG not in self._traces and not _FAR_ROW.search(xml)
        refuse_wide(name, NEAR if self._usual else _reach(xml), limits)

    @cached_property
    def _peculiar(self) -> list[tuple[Cell, bytes, bytes]]:
        """Cells that hold an error value or a formula: place, tag and what is inside."""
        xml, found, done = self.xml, [], 0
        if self._usual and _ERROR_CELL not in self._traces and (_FORMULA_TAG not in self._traces or self._all_saved()):
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
    def is_plain(self) -> bool:
        """Tell whether there is nothing in the sheet but values that every reader shows, and nothing hidden."""
        return self._usual and self._traces <= _FORMULAS_ONLY and (not self._traces or self._all_saved())

    @property
    def linked(self) -> Cell | None:
        """The first formula that refers to another workbook."""
        formulas = ((cell, _FORMULA.search(inner)) for cell, _, inner in self._peculiar)
        return next((cell for cell, formula in formulas if formula and _LINK.search(formula[1])), None)

    @property
    def iso_dates(self) -> list[Cell]:
        """Cells whose dates are written as text, as strict Open XML does."""
        if _DATE_CELL not in self._traces:
            return []
        tags = (tag for kind, tag in _ANY_TAG.findall(self.xml) if kind == b"c" and _DATE_TYPE.search(tag))
        return [_cell(place) for tag in tags if (place := _PLACE.search(tag))]

    @property
    def hidden_rows(self) -> frozenset[int]:
        if _HIDDEN_LINE not in self._traces:
            return frozenset()
        tags = (tag for tag in _ROW.findall(self.xml) if _HIDDEN.search(tag))
        return frozenset(int(number[1]) - 1 for tag in tags if (number := _ROW_NUMBER.search(tag)))

    @property
    def hidden_columns(self) -> frozenset[int]:
        if _HIDDEN_LINE not in self._traces:
            return frozenset()
        hidden: set[int] = set()
        for tag in _COLUMNS.findall(self.xml):
            if _HIDDEN.search(tag):
                given = attributes(tag)
                hidden.update(range(int(given["min"]) - 1, min(int(given["max"]), 1024)))
        return frozenset(hidden)

    def _all_saved(self) -> bool:
        """Tell whether every formula is followed by a value and none refers to another workbook."""
        traces = _traces_in(self._kinds)
        rows = b"</row>".join([row for row in self._kinds if _FORMULA_TAG in traces(row)])
        formulas = rows.count(b"<f>") + rows.count(b"<f ")
        saved = rows.count(b"</f><v>") + rows.count(b"/><v>")
        return formulas == saved and b"<v></v>" not in self.xml and b"[" not in self.xml

    def style_of(self, row: int, column: int) -> int:
        """Return the style of a cell, 0 where it has none."""
        self._asked += 1
        if self._usual and self._asked <= _FEW_CELLS:
            tag = f'<c r="{address(row, column)}"'.encode()
            at = self.xml.find(tag)
            if at >= 0 and self.xml.find(tag, at + 1) < 0:
                styled = _STYLED.match(self.xml, at)
                return int(styled[3]) if styled else 0
        return self._styles.get((row, column), 0)

    @cached_property
    def _styles(self) -> dict[Cell, int]:
        """Style of every styled cell."""
        return {(int(row) - 1, column_number(letters)): int(style) for letters, row, style in _STYLED.findall(self.xml)}


def refuse_wide(name: str, reach: tuple[int, int], limits: ReadingLimits) -> None:
    """Refuse a sheet that reaches farther than any return does."""
    rows, columns = reach
    if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
        raise RefusedError(say.TOO_WIDE, sheet=name, rows=rows, columns=columns)


def _kinds_of_rows(xml: bytes) -> set[bytes]:
    """Return the sheet's rows without their digits, those that are then alike only once: far less to look for traces in."""
    return set(xml.translate(None, b"0123456789").split(b"</row>"))


def _traces_in(rows: set[bytes]) -> Callable[[bytes], frozenset[str]]:
    """Return what finds the traces in rows, and remembers them unless there are long ones."""
    return _traces if max(map(len, rows)) < _LONG_ROW else _traces.__wrapped__


@lru_cache(maxsize=2048)
def _traces(row: bytes) -> frozenset[str]:
    """Return what a row without its digits has besides usual cells; returns of one form have mostly the same rows."""
    tags = frozenset(_UNUSUAL_TAG.findall(row))
    has = {
        _DOCUMENT_TYPE: any(tag.startswith((b"!DOCTYPE", b"!ENTITY")) for tag in tags),
        _ODD_TAG: b"c" in tags or any(b":" in tag for tag in tags),
        _FORMULA_TAG: b"f" in tags,
        _ERROR_CELL: b't="e"' in row or b"t='e'" in row,
        _DATE_CELL: b't="d"' in row or b"t='d'" in row,
        _HIDDEN_LINE: b"hidden" in row,
    }
    return frozenset(trace for trace, found in has.items() if found)


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
