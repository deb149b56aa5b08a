"""A Word template: compiled once with all its mistakes at once, rendered many times, always to the same bytes.

Tags are docxtpl's; what may be said in them is in `pipeline.documents.word.grammar`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from types import MappingProxyType
from typing import Any, Final, Self

from lxml import etree

from pipeline.catalogue import charts as chart_words
from pipeline.catalogue import templates as say
from pipeline.documents.word.belongings import tags_out_of_reach, without_traces
from pipeline.documents.word.charts.data import ChartData
from pipeline.documents.word.charts.places import ChartPlace, chart_parts, find_charts
from pipeline.documents.word.compiling import CannotRenderError, Compilation, CompiledPart, compile_part
from pipeline.documents.word.draft import Complaint
from pipeline.documents.word.marks import recording
from pipeline.documents.word.names import NameUse
from pipeline.documents.word.package import Assembly, NotAPackage, read_parts
from pipeline.documents.word.relations import content_types, word_kind
from pipeline.documents.word.remarks import with_remarks
from pipeline.documents.word.rendering import Rendering
from pipeline.documents.word.sandbox import TemplateEnvironment
from pipeline.model.errors import Mistake, TemplateError

Words = Mapping[str, Callable[..., Any]]

TESTS: Final[Words] = {"none": lambda value: value is None}
_REFUSED_KINDS: Final = ("template.main", "document.macroEnabled.main")


class CannotCompileError(TemplateError):
    """A template has mistakes of language; `names` are those it uses all the same, so that wrong ones are told at once."""

    def __init__(self, names: Sequence[NameUse], *mistakes: Mistake) -> None:
        super().__init__(*mistakes)
        self.names = names


@dataclass(frozen=True)
class Template:
    """A template ready to render; `names` are the names it uses, each with its paragraph."""

    name: str
    names: tuple[NameUse, ...]
    _parts: Sequence[CompiledPart] = field(repr=False)
    _body: str
    _fixed: Mapping[str, bytes] = field(repr=False)
    _assembly: Assembly = field(repr=False)
    _highest_drawing: int = field(repr=False, default=0)
    _charts: Sequence[ChartPlace] = field(repr=False, default=())

    @classmethod
    def compile(cls, name: str, content: bytes, formatters: Words, tests: Words = TESTS) -> Self:
        """Compile a .docx; `name` is how mistakes call it. Raises TemplateError with every mistake found."""
        search = find_charts(_template_parts(name, content))
        parts = search.parts
        environment = TemplateEnvironment(formatters, tests)
        done = {
            part: compile_part(part, say.PARTS[kind], parts[part], environment) for part, kind in _parts_with_text(parts).items()
        }
        mistakes = [complaint for one in done.values() for complaint in one.mistakes]
        mistakes += map(Complaint, search.mistakes)
        mistakes += map(Complaint, tags_out_of_reach({part: content for part, content in parts.items() if content}))
        mistakes += _charts_out_of_place(done.values())
        if mistakes:
            names = [use for one in done.values() for use in one.names]
            raise CannotCompileError(names, *(complaint.mistake(name) for complaint in mistakes))
        fixed = _fixed_parts(parts, done, chart_parts(search.places))
        return cls(
            name,
            tuple(use for one in done.values() for use in one.names),
            [one.part for one in done.values() if one.part is not None],
            next(iter(done)),
            fixed,
            Assembly(fixed),
            max(one.highest_drawing for one in done.values()),
            search.places,
        )

    def render(self, context: Mapping[str, object], charts: Mapping[str, ChartData] = MappingProxyType({})) -> bytes:
        """Return the finished .docx. Raises TemplateError naming the paragraph and the tag that could not be printed."""
        return self.printed(context, charts).content

    def printed(self, context: Mapping[str, object], charts: Mapping[str, ChartData] = MappingProxyType({})) -> Rendering:
        """Return one rendering, from which the finished .docx, the places of its figures and its proof copy are made."""
        numbers = count(self._highest_drawing + 1)
        try:
            with recording() as recorder:
                parts = [(part, part.render(context, numbers)) for part in self._parts]
            drawn = list(self._drawn(charts))
        except CannotRenderError as error:
            raise TemplateError(error.complaint.mistake(self.name)) from error
        shown = {place.part: charts[place.name] for place in self._charts}
        return Rendering(parts, drawn, shown, recorder, self._body, self._assembly, lambda: self._with_remarks)

    @cached_property
    def _with_remarks(self) -> Assembly:
        return Assembly(with_remarks(self._fixed, self._body))

    def _drawn(self, charts: Mapping[str, ChartData]) -> Iterator[tuple[str, bytes]]:
        for place in self._charts:
            if place.name not in charts:
                known = "、".join(charts) or chart_words.NONE
                raise CannotRenderError(Complaint(chart_words.UNKNOWN.format(name=place.name, known=known)))
            yield from place.render(charts[place.name])


def _charts_out_of_place(done: Iterable[Compilation]) -> Iterator[Complaint]:
    """Say where a tag that stands for a chart has other text around it, or stands outside the body."""
    for use in (use for one in done for use in one.names):
        if use.path[0] == chart_words.NAME and use.written.startswith("{{"):
            yield use.place.complaint(chart_words.NOT_ALONE.format(written=use.written), use.written)


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


def _fixed_parts(parts: Mapping[str, bytes], done: Mapping[str, Compilation], varying: Collection[str]) -> dict[str, bytes]:
    """Return the parts that are the same in every notice."""
    plain = {part: one.plain for part, one in done.items() if one.plain is not None}
    return {
        part: plain.get(part, content)
        for part, content in parts.items()
        if (part not in done or part in plain) and part not in varying
    }
