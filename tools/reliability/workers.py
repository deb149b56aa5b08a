"""Trials side by side: each worker is forked from this process, takes every n-th trial and reports what it found."""

import json
import os
import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
WORKERS = os.cpu_count() or 1


def tried(trials: Sequence[T], trial: Callable[[T, Path], str]) -> tuple[list[str], list[str]]:
    """Try each in a folder of its own; return what each said, and the failures."""
    with tempfile.TemporaryDirectory(prefix="tongbao-trials-") as place:
        children = [_started(trials[number::WORKERS], trial, Path(place) / str(number)) for number in range(WORKERS)]
        for child in children:
            os.waitpid(child, 0)
        reports = [json.loads(path.read_text(encoding="utf-8")) for path in Path(place).glob("*.json")]
    said = [line for report in reports for line in report["said"]]
    failures = [line for report in reports for line in report["failures"]]
    if len(said) + len(failures) != len(trials):
        failures.append(f"{len(trials) - len(said) - len(failures)} trials gave no answer")
    return said, failures


def _started(trials: Sequence[T], trial: Callable[[T, Path], str], folder: Path) -> int:
    child = os.fork()
    if child:
        return child
    said, failures = [], []
    try:
        folder.mkdir()
        for one in trials:
            try:
                said.append(trial(one, folder))
            except Exception as error:  # noqa: BLE001 - reported, with the trial it belongs to
                failures.append(f"{one}: {error!r}" + ("" if isinstance(error, AssertionError) else traceback.format_exc()))
        folder.with_suffix(".json").write_text(
            json.dumps({"said": said, "failures": failures}, ensure_ascii=False), encoding="utf-8"
        )
    finally:
        os._exit(0)
