"""What commands have in common: their options, and what becomes of a text given with one."""

import getpass
import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.catalogue import command_line
from pipeline.catalogue import console as say
from pipeline.cli import completing
from pipeline.cli.answering import stop
from pipeline.cli.exits import USAGE
from pipeline.model.period import Cadence, Period

Workspace = Annotated[Path, typer.Option("--workspace", "-w", help=say.WORKSPACE_HELP)]
PeriodCode = Annotated[str, typer.Option("--period", "-p", help=say.PERIOD_HELP, autocompletion=completing.periods)]
RequiredPeriod = Annotated[
    str, typer.Argument(metavar=command_line.PERIOD, help=say.PERIOD_ARGUMENT_HELP, autocompletion=completing.periods)
]
By = Annotated[str, typer.Option("--by", help=say.BY_HELP)]
Now = Annotated[str, typer.Option("--now", help=say.NOW_HELP)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=say.QUIET_HELP)]


def require_workspace(workspace: Path) -> None:
    """Leave with a usage error where the folder is no workspace."""
    if not (workspace / "config.yaml").is_file():
        stop(USAGE, say.NO_WORKSPACE.format(path=workspace.resolve()))


def moment(text: str) -> datetime:
    """Return the stated clock; the real one where nothing is stated."""
    try:
        return datetime.fromisoformat(text) if text else datetime.now().replace(microsecond=0)
    except ValueError:
        stop(USAGE, say.BAD_TIME.format(text=text))


def person(text: str) -> str:
    """Return who does it: as stated, else the account the program runs under."""
    if text:
        return text
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        return str(os.getuid())


def chosen_period(text: str, now: datetime) -> Period:
    """Return the period asked for; last month where none is."""
    try:
        return Period.parse(text) if text else Period.containing(now.date(), Cadence.MONTH).previous
    except ValueError:
        stop(USAGE, say.BAD_PERIOD.format(text=text))
