"""The command line: reads options, calls one function, says what happened; no logic of its own."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline import __version__
from pipeline.catalogue import console as say
from pipeline.model.errors import BusyError, ConfigError, DefinitionError, PipelineError, TemplateError
from pipeline.model.finding import Level
from pipeline.model.period import Cadence, Period
from pipeline.model.reporting import ReportingState
from pipeline.publishing import manifest

if TYPE_CHECKING:
    from pipeline.batch import BatchOutcome

GOOD, UNFINISHED_RETURNS, USAGE, SETUP, BUSY, FAILED = range(6)

app = typer.Typer(
    help=say.APP_HELP,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Workspace = Annotated[Path, typer.Option("--workspace", "-w", help=say.WORKSPACE_HELP)]
PeriodCode = Annotated[str, typer.Option("--period", "-p", help=say.PERIOD_HELP)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=say.QUIET_HELP)]
AsJson = Annotated[bool, typer.Option("--json", help=say.JSON_HELP)]


@app.callback(invoke_without_command=True)
def tongbao(version: Annotated[bool, typer.Option("--version", help=say.VERSION_HELP)] = False) -> None:
    """把各单位报来的 Excel 报表汇总、审核、排名，并生成可以签发的通报。"""
    if version:
        typer.echo(__version__)
        raise typer.Exit


@app.command(help=say.RUN_HELP)
def run(
    workspace: Workspace = Path(),
    period: PeriodCode = "",
    now: Annotated[str, typer.Option("--now", help=say.NOW_HELP)] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say.DRY_RUN_HELP)] = False,
    quiet: Quiet = False,
) -> None:
    """Run one batch."""
    _require(workspace)
    moment = _moment(now)
    chosen = _period(period, moment)
    with _exit_codes():
        gc.disable()  # a batch makes many objects, few of them garbage, and ends soon
        from pipeline.batch import run_batch  # noqa: PLC0415 - pandas is imported only where it is needed

        outcome = run_batch(workspace, chosen, moment, dry_run=dry_run, tell=_silent if quiet else _tell)
    if not (quiet and outcome.complete):
        _report(outcome, dry_run=dry_run)
    raise typer.Exit(GOOD if outcome.complete else UNFINISHED_RETURNS)


@app.command(help=say.CHECK_HELP)
def check(workspace: Workspace = Path(), quiet: Quiet = False) -> None:
    """Check the set-up and nothing else."""
    _require(workspace)
    with _exit_codes():
        from pipeline.config import load_definitions  # noqa: PLC0415 - pandas is imported only where it is needed

        definitions = load_definitions(workspace)
    if not quiet:
        counts = {name: len(getattr(definitions, name)) for name in ("forms", "statistics", "notices")}
        typer.echo(say.CHECK_GOOD.format(units=len(definitions.directory.units), **counts))


@app.command(help=say.STATUS_HELP)
def status(workspace: Workspace = Path(), period: PeriodCode = "", as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Show how the last batch of a period stands."""
    _require(workspace)
    chosen = _period(period, datetime.now())
    folder = workspace / "outbox" / chosen.code
    facts = manifest(folder)
    if facts is None:
        typer.echo(say.NO_BATCH.format(period=chosen.code), err=True)
        raise typer.Exit(USAGE)
    if as_json:
        typer.echo(
            json.dumps(
                {key: facts[key] for key in ("format", "period", "reports", "findings", "outputs")}, ensure_ascii=False, indent=1
            )
        )
    elif not quiet:
        _status_lines(chosen, facts, folder)
    states = {report["state"] for report in facts["reports"]}
    raise typer.Exit(UNFINISHED_RETURNS if states & {ReportingState.MISSING.value, ReportingState.RETURNED.value} else GOOD)


def _require(workspace: Path) -> None:
    if not (workspace / "config.yaml").is_file():
        typer.echo(say.NO_WORKSPACE.format(path=workspace.resolve()), err=True)
        raise typer.Exit(USAGE)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text) if text else datetime.now().replace(microsecond=0)
    except ValueError:
        typer.echo(say.BAD_TIME.format(text=text), err=True)
        raise typer.Exit(USAGE) from None


def _period(text: str, now: datetime) -> Period:
    try:
        return Period.parse(text) if text else Period.containing(now.date(), Cadence.MONTH).previous
    except ValueError:
        typer.echo(say.BAD_PERIOD.format(text=text), err=True)
        raise typer.Exit(USAGE) from None


@contextmanager
def _exit_codes() -> Iterator[None]:
    """Turn what stops a batch into plain lines and the documented exit code; never a traceback for a user's mistake."""
    try:
        yield
    except (ConfigError, DefinitionError, TemplateError) as error:
        typer.echo(say.SETUP_WRONG.format(count=len(error.mistakes)), err=True)
        for mistake in error.mistakes:
            typer.echo(f"  {mistake}", err=True)
        raise typer.Exit(SETUP) from None
    except BusyError as error:
        typer.echo(error.mistakes[0].text, err=True)
        raise typer.Exit(BUSY) from None
    except PipelineError as error:
        typer.echo(say.COULD_NOT_FINISH.format(reason=error), err=True)
        raise typer.Exit(FAILED) from None


def _tell(line: str) -> None:
    typer.echo(line, err=True)


def _silent(_: str) -> None:
    """Say nothing."""


def _report(outcome: "BatchOutcome", *, dry_run: bool) -> None:
    """Say in one screen what happened and what a person must do now."""
    published = outcome.published
    if dry_run:
        typer.echo(say.WOULD_WRITE.format(written=len(published.written)))
        for path in published.written:
            typer.echo(f"  {path}")
    else:
        counts = {"written": len(published.written), "unchanged": len(published.unchanged)}
        typer.echo(say.PUBLISHED.format(period=outcome.period.label, folder=outcome.folder, **counts))
    for path, beside in published.kept:
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
        if finding.level is Level.MUST_FIX and not finding.unit:
            typer.echo(say.UNPLACED_LINE.format(file=finding.file, text=finding.text))


def _status_lines(period: Period, facts: dict[str, Any], folder: Path) -> None:
    reports = facts["reports"]
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
