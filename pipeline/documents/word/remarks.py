"""Word comments around the marked pieces of a part, and the parts and references a file with comments needs."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

from pipeline.documents.word.escaping import escaped
from pipeline.documents.word.marks import BEGIN
from pipeline.documents.word.package import CONTENT_TYPES
from pipeline.documents.word.pieces import MARK
from pipeline.documents.word.relations import PARSER, relations_name, serialised
from pipeline.documents.word.wordml import W

COMMENTS: Final = "word/comments.xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_ID: Final = "rIdRemarks"


@dataclass(frozen=True)
class Signature:
    """Who remarks, and when: both fixed, so that the same notice gives the same bytes."""

    author: str
    initials: str
    date: str


class Remarks:
    """The remarks of one file, numbered as they are put into its text."""

    def __init__(self, text_of: Callable[[int], str | None], printed: Iterator[int]) -> None:
        self._text_of, self._printed = text_of, printed
        self.texts: list[str] = []

    def put_into(self, xml: str, prefix: str) -> str:
        """Return a part without marks, each piece that is remarked on inside the range of its comment."""
        grammar = _grammar(prefix)
        chunks = MARK.split(xml)
        numbers = self._numbers(chunks[1::2])
        written, run = [chunks[0]], _run_of(chunks[0], grammar) or ""
        for number, mark, chunk in zip(numbers, chunks[1::2], chunks[2::2], strict=True):
            if number is not None:
                written.append((grammar.begin if mark == BEGIN else grammar.end).format(number, run))
            written.append(chunk)
            if "<" in chunk:
                found = _run_of(chunk, grammar)
                run = run if found is None else found
        return "".join(written)

    def _numbers(self, marks: Sequence[str]) -> list[int | None]:
        """Return the number of the comment each mark begins or ends; pieces are known by the order of their ends."""
        numbers: list[int | None] = [None] * len(marks)
        begun: list[int] = []
        for place, mark in enumerate(marks):
            if mark == BEGIN:
                begun.append(place)
            else:
                numbers[begun.pop()] = numbers[place] = self._begun(next(self._printed))
        return numbers

    def _begun(self, told: int) -> int | None:
        text = self._text_of(told)
        if not text:
            return None
        self.texts.append(text)
        return len(self.texts) - 1

    def part(self, signature: Signature) -> str:
        """Return the part that holds the remarks."""
        who = f'w:author="{signature.author}" w:date="{signature.date}" w:initials="{signature.initials}"'
        body = "".join(
            f'<w:comment w:id="{number}" {who}><w:p><w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r></w:p></w:comment>'
            for number, text in enumerate(self.texts)
        )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return f'{head}<w:comments xmlns:w="{W}">{body}</w:comments>'


def with_remarks(fixed: Mapping[str, bytes], body: str) -> dict[str, bytes]:
    """Return the fixed parts of a template with what a file with comments needs: their type and the reference to them."""
    types = etree.fromstring(fixed[CONTENT_TYPES], PARSER)
    etree.SubElement(types, f"{{{types.nsmap[None]}}}Override", PartName=f"/{COMMENTS}", ContentType=_TYPE)
    name = relations_name(body)
    none = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    listed = etree.fromstring(fixed.get(name, none), PARSER)
    target = f"/{COMMENTS}"
    etree.SubElement(listed, f"{{{listed.nsmap[None]}}}Relationship", Id=_ID, Type=_RELATION, Target=target)
    return {**fixed, CONTENT_TYPES: serialised(types), name: serialised(listed)}


@dataclass(frozen=True)
class _Grammar:
    """How a run is found, and what is written around a piece; a run is closed and opened again in its own format."""

    starts: tuple[str, ...]
    run: re.Pattern[str]
    begin: str
    end: str


@lru_cache(maxsize=8)
def _grammar(prefix: str) -> _Grammar:
    p = prefix
    again = f'<{p}:r>{{1}}<{p}:t xml:space="preserve">'
    close = f"</{p}:t></{p}:r>"
    number = f'{p}:id="{{0}}"/>'
    return _Grammar(
        (f"<{p}:r>", f"<{p}:r "),
        re.compile(rf"<{p}:r(?: [^>]*)?>(<{p}:rPr/>|<{p}:rPr>.*?</{p}:rPr>)?", re.DOTALL),
        f"{close}<{p}:commentRangeStart {number}{again}",
        f"{close}<{p}:commentRangeEnd {number}<{p}:r><{p}:commentReference {number}</{p}:r>{again}",
    )


@lru_cache(maxsize=4096)
def _run_of(xml: str, grammar: _Grammar) -> str | None:
    """Return the format of the run a piece of XML ends in; None where it begins none."""
    last = max(map(xml.rfind, grammar.starts))
    found = grammar.run.match(xml, last) if last >= 0 else None
    return None if found is None else found[1] or ""
