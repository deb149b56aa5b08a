"""A copy of a template with a comment at each mistake and hint, so that staff repair it in Word."""

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from pipeline.catalogue import template_care as say
from pipeline.catalogue import templates as names
from pipeline.commenting import BODY, Author, Comment, commented
from pipeline.documents.word.package import NotAPackage, read_parts
from pipeline.documents.word.revisions import accept_revisions
from pipeline.documents.word.wordml import PARAGRAPH
from pipeline.model.errors import Mistake

_AUTHOR: Final = Author(say.AUTHOR, say.INITIALS)
_LABEL: Final = names.PARTS["document.main"]


def annotated(content: bytes, mistakes: Sequence[Mistake], hints: Sequence[Mistake]) -> bytes | None:
    """Return the copy; None where the template cannot be opened. What is about no paragraph of the body stands at the first."""
    comments = [*_comments(mistakes, say.MUST), *_comments(hints, say.MAY)]
    try:
        parts = read_parts(content)
        return commented(parts, comments, _AUTHOR, _paragraphs) if BODY in parts else None
    except (NotAPackage, etree.XMLSyntaxError):
        return None


def _comments(mistakes: Sequence[Mistake], worded: str) -> Iterator[Comment]:
    for one in mistakes:
        if one.at is not None and one.at.part == _LABEL:
            yield Comment(one.at.number - 1, one.at.written, worded.format(message=one.at.message))
        else:
            yield Comment(0, "", worded.format(message=one.text))


def _paragraphs(body: etree._Element) -> Sequence[etree._Element]:
    """Return the paragraphs as the engine counts them: tracked changes accepted."""
    accept_revisions(body)
    return list(body.iter(PARAGRAPH))
