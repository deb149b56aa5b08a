"""Jinja with nothing in it but plain data, the office's formatters and its tests.

Three fences, each enough by itself: tags are checked against a list of what is allowed before anything is compiled (`grammar`);
a name finds members of mappings, comparisons of a figure and the count of a loop, never an attribute of an object; and only the
text a formatter gave reaches the page.
"""

import inspect
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from types import CodeType, FunctionType
from typing import Any

from jinja2 import StrictUndefined, Template, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from pipeline.catalogue import templates as say
from pipeline.documents.word.draft import COMMENT, OUTPUT, STATEMENT
from pipeline.documents.word.escaping import Xml, escaped
from pipeline.documents.word.grammar import LOOP_NAMES, Words, nearest
from pipeline.documents.word.guard import ENGINE_FILTERS, ENGINE_TESTS, PAGED, TOLD, CannotPrintError, Guard
from pipeline.documents.word.marks import RECORDER
from pipeline.model.figure import Figure


class Absent(StrictUndefined):
    """A name the data does not have; any use of it fails and says so."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None) -> None:  # noqa: ANN401 - the signature is Jinja's
        super().__init__(hint, obj, name, exc=CannotPrintError)  # type: ignore[arg-type]

    @property
    def _undefined_message(self) -> str:
        known = list(self._undefined_obj) if isinstance(self._undefined_obj, Mapping) else []
        return say.ABSENT.format(name=self._undefined_name, nearest=nearest(str(self._undefined_name), known))


Finish = Callable[[object], str]
"""takes any value to the page, or refuses it"""


class _PageGenerator(CodeGenerator):
    """Writes code that hands on to the page, as it is, what was made for it; everything else is looked at first."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not _is_finished(node):
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not _is_finished(node):
            super()._output_child_post(node, frame, finalize)


