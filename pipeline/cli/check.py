"""`tongbao check`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.catalogue import console as say
from pipeline.catalogue import layout as layout_words
from pipeline.cli.exits import exit_codes
from pipeline.cli.layout import check_layouts
from pipeline.cli.options import Quiet, Workspace, require_workspace


def check(
    workspace: Workspace = Path(),
    quiet: Quiet = False,
    layout: Annotated[list[Path] | None, typer.Option("--layout", help=layout_words.HELP, dir_okay=False, exists=True)] = None,
) -> None:
    """Check the set-up; or the layout of finished documents, which needs no workspace."""
    if layout:
        raise typer.Exit(check_layouts(layout))
    require_workspace(workspace)
    with exit_codes():
        from pipeline.config import load_definitions  # noqa: PLC0415 - pandas is imported only where it is needed

        definitions = load_definitions(workspace)
    if not quiet:
        counts = {name: len(getattr(definitions, name)) for name in ("forms", "statistics", "notices")}
        typer.echo(say.CHECK_GOOD.format(units=len(definitions.directory.units), **counts))
