"""`tongbao forms`."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.catalogue import blank_forms as words
from pipeline.cli import completing
from pipeline.cli.answering import AsJson, answer
from pipeline.cli.exits import FAILED, GOOD, exit_codes
from pipeline.cli.options import PeriodCode, Quiet, Workspace, chosen_period, require_workspace


def forms(  # noqa: PLR0913, PLR0917 - one for each option
    period: PeriodCode = "",
    workspace: Workspace = Path(),
    unit: Annotated[list[str] | None, typer.Option("--unit", "-u", help=words.UNIT_HELP, autocompletion=completing.units)] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help=words.OUT_HELP, file_okay=False)] = None,
    rows: Annotated[int, typer.Option("--rows", min=1, max=2000, help=words.ROWS_HELP)] = 30,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Write the blank forms of a period."""
    require_workspace(workspace)
    chosen = chosen_period(period, datetime.now())
    with exit_codes():
        from pipeline.handing_out import hand_out  # noqa: PLC0415 - pandas is imported only where it is needed

        handed = hand_out(workspace, chosen, unit or (), out, rows)
    code = FAILED if handed.kept else GOOD
    answer(code, period=chosen.code, folder=handed.folder, written=[*map(str, handed.written)], kept=[*map(str, handed.kept)])
    for path in handed.kept:
        typer.echo(words.KEPT.format(path=path), err=True)
    if not (quiet or as_json):
        done = words.WRITTEN.format(period=chosen.label, count=len(handed.written), folder=handed.folder)
        typer.echo(done if handed.written else words.NOBODY.format(period=chosen.label))
    raise typer.Exit(code)
