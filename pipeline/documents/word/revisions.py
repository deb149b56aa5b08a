"""What Word notes for itself in a template, taken out: a notice carries no traces of how its template was edited.

Tracked changes count as accepted: inserted text is in, deleted text is out. Revision numbers, spelling marks, page-break
hints, remarks of the template's authors and paragraph identifiers (which a loop would repeat) go; so do the bindings of content
controls, by which Word would put its own text in the place of what was rendered.
"""

from typing import Final

from lxml import etree

from pipeline.documents.word.wordml import (
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN_PROPERTIES,
    W14,
    W,
    enclosing,
    remove,
    unwrap,
    w,
)

_DROPPED: Final = frozenset(
    w(name)
    for name in (
        "del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange",
        "numberingChange", "cellIns", "cellMerge",
        "proofErr", "lastRenderedPageBreak", "noProof",
        "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
        "dataBinding",
    )
)  # fmt: skip
_UNWRAPPED: Final = frozenset((w("ins"), w("moveTo")))
_REVISION_NUMBERS: Final = f"{{{W}}}rsid"
_IDENTIFIERS: Final = (f"{{{W14}}}paraId", f"{{{W14}}}textId")


def accept_revisions(root: etree._Element) -> None:
    """Leave a part as if all its changes had been accepted and it had never been edited."""
    _join_deleted_paragraph_ends(root)
    for row_mark in list(root.iter(w("del"), w("cellDel"))):
        _drop_deleted_row_or_cell(row_mark)
    for element in list(root.iter(*_DROPPED)):
        remove(element)
    for element in list(root.iter(*_UNWRAPPED)):
        unwrap(element)
    for element in root.iter(etree.Element):
        for name in list(element.attrib):
            if str(name).startswith(_REVISION_NUMBERS) or name in _IDENTIFIERS:
                del element.attrib[name]


def _join_deleted_paragraph_ends(root: etree._Element) -> None:
    """Let a paragraph whose end was deleted flow into the next one, which keeps its own format."""
    for paragraph in list(root.iter(PARAGRAPH)):
        end = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{RUN_PROPERTIES}/{w('del')}")
        following = paragraph.getnext()
        if end is None or following is None or following.tag != PARAGRAPH:
            continue
        properties = following.find(PARAGRAPH_PROPERTIES)
        first = 0 if properties is None else 1
        following[first:first] = [child for child in paragraph if child.tag != PARAGRAPH_PROPERTIES]
        remove(paragraph)


def _drop_deleted_row_or_cell(mark: etree._Element) -> None:
    parent = mark.getparent()
    if parent is None:
        return
    if parent.tag == w("trPr"):
        row = enclosing(mark, ROW)
        if row is not None:
            remove(row)
    elif mark.tag == w("cellDel"):
        cell = enclosing(mark, w("tc"))
        if cell is not None:
            remove(cell)
