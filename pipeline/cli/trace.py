"""`tongbao trace`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.catalogue import command_line
from pipeline.catalogue import tracing as say
from pipeline.cli import completing
from pipeline.cli.answering import AsJson, answer, stop
from pipeline.cli.exits import GOOD, USAGE
from pipeline.cli.options import Workspace, chosen_period, require_workspace


def trace(
    period: Annotated[str, typer.Argument(metavar=command_line.PERIOD, help=say.PERIOD_HELP, autocompletion=completing.periods)],
    what: Annotated[str, typer.Argument(metavar=command_line.WHAT, help=say.WHAT_HELP)],
    cell: Annotated[str, typer.Argument(metavar=command_line.CELL, help=say.CELL_HELP)] = "",
    workspace: Workspace = Path(),
    as_json: AsJson = False,
) -> None:
    """Show where a printed figure comes from, or what a cell moves."""
    from datetime import datetime  # noqa: PLC0415 - only to read the period

    from pipeline import tracing  # noqa: PLC0415 - lxml is imported only where it is needed
    from pipeline.publishing import newest_edition  # noqa: PLC0415
    from pipeline.tracing.telling import cell_lines, figure_lines  # noqa: PLC0415

    require_workspace(workspace)
    folder = newest_edition(workspace, chosen_period(period, datetime.now()).code)
    try:
        trail = tracing.load(folder)
        found = tracing.trace_cell(trail, what, cell) if cell else tracing.trace_figure(trail, what)
    except tracing.NotFoundError as error:
        stop(USAGE, str(error))
    if as_json:
        answer(GOOD, **found.as_json())
        return
    for line in cell_lines(found) if isinstance(found, tracing.CellTrace) else figure_lines(found):
        typer.echo(line)
