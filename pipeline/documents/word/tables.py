"""Tables that stay valid whatever their loops and conditions leave.

A row left without cells goes, a table left without rows goes, a cell left without a last paragraph gets an empty one, and the
grid follows the columns a {%tc for%} makes.
"""

from collections.abc import Container, Mapping, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from pipeline.documents.word.blocks import Block, enclosing_blocks
from pipeline.documents.word.draft import Draft, insert_of, output, statement
from pipeline.documents.word.tags import CLOSING, OPENING
from pipeline.documents.word.widths import cell_widths, grid_of, skipped_before, span_of
from pipeline.documents.word.wordml import (
    CELL,
    CELL_PROPERTIES,
    PARAGRAPH,
    ROW,
    STORIES,
    TABLE,
    empty_like,
    enclosing,
    is_mark,
    w,
)

_PROPERTIES: Final = (CELL_PROPERTIES, w("trPr"), w("tblPr"), w("tblPrEx"), w("tblGrid"))


class _Share:
    """What a cell gets of its row's width; a looped one is divided by the number of turns."""

    def __init__(self, width: int, *, looped: bool) -> None:
        self.width = width
        self.looped = looped

    def code(self, parts: int) -> str:
        width = self.width // parts
        return output(f"loop.length | _divided({width})") if self.looped else str(width)


Shares = Mapping[etree._Element, _Share]
"""cell of a row → what it gets of the row's width"""


def follow_columns(draft: Draft, blocks: Sequence[Block]) -> None:
    """Share the width of a column loop among the columns it makes, in the cells and in the table's grid."""
    loops: dict[etree._Element, list[Block]] = {}
    for block in blocks:
        row = block.opening.getparent()
        if block.keyword == "for" and block.closing is not None and row is not None and row.tag == ROW:
            loops.setdefault(row, []).append(block)
    shares = {row: _shared_widths(draft, row, loops[row]) for row in loops}
    for table in dict.fromkeys(enclosing(row, TABLE) for row in loops):
        if table is not None:
            _rebuild_grid(draft, table, {row: shares[row] for row in loops if enclosing(row, TABLE) is table}, blocks)
    for widths in shares.values():
        _share_among_cells(draft, widths)


def _share_among_cells(draft: Draft, widths: Shares) -> None:
    for cell, share in widths.items():
        width = cell.find(f"{CELL_PROPERTIES}/{w('tcW')}")
        if share.looped and width is not None and width.get(w("type")) == "dxa":
            merged = any(placed.tag.keyword == "hm" for placed in draft.cell_tags.get(cell, ()))
            width.set(w("w"), str(share.width) if merged else draft.attribute_mark(share.code(1)))


