"""`tongbao rebuild`."""

from pathlib import Path

import typer
from msgspec.structs import asdict

from pipeline.catalogue import console as say
from pipeline.cli.answering import AsJson, answer
from pipeline.cli.exits import GOOD, UNFINISHED_RETURNS, exit_codes
from pipeline.cli.options import By, Now, Workspace, moment, person, require_workspace


def rebuild(workspace: Workspace = Path(), by: By = "", now: Now = "", as_json: AsJson = False) -> None:
    """Make the history anew from what was kept."""
    require_workspace(workspace)
    clock = moment(now)
    with exit_codes():
        from pipeline import rebuilding  # noqa: PLC0415 - pandas is imported only where it is needed

        done = rebuilding.rebuild(workspace, clock, person(by))
    code = UNFINISHED_RETURNS if done.differences else GOOD
    if as_json:
        answer(code, **asdict(done))
        raise typer.Exit(code)
    typer.echo(say.REBUILT.format(periods=len(done.periods), names="、".join(done.periods), kept=done.kept))
    for difference in done.differences:
        typer.echo(say.REBUILD_DIFFERENCE.format(text=difference))
    raise typer.Exit(code)
