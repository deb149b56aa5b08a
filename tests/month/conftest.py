"""The sample county run through its three months, once for all tests of this folder."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PERIODS = ("2022-04", "2023-03", "2023-04")
LONG_AGO = 1_600_000_000

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def run() -> Run:
    """Return what runs one batch as a process of its own, as cron does."""

    def run_batch(workspace: Path, period: str, *options: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "pipeline", "run", "--workspace", str(workspace), "--period", period, *options]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, **environment}, check=False)

    return run_batch


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """Return a workspace in which April 2022, March 2023 and April 2023 have been run."""
    workspace = tmp_path_factory.mktemp("county")
    for name in ("templates", "inbox"):
        shutil.copytree(ROOT / name, workspace / name)
    shutil.copy(ROOT / "config.yaml", workspace)
    for path in (workspace / "inbox").rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    for period in PERIODS:
        done = run(workspace, period)
        assert done.returncode in {0, 1}, done.stderr + done.stdout
    return workspace
