"""Help and usage errors in Chinese: what typer has written in English is said again by the catalogue."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any
from unicodedata import east_asian_width

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from pipeline.catalogue import command_line as words

_KIND = re.compile(r"<(" + "|".join(map(re.escape, words.KINDS)) + r")>")
_LIST = re.compile(r"\S+：\n")
_ROW = re.compile(r"(  \S.*?)  +(\S.*)")


class ChineseCommand(TyperCommand):
    """A command whose help is Chinese."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override] # typer's own context, by its public name
        return _help(super().get_help(ctx))

    def get_usage(self, ctx: typer.Context) -> str:  # type: ignore[override]
        return said_again(super().get_usage(ctx), words.HELP)


class ChineseGroup(TyperGroup):
    """All commands together; what is wrong with the line of any of them is told here."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        return _help(super().get_help(ctx))

    def get_usage(self, ctx: typer.Context) -> str:  # type: ignore[override]
        return said_again(super().get_usage(ctx), words.HELP)

    def make_context(self, *asked: Any, **more: Any) -> Any:  # noqa: ANN401 - handed on as it comes
        with _told():
            return super().make_context(*asked, **more)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override] # noqa: ANN401
        with _told():
            return super().invoke(ctx)


class UsageSaidError(typer.BadParameter):
    """A mistake in the line, told in Chinese; `told` is the error of the library."""

    def __init__(self, told: TyperException) -> None:
        super().__init__(told.format_message(), getattr(told, "ctx", None))
        self.exit_code = told.exit_code

    def show(self, file: IO[Any] | None = None) -> None:
        if self.ctx is not None:
            typer.echo(self.ctx.get_usage(), file, err=True)
        typer.echo(words.ERROR.format(said=said_again(self.message, words.ERRORS, whole=True)), file, err=True)
        if self.ctx is not None:
            typer.echo(words.TRY.format(command=self.ctx.command_path), file, err=True)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except TyperException as error:
        raise UsageSaidError(error) from error


def said_again(text: str, phrases: Sequence[tuple[str, str]], *, whole: bool = False) -> str:
    """Return a text with each phrase in Chinese; of a whole text, what the first fitting phrase says."""
    for pattern, said in phrases:
        spaced = pattern.replace(" ", r"\s+")
        if not whole:
            text = re.sub(spaced, said, text, flags=re.MULTILINE)
        elif found := re.fullmatch(spaced, text, re.DOTALL):
            return found.expand(said)
    return text


def _help(text: str) -> str:
    """Return a help text in Chinese; its lists are set in columns again, for a Chinese sign is twice as wide as typer takes it for."""
    kinds = _KIND.sub(lambda found: f"<{words.KINDS[found[1]]}>", said_again(text, words.HELP))
    return "\n\n".join(_columns(part) if _LIST.match(part) else part for part in kinds.split("\n\n"))


def _columns(part: str) -> str:
    heading, *lines = part.splitlines()
    rows = [_ROW.fullmatch(line) for line in lines]
    widest = max((_width(row[1]) for row in rows if row), default=0) + 2
    told = [_row(row, widest) if row else _under(line, widest) for row, line in zip(rows, lines, strict=True)]
    return "\n".join((heading, *told))


def _row(row: re.Match[str], place: int) -> str:
    return row[1] + " " * (place - _width(row[1])) + row[2]


def _under(line: str, place: int) -> str:
    """Return the rest of an explanation under its beginning; a name whose explanation stands below it stays."""
    return " " * place + line.lstrip() if line.startswith("   ") else line


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
