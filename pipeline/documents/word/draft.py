"""One part of a template while it is being turned into a Jinja source.

The tree keeps a mark wherever something is to be inserted: a processing instruction between elements or inside a `w:t`, a
non-character inside an attribute. Serialised once and cut at the marks, the tree becomes a source whose delimiters are control
characters, which no XML can hold: nothing a template or its data contains is ever taken for a tag.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree
from msgspec import Struct, field

from pipeline.catalogue import templates as say
from pipeline.documents.word.tags import Problem, Tag
from pipeline.documents.word.wordml import RUN_PROPERTIES, W
from pipeline.model.errors import Mistake, Spot

STATEMENT: Final = ("\x02%", "%\x03")
OUTPUT: Final = ("\x02{", "}\x03")
COMMENT: Final = ("\x02#", "#\x03")
DRAWING_ID: Final = "\ufdd0"
"""stands in the source for the number of a drawing that a loop repeats"""
_BEGIN: Final = "\ufdd1"
_END: Final = "\ufdd2"
_RESERVED: Final = (DRAWING_ID, _BEGIN, _END)
_TARGET: Final = "mark"
_VISIBLE: Final = 60


class UnreadablePartError(Exception):
    """A part is no XML."""


class Place(Struct, frozen=True):
    """A paragraph of a template as its reader sees it; `number` counts the paragraphs of the part from 1."""

    part: str
    number: int
    text: str

    def sentence(self, message: str, written: str = "") -> str:
        """Say something about this paragraph, and about a tag in it."""
        text = self.text if len(self.text) <= _VISIBLE else self.text[:_VISIBLE] + "…"
        said = "" if self.text == written else say.SAID.format(text=text.replace("\n", " "))
        said += say.TAG.format(written=written) if written else ""
        return say.PLACE.format(part=self.part, number=self.number, said=said, message=message)

    def complaint(self, message: str, written: str = "") -> "Complaint":
        """Say something about this paragraph that can stand beside it, too."""
        return Complaint(self.sentence(message, written), Spot(self.part, self.number, written, message))


class Complaint(Struct, frozen=True):
    """What is wrong with a template in a sentence of its own, and the place it is about; None where that is no paragraph."""

    sentence: str
    spot: Spot | None = None

    def mistake(self, file: str) -> Mistake:
        return Mistake(file, self.sentence, at=self.spot)


class PlacedTag(Struct, frozen=True):
    """A tag and its paragraph."""

    tag: Tag
    place: Place
    run_properties: str = ""
    """`w:rPr` of the run an output stands in, so that what is put around the figure can look the same"""


class Insert(Struct, frozen=True):
    """Jinja code that takes the place of a mark; `tag` is None where the engine itself wrote it."""

    code: str
    tag: PlacedTag | None = None


class Source(Struct, frozen=True):
    """A Jinja source and, for each of its lines, the tag that stands there."""

    text: str
    tags: dict[int, PlacedTag]


def statement(code: str) -> str:
    """Return the source of a statement."""
    return f"{STATEMENT[0]} {code} {STATEMENT[1]}"


def output(expression: str) -> str:
    """Return the source of an output."""
    return f"{OUTPUT[0]} {expression} {OUTPUT[1]}"


def tag_code(tag: Tag) -> str:
    """Return the source of an author's tag; the line it ends gives each tag a line of its own."""
    if tag.kind == "output":
        return f"{OUTPUT[0]} {tag.expression}\n{OUTPUT[1]}"
    return f"{STATEMENT[0]} {tag.keyword} {tag.expression}\n{STATEMENT[1]}"


def run_properties_of(run: etree._Element) -> str:
    """Return the format of a run as XML, empty where it has none."""
    properties = run.find(RUN_PROPERTIES)
    if properties is None:
        return ""
    alone = deepcopy(properties)
    etree.cleanup_namespaces(alone)
    return etree.tostring(alone, encoding="unicode", with_tail=False)


