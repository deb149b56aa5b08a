"""One batch in a process forked from this one, so that nothing need be imported again; by the command line, as cron calls it."""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from pipeline.cli import app
from pipeline.model.period import Period

PERIOD: Final = "2023-04"
NOW: Final = "2023-05-08T09:00"
_STILL: Final = 120.0
"""seconds after which a batch is taken to hang"""


@dataclass(frozen=True)
class Ran:
    """How a batch ended: its exit code, or minus the signal that killed it, and all it said."""

    code: int
    said: str
    seconds: float


def warm_up(workspace: Path) -> None:
    """Run one batch in this very process, so that what is forked from it need neither import nor compile anything again."""
    from pipeline.batch import run_batch  # noqa: PLC0415 - only here is it this process that runs it
    from pipeline.cli import run_report  # noqa: F401, PLC0415 - imported when a run reports, and warm from here on

    run_batch(workspace, Period.parse(PERIOD), datetime.fromisoformat(NOW))


def nothing() -> None:
    """Prepare nothing."""


def run(workspace: Path, prepare: Callable[[], None] = nothing, *options: str, kill_after: float | None = None) -> Ran:
    """Run one batch; `prepare` is called in its process first."""
    with tempfile.TemporaryFile() as said:
        begun = time.monotonic()
        child = os.fork()
        if child == 0:
            _become(workspace, prepare, said.fileno(), options)
        code = _wait(child, begun, kill_after)
        said.seek(0)
        return Ran(code, said.read().decode(errors="replace"), time.monotonic() - begun)


def _become(workspace: Path, prepare: Callable[[], None], output: int, options: tuple[str, ...]) -> None:
    code = 70
    try:
        os.setsid()
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.cpu_count = lambda: 1  # one reading child: a trial costs half, and what is tried is the parent's writing
        prepare()
        app(["run", "-w", str(workspace), "-p", PERIOD, "--now", NOW, "--quiet", *options])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except BaseException:  # noqa: BLE001 - this process must end here
        import traceback  # noqa: PLC0415

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _wait(child: int, begun: float, kill_after: float | None) -> int:
    """Wait for the child; kill it and its children after so many seconds."""
    limit = begun + (_STILL if kill_after is None else kill_after)
    while time.monotonic() < limit:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
