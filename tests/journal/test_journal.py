"""The log says each thing once, in a chain that shows every change."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.journal import Event, Journal

NOW = datetime(2023, 5, 8, 9)


def accepted(unit: str, sha256: str) -> Event:
    return Event("采用", "2023-04", unit, {"sha256": sha256})


def written(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_same_said_again_adds_nothing_and_a_change_adds_a_line(tmp_path: Path) -> None:
    path = tmp_path / "state/journal.jsonl"
    assert Journal(path).note([accepted("甲", "1"), accepted("乙", "1")], NOW, "张三") == 2
    assert Journal(path).note([accepted("甲", "1"), accepted("乙", "1")], NOW, "李四") == 0
    returned = Event("退回", "2023-04", "甲", {"sha256": "1"})
    assert Journal(path).note([returned], NOW, "李四") == 1
    assert Journal(path).note([accepted("甲", "1")], NOW, "李四") == 1
    assert [(line["n"], line["event"], line["by"]) for line in written(path)] == [
        (1, "采用", "张三"),
        (2, "采用", "张三"),
        (3, "退回", "李四"),
        (4, "采用", "李四"),
    ]
    assert list(Journal(path).faults()) == []


def test_an_entry_interrupted_while_it_was_written_was_never_made(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    Journal(path).note([accepted("甲", "1")], NOW, "张三")
    whole = path.read_bytes()
    Journal(path).note([accepted("乙", "1")], NOW, "张三")
    after = path.read_bytes()
    for cut in range(len(whole), len(after)):
        path.write_bytes(after[:cut])
        journal = Journal(path)
        assert list(journal.faults()) == []
        assert journal.note([accepted("甲", "1"), accepted("乙", "1")], NOW, "张三") == 1
        assert path.read_bytes() == after


@pytest.mark.parametrize("line", range(3))
@pytest.mark.parametrize("change", ["altered", "removed", "doubled", "garbled"])
def test_every_change_to_a_line_but_cutting_the_end_breaks_the_chain(tmp_path: Path, line: int, change: str) -> None:
    path = tmp_path / "journal.jsonl"
    Journal(path).note([accepted(unit, "1") for unit in "甲乙丙丁"], NOW, "张三")
    lines = path.read_bytes().splitlines(keepends=True)
    lines[line : line + 1] = {
        "altered": [lines[line].replace("张三".encode(), "李四".encode())],
        "removed": [],
        "doubled": [lines[line]] * 2,
        "garbled": [b"\xff{\n"],
    }[change]
    path.write_bytes(b"".join(lines))
    assert list(Journal(path).faults())