def _is_finished(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Filter) and node.name.startswith((PAGED, TOLD))


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Where a template's tags are compiled and run."""

    code_generator_class = _PageGenerator

    def __init__(self, formatters: Mapping[str, Callable[..., object]], tests: Mapping[str, Callable[..., bool]]) -> None:
        super().__init__(
            block_start_string=STATEMENT[0],
            block_end_string=STATEMENT[1],
            variable_start_string=OUTPUT[0],
            variable_end_string=OUTPUT[1],
            comment_start_string=COMMENT[0],
            comment_end_string=COMMENT[1],
            keep_trailing_newline=True,
            optimized=False,  # a template has nothing to calculate beforehand
            undefined=Absent,
            finalize=self._printed,
        )
        self.words = Words(tuple(formatters), tuple(tests))
        self.globals.clear()
        self.filters = {name: _watched(name, formatter) for name, formatter in formatters.items()} | ENGINE_FILTERS
        self.filters |= {f"{PAGED}{name}": _paged(name, one, self._printed) for name, one in formatters.items()}
        self.filters[TOLD] = _told(self._printed)
        self.tests = {**tests, **ENGINE_TESTS}

    def code(self, source: str, name: str) -> CodeType:
        """Compile a source whose every tag has been checked; the code finds its formatters by their names when it is run."""
        return self.compile(Guard().visit(self.parse(source)), name, f"<{name}>")

    def template(self, code: CodeType) -> Template:
        """Return code as a template that prints with the formatters of this environment."""
        return Template.from_code(self, code, {}, None)

    def plain(self, source: str) -> bytes:
        """Return what a source without the author's tags always renders to."""
        if STATEMENT[0][0] not in source:
            return source.encode()
        return self.template(self.code(source, "plain")).render().encode()

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - the signature is Jinja's
        """Look a name up in a mapping, a figure's comparisons or the count of a loop, and nowhere else."""
        if type(obj) is dict:
            found = obj.get(attribute, self)
            return Absent(obj=obj, name=attribute) if found is self else found
        return self._member(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 - the signature is Jinja's
        """Look up a key of a mapping or a place of a list."""
        if isinstance(obj, list | tuple) and isinstance(argument, int):
            return obj[argument] if -len(obj) <= argument < len(obj) else Absent(obj=obj, name=str(argument))
        return self._member(obj, str(argument))

    def _member(self, obj: object, name: str) -> object:
        if isinstance(obj, Undefined):
            str(obj)
        if isinstance(obj, LoopContext) and name in LOOP_NAMES:
            return getattr(obj, name)
        members = obj.related if isinstance(obj, Figure) else obj
        if isinstance(members, Mapping) and name in members:
            return members[name]
        return Absent(obj=members, name=name)

    def _printed(self, value: object) -> str:
        """Return a value as the content of a `w:t`."""
        if type(value) is Xml:
            return value
        if type(value) is str:
            return escaped(value)
        if isinstance(value, str):
            return escaped(str.__str__(value))
        raise CannotPrintError(self._why_not(value))

    def _why_not(self, value: object) -> str:
        if isinstance(value, Undefined):
            str(value)
        if value is None:
            return say.NOTHING_TO_PRINT
        if isinstance(value, Figure | Decimal | float) or type(value) is int:
            return say.NEEDS_FORMATTER.format(formatters="、".join(self._proposed(value)))
        if isinstance(value, Mapping):
            return say.A_GROUP.format(names="、".join(map(str, list(value)[:6])))
        return say.A_LIST if isinstance(value, list | tuple) else say.NOT_TEXT

    def _proposed(self, value: object) -> list[str]:
        """Formatters that suit a number, of those the office has."""
        kinds = [value.kind] if isinstance(value, Figure) else list(say.FORMATTERS_FOR)
        suited = [name for kind in kinds for name in say.FORMATTERS_FOR[kind] if name in self.words.formatters]
        return suited or list(self.words.formatters)[:4]


def _watched(name: str, formatter: Callable[..., object]) -> Callable[..., object]:
    """Let a formatter say what is wrong instead of failing in its own words, and note what it prints."""
    formatting = _bare(formatter)

    def formatted(value: object, *args: object, **options: object) -> object:
        if type(value) is not Figure and isinstance(value, Undefined):
            str(value)
        try:
            printed = formatting(value, *args, **options)
        except CannotPrintError:
            raise
        except Exception as error:
            raise CannotPrintError(say.FORMATTER_FAILED.format(name=name, reason=error)) from error
        if type(printed) is str and (recorder := RECORDER.get()) is not None:
            return recorder.note(value, printed)
        return printed

    return formatted


def _told(finish: Finish) -> Callable[[object, str], str]:
    """Return what writes a text of the data to the page, under the name the template uses."""

    def told(value: object, said: str) -> str:
        recorder = RECORDER.get()
        if recorder is not None and value and isinstance(value, str):
            return recorder.printing(value, said)
        return finish(value)

    return told


def _paged(name: str, formatter: Callable[..., object], finish: Finish) -> Callable[..., str]:
    """Return a formatter for the end of an output tag: what it prints goes to the page under the name of the tag."""
    formatting, told = _bare(formatter), _told(finish)

    def paged(value: object, said: str, *args: object, **options: object) -> str:
        if type(value) is not Figure and isinstance(value, Undefined):
            str(value)
        try:
            printed = formatting(value, *args, **options)
        except CannotPrintError:
            raise
        except Exception as error:
            raise CannotPrintError(say.FORMATTER_FAILED.format(name=name, reason=error)) from error
        recorder = RECORDER.get()
        if recorder is not None and printed and type(printed) is str:
            return recorder.page(value, printed, said)
        return told(printed, said)

    return paged


def _bare(formatter: Callable[..., object]) -> Callable[..., object]:
    """Return a formatter that does not note by itself what it prints, for whoever notes it.

    What it is given with every call becomes its default: handed over anew each time it would cost half as much as the formatting.
    """
    bare: Callable[..., object] = inspect.unwrap(formatter.func if isinstance(formatter, partial) else formatter)
    if not isinstance(formatter, partial):
        return bare
    if formatter.args or not isinstance(bare, FunctionType) or not _only_by_name(bare).issuperset(formatter.keywords):
        return partial(bare, *formatter.args, **formatter.keywords)
    own = FunctionType(bare.__code__, bare.__globals__, bare.__name__, bare.__defaults__, bare.__closure__)
    own.__kwdefaults__ = {**(bare.__kwdefaults__ or {}), **formatter.keywords}
    return own


def _only_by_name(function: FunctionType) -> frozenset[str]:
    """Return the options of a function that are never given by their place."""
    code = function.__code__
    return frozenset(code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount])
