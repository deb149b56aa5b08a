"""`tongbao status`."""

from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from pipeline.catalogue import console as say
from pipeline.cli.answering import AsJson, answer, stop
from pipeline.cli.exits import GOOD, UNFINISHED_RETURNS, USAGE
from pipeline.cli.options import PeriodCode, Quiet, Workspace, chosen_period, require_workspace
from pipeline.model.finding import Level
from pipeline.model.period import Period
from pipeline.model.reporting import ReportingState, is_counted


def status(workspace: Workspace = Path(), period: PeriodCode = "", as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Show how the last batch of a period stands."""
    from pipeline.publishing import manifest, newest_edition  # noqa: PLC0415 - every command loads this module

    require_workspace(workspace)
    chosen = chosen_period(period, datetime.now())
    folder = newest_edition(workspace, chosen.code)
    facts = manifest(folder)
    if facts is None:
        stop(USAGE, say.NO_BATCH.format(period=chosen.code))
    states = {report["state"] for report in facts["reports"]}
    code = UNFINISHED_RETURNS if states & {ReportingState.MISSING.value, ReportingState.RETURNED.value} else GOOD
    if as_json:
        answer(code, **{key: facts[key] for key in ("format", "period", "reports", "findings", "outputs")})
    elif not quiet:
        _status_lines(chosen, facts, folder)
    raise typer.Exit(code)


def _status_lines(period: Period, facts: dict[str, Any], folder: Path) -> None:
    reports = [report for report in facts["reports"] if is_counted(report["period"], period)]
    due = sum(report["state"] != ReportingState.NO_TASK.value for report in reports)
    typer.echo(say.STATUS_TITLE.format(period=period.label, due=due))
    for state in ReportingState:
        named = [f"{report['unit']}《{report['form']}》" for report in reports if report["state"] == state.value]
        quiet = state in {ReportingState.ON_TIME, ReportingState.NO_TASK} or not named
        typer.echo(say.STATUS_STATE.format(state=state.value, count=len(named), names="" if quiet else "：" + "、".join(named)))
    levels = [finding["level"] for finding in facts["findings"]]
    counts = {"must_fix": Level.MUST_FIX, "must_explain": Level.MUST_EXPLAIN, "notices": Level.NOTICE}
    typer.echo(
        say.STATUS_FINDINGS.format(count=len(levels), **{name: levels.count(level.value) for name, level in counts.items()})
    )
    typer.echo(say.STATUS_DOCUMENTS.format(count=len(facts["outputs"]), folder=folder))
