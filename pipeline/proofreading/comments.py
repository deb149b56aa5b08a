"""A copy of a Word file with a comment at each remark; the file itself is never touched."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.remark import Remark
from pipeline.proofreading.word_file import W, paragraphs_of, read_parts

_COMMENTS: Final = "word/comments.xml"
_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_DAY: Final = (1980, 1, 1, 0, 0, 0)
_MADE: Final = "1980-01-01T00:00:00Z"
"""fixed, so that the same remarks give the same bytes"""
_BODY: Final = "word/document.xml"


def with_comments(content: bytes, name: str, remarks: Sequence[Remark]) -> bytes:
    """Return the file with its remarks as comments; those on headers, footers and charts stand at the first paragraph."""
    parts = read_parts(content, name)
    body = etree.fromstring(parts[_BODY])
    paragraphs = list(paragraphs_of(body))
    listed = etree.fromstring(parts[_COMMENTS]) if _COMMENTS in parts else etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
    first = max((int(one.get(f"{W}id", "0")) for one in listed), default=-1) + 1
    for number, remark in enumerate(remarks, first):
        place = remark.paragraph.index if remark.paragraph.part == _BODY else 0
        _mark(paragraphs[place], str(number))
        listed.append(_comment(remark, str(number)))
    if _COMMENTS not in parts:
        parts = _introduced(parts)
    return _packed({**parts, _BODY: _serialised(body), _COMMENTS: _serialised(listed)})


def _mark(paragraph: etree._Element, number: str) -> None:
    """Put the range of a comment around a whole paragraph."""
    begin = 1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0
    paragraph.insert(begin, etree.Element(f"{W}commentRangeStart", {f"{W}id": number}))
    etree.SubElement(paragraph, f"{W}commentRangeEnd", {f"{W}id": number})
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": number})


def _comment(remark: Remark, number: str) -> etree._Element:
    comment = etree.Element(
        f"{W}comment", {f"{W}id": number, f"{W}author": say.AUTHOR, f"{W}initials": say.INITIALS, f"{W}date": _MADE}
    )
    text = etree.SubElement(etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r"), f"{W}t")
    text.text = say.COMMENT.format(severity=remark.severity.value, code=remark.code, found=remark.found, said=remark.said)
    return comment


def _introduced(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Tell the package that it has comments now."""
    types = etree.fromstring(parts[_TYPES])
    etree.SubElement(types, f"{{{types.nsmap[None]}}}Override", PartName=f"/{_COMMENTS}", ContentType=_TYPE)
    none = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    relations = etree.fromstring(parts.get(_RELATIONS, none))
    tag = f"{{{relations.nsmap[None]}}}Relationship"
    etree.SubElement(relations, tag, Id="rIdSelfCheck", Type=_RELATION, Target="comments.xml")
    return {**parts, _TYPES: _serialised(types), _RELATIONS: _serialised(relations)}


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in _in_order(parts):
            archive.writestr(zipfile.ZipInfo(name, _DAY), part, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _in_order(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    return iter(sorted(parts.items(), key=lambda part: (part[0] != _TYPES, part[0])))
