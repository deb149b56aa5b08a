"""A sample of the trials of `python -m tools.reliability`; all of them run with .ci/run."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.reliability import counting, injector

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(bool(injector.missing()), reason=f"faults cannot be injected: {injector.missing()}")
def test_a_batch_killed_or_refused_at_a_sample_of_its_calls_keeps_every_promise() -> None:
    command = [sys.executable, "-m", "tools.reliability", "--every", "100", "--only", "kills", "errors", "places"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    counted = re.findall(r"(\d+) trials, (\d+) broken", done.stdout)
    assert len(counted) == 5, done.stdout
    assert all(int(trials) >= 3 and broken == "0" for trials, broken in counted), done.stdout


@pytest.mark.skipif(bool(injector.missing()), reason=f"faults cannot be injected: {injector.missing()}")
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_calls_at_which_faults_are_injected_are_those_that_strace_sees() -> None:
    count = ["-m", "tools.reliability", "--count"]
    seen = counting.of_one_meaning(counting.seen_by_strace(count))
    told = subprocess.run([sys.executable, *count], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert counting.of_one_meaning(told) == seen
    assert seen.total() > 400
    assert {"openat", "write", "pwrite", "fsync", "fdatasync", "renameat", "unlinkat", "mkdirat", "ftruncate", "fchmod"} <= set(
        seen
    )


@pytest.mark.skipif(bool(injector.missing()), reason=f"faults cannot be injected: {injector.missing()}")
def test_the_trials_notice_a_promise_that_is_broken(tmp_path: Path) -> None:
    """Publish without the list of what to do, and let the trials find the mixed set a kill leaves."""
    broken = tmp_path / "sitecustomize.py"
    broken.write_text(
        "import os\n"
        "if 'TONGBAO_FAULTS' in os.environ:\n"
        "    import pipeline.publishing.issuing as issuing\n"
        "    import pipeline.publishing.staging as staging\n"
        "    def stage(folder, planned, listing, real=staging.stage):\n"
        "        for one in planned.placements:\n"
        "            if one.changes:\n"
        "                place = folder / one.path\n"
        "                place.parent.mkdir(parents=True, exist_ok=True)\n"
        "                place.write_bytes(one.document.content)\n"
        "        return real(folder, planned, listing)\n"
        "    issuing.stage = stage\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "tools.reliability", "--every", "45", "--only", "kills"]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{tmp_path}:{ROOT}"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "I2: neither the old set nor the new one" in done.stdout
