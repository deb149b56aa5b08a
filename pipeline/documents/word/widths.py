"""Columns of a table: how many a cell takes, and how wide they are in the template's grid."""

from lxml import etree

from pipeline.documents.word.wordml import CELL, CELL_PROPERTIES, TABLE, enclosing, w


def span_of(cell: etree._Element) -> int:
    """Return how many columns of the grid a cell takes."""
    span = cell.find(f"{CELL_PROPERTIES}/{w('gridSpan')}")
    return 1 if span is None else _whole(span.get(w("val")), 1)


def grid_of(table: etree._Element) -> list[int]:
    """Return the widths of a table's columns, in twentieths of a point."""
    return [_whole(column.get(w("w")), 0) for column in table.findall(f"{w('tblGrid')}/{w('gridCol')}")]


def skipped_before(row: etree._Element) -> int:
    """Return how many columns a row leaves out on its left."""
    skipped = row.find(f"{w('trPr')}/{w('gridBefore')}")
    return 0 if skipped is None else _whole(skipped.get(w("val")), 0)


def cell_widths(row: etree._Element) -> dict[etree._Element, int]:
    """Return the width of each cell of a row by the table's grid."""
    table = enclosing(row, TABLE)
    grid = [] if table is None else grid_of(table)
    widths: dict[etree._Element, int] = {}
    column = skipped_before(row)
    for cell in row.iter(CELL):
        if enclosing(cell, w("tr")) is row:
            widths[cell] = sum(grid[column : column + span_of(cell)])
            column += span_of(cell)
    return widths


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() else otherwise
