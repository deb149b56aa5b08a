"""vm, hm, colspan and cellbg as the cell properties Word knows, in the order its schema wants."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from pipeline.catalogue import templates as say
from pipeline.documents.word.blocks import Block, enclosing_blocks
from pipeline.documents.word.draft import Draft, PlacedTag, output, statement
from pipeline.documents.word.widths import span_of
from pipeline.documents.word.wordml import CELL_PROPERTIES, ROW, empty_like, enclosing, is_mark, w

_ORDER: Final = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd")


def apply_cell_tags(draft: Draft, blocks: Sequence[Block]) -> None:
    """Turn the tags of every cell into its properties; gridSpan before vMerge before shd, as each is put after the last."""
    for cell, tags in draft.cell_tags.items():
        for placed in sorted(tags, key=lambda placed: _APPLIED.index(placed.tag.keyword)):
            _Cell(draft, cell, placed, enclosing_blocks(cell, blocks)).apply()


_APPLIED: Final = ("colspan", "hm", "vm", "cellbg")


class _Cell:
    def __init__(self, draft: Draft, cell: etree._Element, placed: PlacedTag, around: Sequence[Block]) -> None:
        self.draft = draft
        self.cell = cell
        self.placed = placed
        self.loops = [block for block in around if block.keyword == "for"]
        """innermost last"""

    def apply(self) -> None:
        match self.placed.tag.keyword:
            case "colspan":
                self._put("gridSpan", etree.Element(w("gridSpan"), {w("val"): self._value("_span")}))
            case "cellbg":
                attributes = {w("val"): "clear", w("color"): "auto", w("fill"): self._value("_colour")}
                self._put("shd", etree.Element(w("shd"), attributes))
            case "hm":
                self._merge_across()
            case _:
                self._merge_down()

    def _value(self, check: str) -> str:
        return self.draft.attribute_mark(output(f"({self.placed.tag.expression}) | {check}\n"), self.placed)

    def _merge_across(self) -> None:
        """Print the cell in the first turn only, as wide as all turns."""
        if not self.loops or self.loops[-1].opening.getparent() is not self.cell.getparent():
            self.draft.complain_of_tag(self.placed, say.OUTSIDE_LOOP)
            return
        span = self.draft.attribute_mark(output(f"loop.length | _multiplied({span_of(self.cell)})"))
        self._put("gridSpan", etree.Element(w("gridSpan"), {w("val"): span}))
        self.cell.addprevious(self.draft.mark(statement("if loop.first")))
        self.cell.addnext(self.draft.mark(statement("endif")))

    def _merge_down(self) -> None:
        """Print the cell in the first row of its loop, merged with the same cell of the following rows."""
        row = enclosing(self.cell, ROW)
        around_row = [block for block in self.loops if row is not None and block.encloses(row) and block.is_among_rows]
        if not around_row:
            self.draft.complain_of_tag(self.placed, say.OUTSIDE_LOOP)
            return
        is_first = self._first_turn_of(around_row[-1])
        restart, proceed = etree.Element(w("vMerge"), {w("val"): "restart"}), etree.Element(w("vMerge"))
        mark = self.draft.mark
        self._put(
            "vMerge", mark(statement(f"if {is_first}")), restart, mark(statement("else")), proceed, mark(statement("endif"))
        )
        properties = self._properties()
        empty = empty_like(self.cell)
        properties.addnext(mark(statement(f"if {is_first}")))
        self.cell.extend([mark(statement("else")), empty, mark(statement("endif"))])

    def _first_turn_of(self, loop: Block) -> str:
        """Code that is true in the first turn of a loop, from inside a further loop over columns too."""
        if loop is self.loops[-1]:
            return "loop.first"
        name = self.draft.capture()
        loop.opening.addnext(self.draft.mark(statement(f"set {name} = loop.first")))
        return name

    def _properties(self) -> etree._Element:
        properties = self.cell.find(CELL_PROPERTIES)
        if properties is None:
            properties = etree.Element(CELL_PROPERTIES)
            self.cell.insert(0, properties)
        return properties

    def _put(self, name: str, *nodes: etree._Element) -> None:
        """Replace a property of the cell, at its place in the schema's order."""
        properties = self._properties()
        for old in properties.findall(w(name)):
            properties.remove(old)
        before = {w(one) for one in _ORDER[: _ORDER.index(name)]}
        place = max((index + 1 for index, child in enumerate(properties) if child.tag in before), default=0)
        while place < len(properties) and is_mark(properties[place]):
            place += 1
        properties[place:place] = nodes
