"""From the XML of a part to code that prints it."""

import marshal
import types
from collections.abc import Iterator, Mapping
from itertools import count

from jinja2 import Template as JinjaTemplate
from msgspec import Struct

from pipeline.catalogue import templates as say
from pipeline.documents.word.blocks import match_blocks
from pipeline.documents.word.cells import apply_cell_tags
from pipeline.documents.word.draft import DRAWING_ID, Complaint, Draft, PlacedTag, UnreadablePartError
from pipeline.documents.word.grammar import Parsed, parse, refusals
from pipeline.documents.word.names import NameUse, names_used
from pipeline.documents.word.placing import place_tags
from pipeline.documents.word.repeats import highest_drawing, keep_repeats_apart
from pipeline.documents.word.revisions import accept_revisions
from pipeline.documents.word.sandbox import TemplateEnvironment
from pipeline.documents.word.tables import close_stories, drop_what_is_left_empty, follow_columns
from pipeline.documents.word.wordml import CELL, is_mark, w

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class CannotRenderError(Exception):
    """A part cannot be printed with the data at hand; the message names paragraph and tag."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.sentence)
        self.complaint = complaint


class PartCode(Struct, frozen=True):
    """A part of a template as code that names its formatters and does not hold them: it can be handed to another process."""

    name: str
    marshalled: bytes
    tags: Mapping[int, PlacedTag]
    """line of the Jinja source → the tag that stands there"""
    repeats_drawings: bool
    prefix: str
    """prefix of the main namespace"""

    def bound(self, environment: TemplateEnvironment) -> "CompiledPart":
        """Return the part that prints with the formatters of an environment."""
        return CompiledPart(self, environment.template(marshal.loads(self.marshalled)))  # noqa: S302 - our own, of this run


class CompiledPart(Struct, frozen=True):
    """A part of a template as code, with the formatters it is to print with."""

    code: PartCode
    jinja: JinjaTemplate

    @property
    def name(self) -> str:
        return self.code.name

    @property
    def prefix(self) -> str:
        return self.code.prefix

    def render(self, context: Mapping[str, object], numbers: Iterator[int]) -> str:
        """Return the part as XML with its marks; `numbers` gives each repeated drawing one."""
        try:
            text = "".join(self.jinja.root_render_func(self.jinja.new_context(dict(context))))
        except Exception as error:
            raise CannotRenderError(self._explained(error)) from error
        if self.code.repeats_drawings:
            first, *others = text.split(DRAWING_ID)
            text = first + "".join(f"{next(numbers)}{other}" for other in others)
        return text

    def _explained(self, error: Exception) -> Complaint:
        placed = self._tag_at(error.__traceback__)
        return Complaint(str(error)) if placed is None else placed.place.complaint(str(error), placed.tag.written)

    def _tag_at(self, trace: types.TracebackType | None) -> PlacedTag | None:
        """Return the tag on whose line, or after which, the code stopped."""
        line = 0
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self.jinja.filename:
                line = self.jinja.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
        lines = [one for one in self.code.tags if one <= line]
        return self.code.tags[max(lines)] if lines else None


class Compilation(Struct, frozen=True):
    """What came of a part: code where it has tags, plain XML where it has none, or mistakes."""

    part: PartCode | None = None
    plain: bytes | None = None
    names: tuple[NameUse, ...] = ()
    mistakes: tuple[Complaint, ...] = ()
    highest_drawing: int = 0


def compile_part(name: str, label: str, content: bytes, environment: TemplateEnvironment) -> Compilation:
    """Compile one part of a template."""
    try:
        draft = Draft.parse(label, content)
    except UnreadablePartError:
        return Compilation(mistakes=(Complaint(say.PART_UNREADABLE.format(part=label)),))
    accept_revisions(draft.root)
    place_tags(draft)
    _refuse_tags_elsewhere(draft)
    names = _check_language(draft, environment)
    highest = highest_drawing(draft.root)
    _settle(draft)
    if draft.mistakes:
        return Compilation(names=names, mistakes=draft.mistakes)
    source = draft.source(_DECLARATION)
    if not source.tags:
        return Compilation(plain=environment.plain(source.text), highest_drawing=highest)
    code = marshal.dumps(environment.code(source.text, name))
    part = PartCode(name, code, source.tags, DRAWING_ID in source.text, draft.prefix)
    return Compilation(part, None, names, (), highest)


def _settle(draft: Draft) -> None:
    """Make the tree one that stays whole whatever its tags leave or repeat."""
    blocks = match_blocks(draft)
    keep_repeats_apart(draft)
    follow_columns(draft, blocks)
    drop_what_is_left_empty(draft)
    apply_cell_tags(draft, blocks)
    close_stories(draft)


def _check_language(draft: Draft, environment: TemplateEnvironment) -> tuple[NameUse, ...]:
    order = list(zip(count(), _tags_in_order(draft)))
    parsed: dict[int, Parsed] = {}
    for number, placed in order:
        parsed[number] = parse(placed.tag)
        for refusal in refusals(parsed[number], environment.words, printed=placed.tag.kind == "output"):
            draft.complain_of_tag(placed, refusal)
    return tuple(names_used(draft, parsed, order))


def _tags_in_order(draft: Draft) -> Iterator[PlacedTag]:
    for node in draft.root.iter():
        if is_mark(node):
            placed = draft.tag_of(node)
            if placed is not None:
                yield placed
        elif node.tag == CELL:
            yield from draft.cell_tags.get(node, ())


def _refuse_tags_elsewhere(draft: Draft) -> None:
    """Complain of tags in field codes and descriptions of pictures, which would go out as they are."""
    texts = [field.text or "" for field in draft.root.iter(w("instrText"))]
    texts += [value for element in draft.root.iter("{*}docPr") for value in map(str, element.attrib.values())]
    if any(opening in text for text in texts for opening in ("{{", "{%")):
        draft.note(Complaint(f"{draft.label}：{say.TAG_IN_FIELD}"))
