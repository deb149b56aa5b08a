"""One rendering of a template: the clean copy, the proof copy and the places of all it prints come from the same text."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.documents.word.charts.data import ChartData
from pipeline.documents.word.compiling import CompiledPart
from pipeline.documents.word.marks import Recorder, unmarked
from pipeline.documents.word.package import Assembly
from pipeline.documents.word.pieces import Piece, pieces
from pipeline.documents.word.remarks import COMMENTS, Remarks, Signature

_SLICE: Final = 32_768
"""characters of a part that are encoded and deflated at a time"""


_TABLE: Final = re.compile(r"<(\w+):tbl>.*?</\1:tbl>", re.DOTALL)
_TEXT: Final = re.compile(r"<\w+:t(?: [^>]*)?>([^<]*)")


@dataclass(frozen=True)
class Rendering:
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
        return self._assembled(self.clean, [(part.name, text) for part, text in self.parts])

    @property
    def characters(self) -> int:
        """How many characters the body has outside its tables."""
        text = next((text for part, text in self.parts if part.name == self.body), "")
        return sum(map(len, _TEXT.findall(_TABLE.sub("", unmarked(text)))))

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

    def proof(self, text_of: Callable[[int], str | None], signature: Signature) -> bytes:
        """Return the .docx with a comment on every piece of its body that `text_of` has one for."""
        remarks = Remarks(text_of, iter(self.recorder.printed))
        texts = [
            (part.name, remarks.put_into(text, part.prefix) if part.name == self.body else text) for part, text in self.parts
        ]
        return self._assembled(self.with_remarks(), [*texts, (COMMENTS, remarks.part(signature))])

    def _assembled(self, assembly: Assembly, texts: Sequence[tuple[str, str]]) -> bytes:
        return assembly.assemble([*((name, _slices(text)) for name, text in texts), *self.drawn])


def _slices(text: str) -> Iterator[bytes]:
    """Return a part without marks, in slices."""
    for start in range(0, len(text), _SLICE):
        yield unmarked(text[start : start + _SLICE]).encode()
