"""Comments put into a Word file, each around the words it is about; what calls it finds fault, this only writes it down."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree
from msgspec import Struct

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY: Final = "word/document.xml"
_COMMENTS: Final = "word/comments.xml"
_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_ID: Final = "rIdCommenting"
_DAY: Final = (1980, 1, 1, 0, 0, 0)
_MADE: Final = "1980-01-01T00:00:00Z"
"""fixed, so that the same comments give the same bytes"""
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_CHARACTERS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_PASSED_OVER: Final = frozenset(f"{W}{name}" for name in ("p", "pPr", "rPr", "del", "moveFrom"))
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)
_BOX: Final = f"{W}txbxContent"


class Comment(Struct, frozen=True):
    """What is said of a paragraph of the body; around the whole of it where the words quoted do not stand in it."""

    paragraph: int
    quoted: str
    text: str


class Author(Struct, frozen=True):
    """Under which name the comments stand."""

    name: str
    initials: str


Paragraphs = Callable[[etree._Element], Sequence[etree._Element]]


def commented(parts: Mapping[str, bytes], comments: Sequence[Comment], author: Author, paragraphs: Paragraphs) -> bytes:
    """Return the file with its comments; `paragraphs` lists those of the body as the one who comments has counted them."""
    body = etree.fromstring(parts[BODY], _PARSER)
    listed = (
        etree.fromstring(parts[_COMMENTS], _PARSER) if _COMMENTS in parts else etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
    )
    counted = paragraphs(body)
    first = max((int(one.get(f"{W}id", "0")) for one in listed), default=-1) + 1
    seen: Counter[tuple[int, str]] = Counter()
    for number, comment in enumerate(comments, first):
        place = comment.paragraph, comment.quoted
        _anchor(counted[comment.paragraph], comment.quoted, seen[place], str(number))
        seen[place] += 1
        listed.append(_comment(comment.text, author, str(number)))
    introduced = dict(parts) if _COMMENTS in parts else _introduced(parts)
    return packed({**introduced, BODY: _serialised(body), _COMMENTS: _serialised(listed)})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as a file, always with the same bytes."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, part in sorted(parts.items(), key=lambda one: (one[0] != _TYPES, one[0])):
            archive.writestr(ZipInfo(name, _DAY), part, ZIP_DEFLATED)
    return content.getvalue()


def _anchor(paragraph: etree._Element, quoted: str, occurrence: int, number: str) -> None:
    """Put the range of a comment around the words quoted; no comment can stand in a text box, so there around its anchor."""
    outer = _outside_boxes(paragraph)
    whole = "".join(text for _, text in _pieces(outer))
    places = list(_places(whole, quoted)) if outer is paragraph else []
    start = places[min(occurrence, len(places) - 1)] if places else 0
    end = start + len(quoted) if places else len(whole)
    begin = _boundary(outer, start)
    begins = etree.Element(f"{W}commentRangeStart", {f"{W}id": number})
    if begin is None:
        outer.insert(1 if len(outer) and outer[0].tag == f"{W}pPr" else 0, begins)
    else:
        begin.addprevious(begins)
    ends = etree.Element(f"{W}commentRangeEnd", {f"{W}id": number})
    until = _boundary(outer, end)
    if until is None:
        outer.append(ends)
    else:
        until.addprevious(ends)
    reference = etree.Element(f"{W}r")
    etree.SubElement(reference, f"{W}commentReference", {f"{W}id": number})
    ends.addnext(reference)


def _outside_boxes(paragraph: etree._Element) -> etree._Element:
    boxes = [one for one in paragraph.iterancestors() if one.tag == _BOX]
    return next((one for one in boxes[-1].iterancestors(f"{W}p")), paragraph) if boxes else paragraph


def _places(text: str, quoted: str) -> Iterator[int]:
    place = text.find(quoted) if quoted else -1
    while place >= 0:
        yield place
        place = text.find(quoted, place + len(quoted))


def _pieces(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield what a reader sees of a paragraph: each element that yields text, with its text."""
    for child in element:
        if child.tag == f"{W}t":
            yield child, child.text or ""
        elif child.tag in _CHARACTERS:
            if element.tag == f"{W}r" and child.get(f"{W}type", "") not in ("page", "column"):
                yield child, _CHARACTERS[child.tag]
        elif child.tag not in _PASSED_OVER:
            yield from _pieces(child)


def _boundary(paragraph: etree._Element, position: int) -> etree._Element | None:
    """Return the run that begins at a character, split off where it has to be; None at the end of the paragraph."""
    start = 0
    for piece, text in _pieces(paragraph):
        if start <= position < start + len(text):
            return _split(piece, text, position - start)
        start += len(text)
    return None


def _split(piece: etree._Element, text: str, offset: int) -> etree._Element:
    """Return the run that holds a piece from an offset on; what stands before it stays in the run it was in."""
    run = next(piece.iterancestors(f"{W}r"))
    before = [one for one in run if one.tag != f"{W}rPr"]
    if not offset and before[0] is piece:
        return run
    rest = etree.Element(f"{W}r")
    properties = run.find(f"{W}rPr")
    if properties is not None:
        rest.append(deepcopy(properties))
    following = before[before.index(piece) + bool(offset) :]
    if offset:
        piece.text = text[:offset]
        piece.set(_SPACE, "preserve")
        etree.SubElement(rest, f"{W}t", {_SPACE: "preserve"}).text = text[offset:]
    rest.extend(following)
    run.addnext(rest)
    return rest


def _comment(text: str, author: Author, number: str) -> etree._Element:
    who = {f"{W}author": author.name, f"{W}initials": author.initials, f"{W}date": _MADE}
    comment = etree.Element(f"{W}comment", {f"{W}id": number, **who})
    run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
    etree.SubElement(run, f"{W}t", {_SPACE: "preserve"}).text = text
    return comment


def _introduced(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Tell the package that it has comments now."""
    types = etree.fromstring(parts[_TYPES], _PARSER)
    etree.SubElement(types, f"{{{types.nsmap[None]}}}Override", PartName=f"/{_COMMENTS}", ContentType=_TYPE)
    none = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    relations = etree.fromstring(parts.get(_RELATIONS, none), _PARSER)
    tag = f"{{{relations.nsmap[None]}}}Relationship"
    etree.SubElement(relations, tag, Id=_ID, Type=_RELATION, Target="comments.xml")
    return {**parts, _TYPES: _serialised(types), _RELATIONS: _serialised(relations)}


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
