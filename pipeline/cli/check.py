"""`tongbao check`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.catalogue import command_line, trying
from pipeline.catalogue import console as say
from pipeline.catalogue import layout as layout_words
from pipeline.catalogue import template_care as care
from pipeline.catalogue import twice as twice_words
from pipeline.cli import completing
from pipeline.cli.answering import AsJson, answer
from pipeline.cli.exits import GOOD, exit_codes
from pipeline.cli.layout import check_layouts
from pipeline.cli.options import Quiet, Workspace, chosen_period, moment, require_workspace
from pipeline.cli.trying import try_rules
from pipeline.cli.twice import check_twice
from pipeline.model.errors import PipelineError

if TYPE_CHECKING:
    from pipeline.model.errors import Mistake
    from pipeline.template_trial import Trial


def check(  # noqa: PLR0913, PLR0917 - one for each option
    workspace: Workspace = Path(),
    quiet: Quiet = False,
    layout: Annotated[list[Path] | None, typer.Option("--layout", help=layout_words.HELP, dir_okay=False, exists=True)] = None,
    notice: Annotated[str, typer.Option("--try-template", help=care.TRY_HELP, autocompletion=completing.notices)] = "",
    periods: Annotated[
        list[str] | None, typer.Option("--periods", help=care.PERIODS_HELP, autocompletion=completing.periods)
    ] = None,
    form: Annotated[str, typer.Option("--try", help=trying.HELP, autocompletion=completing.forms)] = "",
    rule: Annotated[str, typer.Argument(metavar=command_line.RULE, help=trying.RULE_HELP)] = "",
    twice: Annotated[bool, typer.Option("--twice", help=twice_words.HELP)] = False,
    period: Annotated[str, typer.Option("--period", "-p", help=twice_words.PERIOD_HELP, autocompletion=completing.periods)] = "",
    as_json: AsJson = False,
) -> None:
    """Check the set-up; or the layout of finished documents, which needs no workspace."""
    if layout:
        raise typer.Exit(check_layouts(layout, as_json=as_json))
    require_workspace(workspace)
    if notice:
        _try(workspace, notice, periods or [], as_json=as_json)
        return
    if twice:
        raise typer.Exit(check_twice(workspace, period, as_json=as_json))
    if form:
        try_rules(workspace, form, rule, as_json=as_json)
        return
    with exit_codes():
        from pipeline.config import load_definitions  # noqa: PLC0415 - pandas is imported only where it is needed

        try:
            definitions = load_definitions(workspace)
        except PipelineError as error:
            _look_after_templates(workspace, error.mistakes)
            raise
        hints = _look_after_templates(workspace, ())
    counts = {name: len(getattr(definitions, name)) for name in ("forms", "statistics", "notices")}
    counts["units"] = len(definitions.directory.units)
    answer(GOOD, **counts, hints=[{"file": hint.file, "text": hint.text} for hint in hints])
    if not (quiet or as_json):
        typer.echo(say.CHECK_GOOD.format(**counts))


def _try(workspace: Path, notice: str, periods: Sequence[str], *, as_json: bool) -> None:
    """Say what the working template would have printed otherwise in past issues."""
    now = moment("")
    chosen = [chosen_period(code, now) for code in periods]
    with exit_codes():
        from pipeline.template_trial import try_template  # noqa: PLC0415 - as above

        trials = []
        for trial in try_template(workspace, notice, chosen, now):
            trials.append({"period": trial.period.code, "differences": trial.differences})
            if not as_json:
                _say(trial)
    answer(GOOD, notice=notice, trials=trials)


def _say(trial: "Trial") -> None:
    said = care.DIFFERENCES if trial.differences else care.NO_DIFFERENCE
    typer.echo(said.format(period=trial.period.label, count=len(trial.differences)))
    for old, new in trial.differences:
        typer.echo(care.DIFFERENCE.format(old=old or care.NOT_PRINTED, new=new or care.NOT_PRINTED))


def _look_after_templates(workspace: Path, mistakes: Sequence["Mistake"]) -> tuple["Mistake", ...]:
    """Say what the templates type by hand, and where their copies with comments are; return the former."""
    from pipeline.config.template_care import template_hints, write_copies  # noqa: PLC0415 - as above

    hints = template_hints(workspace)
    copies = write_copies(workspace, mistakes, hints)
    if hints:
        typer.echo(care.HINTS.format(count=len(hints)), err=True)
        for hint in hints:
            typer.echo(care.HINT.format(hint=hint), err=True)
    if copies:
        typer.echo(care.COPIES, err=True)
        for path in copies:
            typer.echo(care.COPY_AT.format(path=path), err=True)
    return hints
