"""Tags out of the text and into the tree, each where its level says.

A tag within the line stays at its characters. `{%p %}` takes the place of its paragraph, `{%tr %}` of its table row, `{%tc %}`
of its cell; vm, hm, colspan and cellbg belong to the cell they stand in.
"""

from collections.abc import Sequence
from typing import Final

from lxml import etree
from msgspec import Struct

from pipeline.catalogue import templates as say
from pipeline.documents.word.draft import Draft, Place, PlacedTag, insert_of, run_properties_of
from pipeline.documents.word.runs import OBJECT, ParagraphText, Substitution, is_blank
from pipeline.documents.word.tags import CELL_TAGS, FoundTag, Level, tags_in
from pipeline.documents.word.widths import cell_widths
from pipeline.documents.word.wordml import CELL, PARAGRAPH, PARAGRAPH_PROPERTIES, ROW, enclosing, remove, w

_BESIDE: Final = {
    PARAGRAPH: say.TEXT_BESIDE_PARAGRAPH,
    ROW: say.TEXT_BESIDE_ROW,
    CELL: say.TEXT_BESIDE_CELL,
}
_CONTAINERS: Final[dict[Level, str]] = {"p": PARAGRAPH, "tr": ROW, "tc": CELL}


def place_tags(draft: Draft) -> None:
    """Find every tag of the part and mark its place in the tree."""
    placer = _Placer(draft)
    for number, paragraph in enumerate(list(draft.root.iter(PARAGRAPH)), 1):
        placer.read(paragraph, number)
    placer.replace_containers()


class _Read(Struct, frozen=True):
    """A paragraph's text, and the text without the tags that replace the paragraph or its row or cell."""

    text: str
    rest: str
    container: str

    def lost_with(self, element: etree._Element) -> str:
        return self.rest if element.tag == self.container else self.text


class _Placer:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.paragraphs: dict[etree._Element, _Read] = {}
        self.replacing: dict[etree._Element, list[PlacedTag]] = {}
        """paragraph, row or cell → the tags that take its place"""

    def read(self, paragraph: etree._Element, number: int) -> None:
        """Take the tags out of one paragraph."""
        read = ParagraphText(paragraph)
        place = Place(self.draft.label, number, read.text.replace(OBJECT, "").strip())
        found, problems = tags_in(read.text)
        self.draft.complain_of_problems(place, problems)
        levels = {one.tag.level for one in found} & _CONTAINERS.keys()
        outer = [one for one in found if one.tag.level in levels]
        container = _CONTAINERS[outer[0].tag.level] if outer else ""
        self.paragraphs[paragraph] = _Read(read.text, _without(read.text, outer), container)
        if len(levels) > 1:
            self.draft.complain(place, say.MIXED_LEVELS)
        elif outer:
            self._note_container(paragraph, container, [PlacedTag(one.tag, place) for one in outer])
        elif found:
            self._substitute(read, [(one, self._placed(one, place, read)) for one in found])

    def _placed(self, found: FoundTag, place: Place, read: ParagraphText) -> PlacedTag:
        is_output = found.tag.kind == "output"
        return PlacedTag(found.tag, place, run_properties_of(read.run_at(found.start)) if is_output else "")

    def _note_container(self, paragraph: etree._Element, container: str, placed: list[PlacedTag]) -> None:
        element = paragraph if container == PARAGRAPH else enclosing(paragraph, container)
        if element is None:
            for one in placed:
                self.draft.complain_of_tag(one, say.OUTSIDE_TABLE)
            self._replace(paragraph, placed, misplaced=True)
            return
        self.replacing.setdefault(element, []).extend(placed)

    def _substitute(self, read: ParagraphText, found: Sequence[tuple[FoundTag, PlacedTag]]) -> None:
        substitutions = []
        for one, placed in found:
            mark = None
            if one.tag.keyword in CELL_TAGS:
                self._note_cell_tag(read, placed)
            elif one.tag.kind != "comment":
                mark = self.draft.mark_tag(placed)
            substitutions.append(Substitution(one.start, one.end, mark, between_runs=one.tag.kind == "statement"))
        read.substitute(substitutions)

    def _note_cell_tag(self, read: ParagraphText, placed: PlacedTag) -> None:
        cell = enclosing(read.atoms[0].element, CELL)
        if cell is None:
            self.draft.complain_of_tag(placed, say.OUTSIDE_TABLE)
            return
        tags = self.draft.cell_tags.setdefault(cell, [])
        if any(placed.tag.keyword == other.tag.keyword for other in tags):
            self.draft.complain_of_tag(placed, say.CELL_TAG_TWICE)
        tags.append(placed)

    def replace_containers(self) -> None:
        """Put tags in the place of the cells, rows and paragraphs they take."""
        widths = {cell: width for row in self._rows_with_replaced_cells() for cell, width in cell_widths(row).items()}
        for element, placed in self.replacing.items():
            self._complain_of_loss(element, placed)
            self._replace(element, placed, width=widths.get(element, 0))

    def _rows_with_replaced_cells(self) -> set[etree._Element]:
        rows = (enclosing(element, ROW) for element in self.replacing if element.tag == CELL)
        return {row for row in rows if row is not None}

    def _complain_of_loss(self, element: etree._Element, placed: list[PlacedTag]) -> None:
        paragraphs = [element] if element.tag == PARAGRAPH else element.iter(PARAGRAPH)
        if any(not is_blank(self.paragraphs[paragraph].lost_with(element)) for paragraph in paragraphs):
            self.draft.complain_of_tag(placed[0], _BESIDE[str(element.tag)])
        if element.tag == PARAGRAPH and element.find(f"{PARAGRAPH_PROPERTIES}/{w('sectPr')}") is not None:
            self.draft.complain_of_tag(placed[0], say.SECTION_BREAK)

    def _replace(self, element: etree._Element, placed: list[PlacedTag], *, misplaced: bool = False, width: int = 0) -> None:
        for one in placed:
            if one.tag.kind == "comment":
                continue
            mark = self.draft.mark_tag(one)
            element.addprevious(mark)
            self.draft.removed_widths[insert_of(mark)], width = width, 0
            if misplaced:
                self.draft.misplaced.add(insert_of(mark))
        remove(element)


def _without(text: str, found: Sequence[FoundTag]) -> str:
    for one in reversed(found):
        text = text[: one.start] + text[one.end :]
    return text
