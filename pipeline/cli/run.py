"""`tongbao run`."""

import gc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.catalogue import console as say
from pipeline.catalogue import pdf_copies as copies
from pipeline.catalogue import running as words
from pipeline.cli.answering import AsJson, answer, stop
from pipeline.cli.exits import BUSY, GOOD, SETUP, UNFINISHED_RETURNS, USAGE, exit_codes
from pipeline.cli.options import PeriodCode, Quiet, Workspace, chosen_period, moment, person, require_workspace
from pipeline.cli.run_report import as_json as told
from pipeline.cli.run_report import asks_for_somebody, report_lines
from pipeline.disk.reasons import located
from pipeline.model.errors import PipelineError
from pipeline.model.period import Period
from pipeline.runlog import RunLog, logged

if TYPE_CHECKING:
    from pipeline.batch import BatchOutcome

_STOPS_ALL = {USAGE, SETUP, BUSY}
"""exit codes after which the other periods would fare no better"""


def run(  # noqa: PLR0913, PLR0917 - each is an option
    workspace: Workspace = Path(),
    period: PeriodCode = "",
    due: Annotated[bool, typer.Option("--due", help=words.DUE_HELP)] = False,
    now: Annotated[str, typer.Option("--now", help=say.NOW_HELP)] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say.DRY_RUN_HELP)] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Run one batch, or every one that is due."""
    require_workspace(workspace)
    clock = moment(now)
    if due and period:
        stop(USAGE, words.DUE_AND_PERIOD)
    periods = _due(workspace, clock) if due else (chosen_period(period, clock),)
    said = _answered if as_json else _said(quiet=quiet)
    worst = GOOD
    for one in periods:
        code = _run_one(workspace, one, clock, said, dry_run=dry_run, silent=quiet or as_json)
        worst = max(worst, code)
        if code in _STOPS_ALL:
            break
    if not periods:
        answer(GOOD, said=[words.NOTHING_DUE])
        if not (quiet or as_json):
            typer.echo(words.NOTHING_DUE)
    raise typer.Exit(worst)


def _due(workspace: Path, clock: datetime) -> tuple[Period, ...]:
    with exit_codes():
        from pipeline.config import FoundGood, load_definitions  # noqa: PLC0415 - pandas is imported only where it is needed
        from pipeline.desk import GOOD as FOUND_GOOD  # noqa: PLC0415
        from pipeline.due import due_periods  # noqa: PLC0415

        return due_periods(workspace, load_definitions(workspace, FoundGood(workspace / FOUND_GOOD)), clock)


Said = Callable[["BatchOutcome", bool], None]


def _run_one(workspace: Path, period: Period, clock: datetime, said: Said, *, dry_run: bool, silent: bool) -> int:  # noqa: PLR0913
    """Run one batch under its log, and return its exit code."""
    by = person("")
    try:
        with exit_codes(), logged(workspace, period.code, clock, by) as log:
            gc.disable()  # a batch makes many objects, few of them garbage, and ends soon
            _begin_ahead(workspace)
            from pipeline.batch import run_batch  # noqa: PLC0415 - pandas is imported only where it is needed

            outcome = run_batch(workspace, period, clock, dry_run=dry_run, by=by, tell=_teller(log, silent=silent))
            if outcome.pdf_wanted:
                _leave_copies(workspace, period, _teller(log, silent=False))
            code = _code(outcome)
            _log_outcome(log, outcome, code, dry_run=dry_run)
    except typer.Exit as stopped:
        return stopped.exit_code
    said(outcome, dry_run)
    return code


def _begin_ahead(workspace: Path) -> None:
    """Begin what other processes can do while this one imports what a batch needs."""
    from pipeline.reading.children import begin  # noqa: PLC0415 - only a batch reads
    from pipeline.reading.limits import ReadingLimits  # noqa: PLC0415

    begin(ReadingLimits().children)
    from pipeline.documents import coded_ahead  # noqa: PLC0415 - after the children have been started

    coded_ahead.begin(workspace)


def _leave_copies(workspace: Path, period: Period, tell: Callable[[str], None]) -> None:
    """Make the PDF copies; whatever becomes of them, the batch is done and stays done."""
    from pipeline.pdf_copies import pdf_copies  # noqa: PLC0415 - only offices that want copies need it

    try:
        done = pdf_copies(workspace, period)
    except (OSError, PipelineError) as error:
        tell(copies.NOT_MADE.format(reason=located(error) if isinstance(error, OSError) else error.mistakes[0].text))
        return
    if done.failed:
        tell(copies.FAILED.format(count=len(done.failed), names="、".join(done.failed), seconds=done.seconds))


def _teller(log: RunLog, *, silent: bool) -> Callable[[str], None]:
    def tell(line: str) -> None:
        log.line(line)
        if not silent:
            typer.echo(line, err=True)

    return tell


def _log_outcome(log: RunLog, outcome: "BatchOutcome", code: int, *, dry_run: bool) -> None:
    for line in report_lines(outcome, dry_run=dry_run):
        log.line(line, "report")
    log.note("ended", words.LOG_ENDED.format(code=code), code=code, **told(outcome))


def _said(*, quiet: bool) -> Said:
    def said(outcome: "BatchOutcome", dry_run: bool) -> None:
        if not quiet or asks_for_somebody(outcome):
            for line in report_lines(outcome, dry_run=dry_run):
                typer.echo(line)

    return said


def _answered(outcome: "BatchOutcome", dry_run: bool) -> None:
    answer(_code(outcome), **told(outcome), dry_run=dry_run)


def _code(outcome: "BatchOutcome") -> int:
    return GOOD if outcome.complete else UNFINISHED_RETURNS
