"""What a command answers to a program: with --json, one object on one line of standard output, whatever happened.

Every object names the command (`tongbao`) and its exit code (`exit`); what stopped it stands under `said`, mistakes of our own set-up under
`mistakes`. What is said to people goes to standard error meanwhile.
"""

import json
from contextvars import ContextVar
from typing import Annotated, Final, NoReturn

import typer

from pipeline.catalogue import console as say

_ASKED: ContextVar[str] = ContextVar("_ASKED", default="")
"""the command that was asked to answer a program; empty where none was"""
COMMAND: Final = "tongbao"


def _ask(context: typer.Context, wanted: bool) -> bool:
    _ASKED.set(context.info_name or "" if wanted else "")
    return wanted


AsJson = Annotated[bool, typer.Option("--json", help=say.JSON_HELP, callback=_ask)]


def answer(code: int, **facts: object) -> None:
    """Tell a program how the command ended; nothing where none asked."""
    if _ASKED.get():
        typer.echo(json.dumps({COMMAND: _ASKED.get(), "exit": code, **facts}, ensure_ascii=False, default=str))


def stop(code: int, *lines: str, **facts: object) -> NoReturn:
    """Say why the command ends here, to people and to a program that asked, and leave."""
    for line in lines:
        typer.echo(line, err=True)
    answer(code, said=[line.strip() for line in lines], **facts)
    raise typer.Exit(code)
