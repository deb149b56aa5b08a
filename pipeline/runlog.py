"""One log a run in state/logs/: for people (.log) and as JSON lines (.jsonl), written as things happen, the oldest removed.

A log without its last line is of a run that was killed. A log that cannot be written never stops a batch.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from pipeline import __version__
from pipeline.catalogue import running as say

FOLDER: Final = Path("state/logs")
KEPT_RUNS: Final = 400
_PRIVATE: Final = 0o600


class RunLog:
    """The log of one run; nothing is kept where it cannot be written."""

    def __init__(self, stem: Path | None) -> None:
        self._stem = stem

    def line(self, text: str, kind: str = "said") -> None:
        """Note what the run said."""
        self.note(kind, text, text=text)

    def note(self, kind: str, said: str, /, **facts: object) -> None:
        """Note an event: a sentence for people, facts for programs."""
        if self._stem is None:
            return
        at = datetime.now().isoformat(sep=" ", timespec="seconds")
        event = json.dumps({"at": at, "event": kind, **facts}, ensure_ascii=False, default=str)
        with suppress(OSError):
            _append(self._stem.with_suffix(".log"), f"{at[11:]} {said}\n")
            _append(self._stem.with_suffix(".jsonl"), f"{event}\n")


@contextmanager
def logged(workspace: Path, period: str, now: datetime, by: str) -> Iterator[RunLog]:
    """Open the log of a run, and note how it ended whatever ends it."""
    log = RunLog(_fresh(workspace / FOLDER, f"{now:%Y%m%d-%H%M%S}-{period}"))
    began = say.LOG_BEGAN.format(now=now, period=period, version=__version__, by=by)
    log.note("began", began, period=period, now=now, by=by, program=__version__)
    try:
        yield log
    except BaseException as error:
        log.note("stopped", say.LOG_STOPPED.format(why=error), error=type(error).__name__, why=error)
        raise


def _fresh(folder: Path, stem: str) -> Path | None:
    """Return the name of a log that does not exist yet, after the oldest have made room; None where none can be written."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for old in sorted(folder.glob("*.log"))[: -KEPT_RUNS + 1]:
            old.unlink(missing_ok=True)
            old.with_suffix(".jsonl").unlink(missing_ok=True)
        for number in range(1, KEPT_RUNS):
            path = folder / (stem if number == 1 else f"{stem}-{number}")
            with suppress(FileExistsError):
                path.with_suffix(".log").touch(_PRIVATE, exist_ok=False)
                path.with_suffix(".jsonl").touch(_PRIVATE)
                return path
    return None


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)
