"""Hundreds of workbooks nobody here wrote: every one ends with a table or a finding, and costs the others nothing."""

import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest

from pipeline.config import load_definitions
from pipeline.intake import collect
from pipeline.model.finding import Level
from pipeline.model.submission import InboxFile
from pipeline.model.table import ReturnTable
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.starting import read

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SAMPLE = Path(__file__).parents[2]
GOOD = ("20230504交通局重点项目.xlsx", "20230504农业农村局招商引资.xls", "20230504松柏岭乡问题清单.xlsx")
CHINESE = re.compile("[一-鿿]")
MOST_MEMORY = 300 * 1024
"""KiB"""


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.slow)])
def test_every_file_of_the_corpus_is_answered_and_good_returns_beside_it_do_not_notice(every: int) -> None:
    """In a process of its own, whose memory holds nothing of the other tests."""
    command = [sys.executable, __file__, str(every)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=SAMPLE)
    assert done.returncode == 0, done.stderr[-3000:]


def read_the_corpus(every: int) -> None:
    definitions = load_definitions(SAMPLE)
    with TemporaryDirectory() as folder:
        inbox = Path(folder)
        for name in GOOD:
            shutil.copy(SAMPLE / "inbox/2023-04" / name, inbox)
        alone = read(listed(inbox), inbox, definitions)
        assert len(alone.tables) == len(GOOD)
        for number, path in enumerate(sorted(path for path in CORPUS.rglob("*") if path.is_file())):
            if number % every == 0:
                (inbox / f"{number:04}{path.suffix}").write_bytes(path.read_bytes())
        files = listed(inbox)
        begun = time.monotonic()
        beside = read(files, inbox, definitions, ReadingLimits())
    seconds = time.monotonic() - begun
    assert seconds < 120, seconds
    assert [content_of(table) for table in beside.tables] == [content_of(table) for table in alone.tables]
    told = Counter(finding.file for finding in beside.findings if finding.level is Level.MUST_FIX)
    others = {file.path for file in files} - set(GOOD)
    assert set(told) - set(GOOD) == others, "each is refused, and says why"
    assert all(told[path] == 1 for path in others), "with one sentence"
    assert all(CHINESE.search(finding.text) for finding in beside.findings)
    assert most_memory() < MOST_MEMORY


def most_memory() -> int:
    """Return the most memory this process has held, in KiB; getrusage would count what its parent held when it was forked."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))


def listed(inbox: Path) -> tuple[InboxFile, ...]:
    files, unsettled = collect(inbox, SimpleNamespace(settle_seconds=0), {}, datetime(2040, 1, 1))
    assert unsettled == ()
    return files


def content_of(table: ReturnTable) -> object:
    return table.submission.file.path, table.submission.form, table.columns, table.rows, table.letters, table.totals


if __name__ == "__main__":
    sys.path.insert(0, str(SAMPLE))
    read_the_corpus(int(sys.argv[1]))
