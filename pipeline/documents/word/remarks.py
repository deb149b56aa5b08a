"""Word comments around the marked pieces of a part, and the parts and references a file with comments needs."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import etree
from msgspec import Struct

from pipeline.documents.word.marks import BEGIN, END
from pipeline.documents.word.package import CONTENT_TYPES
from pipeline.documents.word.relations import PARSER, relations_name, serialised
from pipeline.documents.word.wordml import W

COMMENTS: Final = "word/comments.xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_ID: Final = "rIdRemarks"


class Signature(Struct, frozen=True):
    """Who remarks, and when: both fixed, so that the same notice gives the same bytes."""

    author: str
    initials: str
    date: str


Remark = str
"""what a comment says, as it stands in a `w:t`: escaped; empty where there is none"""


class Remarks:
    """The remarks of one file, numbered as they are put into its text."""

    def __init__(self, remark_on: Callable[[int], Remark], printed: Iterator[int]) -> None:
        self._remark_on, self._printed = remark_on, printed
        self.made: list[Remark] = []

    def put_into(self, xml: str, prefix: str) -> list[str]:
        """Return a part without marks, in pieces, those that are remarked on inside the range of their comments."""
        first, *others = xml.split(BEGIN)
        written = [first]
        around = self._around_next(first, prefix, _around(prefix, ""))
        begun: list[int] = []
        for other in others:
            begun.append(len(written))
            inside, *ended = other.split(END)
            written += ("", inside)
            if "<" in inside:
                around = self._around_next(inside, prefix, around)
            for chunk in ended:
                self._close(written, begun.pop(), around)
                written.append(chunk)
                if "<" in chunk:
                    around = self._around_next(chunk, prefix, around)
        return written

    @staticmethod
    def _around_next(chunk: str, prefix: str, around: "_Around") -> "_Around":
        """Return what is written around a piece that follows; the text since the last one may begin another run."""
        run = _run_of(chunk, prefix)
        return around if run is None else _around(prefix, run)

    def _close(self, written: list[str], begun: int, around: "_Around") -> None:
        """Put a comment around what was written since a piece began; pieces are known by the order of their ends."""
        remark = self._remark_on(next(self._printed))
        if remark:
            number = str(len(self.made))
            self.made.append(remark)
            written[begun] = number.join(around.start)
            written.append(number.join(around.end))

    def part(self, signature: Signature) -> list[str]:
        """Return the part that holds the remarks, one after the other."""
        who = f'w:author="{signature.author}" w:date="{signature.date}" w:initials="{signature.initials}"'
        opening, closing = f'" {who}><w:p><w:r><w:t xml:space="preserve">', "</w:t></w:r></w:p></w:comment>"
        comments = [f'<w:comment w:id="{number}{opening}{said}{closing}' for number, said in enumerate(self.made)]
        head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{W}">'
        return [head, *comments, "</w:comments>"]


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


class _Around(NamedTuple):
    """What is written before and after a piece, around the number of its comment: the run is closed and opened again in its own format."""

    start: tuple[str, ...]
    end: tuple[str, ...]


@lru_cache(maxsize=256)
def _around(prefix: str, run: str) -> _Around:
    p = prefix
    close, again = f"</{p}:t></{p}:r>", f'<{p}:r>{run}<{p}:t xml:space="preserve">'
    return _Around(
        (f'{close}<{p}:commentRangeStart {p}:id="', f'"/>{again}'),
        (
            f'{close}<{p}:commentRangeEnd {p}:id="',
            f'"/><{p}:r><{p}:commentReference {p}:id="',
            f'"/></{p}:r>{again}',
        ),
    )


@lru_cache(maxsize=8)
def _run(prefix: str) -> re.Pattern[str]:
    return re.compile(rf"<{prefix}:r(?: [^>]*)?>(<{prefix}:rPr/>|<{prefix}:rPr>.*?</{prefix}:rPr>)?", re.DOTALL)


@lru_cache(maxsize=4096)
def _run_of(xml: str, prefix: str) -> str | None:
    """Return the format of the run a piece of XML ends in; None where it begins none."""
    last = max(xml.rfind(f"<{prefix}:r>"), xml.rfind(f"<{prefix}:r "))
    found = _run(prefix).match(xml, last) if last >= 0 else None
    return None if found is None else found[1] or ""
