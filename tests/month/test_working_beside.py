"""What cannot be done beside the batch is done by it, without a word: so it is looked whether anything had to be."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUN = """
import sys
from pipeline import beside
from pipeline.cli import app

beside.cores = lambda: 2
written = beside._Child.written
handed_over = []


def noted(child):
    handed_over.append(written(child))
    return handed_over[-1]


beside._Child.written = noted
try:
    app(sys.argv[1:])
finally:
    print(*(len(one) for one in handed_over), file=sys.stderr)
"""


def test_every_process_that_works_beside_a_batch_hands_over_what_it_made(county: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "county"
    shutil.copytree(county, workspace)
    shutil.rmtree(workspace / "outbox/2023-04")
    (workspace / "state/found-good").unlink()
    command = [sys.executable, "-c", RUN, "run", "--workspace", str(workspace), "--period", "2023-04", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, check=False)
    assert done.returncode in {0, 1}, done.stderr
    lengths = [int(length) for length in done.stderr.split()]
    assert len(lengths) >= 6
    assert min(lengths) > 0
