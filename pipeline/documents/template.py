"""A Word template: compiled once with all its mistakes at once, rendered many times, always to the same bytes.

Tags are docxtpl's; what may be said in them is in `pipeline.documents.word.grammar`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final, Self

from lxml import etree

from pipeline.catalogue import templates as say
from pipeline.documents.word.belongings import tags_out_of_reach, without_traces
from pipeline.documents.word.compiling import CannotRenderError, Compilation, CompiledPart, compile_part
from pipeline.documents.word.names import NameUse
from pipeline.documents.word.package import Assembly, NotAPackage, read_parts
from pipeline.documents.word.relations import content_types, word_kind
from pipeline.documents.word.sandbox import TemplateEnvironment
from pipeline.model.errors import Mistake, TemplateError

Words = Mapping[str, Callable[..., Any]]

TESTS: Final[Words] = {"none": lambda value: value is None}
_REFUSED_KINDS: Final = ("template.main", "document.macroEnabled.main")


@dataclass(frozen=True)
class Template:
    """A template ready to render; `names` are the names it uses, each with its paragraph."""

    name: str
    names: tuple[NameUse, ...]
    _parts: Sequence[CompiledPart] = field(repr=False)
    _fixed: Assembly = field(repr=False)
    _highest_drawing: int = field(repr=False, default=0)

    @classmethod
    def compile(cls, name: str, content: bytes, formatters: Words, tests: Words = TESTS) -> Self:
        """Compile a .docx; `name` is how mistakes call it. Raises TemplateError with every mistake found."""
        parts = _template_parts(name, content)
        environment = TemplateEnvironment(formatters, tests)
        done = {
            part: compile_part(part, say.PARTS[kind], parts[part], environment) for part, kind in _parts_with_text(parts).items()
        }
        mistakes = [sentence for one in done.values() for sentence in one.mistakes]
        mistakes += tags_out_of_reach(parts)
        if mistakes:
            raise TemplateError(*(Mistake(name, sentence) for sentence in mistakes))
        return cls(
            name,
            tuple(use for one in done.values() for use in one.names),
            [one.part for one in done.values() if one.part is not None],
            Assembly(_fixed_parts(parts, done)),
            max(one.highest_drawing for one in done.values()),
        )

    def render(self, context: Mapping[str, object]) -> bytes:
        """Return the finished .docx. Raises TemplateError naming the paragraph and the tag that could not be printed."""
        numbers = count(self._highest_drawing + 1)
        try:
            return self._fixed.assemble([(part.name, part.render(context, numbers)) for part in self._parts])
        except CannotRenderError as error:
            raise TemplateError(Mistake(self.name, str(error))) from error


def _template_parts(name: str, content: bytes) -> dict[str, bytes]:
    try:
        parts = read_parts(content)
        kinds = {word_kind(one) for one in content_types(parts).values()}
        if "document.main" not in kinds:
            refused = any(kind in kinds for kind in _REFUSED_KINDS)
            raise TemplateError(Mistake(name, say.NOT_A_DOCUMENT if refused else say.NO_DOCUMENT))
        return without_traces(parts)
    except (NotAPackage, etree.XMLSyntaxError) as error:
        raise TemplateError(Mistake(name, say.NOT_A_PACKAGE)) from error


def _parts_with_text(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the parts that may have tags with what they are, the body first."""
    kinds = {part: word_kind(kind) for part, kind in content_types(parts).items() if part in parts}
    return {part: wanted for wanted in say.PARTS for part in parts if kinds.get(part) == wanted}


def _fixed_parts(parts: Mapping[str, bytes], done: Mapping[str, Compilation]) -> dict[str, bytes]:
    """Return the parts that are the same in every notice."""
    plain = {part: one.plain for part, one in done.items() if one.plain is not None}
    return {part: plain.get(part, content) for part, content in parts.items() if part not in done or part in plain}
