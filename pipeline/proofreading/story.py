"""One part of a .docx as its paragraphs and grids; tracked changes as accepted."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from pipeline.proofreading.markup import tags, unescaped
from pipeline.proofreading.text import Cell, Paragraph, Table

_CHARACTERS: Final = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_PAGES: Final = re.compile(r"w:type=[\"'](?:page|column)[\"']")
"""breaks LibreOffice writes where a style began the page"""
_DROPPED: Final = ("w:del", "w:moveFrom")
_PASSED_OVER: Final = ("w:tabs", "w:tcPrChange", "w:trPrChange", "mc:Fallback")
"""what a paragraph's tabs are, what a table was like before, and what a drawing looks like where it cannot be shown"""
_VALUE: Final = re.compile(r"w:val=[\"']([^\"']*)")


class BrokenStoryError(ValueError):
    """Elements end that have not begun, or do not end."""


class _Cell(Struct):
    """How many columns it covers, whether it goes on from above, and which paragraphs stand in it: from one to before another."""

    begin: int
    end: int = 0
    wide: int = 1
    continued: bool = False


class _Row(Struct):
    skipped: int = 0
    cells: list[_Cell] = field(default_factory=list)


class _Grid(Struct):
    begin: int
    end: int = 0
    rows: list[_Row] = field(default_factory=list)


class _Walk:
    """Goes through the tags of a part once; paragraphs and grids are counted where they begin."""

    def __init__(self) -> None:
        self.texts: list[list[str]] = []
        self.in_table: list[bool] = []
        self.grids: list[_Grid] = []
        self._open: list[tuple[list[str] | None, int]] = []
        """the paragraphs around this one, with how many deletions are open in each"""
        self._tables: list[_Grid] = []
        self._rows: list[_Row] = []
        self._cells: list[_Cell] = []
        self._said: list[str] | None = None
        self._dropped = 0
        self._until = ""
        """the end of what is passed over"""

    def through(self, part: bytes) -> None:
        """Read a part; raises BrokenStoryError."""
        does, nested = self._DOES, 0
        try:
            for name, attributes, told in tags(part):
                if not self._until:
                    does[name](self, name, attributes, told)
                elif name == self._until[1:]:
                    nested += not attributes.endswith("/")
                elif name == self._until:
                    self._until, nested = (self._until, nested - 1) if nested else ("", 0)
        except (IndexError, KeyError):
            raise BrokenStoryError from None
        if self._open or self._tables or self._until:
            raise BrokenStoryError

    def _text(self, _: str, attributes: str, told: str) -> None:
        if told and self._said is not None and not self._dropped and not attributes.endswith("/"):
            self._said.append(told)

    def _character(self, name: str, attributes: str, _: str) -> None:
        if self._said is not None and not self._dropped and not _PAGES.search(attributes):
            self._said.append(_CHARACTERS[name])

    def _pass_over(self, name: str, attributes: str, _: str) -> None:
        self._until = "" if attributes.endswith("/") else f"/{name}"

    def _drop(self, _: str, attributes: str, __: str) -> None:
        self._dropped += not attributes.endswith("/")

    def _drop_no_more(self, *_: str) -> None:
        self._dropped -= 1

    def _paragraph_begins(self, _: str, attributes: str, __: str) -> None:
        said: list[str] = []
        self.texts.append(said)
        self.in_table.append(bool(self._tables))
        if not attributes.endswith("/"):
            self._open.append((self._said, self._dropped))
            self._said, self._dropped = said, 0

    def _paragraph_ends(self, *_: str) -> None:
        self._said, self._dropped = self._open.pop()

    def _table_begins(self, *_: str) -> None:
        grid = _Grid(len(self.texts))
        self._tables.append(grid)
        if not self._dropped and not any(dropped for _, dropped in self._open):
            self.grids.append(grid)

    def _table_ends(self, *_: str) -> None:
        self._tables.pop().end = len(self.texts)

    def _row_begins(self, *_: str) -> None:
        row = _Row()
        self._tables[-1].rows.append(row)
        self._rows.append(row)

    def _row_skips(self, _: str, attributes: str, __: str) -> None:
        self._rows[-1].skipped = _number(attributes, 0)

    def _row_ends(self, *_: str) -> None:
        self._rows.pop()

    def _cell_begins(self, *_: str) -> None:
        cell = _Cell(len(self.texts))
        self._rows[-1].cells.append(cell)
        self._cells.append(cell)

    def _cell_spans(self, _: str, attributes: str, __: str) -> None:
        self._cells[-1].wide = _number(attributes, 1)

    def _cell_merges(self, _: str, attributes: str, __: str) -> None:
        self._cells[-1].continued = _value(attributes) != "restart"

    def _cell_ends(self, *_: str) -> None:
        self._cells.pop().end = len(self.texts)

    _DOES: Final[Mapping[str, Callable[["_Walk", str, str, str], None]]] = {
        "w:t": _text,
        "w:p": _paragraph_begins,
        "/w:p": _paragraph_ends,
        "w:tc": _cell_begins,
        "w:gridSpan": _cell_spans,
        "w:vMerge": _cell_merges,
        "/w:tc": _cell_ends,
        "w:tr": _row_begins,
        "w:gridBefore": _row_skips,
        "/w:tr": _row_ends,
        "w:tbl": _table_begins,
        "/w:tbl": _table_ends,
        **dict.fromkeys(_CHARACTERS, _character),
        **dict.fromkeys(_DROPPED, _drop),
        **dict.fromkeys((f"/{name}" for name in _DROPPED), _drop_no_more),
        **dict.fromkeys(_PASSED_OVER, _pass_over),
    }


