"""The sample county run through its three months, once for all tests of this folder."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.sample_county.inbox import files

ROOT = Path(__file__).parents[2]
PERIODS = ("2022-04", "2023-03", "2023-04")
TO_JUNE = ("2022-06", "2023-03", "2023-04", "2023-05", "2023-06")
TO_DECEMBER = ("2022-03", "2023-03", "2023-04-上旬", "2023-04-中旬", "2023-12")
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


@pytest.fixture(scope="session")
def half_year(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """Return a workspace run through the second quarter of 2023, with a June before it to compare with."""
    workspace = tmp_path_factory.mktemp("half")
    _furnish(workspace, ("2022-06", "2023-03", "2023-05", "2023-06"))
    shutil.copytree(ROOT / "inbox/2023-04", workspace / "inbox/2023-04")
    for confirmed in (ROOT / "inbox/2023-03").glob("*确认表*"):
        shutil.copy(confirmed, workspace / "inbox/2023-03")
    return _run_through(workspace, TO_JUNE, run)


@pytest.fixture(scope="session")
def whole_year(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """Return a workspace with a March, two 旬 and a December of the sample year, and the March before."""
    workspace = tmp_path_factory.mktemp("whole")
    _furnish(workspace, ("2022-03", "2023-03", "2023-04", "2023-12"))
    shutil.rmtree(workspace / "inbox/2023-04")  # its monthly returns; the 旬 stand in folders of their own
    return _run_through(workspace, TO_DECEMBER, run)


def _furnish(workspace: Path, periods: tuple[str, ...]) -> None:
    shutil.copytree(ROOT / "templates", workspace / "templates")
    shutil.copy(ROOT / "config.yaml", workspace)
    for path, content in files(periods).items():
        target = workspace / "inbox" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _run_through(workspace: Path, periods: tuple[str, ...], run: Run) -> Path:
    for path in (workspace / "inbox").rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    for period in periods:
        done = run(workspace, period)
        assert done.returncode in {0, 1}, done.stderr + done.stdout
    return workspace
