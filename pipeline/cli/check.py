"""`tongbao check`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.catalogue import console as say
from pipeline.catalogue import layout as layout_words
from pipeline.catalogue import template_care as care
from pipeline.cli.exits import exit_codes
from pipeline.cli.layout import check_layouts
from pipeline.cli.options import Quiet, Workspace, require_workspace
from pipeline.model.errors import PipelineError

if TYPE_CHECKING:
    from pipeline.model.errors import Mistake


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

        try:
            definitions = load_definitions(workspace)
        except PipelineError as error:
            _look_after_templates(workspace, error.mistakes)
            raise
        _look_after_templates(workspace, ())
    if not quiet:
        counts = {name: len(getattr(definitions, name)) for name in ("forms", "statistics", "notices")}
        typer.echo(say.CHECK_GOOD.format(units=len(definitions.directory.units), **counts))


def _look_after_templates(workspace: Path, mistakes: Sequence["Mistake"]) -> None:
    """Say what the templates type by hand, and where their copies with comments are."""
    from pipeline.config.template_care import template_hints, write_copies  # noqa: PLC0415 - as above

    hints = template_hints(workspace)
    copies = write_copies(workspace, mistakes, hints)
    if hints:
        typer.echo(care.HINTS.format(count=len(hints)), err=True)
        for hint in hints:
            typer.echo(care.HINT.format(hint=hint), err=True)
    if copies:
        typer.echo(care.COPIES, err=True)
        for path in copies:
            typer.echo(care.COPY_AT.format(path=path), err=True)
