"""`tongbao check`."""

from pathlib import Path

import typer

from pipeline.catalogue import console as say
from pipeline.cli.exits import exit_codes
from pipeline.cli.options import Quiet, Workspace, require_workspace


def check(workspace: Workspace = Path(), quiet: Quiet = False) -> None:
    """Check the set-up and nothing else."""
    require_workspace(workspace)
    with exit_codes():
        from pipeline.config import load_definitions  # noqa: PLC0415 - pandas is imported only where it is needed

        definitions = load_definitions(workspace)
    if not quiet:
        counts = {name: len(getattr(definitions, name)) for name in ("forms", "statistics", "notices")}
        typer.echo(say.CHECK_GOOD.format(units=len(definitions.directory.units), **counts))
