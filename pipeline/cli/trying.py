"""`tongbao check --try`: what a check would have found in past returns."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipeline.catalogue import trying as words
from pipeline.cli.answering import answer
from pipeline.cli.exits import GOOD, exit_codes

if TYPE_CHECKING:
    from pipeline.trying import Trial


def try_rules(workspace: Path, form: str, rule: str, *, as_json: bool) -> None:
    """Say how many rows of which past periods a check would have found, and the first of them."""
    with exit_codes():
        from pipeline.trying import try_checks  # noqa: PLC0415 - pandas is imported only where it is needed

        trials = try_checks(workspace, form, rule)
    answer(GOOD, form=form, trials=[_told(trial) for trial in trials])
    if as_json:
        return
    if not trials:
        typer.echo(words.NO_PAST.format(form=form))
        return
    for trial in trials:
        _say(trial)
    periods, found = {trial.period for trial in trials}, sum(len(trial.found) for trial in trials)
    typer.echo(words.TOTAL.format(periods=len(periods), found=found))


def _told(trial: "Trial") -> dict[str, object]:
    found = [{"unit": one.unit, "row": one.row, "found": one.found} for one in trial.found]
    return {"code": trial.code, "period": trial.period.code, "rows": trial.rows, "explained": trial.explained, "found": found}


def _say(trial: "Trial") -> None:
    explained = words.EXPLAINED.format(count=trial.explained) if trial.explained else ""
    slots = {"code": trial.code, "period": trial.period.label, "rows": trial.rows, "found": len(trial.found)}
    typer.echo(words.PERIOD.format(**slots, explained=explained))
    for finding in trial.found[: words.MOST_ROWS]:
        typer.echo(words.ROW.format(unit=finding.unit, row=finding.row, found=finding.found))
    if len(trial.found) > words.MOST_ROWS:
        typer.echo(words.MORE.format(count=len(trial.found) - words.MOST_ROWS))
