"""The text of a paragraph with a map back to its runs, and the rewriting of that text in place.

A tag may be split over any number of runs, by bookmarks, links, controls and smart tags: its characters are taken out wherever
they stand, and what it stands for goes where its first character stood, in the format of that run.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree
from msgspec import Struct

from pipeline.documents.word.wordml import RUN, RUN_PROPERTIES, SPACE, TEXT, remove, w

OBJECT: Final = "\ufffc"
"""stands in the text for a picture, a footnote number: something visible that is not text"""

_WITHIN: Final = frozenset(
    w(name) for name in ("r", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)
_CHARACTERS: Final = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_SILENT: Final = frozenset(
    w(name) for name in ("pPr", "rPr", "sdtPr", "bookmarkStart", "bookmarkEnd", "softHyphen", "fldChar", "instrText", "delText")
)


class Atom(Struct, frozen=True):
    """An element that yields text, and where in the paragraph's text it begins."""

    element: etree._Element
    text: str
    start: int


class Substitution(Struct, frozen=True):
    """Characters to be replaced by a mark, or by nothing; `between_runs` puts the mark between runs instead of inside one."""

    start: int
    end: int
    mark: etree._Element | None
    between_runs: bool = False


class ParagraphText:
    """What a reader sees in a paragraph; text boxes anchored in it are paragraphs of their own."""

    def __init__(self, paragraph: etree._Element) -> None:
        self.atoms: list[Atom] = []
        position = 0
        for element, text in _visible(paragraph):
            self.atoms.append(Atom(element, text, position))
            position += len(text)
        self.text = "".join(atom.text for atom in self.atoms)

    def run_at(self, position: int) -> etree._Element:
        """Return the run in which a character stands."""
        atom = next(atom for atom in self.atoms if atom.start <= position < atom.start + len(atom.text))
        parent = atom.element.getparent()
        return atom.element if parent is None else parent

    def substitute(self, substitutions: Sequence[Substitution]) -> None:
        """Rewrite the paragraph; substitutions are in order and do not overlap."""
        for atom in self.atoms:
            pieces = list(_pieces(atom, substitutions))
            if pieces != [atom.text]:
                _refill(atom.element, pieces)
        for substitution in substitutions:
            if substitution.between_runs and substitution.mark is not None:
                _lift(substitution.mark)
        for atom in self.atoms:
            run = atom.element.getparent()
            if run is not None:
                _prune(run)


def _visible(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for child in element:
        if child.tag == TEXT:
            yield child, child.text or ""
        elif child.tag in _CHARACTERS:
            yield child, _CHARACTERS[child.tag]
        elif child.tag in _WITHIN:
            yield from _visible(child)
        elif child.tag not in _SILENT and element.tag == RUN:
            yield child, OBJECT


def _pieces(atom: Atom, substitutions: Sequence[Substitution]) -> Iterator[str | etree._Element]:
    end = atom.start + len(atom.text)
    position = atom.start
    for substitution in substitutions:
        if substitution.end <= atom.start or substitution.start >= end:
            continue
        if position < substitution.start:
            yield atom.text[position - atom.start : substitution.start - atom.start]
        if substitution.start >= atom.start and substitution.mark is not None:
            yield substitution.mark
        position = substitution.end
    if position < end:
        yield atom.text[position - atom.start :]


def _refill(element: etree._Element, pieces: list[str | etree._Element]) -> None:
    if element.tag != TEXT:
        remove(element)
        return
    element.text = ""
    element.set(SPACE, "preserve")
    last: etree._Element | None = None
    for piece in pieces:
        if not isinstance(piece, str):
            element.append(piece)
            last = piece
        elif last is None:
            element.text += piece
        else:
            last.tail = (last.tail or "") + piece


def _lift(mark: etree._Element) -> None:
    """Split the run a mark stands in, so that both halves keep their format whatever becomes of the mark."""
    text = mark.getparent()
    run = None if text is None else text.getparent()
    if text is None or run is None or run.tag != RUN:
        return
    rest = etree.Element(RUN)
    properties = run.find(RUN_PROPERTIES)
    if properties is not None:
        rest.append(deepcopy(properties))
    rest_text = etree.SubElement(rest, TEXT, {SPACE: "preserve"})
    rest_text.text, mark.tail = mark.tail, None
    rest_text.extend(list(mark.itersiblings()))
    rest.extend(list(text.itersiblings()))
    run.addnext(mark)
    mark.addnext(rest)
    _prune(rest)


def _prune(run: etree._Element) -> None:
    """Drop what has become empty."""
    for text in run.findall(TEXT):
        if not text.text and not len(text):
            remove(text)
    if run.tag == RUN and all(child.tag == RUN_PROPERTIES for child in run):
        remove(run)


def is_blank(text: str) -> bool:
    """Whether a reader sees nothing in a text."""
    return not text.strip()
