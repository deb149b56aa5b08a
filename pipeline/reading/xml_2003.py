"""Opens workbooks in the XML of Excel 2003, which many systems export and call .xls."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from lxml import etree

from pipeline.catalogue import reading as say
from pipeline.reading.decoding import decoded
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.refusal import RefusedError
from pipeline.reading.workbook import Cell, Merge, Raw, Sheet, Workbook

_SS: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
_VISIBLE: Final = "{urn:schemas-microsoft-com:office:excel}Visible"
_MOST_DIGITS = 9
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def open_xml_2003(content: bytes, limits: ReadingLimits) -> Workbook:
    """Open a workbook; raises RefusedError for one that is unsafe or damaged."""
    text = _DECLARATION.sub("", decoded(content))
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise RefusedError(say.DANGEROUS, reason=say.DOCUMENT_TYPE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        raise RefusedError(say.DAMAGED) from None
    sheets = [_SheetOf2003(each, limits).sheet() for each in root.iter(f"{_SS}Worksheet")]
    if len(sheets) > limits.sheets:
        raise RefusedError(say.DANGEROUS, reason=say.MANY_SHEETS.format(count=len(sheets)))
    return Workbook(sheets)


class _SheetOf2003:
    """One worksheet; cells and rows that carry an index jump there."""

    def __init__(self, worksheet: etree._Element, limits: ReadingLimits) -> None:
        self._worksheet, self._limits = worksheet, limits
        self._name = worksheet.get(f"{_SS}Name", "")
        self._rows: list[list[Raw]] = []
        self._merges: list[Merge] = []
        self._errors: dict[Cell, str] = {}
        self._unsaved: set[Cell] = set()
        self._hidden_rows: set[int] = set()

    def sheet(self) -> Sheet:
        """Read all rows."""
        row = -1
        for element in self._worksheet.iterfind(f"{_SS}Table/{_SS}Row"):
            row = self._place(element, row, self._limits.rows)
            self._rows += [[] for _ in range(row + 1 - len(self._rows))]
            self._row(element, row)
            row += self._number(element, "Span")
        visibility = self._worksheet.findtext(f".//{_VISIBLE}") or "SheetVisible"
        return Sheet(
            self._name,
            self._rows,
            visibility == "SheetVisible",
            self._merges,
            self._errors,
            frozenset(self._unsaved),
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns()),
        )

    def _row(self, element: etree._Element, row: int) -> None:
        if element.get(f"{_SS}Hidden") == "1":
            self._hidden_rows.add(row)
        cells, column = self._rows[row], -1
        for cell in element.iterfind(f"{_SS}Cell"):
            column = self._place(cell, column, self._limits.columns)
            cells += [""] * (column + 1 - len(cells))
            cells[column] = self._value(cell, (row, column))
            right, down = self._number(cell, "MergeAcross"), self._number(cell, "MergeDown")
            if right or down:
                self._merges.append((row, column, row + down, column + right))
            column += right
        if (row + 1) * len(cells) > self._limits.cells:
            self._refuse(row, len(cells))

    def _place(self, element: etree._Element, last: int, most: int) -> int:
        index = self._number(element, "Index")
        place = index - 1 if index else last + 1
        if not last < place < most:
            self._refuse(place, place)
        return place

    def _number(self, element: etree._Element, name: str) -> int:
        text = element.get(_SS + name, "0")
        if not text.isascii() or not text.isdigit():
            raise RefusedError(say.DAMAGED)
        number = int(text[:_MOST_DIGITS])
        if number > self._limits.rows:
            self._refuse(number - 1, 0)
        return number

    def _value(self, cell: etree._Element, place: Cell) -> Raw:
        data = cell.find(f"{_SS}Data")
        if data is None:
            if cell.get(f"{_SS}Formula"):
                self._unsaved.add(place)
            return ""
        text, kind = "".join(map(str, data.itertext())), data.get(f"{_SS}Type", "String")
        if kind == "Error":
            self._errors[place] = text
            return ""
        return _typed(kind, text)

    def _hidden_columns(self) -> Iterator[int]:
        column = -1
        for element in self._worksheet.iterfind(f"{_SS}Table/{_SS}Column"):
            column = self._place(element, column, 1 << 14)
            span = self._number(element, "Span")
            if element.get(f"{_SS}Hidden") == "1":
                yield from range(column, min(column + span, self._limits.columns) + 1)
            column += span

    def _refuse(self, rows: int, columns: int) -> None:
        raise RefusedError(say.TOO_WIDE, sheet=self._name, rows=rows + 1, columns=columns + 1)


def _typed(kind: str, text: str) -> Raw:
    """Return a value by the type written beside it; a value that is not of its type is damage."""
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        raise RefusedError(say.DAMAGED) from None
    return text == "1" if kind == "Boolean" else text
