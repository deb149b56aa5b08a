"""Marks around what is printed: a rendering knows what stands where, and the finished file shows none of them.

A mark is a control character, which no data can bring onto a page: they are dropped from whatever is not marked here. It is one
byte in the finished part, so that all of them are taken out of it in one pass.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

from msgspec import Struct, field

from pipeline.documents.word.escaping import escaped, escaped_marked

BEGIN: Final = "\x0e"
END: Final = "\x0f"
_NUMBERED: Final = "\x10"
_BYTES: Final = f"{BEGIN}{END}{_NUMBERED}".encode()
_INNER: Final = re.compile(f"{BEGIN}([0-9]+){_NUMBERED}|{END}")

Value = TypeVar("Value")
Options = ParamSpec("Options")


class Marked(str):
    """Text that is one piece from its first character to its last; inside a longer text its marks say which piece it is."""

    __slots__ = ("bare", "number")
    bare: str
    """the text between its marks"""
    number: int


class Recorder(Struct):
    """What one rendering prints: for each piece what it tells (a figure, rows, a date, a text) and the name the template used.

    `printed` holds the pieces as their ends follow each other in the text.
    """

    subjects: list[object] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    printed: list[int] = field(default_factory=list)

    def note(self, subject: object, text: str) -> str:
        """Return the text as a piece telling its subject; what is one already, and what is empty, stays as it is."""
        if not text or type(text) is Marked:
            return text
        if BEGIN in text:
            text = self._without_repeats(subject, text)
        number = len(self.subjects)
        marked = Marked(f"{BEGIN}{number}{_NUMBERED}{text}{END}")
        marked.bare, marked.number = text, number
        self.subjects.append(subject)
        self.names.append("")
        return marked

    def printing(self, value: str, name: str) -> str:
        """Return a piece, or a text of the data, as it goes to the page under the name the template uses."""
        if type(value) is Marked:
            number, text = value.number, value.bare
            self.names[number] = name
            if BEGIN in text:
                text = _INNER.sub(self._printing_inner([]), escaped_marked(text))
                self.printed.append(number)
                return f"{BEGIN}{text}{END}"
        else:
            number, text = len(self.subjects), value
            self.subjects.append(value)
            self.names.append(name)
        self.printed.append(number)
        return f"{BEGIN}{escaped(text)}{END}"

    def page(self, subject: object, text: str, name: str) -> str:
        """Return what a formatter gave for a subject as it goes to the page."""
        if BEGIN in text:
            return self.printing(self.note(subject, text), name)
        self.printed.append(len(self.subjects))
        self.subjects.append(subject)
        self.names.append(name)
        return f"{BEGIN}{escaped(text)}{END}"

    def _printing_inner(self, begun: list[int]) -> Callable[[re.Match[str]], str]:
        def mark(found: re.Match[str]) -> str:
            if found[1]:
                begun.append(int(found[1]))
                return BEGIN
            self.printed.append(begun.pop())
            return END

        return mark

    def _without_repeats(self, subject: object, text: str) -> str:
        """Drop marks inside that tell the same as the whole: 增加2.26亿元 is one figure, not two."""
        name = getattr(subject, "name", None)
        if name is None:
            return text
        inner = [int(one[1]) for one in _INNER.finditer(text) if one[1]]
        repeats = all(getattr(self.subjects[number], "name", None) == name for number in inner)
        return _INNER.sub("", text) if repeats else text


RECORDER: Final[ContextVar[Recorder | None]] = ContextVar("RECORDER", default=None)


@contextmanager
def recording() -> Iterator[Recorder]:
    """Note everything that is printed inside."""
    recorder = Recorder()
    token = RECORDER.set(recorder)
    try:
        yield recorder
    finally:
        RECORDER.reset(token)


def prints(formatter: Callable[Concatenate[Value, Options], str]) -> Callable[Concatenate[Value, Options], str]:
    """Let a formatter's text be noted as telling its first argument, also where another formatter uses it."""

    @wraps(formatter)
    def printed(value: Value, /, *args: Options.args, **options: Options.kwargs) -> str:
        recorder = RECORDER.get()
        text = formatter(value, *args, **options)
        return text if recorder is None else recorder.note(value, text)

    return printed


def unmarked(text: str) -> bytes:
    """Return text without marks, encoded."""
    return text.encode().translate(None, _BYTES)


def plain(text: str) -> str:
    """Return what a formatter gave, as data again."""
    return _INNER.sub("", text) if BEGIN in text else text