def read_story(part: str, content: bytes, number: int) -> tuple[list[Paragraph], list[Table]]:
    """Return the paragraphs and grids of a part, `number` paragraphs that hold words having come before.

    Raises BrokenStoryError and XMLSyntaxError.
    """
    walk = _Walk()
    walk.through(content)
    paragraphs = []
    for index, (said, in_table) in enumerate(zip(walk.texts, walk.in_table, strict=True)):
        text = unescaped(said[0] if len(said) == 1 else "".join(said))
        number += bool(text.strip())
        paragraphs.append(Paragraph(part, index, number, text, in_table))
    return paragraphs, [_table(grid, paragraphs) for grid in walk.grids]


def _table(grid: _Grid, paragraphs: Sequence[Paragraph]) -> Table:
    rows: list[tuple[Cell | None, ...]] = []
    for row in grid.rows:
        rows.append(_cells(row, paragraphs, rows[-1] if rows else ()))
    before = [one for one in paragraphs[: grid.begin] if not one.in_table] if grid.end > grid.begin else []
    return Table(tuple(rows), tuple(one.text for one in before[-3:]), sum(bool(one.text.strip()) for one in before))


def _cells(row: _Row, paragraphs: Sequence[Paragraph], above: Sequence[Cell | None]) -> tuple[Cell | None, ...]:
    cells: list[Cell | None] = [None] * row.skipped
    for cell in row.cells:
        place = len(cells)
        standing = above[place] if cell.continued and place < len(above) else None
        if standing is not None:
            cells += [Cell(standing.text, standing.paragraph, origin=False)] * cell.wide
        elif cell.begin == cell.end:
            cells += [None] * cell.wide
        else:
            first = paragraphs[cell.begin]
            alone = cell.end == cell.begin + 1
            text = first.text if alone else "\n".join(one.text for one in paragraphs[cell.begin : cell.end])
            cells.append(Cell(text, first))
            if cell.wide > 1:
                cells += [Cell(text, first, origin=False)] * (cell.wide - 1)
    return tuple(cells)


def _value(attributes: str) -> str:
    match = _VALUE.search(attributes)
    return match[1] if match else ""


def _number(attributes: str, otherwise: int) -> int:
    written = _value(attributes)
    return int(written) if written.isdigit() else otherwise
