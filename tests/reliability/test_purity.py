"""What is published depends on the inbox, the definitions, the history and the stated clock, and on nothing else."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.reliability.small_county import LONG_AGO, UNITS, make, report

ROOT = Path(__file__).parents[2]


def run(workspace: Path, *, umask: int = 0o022, before: tuple[str, ...] = (), **environment: str) -> None:
    command = [
        *before,
        sys.executable,
        "-m",
        "pipeline",
        "run",
        "-w",
        str(workspace),
        "-p",
        "2023-04",
        "--now",
        "2023-05-08T09:00",
    ]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, umask=umask, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def published(workspace: Path) -> dict[str, tuple[str, int]]:
    """Bytes and rights of every file."""
    return {
        str(path.relative_to(workspace)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mode & 0o777)
        for path in (workspace / "outbox").rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("pattern") / "county")


@pytest.fixture(scope="module")
def expected(pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, int]]:
    workspace = Path(shutil.copytree(pattern, tmp_path_factory.mktemp("expected") / "county"))
    run(workspace)
    return published(workspace)


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "7", "TZ": "America/New_York", "LC_ALL": "POSIX", "LANG": "zh_CN.GBK"},
        {"PYTHONHASHSEED": "99", "TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "HOME": "/nonexistent", "LOGNAME": "别人"},
        {"TZ": "Nowhere/Nothing", "LC_ALL": "xx_YY", "COLUMNS": "20", "TMPDIR": "."},
    ],
)
def test_another_seed_time_zone_locale_home_and_account_give_the_same_bytes(
    pattern: Path, tmp_path: Path, expected: dict[str, tuple[str, int]], environment: dict[str, str]
) -> None:
    workspace = Path(shutil.copytree(pattern, tmp_path / "county"))
    run(workspace, **environment)
    assert published(workspace) == expected


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_another_umask_gives_the_same_bytes_and_the_same_rights(
    pattern: Path, tmp_path: Path, expected: dict[str, tuple[str, int]], umask: int
) -> None:
    workspace = Path(shutil.copytree(pattern, tmp_path / "county"))
    run(workspace, umask=umask)
    assert published(workspace) == expected


def test_another_order_of_arrival_and_another_folder_give_the_same_bytes(
    tmp_path: Path, expected: dict[str, tuple[str, int]]
) -> None:
    workspace = make(tmp_path / "另一个 文件夹", units=())
    for number, unit in reversed(list(enumerate(UNITS, 1))):
        os.utime(report(workspace, unit, "2023-04", done=100 * number), (LONG_AGO - number, LONG_AGO - number))
    run(workspace)
    assert published(workspace) == expected


def test_another_machine_name_gives_the_same_bytes(pattern: Path, tmp_path: Path, expected: dict[str, tuple[str, int]]) -> None:
    rename = ("unshare", "--uts", "sh", "-c", 'hostname elsewhere && exec "$@"', "sh")
    if shutil.which("unshare") is None or subprocess.run([*rename, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no right to give a process another host name")
    workspace = Path(shutil.copytree(pattern, tmp_path / "county"))
    run(workspace, before=rename)
    assert published(workspace) == expected
