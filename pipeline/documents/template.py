"""A Word template: compiled once with all its mistakes at once, rendered many times, always to the same bytes.

Tags are docxtpl's; what may be said in them is in `pipeline.documents.word.grammar`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count
from types import MappingProxyType
from typing import Any, Final, Self

from msgspec import Struct

from pipeline.catalogue import charts as chart_words
from pipeline.documents.template_code import TemplateCode
from pipeline.documents.word.charts.data import ChartData
from pipeline.documents.word.compiling import CannotRenderError, CompiledPart
from pipeline.documents.word.draft import Complaint
from pipeline.documents.word.marks import recording
from pipeline.documents.word.names import NameUse
from pipeline.documents.word.package import Assembly
from pipeline.documents.word.remarks import with_remarks
from pipeline.documents.word.rendering import Rendering
from pipeline.documents.word.sandbox import TemplateEnvironment
from pipeline.model.errors import TemplateError

Words = Mapping[str, Callable[..., Any]]

TESTS: Final[Words] = {"none": lambda value: value is None}


class Template(Struct, frozen=True, dict=True):
    """A template ready to render: its code, bound to the formatters it prints with."""

    code: TemplateCode
    _parts: Sequence[CompiledPart]

    @classmethod
    def compile(cls, name: str, content: bytes, formatters: Words, tests: Words = TESTS) -> Self:
        """Compile a .docx; `name` is how mistakes call it. Raises TemplateError with every mistake found."""
        environment = TemplateEnvironment(formatters, tests)
        return cls.of(TemplateCode.of(name, content, environment), environment)

    @classmethod
    def of(cls, code: TemplateCode, environment: TemplateEnvironment) -> Self:
        """Return the template that prints with the formatters of an environment."""
        return cls(code, [part.bound(environment) for part in code.parts])

    @property
    def name(self) -> str:
        """How mistakes call the file."""
        return self.code.name

    @property
    def names(self) -> tuple[NameUse, ...]:
        """The names the template uses, each with its paragraph."""
        return self.code.names

    def render(self, context: Mapping[str, object], charts: Mapping[str, ChartData] = MappingProxyType({})) -> bytes:
        """Return the finished .docx. Raises TemplateError naming the paragraph and the tag that could not be printed."""
        return self.printed(context, charts).content

    def printed(self, context: Mapping[str, object], charts: Mapping[str, ChartData] = MappingProxyType({})) -> Rendering:
        """Return one rendering, from which the finished .docx, the places of its figures and its proof copy are made."""
        numbers = count(self.code.highest_drawing + 1)
        try:
            with recording() as recorder:
                parts = [(part, part.render(context, numbers)) for part in self._parts]
            drawn = list(self._drawn(charts))
        except CannotRenderError as error:
            raise TemplateError(error.complaint.mistake(self.name)) from error
        shown = {place.part: charts[place.name] for place in self.code.charts}
        return Rendering(parts, drawn, shown, recorder, self.code.body, self.code.assembly, lambda: self._with_remarks)

    @cached_property
    def _with_remarks(self) -> Assembly:
        return Assembly(with_remarks(self.code.fixed, self.code.body))

    def _drawn(self, charts: Mapping[str, ChartData]) -> Iterator[tuple[str, bytes]]:
        for place in self.code.charts:
            if place.name not in charts:
                known = "、".join(charts) or chart_words.NONE
                raise CannotRenderError(Complaint(chart_words.UNKNOWN.format(name=place.name, known=known)))
            yield from place.render(charts[place.name])
