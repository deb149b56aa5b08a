"""`tongbao init`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.catalogue import command_line
from pipeline.catalogue import running as say
from pipeline.cli.answering import AsJson, answer
from pipeline.cli.exits import GOOD, exit_codes


def init(
    folder: Annotated[Path, typer.Argument(metavar=command_line.FOLDER, help=say.INIT_FOLDER_HELP, file_okay=False)],
    as_json: AsJson = False,
) -> None:
    """Lay out a new workspace."""
    with exit_codes():
        from pipeline.beginning import begin  # noqa: PLC0415 - only this command needs it

        begun = begin(folder)
    if as_json:
        answer(GOOD, folder=folder, written=begun.written, kept=begun.kept)
        return
    typer.echo(say.INIT_DONE.format(folder=folder, written=len(begun.written), kept=len(begun.kept)))
    typer.echo(say.INIT_NEXT)
