"""`tongbao reissue`."""

from pathlib import Path

import typer
from msgspec.structs import asdict

from pipeline.catalogue import console as say
from pipeline.cli.answering import AsJson, answer
from pipeline.cli.exits import GOOD, exit_codes
from pipeline.cli.options import By, Now, RequiredPeriod, Workspace, chosen_period, moment, person, require_workspace


def reissue(period: RequiredPeriod, workspace: Workspace = Path(), by: By = "", now: Now = "", as_json: AsJson = False) -> None:
    """Issue the corrections of a frozen period as its next edition."""
    require_workspace(workspace)
    clock = moment(now)
    chosen = chosen_period(period, clock)
    with exit_codes():
        from pipeline import editions  # noqa: PLC0415 - pandas is imported only where it is needed

        issue, changes = editions.reissue(workspace, chosen, clock, person(by))
    folder = workspace / "outbox" / issue.period / issue.folder
    if as_json:
        told = {"by": issue.by, "at": issue.at, "folder": folder, "corrections": [asdict(one) for one in changes]}
        answer(GOOD, period=issue.period, edition=issue.edition, **told)
        return
    typer.echo(say.REISSUED.format(period=chosen.label, edition=issue.edition, count=len(changes), folder=folder))