class Draft(Struct):
    """The tree of one part, what will be inserted in it, and what is wrong with it."""

    label: str
    root: etree._Element
    inserts: list[Insert] = field(default_factory=list)
    complaints: dict[str, Complaint] = field(default_factory=dict)
    """by what they say, so that each is noted once"""
    misplaced: set[int] = field(default_factory=set)
    """inserts whose place has been complained of already"""
    cell_tags: dict[etree._Element, list[PlacedTag]] = field(default_factory=dict)
    removed_widths: dict[int, int] = field(default_factory=dict)
    """insert that took the place of a cell → the width of that cell"""

    captures: int = 0

    @classmethod
    def parse(cls, label: str, content: bytes) -> "Draft":
        """Read a part; raises UnreadablePartError where it is no XML, or XML that defines entities of its own."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        for reserved in _RESERVED:
            content = content.replace(reserved.encode(), b"")
        if b"<!DOCTYPE" in content:
            raise UnreadablePartError
        try:
            return cls(label, etree.fromstring(content, parser))
        except etree.XMLSyntaxError as error:
            raise UnreadablePartError from error

    @property
    def prefix(self) -> str:
        """Prefix of the main namespace: `w`, unless a writer chose another."""
        return next((prefix for prefix, uri in self.root.nsmap.items() if uri == W and prefix), "w")

    @property
    def mistakes(self) -> tuple[Complaint, ...]:
        """All complaints, in the order of the text."""
        return tuple(sorted(self.complaints.values(), key=lambda one: one.spot.number if one.spot else 0))

    def complain(self, place: Place, message: str, written: str = "") -> None:
        """Note a mistake once."""
        self.note(place.complaint(message, written))

    def note(self, complaint: Complaint) -> None:
        """Note a mistake once."""
        self.complaints.setdefault(complaint.sentence, complaint)

    def complain_of_tag(self, placed: PlacedTag, message: str) -> None:
        """Note what is wrong with a tag."""
        self.complain(placed.place, message, placed.tag.written)

    def complain_of_problems(self, place: Place, problems: list[Problem]) -> None:
        """Note what could not be read as a tag."""
        for problem in problems:
            self.complain(place, problem.text, problem.written)

    def mark(self, code: str, placed: PlacedTag | None = None) -> etree._Element:
        """Return a node that stands for code."""
        self.inserts.append(Insert(code, placed))
        return etree.ProcessingInstruction(_TARGET, str(len(self.inserts) - 1))

    def mark_tag(self, placed: PlacedTag) -> etree._Element:
        """Return a node that stands for an author's tag."""
        return self.mark(tag_code(placed.tag), placed)

    def attribute_mark(self, code: str, placed: PlacedTag | None = None) -> str:
        """Return an attribute value that stands for code."""
        self.inserts.append(Insert(code, placed))
        return f"{_BEGIN}{len(self.inserts) - 1}{_END}"

    def tag_of(self, mark: etree._Element) -> PlacedTag | None:
        """Return the author's tag a mark stands for."""
        return self.inserts[insert_of(mark)].tag

    def capture(self) -> str:
        """Return a fresh name under which rendered text can be held."""
        self.captures += 1
        return f"_held{self.captures}"

    def marks(self) -> Iterator[etree._Element]:
        """All marks of the part in the order of the text."""
        return self.root.iter(etree.PI)

    def source(self, declaration: str) -> Source:
        """Serialise the tree and cut it at its marks."""
        text = etree.tostring(self.root, encoding="unicode", with_tail=False)
        text = text.replace(f"<?{_TARGET} ", _BEGIN).replace("?>", _END)
        first, *others = text.split(_BEGIN)
        pieces = [declaration, first]
        line = 1 + declaration.count("\n") + first.count("\n")
        tags: dict[int, PlacedTag] = {}
        for other in others:
            index, _, literal = other.partition(_END)
            insert = self.inserts[int(index)]
            if insert.tag is not None:
                tags[line] = insert.tag
            pieces += (insert.code, literal)
            line += insert.code.count("\n") + literal.count("\n")
        return Source("".join(pieces), tags)


def insert_of(mark: etree._Element) -> int:
    """Return the number of the insert a mark stands for."""
    return int(mark.text or "")
