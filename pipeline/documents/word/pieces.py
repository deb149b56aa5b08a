"""Where each marked piece stands in a finished part: its paragraph, its place in the paragraph, its text.

Paragraphs are counted in the order in which they begin, those in tables and text boxes included; a text box is no part of the
text of the paragraph it is anchored in.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec import Struct

from pipeline.documents.word.marks import BEGIN, END

_BOX: Final = "txbxContent"
_ENTITIES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#13;", "\r"), ("&amp;", "&"))


class Piece(NamedTuple):
    """One marked piece; `number` is its place in what the recorder was told."""

    number: int
    part: str
    paragraph: int
    start: int
    text: str


def pieces(part: str, xml: str, prefix: str, printed: Iterator[int]) -> Iterator[Piece]:
    """Yield the marked pieces of a part in the order in which they end, those inside another before it; `printed` numbers them."""
    cursor = _Cursor(_grammar(prefix))
    pass_over, text = cursor.pass_over, cursor.text
    begun: list[tuple[int, int, int]] = []
    first, *others = xml.split(BEGIN)
    pass_over(first)
    for other in others:
        begun.append((cursor.paragraph, cursor.offset, len(text)))
        inside, *ended = other.split(END)
        pass_over(inside)
        for chunk in ended:
            paragraph, start, length = begun.pop()
            yield Piece(next(printed), part, paragraph, start, "".join(text[length:]))
            if not begun:
                text.clear()
            pass_over(chunk)


class _Grammar(Struct, frozen=True, eq=False):
    """What of a part's XML matters to a place in its text."""

    starts: tuple[str, ...]
    box: tuple[str, str]
    token: re.Pattern[str]
    """a paragraph that begins, one that ends, text, a tab, a break"""


@lru_cache(maxsize=8)
def _grammar(prefix: str) -> _Grammar:
    p = re.escape(prefix)
    token = rf"<{p}:p(?: [^>]*?)?(/?)>|(</{p}:p>)|<{p}:t(?: [^>]*)?>([^<]*)|(<{p}:tab/>)|(<{p}:br\b)"
    return _Grammar(
        (f"<{prefix}:p>", f"<{prefix}:p ", f"<{prefix}:p/>"), (f"<{prefix}:{_BOX}", f"</{prefix}:{_BOX}"), re.compile(token)
    )


@lru_cache(maxsize=4096)
def _outline(xml: str, grammar: _Grammar) -> tuple[int, str]:
    """Return how many paragraphs begin in what stands between two marks, and the text from the last of them on.

    What stands between the cells of a table is the same in every row.
    """
    begun = sum(map(xml.count, grammar.starts))
    start = max(map(xml.rfind, grammar.starts)) + 1 if begun else 0
    lead = "" if begun else xml.partition("<")[0]
    found = (one[3] or ("\t" if one[4] else "\n" if one[5] else "") for one in grammar.token.finditer(xml, start))
    return begun, lead + "".join(found)


class _Cursor:
    """A place in the text of a part; marks stand in text only, so that what is passed over begins and ends in text."""

    def __init__(self, grammar: _Grammar) -> None:
        self.paragraph, self.offset, self.count = -1, 0, -1
        self.text: list[str] = []
        self._grammar, self._boxes = grammar, 0
        self._outer: list[tuple[int, int]] = []

    def pass_over(self, xml: str) -> None:
        if "<" not in xml:
            self._read(xml)
        elif self._boxes or _BOX in xml:
            self._boxes += xml.count(self._grammar.box[0]) - xml.count(self._grammar.box[1])
            self._walk(xml)
        else:
            self._leap(xml)

    def _leap(self, xml: str) -> None:
        """Count the paragraphs that begin, and read only from the last of them on."""
        begun, text = _outline(xml, self._grammar)
        if begun:
            self.count += begun
            self.paragraph, self.offset = self.count, 0
            self._outer.clear()
        self._read(text)

    def _walk(self, xml: str) -> None:
        lead, _, _ = xml.partition("<")
        self._read(lead)
        for found in self._grammar.token.finditer(xml, len(lead)):
            if found[2]:
                self.paragraph, self.offset = self._outer.pop() if self._outer else (self.paragraph, self.offset)
            elif found[1] is not None:
                self._begin(empty=bool(found[1]))
            else:
                self._take(found)

    def _begin(self, *, empty: bool) -> None:
        self.count += 1
        if not empty:
            self._outer.append((self.paragraph, self.offset))
            self.paragraph, self.offset = self.count, 0

    def _take(self, found: re.Match[str]) -> None:
        if found[3]:
            self._read(found[3])
        elif found[4] or found[5]:
            self._read("\t" if found[4] else "\n")

    def _read(self, text: str) -> None:
        if "&" in text:
            for entity, character in _ENTITIES:
                text = text.replace(entity, character)
        self.offset += len(text)
        self.text.append(text)
