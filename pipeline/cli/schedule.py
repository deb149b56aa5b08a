"""`tongbao schedule`."""

import shlex
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipeline.catalogue import running as say
from pipeline.cli.answering import AsJson, answer
from pipeline.cli.exits import GOOD, exit_codes
from pipeline.cli.options import Now, Workspace, moment, require_workspace

if TYPE_CHECKING:
    from pipeline.due import Opening

_MINUTE = "%Y-%m-%d %H:%M"


def schedule(workspace: Workspace = Path(), now: Now = "", as_json: AsJson = False) -> None:
    """Print how to run it by the clock, and when the next periods are processed."""
    require_workspace(workspace)
    clock = moment(now)
    with exit_codes():
        from pipeline.config import load_definitions  # noqa: PLC0415 - pandas is imported only where it is needed
        from pipeline.due import cadences, opening  # noqa: PLC0415
        from pipeline.model.period import Period  # noqa: PLC0415

        definitions = load_definitions(workspace)
        now_open = [Period.containing(clock.date(), cadence).previous for cadence in cadences(definitions)]
        openings = [opening(one, definitions) for period in now_open for one in (period, period.following)]
    command = shlex.join([*_program(), "run", "--due", "--quiet", "--workspace", str(workspace.resolve())])
    if as_json:
        answer(GOOD, command=command, periods=[_told(one) for one in openings])
        return
    for line in (*_calendar(openings), *_written(command, workspace.resolve())):
        typer.echo(line)


def _program() -> list[str]:
    """Return the command as a scheduler can find it."""
    beside = Path(sys.executable).with_name("tongbao")
    return [str(beside)] if beside.exists() else [sys.executable, "-m", "pipeline"]


def _calendar(openings: list["Opening"]) -> Iterator[str]:
    yield say.CALENDAR_HEAD
    for one in openings:
        told = {name: "、".join(value) if isinstance(value, list) else value for name, value in _told(one).items()}
        yield say.CALENDAR_LINE.format(**told) + (say.CALENDAR_FREEZE.format(**told) if one.freezes else "")


def _written(command: str, workspace: Path) -> Iterator[str]:
    yield ""
    yield say.CRON_HEAD
    yield say.CRON_LINE.format(command=command)
    yield say.CRON_BOOT.format(command=command)
    yield ""
    yield say.SERVICE_HEAD
    yield say.SERVICE.format(workspace=workspace, command=command)
    yield say.TIMER_HEAD
    yield say.TIMER
    yield say.TIMER_ENABLE


def _told(one: "Opening") -> dict[str, object]:
    freezes = _shown(one.freezes) if one.freezes else None
    deadlines = [_shown(deadline) for deadline in one.deadlines]
    told = {"period": one.period.label, "start": f"{one.opens:%Y-%m-%d}", "close": _shown(one.closes)}
    return {**told, "deadlines": deadlines, "freeze": freezes}


def _shown(at: datetime) -> str:
    return at.strftime(_MINUTE)