def _shared_widths(draft: Draft, row: etree._Element, loops: Sequence[Block]) -> Shares:
    widths = cell_widths(row)
    shares = {cell: _Share(width, looped=False) for cell, width in widths.items()}
    for block in loops:
        cells = [cell for cell in widths if block.encloses(cell)]
        whole = sum(draft.removed_widths.get(insert_of(mark), 0) for mark in block.marks)
        whole += sum(widths[cell] for cell in cells)
        spans = sum(map(span_of, cells))
        for cell in cells:
            shares[cell] = _Share(whole * span_of(cell) // spans, looped=True)
    return shares


def _rebuild_grid(draft: Draft, table: etree._Element, rows: Mapping[etree._Element, Shares], blocks: Sequence[Block]) -> None:
    """Let the grid be made by the same loops as its rows, as wide as the widest of them and of the rows without loops."""
    grid = table.find(w("tblGrid"))
    if grid is None:
        return
    fixed = grid_of(table)[: _columns_of_other_rows(table, rows)]
    for column in list(grid):
        grid.remove(column)
    made = [_made_by(draft, grid, row, widths, enclosing_blocks(row, blocks)) for row, widths in rows.items()]
    others = "".join(f"'<{draft.prefix}:gridCol {draft.prefix}:w=\"{width}\"/>'," for width in fixed)
    grid.append(draft.mark(output(f"[{', '.join(made)}] | _widest([{others}])")))


def _columns_of_other_rows(table: etree._Element, looped: Container[etree._Element]) -> int:
    rows = (row for row in table.iter(ROW) if row not in looped and enclosing(row, TABLE) is table)
    return max((skipped_before(row) + sum(map(span_of, cell_widths(row))) for row in rows), default=0)


def _made_by(draft: Draft, grid: etree._Element, row: etree._Element, widths: Shares, around: Sequence[Block]) -> str:
    """Return the name under which the columns of one row are held; a row in a loop makes them in the first turn."""
    around = [block for block in around if block.is_among_rows and enclosing(block.opening, TABLE) is enclosing(row, TABLE)]
    held = draft.capture()
    grid.append(draft.mark(statement(f"set {held}")))
    for block in around:
        grid.extend(deepcopy(mark) for mark in block.marks_before(row))
        if block.keyword == "for":
            grid.append(draft.mark(statement("if loop.first")))
    _add_columns(draft, grid, row, widths)
    for block in reversed(around):
        if block.keyword == "for":
            grid.append(draft.mark(statement("endif")))
        grid.append(draft.mark(statement(f"end{block.keyword}")))
    grid.append(draft.mark(statement("endset")))
    return held


def _add_columns(draft: Draft, grid: etree._Element, row: etree._Element, widths: Shares) -> None:
    for child in row:
        if is_mark(child):
            grid.append(deepcopy(child))
        elif child in widths:
            span = span_of(child)
            grid.extend(_column(draft, widths[child].code(span)) for _ in range(span))


def _column(draft: Draft, code: str) -> etree._Element:
    width = code if code.isdigit() else draft.attribute_mark(code)
    return etree.Element(w("gridCol"), {w("w"): width})


def drop_what_is_left_empty(draft: Draft) -> None:
    """Let a row go where no cell of it remains, and a table where no row remains."""
    may_go: set[etree._Element] = set()
    for row in list(draft.root.iter(ROW)):
        if not _has_certain_child(draft, row, may_go):
            may_go.add(row)
            _only_where_holding(draft, row, CELL)
    for table in list(draft.root.iter(TABLE)):
        if not _has_certain_child(draft, table, may_go):
            _only_where_holding(draft, table, ROW)


def _has_certain_child(draft: Draft, element: etree._Element, may_go: set[etree._Element]) -> bool:
    """Whether something other than properties stands outside every if and for."""
    depth = 0
    for child in element:
        if is_mark(child):
            placed = draft.tag_of(child)
            keyword = "" if placed is None else placed.tag.keyword
            depth += (keyword in OPENING) - (keyword in CLOSING)
        elif depth == 0 and child.tag not in _PROPERTIES and child not in may_go:
            return True
    return False


def _only_where_holding(draft: Draft, element: etree._Element, name: str) -> None:
    held = draft.capture()
    local = etree.QName(name).localname
    element.addprevious(draft.mark(statement(f"set {held}")))
    kept = statement(f"if {held} is _holding('</{draft.prefix}:{local}>')") + output(f"{held} | _xml") + statement("endif")
    element.addnext(draft.mark(statement("endset") + kept))


def close_stories(draft: Draft) -> None:
    """Give a cell, a text box, a header or a note whose last paragraph may be left out an empty one in its place."""
    for story in draft.root.iter(*STORIES):
        if len(story) and story[-1].tag == PARAGRAPH:
            continue
        held = draft.capture()
        start = 1 if len(story) and story[0].tag == CELL_PROPERTIES else 0
        story.insert(start, draft.mark(statement(f"set {held}")))
        ends = f"'</{draft.prefix}:p>', '<{draft.prefix}:p/>'"
        story.append(draft.mark(statement("endset") + output(f"{held} | _xml") + statement(f"if not {held} is _ending({ends})")))
        story.append(empty_like(story))
        story.append(draft.mark(statement("endif")))
