"""`tongbao freeze`."""

from pathlib import Path

import typer

from pipeline.catalogue import console as say
from pipeline.cli.answering import AsJson, answer
from pipeline.cli.exits import GOOD, exit_codes
from pipeline.cli.options import By, Now, RequiredPeriod, Workspace, chosen_period, moment, person, require_workspace


def freeze(period: RequiredPeriod, workspace: Workspace = Path(), by: By = "", now: Now = "", as_json: AsJson = False) -> None:
    """Make what was issued final."""
    require_workspace(workspace)
    clock = moment(now)
    chosen = chosen_period(period, clock)
    with exit_codes():
        from pipeline import editions  # noqa: PLC0415 - pandas is imported only where it is needed

        issue = editions.freeze(workspace, chosen, clock, person(by))
    if as_json:
        answer(GOOD, period=issue.period, edition=issue.edition, by=issue.by, at=issue.at)
        return
    typer.echo(say.FROZEN.format(period=chosen.label, edition=issue.edition, by=issue.by, at=issue.at))
