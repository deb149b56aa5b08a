"""附件: their pages are numbered from 1 in their order, and what the text refers to is there."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.remark import DOUBT, WRONG, Remark
from pipeline.proofreading.text import Paragraph, Text

_PAGE: Final = re.compile(r"\s*附件\s*(\d+)\s*[：:]?\s*")
_ITEM: Final = r"\s*(\d+)\s*[.．、](?:(?!\d)|(?=(?:19|20)\d\d))"
_FIRST: Final = re.compile(r"\s*附件[：:]" + _ITEM)
_NEXT: Final = re.compile(_ITEM)
_REFERRED: Final = re.compile(r"(?<!》)附件\s?(\d+)(?!\d)")

Numbered = tuple[Paragraph, str, int]


def attachments(text: Text) -> Iterator[Remark]:
    """Check the list of attachments, their pages, and the references to them; a text with neither list nor pages is not judged."""
    if "附件" not in text.whole:
        return
    listed, pages = list(_listed(text.prose)), list(_pages(text.prose))
    for found in (listed, pages):
        for right, (paragraph, told, number) in enumerate(found, 1):
            if number != right:
                yield Remark("N-01", WRONG, paragraph, told, say.ATTACHMENT_ORDER.format(printed=told, right=right))
                break
    if listed and pages and len(listed) != len(pages):
        paragraph, told, _ = listed[0]
        yield Remark("N-02", DOUBT, paragraph, told, say.ATTACHMENT_COUNT.format(listed=len(listed), pages=len(pages)))
    if listed or pages:
        yield from _referred(text.prose, max(len(listed), len(pages)))


def _listed(prose: Sequence[Paragraph]) -> Iterator[Numbered]:
    """Yield the items behind 附件：, one a paragraph, as long as they follow each other."""
    begun = False
    for paragraph in prose:
        match = (_NEXT if begun else _FIRST).match(paragraph.text)
        if match:
            begun = True
            yield paragraph, match.group().strip(), int(match[1])
        elif begun:
            return


def _pages(prose: Sequence[Paragraph]) -> Iterator[Numbered]:
    for paragraph in prose:
        match = _PAGE.fullmatch(paragraph.text)
        if match:
            yield paragraph, match.group().strip(), int(match[1])


def _referred(prose: Sequence[Paragraph], there: int) -> Iterator[Remark]:
    for paragraph in prose:
        if "附件" in paragraph.text and not _PAGE.fullmatch(paragraph.text):
            for match in _REFERRED.finditer(paragraph.text):
                if not 1 <= int(match[1]) <= there:
                    said = say.ATTACHMENT_MISSING.format(printed=match.group(), there=there)
                    yield Remark("N-03", DOUBT, paragraph, match.group(), said)
