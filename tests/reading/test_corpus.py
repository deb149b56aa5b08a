"""Hundreds of workbooks nobody here wrote: every one ends with a table or a finding, and costs the others nothing."""

import resource
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.config import load_definitions
from pipeline.intake import collect
from pipeline.reading.starting import read

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SAMPLE = Path(__file__).parents[2]
MOST_MEMORY = 300 * 1024
"""KiB"""


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_every_file_of_the_corpus_is_answered() -> None:
    """In a process of its own, whose memory holds nothing of the other tests."""
    done = subprocess.run([sys.executable, __file__], check=False, capture_output=True, text=True, cwd=SAMPLE)
    assert done.returncode == 0, done.stderr[-3000:]


def read_the_corpus() -> None:
    files, unsettled = collect(CORPUS, SimpleNamespace(settle_seconds=0), {}, datetime(2040, 1, 1))
    begun = time.monotonic()
    tables, findings, _ = read(files, CORPUS, load_definitions(SAMPLE))
    assert time.monotonic() - begun < 120
    answered = {finding.file for finding in (*unsettled, *findings)} | {table.submission.file.path for table in tables}
    assert {file.path for file in files} - answered == set()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MOST_MEMORY


if __name__ == "__main__":
    sys.path.insert(0, str(SAMPLE))
    read_the_corpus()
