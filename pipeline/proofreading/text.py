"""A finished text as the checks see it: paragraphs with an address, and tables as grids."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct, field

_NOTE = re.compile(r"四舍五入|因修约|按万元计算")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
DOCUMENT = "word/document.xml"


class Paragraph(Struct, frozen=True):
    """One paragraph; `index` counts the paragraphs of its part from 0, `number` those of the whole text that hold words, from 1."""

    part: str
    index: int
    number: int
    text: str
    in_table: bool = False

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Yield each sentence with its place."""
        for match in _SENTENCE.finditer(self.text):
            yield match.start(), match.group()


class Cell(Struct, frozen=True):
    """One cell of a grid; a merged cell stands in each place it covers, `origin` only in its first."""

    text: str
    paragraph: Paragraph
    origin: bool = True


class Table(Struct, frozen=True, eq=False):
    """A table as a grid of rows, with the text that stands before it; one is another one where it stands elsewhere."""

    rows: tuple[tuple[Cell | None, ...], ...]
    before: tuple[str, ...] = ()
    after: int = 0
    """how many paragraphs outside tables stand before it"""


class Text(Struct, frozen=True, dict=True):
    """A whole document; `charts` holds the cached numbers of its charts by part and series."""

    paragraphs: Sequence[Paragraph]
    tables: Sequence[Table] = ()
    charts: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def prose(self) -> tuple[Paragraph, ...]:
        """Paragraphs outside tables, headers and footers."""
        return tuple(one for one in self.paragraphs if not one.in_table and one.text.strip() and one.part in ("", DOCUMENT))

    @cached_property
    def whole(self) -> str:
        """All paragraphs, a line each: what does not stand in it stands in none of them."""
        return "\n".join(one.text for one in self.paragraphs)

    @cached_property
    def discloses_rounding(self) -> bool:
        """Whether the text tells its reader that rounded parts may not add up."""
        return _NOTE.search(self.whole) is not None

    @cached_property
    def length(self) -> int:
        """Characters of the text itself, without tables, spaces and what follows the first 附件 page."""
        counted = 0
        for one in self.prose:
            if re.fullmatch(r"附件\s*\d*", one.text.strip()):
                break
            counted += len(re.sub(r"\s", "", one.text))
        return counted
