"""The words of WordprocessingML the template engine speaks, and the two walks it makes over a tree."""

from copy import deepcopy
from typing import Final

from lxml import etree

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """Return a name of the main namespace as lxml spells it."""
    return f"{{{W}}}{name}"


PARAGRAPH: Final = w("p")
PARAGRAPH_PROPERTIES: Final = w("pPr")
RUN: Final = w("r")
RUN_PROPERTIES: Final = w("rPr")
TEXT: Final = w("t")
TABLE: Final = w("tbl")
ROW: Final = w("tr")
CELL: Final = w("tc")
CELL_PROPERTIES: Final = w("tcPr")
TEXT_BOX: Final = w("txbxContent")
STORIES: Final = (CELL, TEXT_BOX, w("hdr"), w("ftr"), w("footnote"), w("endnote"))
"""what must end in a paragraph"""
DRAWING_PROPERTIES: Final = f"{{{DRAWING}}}docPr"


def enclosing(element: etree._Element, name: str) -> etree._Element | None:
    """Return the nearest ancestor of that name, without leaving the text box the element stands in."""
    for ancestor in element.iterancestors():
        if ancestor.tag == name:
            return ancestor
        if ancestor.tag == TEXT_BOX:
            return None
    return None


def remove(element: etree._Element) -> None:
    """Take an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = list(element)


def empty_like(story: etree._Element) -> etree._Element:
    """Return an empty paragraph in the format of the first one of a cell, header or note, without its section break."""
    empty = etree.Element(PARAGRAPH)
    properties = story.find(f"{PARAGRAPH}/{PARAGRAPH_PROPERTIES}")
    if properties is not None:
        empty.append(deepcopy(properties))
        for section in empty.findall(f"{PARAGRAPH_PROPERTIES}/{w('sectPr')}"):
            remove(section)
    return empty


def is_mark(node: etree._Element) -> bool:
    """Whether a node is one of the engine's own marks; all other processing instructions are dropped when a part is read."""
    return isinstance(node, etree._ProcessingInstruction)
