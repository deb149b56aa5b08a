"""What files were read as is kept: only new files are opened, and nobody can tell the difference."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from unittest import mock

import pytest
from msgspec.structs import replace

from pipeline.config import load_definitions
from pipeline.intake import collect
from pipeline.model.submission import InboxFile
from pipeline.reading import starting
from pipeline.reading.read_before import ReadBefore
from pipeline.reading.starting import start
from tests import builders

ROOT = Path(__file__).parents[2]
RECEIVED = datetime(2023, 5, 4, 9, 30)
ROWS = "2023年4月重点项目进度表\n单位：{unit}\n项目名称 | 项目类别 | 总投资 | 本月完成投资 | 存在问题\n{name} | 交通 | 1200 | 100 | 无"


@pytest.fixture
def inbox(tmp_path):
    """Put two returns into an inbox; return the folder and how to list a file of it."""
    folder = tmp_path / "inbox"
    folder.mkdir()

    def put(name: str, text: str) -> InboxFile:
        content = builders.xlsx(text)
        builders.put(folder, name, content)
        return InboxFile(name, hashlib.sha256(content).hexdigest(), len(content), RECEIVED, "xlsx")

    put.folder = folder
    return put


@pytest.fixture
def returns(inbox):
    return (
        inbox("甲.xlsx", ROWS.format(unit="县交通局", name="芝茅路改造工程")),
        inbox("乙.xlsx", ROWS.format(unit="县文旅局", name="游客中心一期工程")),
    )


def asked(files, inbox, definitions, store):
    """Read with a store, keep what was read, and return the outcome and the files a child was asked for."""
    names = []
    reply = starting.Reading._reply

    def counting(self, child, file):
        names.append(file.path)
        return reply(self, child, file)

    with mock.patch.object(starting.Reading, "_reply", counting):
        reading = start(files, inbox.folder, definitions, before=store)
        outcome = reading.collect()
    reading.remember()
    return (outcome, reading.answers), sorted(names)


def test_what_was_read_before_is_not_opened_again(inbox, returns, definitions, tmp_path):
    store = ReadBefore(tmp_path / "read.db", "one")
    first, names = asked(returns, inbox, definitions, store)
    assert names == ["乙.xlsx", "甲.xlsx"]
    assert len(first[0].tables) == 2
    with mock.patch.object(starting, "Child", side_effect=AssertionError("no child is needed")):
        again = asked(returns, inbox, definitions, store)
    assert again == (first, [])


def test_a_changed_file_is_read_and_no_other(inbox, returns, definitions, tmp_path):
    store = ReadBefore(tmp_path / "read.db", "one")
    asked(returns, inbox, definitions, store)
    changed = inbox("甲.xlsx", ROWS.format(unit="县交通局", name="芝茅路改造二期工程"))
    (outcome, _), names = asked((changed, returns[1]), inbox, definitions, store)
    assert names == ["甲.xlsx"]
    assert {table.columns["项目名称"] for table in outcome.tables} == {("芝茅路改造二期工程",), ("游客中心一期工程",)}


def test_a_file_of_another_name_is_another_file(inbox, returns, definitions, tmp_path):
    store = ReadBefore(tmp_path / "read.db", "one")
    asked(returns, inbox, definitions, store)
    (inbox.folder / "甲.xlsx").rename(inbox.folder / "丙.xlsx")
    moved = replace(returns[0], path="丙.xlsx")
    (outcome, _), names = asked((moved, returns[1]), inbox, definitions, store)
    assert names == ["丙.xlsx"]
    assert {table.submission.file.path for table in outcome.tables} == {"丙.xlsx", "乙.xlsx"}


def test_other_definitions_read_everything_again(inbox, returns, definitions, tmp_path):
    asked(returns, inbox, definitions, ReadBefore(tmp_path / "read.db", "one"))
    _, names = asked(returns, inbox, definitions, ReadBefore(tmp_path / "read.db", "two"))
    assert len(names) == 2


@pytest.mark.parametrize("damage", ["no database", "half", "changed reply"])
def test_what_is_damaged_is_read_again_and_mended(inbox, returns, definitions, tmp_path, damage):
    path = tmp_path / "read.db"
    store = ReadBefore(path, "one")
    first, _ = asked(returns, inbox, definitions, store)
    if damage == "no database":
        path.write_bytes("不是数据库".encode() * 500)
    elif damage == "half":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        with closing(sqlite3.connect(path)) as opened, opened:
            opened.execute("UPDATE reading SET reply = substr(reply, 1, length(reply) - 9) || x'000000000000000000'")
    again, names = asked(returns, inbox, definitions, store)
    assert again == first
    assert len(names) == 2
    assert asked(returns, inbox, definitions, store) == (first, [])


def test_what_belongs_to_no_file_any_more_is_dropped(inbox, returns, definitions, tmp_path):
    path = tmp_path / "read.db"
    store = ReadBefore(path, "one")
    asked(returns, inbox, definitions, store)
    asked(returns[:1], inbox, definitions, store)
    with closing(sqlite3.connect(path)) as opened:
        assert opened.execute("SELECT count(*) FROM reading").fetchone() == (1,)


def test_a_file_that_was_changing_is_read_again(inbox, returns, definitions, tmp_path):
    store = ReadBefore(tmp_path / "read.db", "one")
    hurried = replace(returns[0], sha256="0" * 64)
    for _ in range(2):
        (outcome, _), names = asked((hurried,), inbox, definitions, store)
        assert names == ["甲.xlsx"]
        assert [finding.code for finding in outcome.findings] == ["T-021"]


def test_the_sample_inbox_reads_the_same_from_the_store(tmp_path):
    definitions = load_definitions(ROOT)
    files, _ = collect(ROOT / "inbox", definitions.office, {}, datetime(2040, 1, 1))
    files = tuple(file for file in files if file.path.startswith(("2023-04", "2022-04")))
    store = ReadBefore(tmp_path / "read.db", definitions.sha256)
    fresh = start(files, ROOT / "inbox", definitions, before=store)
    told = fresh.collect()
    fresh.remember()
    later = tuple(replace(file, received=datetime(2041, 1, 1)) for file in files)
    kept = start(files, ROOT / "inbox", definitions, before=store)
    assert kept.collect() == told
    assert kept.answers == fresh.answers
    assert (
        start(later, ROOT / "inbox", definitions, before=store).collect() == start(later, ROOT / "inbox", definitions).collect()
    )
