"""Opens tables saved as a web page, which Excel, WPS and many systems write and call .xls; nothing in them is run or fetched."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from pipeline.catalogue import reading as say
from pipeline.reading.decoding import decoded
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.plain_cells import plain_cell, without_errors
from pipeline.reading.refusal import RefusedError
from pipeline.reading.workbook import Cell, Merge, Raw, Sheet, Workbook

_TABLE = re.compile(r"<(/?)(table|html)\b", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<(?:tr|td|th)\b", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SHOWN_NUMBER = re.compile(r"[-+(]?[¥￥$]?[\d,]*\.?\d+%?\)?")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_UNSEEN: Final = frozenset({"head", "style", "script", "xml", "noscript", "template"})
_BLOCKS: Final = frozenset(
    {
        "p",
        "div",
        "br",
        "tr",
        "td",
        "th",
        "table",
        "caption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "center",
        "hr",
        "form",
        "body",
    }
)


def open_web_table(content: bytes, limits: ReadingLimits) -> Workbook:
    """Open a page as a workbook of one sheet, its tables below each other as Excel shows them; raises RefusedError for one cut short."""
    text = decoded(content)
    _refuse_unclosed(text)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode(), parser)
    if root is None or root.find(".//table") is None:
        raise RefusedError(say.WRONG_KIND, kind=say.KINDS["html"])
    if sum(1 for _ in root.iter("tr", "td", "th")) < len(_CELL.findall(_COMMENT.sub("", text))):
        raise RefusedError(say.DANGEROUS, reason=say.TOO_DEEP)
    title = root.findtext(".//title") or ""
    page = _Page(_SPACE.sub(" ", title).strip() or say.WEB_SHEET, limits)
    page.add(root)
    return Workbook([page.sheet()])


def _refuse_unclosed(text: str) -> None:
    """Refuse a page that breaks off inside a table: it has not arrived whole."""
    tags = [(match[1], match[2].lower()) for match in _TABLE.finditer(text)]
    if any(tags.count(("", name)) > tags.count(("/", name)) for name in ("table", "html")):
        raise RefusedError(say.INCOMPLETE)


class _Page:
    """The sheet a page becomes: a row for each line of text, and the rows of each innermost table."""

    def __init__(self, name: str, limits: ReadingLimits) -> None:
        self._name, self._limits = name, limits
        self._rows: list[list[Raw]] = []
        self._merges: list[Merge] = []
        self._hidden: set[int] = set()
        self._formats: dict[Cell, str] = {}
        self._line: list[str] = []

    def sheet(self) -> Sheet:
        """Return what has been added."""
        return Sheet(
            self._name,
            self._rows,
            merges=self._merges,
            errors=without_errors(self._rows),
            hidden_rows=frozenset(self._hidden),
            format_of=lambda row, column: self._formats.get((row, column), ""),
        )

    def add(self, root: etree._Element) -> None:
        """Add everything a page shows, in its order."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if tag in _BLOCKS:
                self._end_line()
            if event == "start":
                inner = tag == "table" and next(element.iterdescendants("table"), None) is None
                if inner:
                    self._table(element)
                if inner or tag in _UNSEEN:
                    walk.skip_subtree()
                else:
                    self._line.append(element.text or "")
            else:
                self._line.append(element.tail or "")
        self._end_line()

    def _end_line(self) -> None:
        text = _SPACE.sub(" ", "".join(self._line)).strip()
        self._line.clear()
        if text:
            self._rows.append([text])

    def _table(self, table: etree._Element) -> None:
        begin, lines = len(self._rows), list(table.iter("tr"))
        for caption in table.iterfind("caption"):
            self._rows.append([_shown(caption)])
            begin += 1
        taken: set[Cell] = set()
        for row, line in enumerate(lines, begin):
            self._rows.append([])
            if _HIDDEN.search(line.get("style", "")):
                self._hidden.add(row)
            self._cells(line, row, begin + len(lines) - 1, taken)
            if len(self._rows[row]) > self._limits.columns or len(taken) > self._limits.cells or row >= self._limits.rows:
                raise RefusedError(say.TOO_WIDE, sheet=self._name, rows=row + 1, columns=len(self._rows[row]))

    def _cells(self, line: etree._Element, row: int, last_row: int, taken: set[Cell]) -> None:
        cells, column = self._rows[row], 0
        for element in line.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            right = column + _span(element, "colspan", self._limits.columns) - 1
            bottom = min(row + _span(element, "rowspan", self._limits.rows) - 1, last_row)
            if (bottom - row + 1) * (right - column + 1) > self._limits.cells or right >= self._limits.columns:
                raise RefusedError(say.TOO_WIDE, sheet=self._name, rows=bottom + 1, columns=right + 1)
            if (bottom, right) != (row, column):
                self._merges.append((row, column, bottom, right))
                taken.update((each, place) for each in range(row + 1, bottom + 1) for place in range(column, right + 1))
            cells += [""] * (right + 1 - len(cells))
            cells[column] = self._value(element, (row, column))
            column = right + 1

    def _value(self, element: etree._Element, place: Cell) -> Raw:
        """Return what a cell shows; a number Excel wrote beside it is taken where the cell shows a number."""
        shown = _shown(element)
        exact = element.get("x:num")
        if exact is not None and _SHOWN_NUMBER.fullmatch(shown):
            if shown.endswith("%"):
                self._formats[place] = "0%"
            try:
                return float(exact) if exact else plain_cell(shown)
            except ValueError:
                return shown
        return shown if element.get("x:str") is not None else plain_cell(shown)


def _shown(element: etree._Element) -> str:
    """Return a cell's text: white space runs together as in a browser, a line break stays one."""
    return "\n".join(_SPACE.sub(" ", line).strip() for line in "".join(_pieces(element)).split("\v")).strip("\n")


def _pieces(element: etree._Element) -> Iterator[str]:
    for each in element.iter():
        if each.tag in {"br", "p", "div"} and each is not element:
            yield "\v"
        if each.tag not in _UNSEEN:
            yield each.text or ""
        if each is not element:
            yield each.tail or ""


def _span(element: etree._Element, name: str, most: int) -> int:
    text = (element.get(name) or "1").strip()
    return min(max(int(text), 1), most + 1) if text.isascii() and text.isdigit() and len(text) < 9 else 1
