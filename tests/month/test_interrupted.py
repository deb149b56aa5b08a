"""A batch killed at any moment: the next one ends with the same bytes as an undisturbed one."""

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def outbox(workspace: Path) -> dict[str, str]:
    folder = workspace / "outbox/2023-04"
    below = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {
        name.as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in below.items()
        if not any(part.startswith(".") for part in name.parts)
    }


@pytest.mark.parametrize("share", [0.35, 0.6, 0.75, 0.85, 0.9, 0.95, 0.98])
def test_a_killed_batch_is_completed_by_the_next(county: Path, tmp_path: Path, run: Run, share: float) -> None:
    workspace = Path(shutil.copytree(county, tmp_path / "killed"))
    undisturbed = outbox(county)
    shutil.rmtree(workspace / "outbox/2023-04")
    command = [sys.executable, "-m", "pipeline", "run", "--workspace", str(workspace), "--period", "2023-04", "--quiet"]
    start = time.monotonic()
    run(workspace, "2023-04", "--dry-run")
    whole = time.monotonic() - start
    batch = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(whole * share)
    os.killpg(batch.pid, signal.SIGKILL)
    batch.wait()
    left = workspace / "outbox/2023-04/manifest.json"
    if left.exists():
        listed = {entry["path"]: entry["sha256"] for entry in json.loads(left.read_text(encoding="utf-8"))["outputs"]}
        assert {name: digest for name, digest in outbox(workspace).items() if name in listed} == listed
    assert run(workspace, "2023-04").returncode == 1
    assert outbox(workspace) == undisturbed


def test_a_second_batch_at_the_same_time_leaves_with_4_and_names_the_holder(county: Path, tmp_path: Path, run: Run) -> None:
    workspace = Path(shutil.copytree(county, tmp_path / "busy"))
    holder = (
        "import time\nfrom datetime import datetime\nfrom pathlib import Path\nfrom pipeline.disk.lock import held\n"
        f"with held(Path({str(workspace / 'state/batch.lock')!r}), datetime(2023, 5, 8, 9)):\n"
        "    print('held', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE, text=True, cwd=ROOT) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        done = run(workspace, "2023-04")
        other.kill()
    assert done.returncode == 4
    assert "另一次处理正在进行" in done.stderr
    assert f"主机 {socket.gethostname()}，进程 {other.pid}，2023-05-08 09:00:00 开始" in done.stderr
    after = run(workspace, "2023-04")
    assert after.returncode == 1
    assert f"进程 {other.pid}，2023-05-08 09:00:00 开始）中途停止" in after.stderr
    assert "中途停止" not in run(workspace, "2023-04").stderr
