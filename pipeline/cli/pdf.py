"""`tongbao pdf`."""

from pathlib import Path

import typer

from pipeline.catalogue import pdf_copies as say
from pipeline.cli.answering import AsJson, answer
from pipeline.cli.exits import FAILED, GOOD, exit_codes
from pipeline.cli.options import Now, RequiredPeriod, Workspace, chosen_period, moment, require_workspace


def pdf(period: RequiredPeriod, workspace: Workspace = Path(), now: Now = "", as_json: AsJson = False) -> None:
    """Print what is to be issued as PDF."""
    require_workspace(workspace)
    chosen = chosen_period(period, moment(now))
    with exit_codes():
        from pipeline.pdf_copies import pdf_copies  # noqa: PLC0415 - only this command needs it

        done = pdf_copies(workspace, chosen)
    code = FAILED if done.failed else GOOD
    answer(code, period=chosen.code, folder=done.folder, made=done.made, unchanged=done.unchanged, failed=done.failed)
    if done.failed:
        typer.echo(say.FAILED.format(count=len(done.failed), names="、".join(done.failed), seconds=done.seconds), err=True)
    if not as_json:
        typer.echo(say.DONE.format(made=len(done.made), unchanged=len(done.unchanged), folder=done.folder))
    raise typer.Exit(code)
