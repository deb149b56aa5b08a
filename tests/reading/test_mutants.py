"""Damaged copies of the sample's returns: every one is answered, and three good returns beside them are read as if alone.

A hundred in every run; TONGBAO_MUTANTS=2000 tries as many as that, through a whole batch as well, and prints what became of them.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.catalogue import reading as say
from pipeline.config import load_definitions
from pipeline.intake import collect
from pipeline.reading.starting import read
from tests.reading.mutants import mutants

ROOT = Path(__file__).parents[2]
INBOX = ROOT / "inbox"
FEW = 100
MANY = int(os.environ.get("TONGBAO_MUTANTS", "0"))
SECONDS_A_FILE = 0.1
LATER = datetime(2040, 1, 1)
OFFICE = SimpleNamespace(settle_seconds=0)


@pytest.fixture(scope="module")
def definitions():
    return load_definitions(ROOT)


def sample_returns() -> list[Path]:
    """All but the receipt registers and the good ones: an edition of those would be one of several that may count."""
    return [path for path in sorted(INBOX.rglob("*.xls*")) if "登记" not in path.name and path not in good_three()]


def put_mutants(folder: Path, count: int) -> None:
    folder.mkdir(parents=True)
    sources = [path.read_bytes() for path in sample_returns()]
    names = [path.name for path in sample_returns()]
    for number, content in enumerate(mutants(sources, count)):
        (folder / f"{number:04}-{names[number % len(names)]}").write_bytes(content)


def good_three() -> list[Path]:
    """One .xlsx of a department and one of a township, and one .xls."""
    kinds = {".xlsx": 2, ".xls": 1}
    chosen = []
    for path in sorted((INBOX / "2023-04").iterdir()):
        if kinds.get(path.suffix, 0) and "登记" not in path.name and "汇总" not in path.name:
            kinds[path.suffix] -= 1
            chosen.append(path)
    return chosen


def test_the_mutants_are_the_same_in_every_run_and_none_is_its_source():
    sources = [path.read_bytes() for path in sample_returns()[:10]]
    first = list(mutants(sources, 60))
    assert first == list(mutants(sources, 60))
    assert sum(content in sources for content in first) <= 3


@pytest.mark.parametrize(
    "count", [FEW, pytest.param(MANY, marks=pytest.mark.skipif(MANY == 0, reason="TONGBAO_MUTANTS is not set"))]
)
def test_every_mutant_is_answered_and_good_returns_do_not_notice(tmp_path, definitions, count, capsys):
    put_mutants(tmp_path / "坏", count)
    (tmp_path / "好").mkdir()
    for path in good_three():
        shutil.copy(path, tmp_path / "好")
    everything, unsettled = collect(tmp_path, OFFICE, {}, LATER)
    good = tuple(file for file in everything if file.path.startswith("好/"))
    alone = read(good, tmp_path, definitions)
    assert len(alone.tables) >= 3

    begun = time.monotonic()
    beside = read(everything, tmp_path, definitions)
    seconds = time.monotonic() - begun
    assert seconds < 20 + SECONDS_A_FILE * count

    answered = {finding.file for finding in (*unsettled, *beside.findings)} | {
        table.submission.file.path for table in beside.tables
    }
    assert {file.path for file in everything} <= answered
    assert all(re.search("[一-鿿]", finding.text) and "Traceback" not in finding.text for finding in beside.findings)
    told = Counter(
        finding.text for finding in beside.findings if finding.code in {"Q-001", "Q-002"} and finding.file.startswith("坏/")
    )
    died, slow = told[say.READER_DIED.text], sum(number for text, number in told.items() if "秒内未能读完" in text)
    with capsys.disabled():
        refused = sum(told.values())
        sys.stdout.write(
            f"\n{count} mutants: {refused} refused, {len(everything) - 3 - refused} read, {died} lost their child, {slow} held it, {seconds:.1f} s\n"
        )
    assert slow == 0
    assert contents(beside, "好/") == contents(alone, "好/")


def contents(outcome, folder: str):
    return {
        (table.submission.file.path, table.submission.form, table.submission.sheet): (
            table.columns,
            table.rows,
            table.totals,
            table.letters,
        )
        for table in outcome.tables
        if table.submission.file.path.startswith(folder)
    }


@pytest.mark.slow
@pytest.mark.skipif(MANY == 0, reason="TONGBAO_MUTANTS is not set")
def test_a_whole_batch_with_all_mutants_in_the_inbox_ends_and_publishes(tmp_path):
    for name in ("templates", "inbox"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "config.yaml", tmp_path)
    put_mutants(tmp_path / "inbox/2023-04/坏", MANY)
    command = [sys.executable, "-m", "pipeline", "run", "--workspace", str(tmp_path), "--period", "2023-04", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=400)
    assert done.returncode in {0, 1}, done.stderr[-3000:]
    assert (tmp_path / "outbox/2023-04/manifest.json").stat().st_size > 1000
