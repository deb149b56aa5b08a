"""One rendering of a template: the clean copy, the proof copy and the places of all it prints come from the same text."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from pipeline.documents.word.charts.data import ChartData
from pipeline.documents.word.compiling import CompiledPart
from pipeline.documents.word.marks import Recorder, unmarked
from pipeline.documents.word.package import Assembly
from pipeline.documents.word.pieces import Piece, pieces
from pipeline.documents.word.remarks import COMMENTS, Remark, Remarks, Signature

_SLICE: Final = 32_768
"""characters of a part that are encoded and deflated at a time"""
_TOGETHER: Final = 512
"""texts of a part that are"""


_TEXT: Final = re.compile(r"<\w+:t(?: [^>]*)?>([^<]*)")


class Rendering(Struct, frozen=True):
    """`parts` are the parts with tags, the body before all others, with their marks; `drawn` are the others that vary."""

    parts: Sequence[tuple[CompiledPart, str]]
    drawn: Sequence[tuple[str, bytes]]
    charts: Mapping[str, ChartData]
    """part → the chart it draws"""
    recorder: Recorder
    """what the marked pieces tell"""
    body: str
    """the part a comment can stand in"""
    clean: Assembly
    with_remarks: Callable[[], Assembly]

    @property
    def content(self) -> bytes:
        """The finished .docx."""
        return self.clean.assemble([*((part.name, _slices(text)) for part, text in self.parts), *self.drawn])

    @property
    def characters(self) -> int:
        """How many characters the body has outside its tables."""
        bodies = (_without_tables(text, part.prefix) for part, text in self.parts if part.name == self.body)
        return sum(len(found) for body in bodies for found in _TEXT.findall(unmarked(body).decode()))

    @property
    def paragraphs(self) -> int:
        """How many paragraphs the body has, counted as pieces count them."""
        part, text = next((part, text) for part, text in self.parts if part.name == self.body)
        return sum(text.count(f"<{part.prefix}:p{ending}") for ending in (">", " ", "/>"))

    def pieces(self) -> Iterator[Piece]:
        """Yield every marked piece with its place, part by part."""
        printed = iter(self.recorder.printed)
        for part, text in self.parts:
            yield from pieces(part.name, text, part.prefix, printed)

    def proof(self, remark_on: Callable[[int], Remark], signature: Signature) -> bytes:
        """Return the .docx with a comment on every piece of its body that `remark_on` has one for."""
        remarks = Remarks(remark_on, iter(self.recorder.printed))
        others = [(part.name, _slices(text)) for part, text in self.parts if part.name != self.body]
        bodies = [
            (part.name, _gathered(remarks.put_into(text, part.prefix))) for part, text in self.parts if part.name == self.body
        ]
        return self.with_remarks().assemble([*bodies, *others, (COMMENTS, _gathered(remarks.part(signature))), *self.drawn])


def _without_tables(text: str, prefix: str) -> str:
    """Return what of a part stands outside its tables."""
    outside, *others = text.split(f"<{prefix}:tbl>")
    return outside + "".join(other.partition(f"</{prefix}:tbl>")[2] for other in others)


def _slices(text: str) -> Iterator[bytes]:
    """Return a part without marks, in slices."""
    for start in range(0, len(text), _SLICE):
        yield unmarked(text[start : start + _SLICE])


def _gathered(texts: Sequence[str]) -> Iterator[bytes]:
    """Return a part that comes in many small texts, some hundred at a time."""
    for start in range(0, len(texts), _TOGETHER):
        yield "".join(texts[start : start + _TOGETHER]).encode()
