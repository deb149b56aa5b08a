"""if and for with their else and end: paired, nested, and each pair in one place of the tree.

A block whose beginning and end stand side by side in the same element can be left out or repeated without tearing the XML.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree
from msgspec import Struct, field

from pipeline.catalogue import templates as say
from pipeline.documents.word.draft import Draft, PlacedTag, insert_of
from pipeline.documents.word.tags import CLOSING, MIDDLE, OPENING

_CLOSES: Final = {"if": "endif", "for": "endfor"}
_WRITTEN: Final = {"endif": "{% if … %}", "endfor": "{% for … %}", "else": "{% if … %}", "elif": "{% if … %}"}


class Block(Struct):
    """One if or for: the marks of its beginning, its branches and its end."""

    opening: etree._Element
    placed: PlacedTag
    branches: list[etree._Element] = field(default_factory=list)
    closing: etree._Element | None = None
    has_else: bool = False

    @property
    def keyword(self) -> str:
        return self.placed.tag.keyword

    @property
    def is_among_rows(self) -> bool:
        """Whether the block repeats or leaves out rows of a table."""
        return self.placed.tag.level == "tr"

    def encloses(self, element: etree._Element) -> bool:
        """Whether an element stands between the beginning and the end."""
        parent = self.opening.getparent()
        child: etree._Element | None = element
        while child is not None and child.getparent() is not parent:
            child = child.getparent()
        if parent is None or child is None or self.closing is None:
            return False
        return parent.index(self.opening) < parent.index(child) < parent.index(self.closing)

    def marks_before(self, element: etree._Element) -> list[etree._Element]:
        """Beginning and branches up to an element among which it stands."""
        parent = self.opening.getparent()
        if parent is None:
            return []
        place = parent.index(element)
        return [mark for mark in (self.opening, *self.branches) if parent.index(mark) < place]

    @property
    def marks(self) -> Iterator[etree._Element]:
        yield self.opening
        yield from self.branches
        if self.closing is not None:
            yield self.closing


def enclosing_blocks(element: etree._Element, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks an element stands in, outermost first."""
    return [block for block in blocks if block.encloses(element)]


def match_blocks(draft: Draft) -> list[Block]:
    """Return the blocks of a part in the order they begin; what does not match is noted as a mistake."""
    blocks: list[Block] = []
    open_blocks: list[Block] = []
    for mark in draft.marks():
        placed = draft.tag_of(mark)
        if placed is None:
            continue
        keyword = placed.tag.keyword
        if keyword in OPENING:
            open_blocks.append(Block(mark, placed))
            blocks.append(open_blocks[-1])
        elif keyword in MIDDLE:
            _add_branch(draft, open_blocks, mark, placed)
        elif keyword in CLOSING:
            _close(draft, open_blocks, mark, placed)
    for block in open_blocks:
        draft.complain_of_tag(block.placed, say.UNCLOSED.format(closing=f"{{% {_CLOSES[block.keyword]} %}}"))
    return blocks


def _add_branch(draft: Draft, open_blocks: list[Block], mark: etree._Element, placed: PlacedTag) -> None:
    if not open_blocks or (placed.tag.keyword == "elif" and open_blocks[-1].keyword == "for"):
        draft.complain_of_tag(placed, say.UNOPENED.format(opening=_WRITTEN[placed.tag.keyword]))
        return
    block = open_blocks[-1]
    if block.has_else:
        draft.complain_of_tag(placed, say.AFTER_ELSE)
    block.has_else = block.has_else or placed.tag.keyword == "else"
    block.branches.append(mark)
    _check_same_place(draft, block, mark, placed)


def _close(draft: Draft, open_blocks: list[Block], mark: etree._Element, placed: PlacedTag) -> None:
    if not open_blocks:
        draft.complain_of_tag(placed, say.UNOPENED.format(opening=_WRITTEN[placed.tag.keyword]))
        return
    fitting = [block for block in open_blocks if _CLOSES[block.keyword] == placed.tag.keyword]
    if not fitting:
        draft.complain_of_tag(placed, say.WRONG_CLOSING.format(opening=open_blocks[-1].placed.tag.written))
        return
    while open_blocks[-1] is not fitting[-1]:
        unclosed = open_blocks.pop()
        draft.complain_of_tag(unclosed.placed, say.UNCLOSED.format(closing=f"{{% {_CLOSES[unclosed.keyword]} %}}"))
    block = open_blocks.pop()
    block.closing = mark
    _check_same_place(draft, block, mark, placed)


def _check_same_place(draft: Draft, block: Block, mark: etree._Element, placed: PlacedTag) -> None:
    if mark.getparent() is block.opening.getparent() or {insert_of(mark), insert_of(block.opening)} & draft.misplaced:
        return
    inline = not placed.tag.level.strip("r") and not block.placed.tag.level.strip("r")
    message = say.CROSSING_INLINE if inline else say.CROSSING
    draft.complain_of_tag(placed, message.format(opening=block.placed.tag.written))
