"""Files are written whole, and what a kill left of one is cleared away by the next run."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.batch import run_batch
from pipeline.disk.writing import clear_half_written, write_all, write_whole
from pipeline.model.period import Period
from tools.reliability.small_county import make

KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline.disk import writing
writing.sync_folder = lambda folder: None
Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
writing.write_whole(Path(sys.argv[1]), b"new")
"""


def killed_while_writing(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode == -9


def test_a_kill_leaves_the_old_file_and_a_half_one_that_is_cleared(tmp_path: Path) -> None:
    path = tmp_path / "清单.json"
    write_whole(path, b"old")
    killed_while_writing(path)
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2
    clear_half_written(tmp_path)
    assert list(tmp_path.iterdir()) == [path]


def test_what_only_looks_like_a_half_written_file_stays(tmp_path: Path) -> None:
    names = ["~WRD0003.tmp", ".a.tmp", "12345678.tmp", ".12345678.tmpx"]
    for name in names:
        (tmp_path / name).touch()
    clear_half_written(tmp_path, tmp_path / "没有")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


@pytest.mark.parametrize(
    "place", ["outbox/index.html", "outbox/2023-04/index.html", "state/returns/a.xlsx", "state/periods.json"]
)
def test_the_next_batch_clears_what_a_killed_one_left(tmp_path: Path, place: str) -> None:
    county = make(tmp_path / "county")
    killed_while_writing(county / place)
    assert list((county / place).parent.glob(".*.tmp"))
    run_batch(county, Period.parse("2023-04"), datetime(2023, 5, 8, 9))
    assert not list(county.rglob(".*.tmp"))


def test_many_files_are_each_written_whole_in_folders_made_for_them(tmp_path: Path) -> None:
    files = {tmp_path / f"甲{number % 3}" / f"{number}.txt": str(number).encode() for number in range(150)}
    write_all(files.items(), 0o600)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.txt")} == files
    assert not list(tmp_path.rglob(".*.tmp"))
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_one_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "甲").touch()
    with pytest.raises(OSError, match="甲"):
        write_all([(tmp_path / "乙/1.txt", b"1"), (tmp_path / "甲/1.txt", b"1")])
    assert not list(tmp_path.rglob(".*.tmp"))
