"""A copy of a Word file with a comment at each remark; the file itself is never touched."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from pipeline.catalogue import proofreading as say
from pipeline.commenting import BODY, Author, Comment, W, commented
from pipeline.proofreading.remark import Remark
from pipeline.proofreading.word_file import read_parts

_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_AUTHOR: Final = Author(say.AUTHOR, say.INITIALS)


def with_comments(content: bytes, name: str, remarks: Sequence[Remark]) -> bytes:
    """Return the file with its remarks as comments; those on headers, footers and charts stand at the first paragraph."""
    return commented(read_parts(content, name), [_comment(one) for one in remarks], _AUTHOR, _paragraphs)


def _comment(remark: Remark) -> Comment:
    text = say.COMMENT.format(severity=remark.severity.value, code=remark.code, found=remark.found, said=remark.said)
    place = remark.paragraph.index if remark.paragraph.part == BODY else 0
    return Comment(place, remark.found, text)


def _paragraphs(body: etree._Element) -> Sequence[etree._Element]:
    """Return the paragraphs in document order, those of a drawing's fallback left out, as the text counts them."""
    return [one for one in body.iter(f"{W}p") if next(one.iterancestors(_FALLBACK), None) is None]
