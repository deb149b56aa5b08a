"""`tongbao verify`."""

from pathlib import Path

import typer
from msgspec.structs import asdict

from pipeline.catalogue import console as say
from pipeline.cli.answering import AsJson, answer
from pipeline.cli.exits import GOOD, UNFINISHED_RETURNS, exit_codes
from pipeline.cli.options import Quiet, Workspace, require_workspace


def verify(workspace: Workspace = Path(), quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Check manifests, journal and files against each other."""
    require_workspace(workspace)
    with exit_codes():
        from pipeline.verifying import verified  # noqa: PLC0415 - other commands do not need it

        result = verified(workspace)
    code = UNFINISHED_RETURNS if result.faults else GOOD
    if as_json:
        answer(code, **asdict(result))
        raise typer.Exit(code)
    for note in result.notes:
        if not quiet:
            typer.echo(say.VERIFY_NOTE.format(text=note))
    if result.faults:
        typer.echo(say.VERIFY_FAULTS.format(count=len(result.faults)), err=True)
        for fault in result.faults:
            typer.echo(f"  {fault}", err=True)
    elif not quiet:
        typer.echo(say.VERIFIED.format(periods=result.periods, files=result.files, entries=result.entries))
    raise typer.Exit(code)
