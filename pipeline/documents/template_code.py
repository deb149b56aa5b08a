"""A Word template as code that prints with any office's formatters: made once of each file, and by whichever process is free."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, Self

from lxml import etree
from msgspec import Struct

from pipeline.catalogue import charts as chart_words
from pipeline.catalogue import templates as say
from pipeline.documents.word.belongings import tags_out_of_reach, without_traces
from pipeline.documents.word.charts.places import ChartPlace, chart_parts, find_charts
from pipeline.documents.word.compiling import Compilation, PartCode, compile_part
from pipeline.documents.word.draft import Complaint
from pipeline.documents.word.names import NameUse
from pipeline.documents.word.package import Assembly, NotAPackage, read_parts
from pipeline.documents.word.relations import content_types, word_kind
from pipeline.documents.word.sandbox import TemplateEnvironment
from pipeline.model.errors import Mistake, TemplateError

_REFUSED_KINDS: Final = ("template.main", "document.macroEnabled.main")


class CannotCompileError(TemplateError):
    """A template has mistakes of language; `names` are those it uses all the same, so that wrong ones are told at once."""

    def __init__(self, names: Sequence[NameUse], *mistakes: Mistake) -> None:
        super().__init__(*mistakes)
        self.names = names


class TemplateCode(Struct, frozen=True):
    """What a template was compiled to; `names` are the names it uses, each with its paragraph."""

    name: str
    names: tuple[NameUse, ...]
    parts: Sequence[PartCode]
    body: str
    fixed: Mapping[str, bytes]
    """parts that are the same in every notice"""
    assembly: Assembly
    highest_drawing: int
    charts: Sequence[ChartPlace]

    @classmethod
    def of(cls, name: str, content: bytes, environment: TemplateEnvironment) -> Self:
        """Compile a .docx; `name` is how mistakes call it. Raises TemplateError with every mistake found."""
        search = find_charts(_template_parts(name, content))
        parts = search.parts
        done = {
            part: compile_part(part, say.PARTS[kind], parts[part], environment) for part, kind in _parts_with_text(parts).items()
        }
        mistakes = [complaint for one in done.values() for complaint in one.mistakes]
        mistakes += map(Complaint, search.mistakes)
        mistakes += map(Complaint, tags_out_of_reach({part: content for part, content in parts.items() if content}))
        mistakes += _charts_out_of_place(done.values())
        names = tuple(use for one in done.values() for use in one.names)
        if mistakes:
            raise CannotCompileError(names, *(complaint.mistake(name) for complaint in mistakes))
        fixed = _fixed_parts(parts, done, chart_parts(search.places))
        return cls(
            name,
            names,
            [one.part for one in done.values() if one.part is not None],
            next(iter(done)),
            fixed,
            Assembly(fixed),
            max(one.highest_drawing for one in done.values()),
            search.places,
        )


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
