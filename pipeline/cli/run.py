"""`tongbao run`."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.catalogue import console as say
from pipeline.catalogue import flips
from pipeline.catalogue.ledger import CONFIRMATION
from pipeline.cli.exits import GOOD, UNFINISHED_RETURNS, exit_codes
from pipeline.cli.options import PeriodCode, Quiet, Workspace, chosen_period, moment, person, require_workspace
from pipeline.model.finding import Level
from pipeline.model.reporting import ReportingState

if TYPE_CHECKING:
    from pipeline.batch import BatchOutcome


def run(
    workspace: Workspace = Path(),
    period: PeriodCode = "",
    now: Annotated[str, typer.Option("--now", help=say.NOW_HELP)] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say.DRY_RUN_HELP)] = False,
    quiet: Quiet = False,
) -> None:
    """Run one batch."""
    require_workspace(workspace)
    clock = moment(now)
    chosen = chosen_period(period, clock)
    with exit_codes():
        gc.disable()  # a batch makes many objects, few of them garbage, and ends soon
        from pipeline.batch import run_batch  # noqa: PLC0415 - pandas is imported only where it is needed

        outcome = run_batch(workspace, chosen, clock, dry_run=dry_run, by=person(""), tell=_silent if quiet else _tell)
    if not (quiet and outcome.complete):
        _report(outcome, dry_run=dry_run)
    raise typer.Exit(GOOD if outcome.complete else UNFINISHED_RETURNS)


def _tell(line: str) -> None:
    typer.echo(line, err=True)


def _silent(_: str) -> None:
    """Say nothing."""


def _report(outcome: "BatchOutcome", *, dry_run: bool) -> None:
    """Say in one screen what happened and what a person must do now."""
    typer.echo(say.EDITION.format(period=outcome.period.label, edition=outcome.edition.number, state=outcome.edition.state))
    if dry_run:
        typer.echo(say.WOULD_WRITE.format(written=len(outcome.published.written)))
        for path in outcome.published.written:
            typer.echo(f"  {path}")
        _flips(outcome)
    else:
        _published(outcome)
    for path, beside in outcome.published.kept:
        typer.echo(say.KEPT_EDITED.format(path=path, beside=beside))
    lines = {
        ReportingState.RETURNED: say.RETURNED_LINE,
        ReportingState.MISSING: say.MISSING_LINE,
        ReportingState.LATE: say.LATE_LINE,
    }
    for report in outcome.reports:
        if report.state in lines:
            typer.echo(lines[report.state].format(**vars(report)))
    for finding in outcome.findings:
        if finding.level is Level.MUST_FIX and (not finding.unit or finding.form == CONFIRMATION):
            line = say.UNDECIDED_LINE if finding.form == CONFIRMATION else say.UNPLACED_LINE
            typer.echo(line.format(file=finding.file, text=finding.text))


def _flips(outcome: "BatchOutcome") -> None:
    """Say what the standing issue would say otherwise."""
    if outcome.published.written or outcome.flips:
        typer.echo(flips.HEAD.format(count=len(outcome.flips)) if outcome.flips else flips.NOTHING)
    for line in outcome.flips:
        typer.echo(f"  {line}")


def _published(outcome: "BatchOutcome") -> None:
    """Say what was written; of a frozen issue, what would have to be corrected."""
    published, count = outcome.published, len(outcome.corrections)
    if not outcome.frozen:
        counts = {"written": len(published.written), "unchanged": len(published.unchanged)}
        typer.echo(say.PUBLISHED.format(period=outcome.period.label, folder=outcome.folder, **counts))
    elif count:
        typer.echo(say.CORRECTIONS_PROPOSED.format(count=count, period=outcome.period.code, folder=outcome.folder))
    else:
        typer.echo(say.NOTHING_TO_CORRECT)
