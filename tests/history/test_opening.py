"""A history is opened, brought up to date after a copy, or refused with what to do."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipeline.history import open_history, opening, versions
from pipeline.model.earlier import EarlierFigures
from pipeline.model.errors import PublishError
from pipeline.model.period import Period

ROOT = Path(__file__).parents[2]
SQLITE = "sqlite:///state/history.sqlite"
APRIL = Period.parse("2023-04")
FIGURES = EarlierFigures("2023-04", {"甲": Decimal("1.50")}, {"乙": 2})


def filled(url: str, workspace: Path) -> None:
    with open_history(url, workspace) as history:
        history.record(APRIL, {"a" * 64: datetime(2023, 5, 4)}, {}, FIGURES)


def value(url: str, workspace: Path) -> str:
    with open_history(url, workspace) as history:
        earlier = history.earlier(APRIL.following, {})
    assert earlier.last is not None
    return str(earlier.last.values["甲"])


def add_note(connection: sa.Connection) -> None:
    connection.execute(sa.text("ALTER TABLE figure ADD COLUMN note VARCHAR(10)"))


def mark(connection: sa.Connection) -> None:
    connection.execute(sa.text("UPDATE figure SET note = 'v3'"))


def fail(connection: sa.Connection) -> None:
    connection.execute(sa.text("ALTER TABLE figure ADD COLUMN other VARCHAR(10)"))
    connection.execute(sa.text("SELECT nothing FROM nowhere"))


def test_an_older_database_is_upgraded_step_by_step_and_keeps_what_it_has(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(url, tmp_path)
    monkeypatch.setattr(versions.make_ready, "__defaults__", ([add_note, mark],))
    assert value(url, tmp_path) == "1.50"
    with open_history(url, tmp_path) as history, history.reading() as connection:
        assert connection.scalar(sa.text("SELECT max(version) FROM schema_version")) == 3
        assert connection.scalar(sa.text("SELECT note FROM figure")) == "v3"


def test_the_database_as_it_was_is_copied_before(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(url, tmp_path)
    monkeypatch.setattr(versions.make_ready, "__defaults__", ([add_note],))
    assert value(url, tmp_path) == "1.50"
    if url == SQLITE:
        with closing(sqlite3.connect(tmp_path / "state/history.v1.sqlite")) as copy:
            assert copy.execute("SELECT * FROM figure").fetchall() == [("2023-04", "甲", "1.50")]
    else:
        with open_history(url, tmp_path) as history, history.reading() as connection:
            assert connection.execute(sa.text("SELECT * FROM tongbao_v1.figure")).fetchall() == [("2023-04", "甲", "1.50")]
            connection.execute(sa.text("DROP SCHEMA tongbao_v1 CASCADE"))
            connection.commit()


def test_an_upgrade_that_fails_changes_nothing_and_can_be_done_again(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(url, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(versions.make_ready, "__defaults__", ([fail],))
        with pytest.raises(PublishError, match="打不开"):
            value(url, tmp_path)
    assert value(url, tmp_path) == "1.50"
    monkeypatch.setattr(versions.make_ready, "__defaults__", ([add_note],))
    assert value(url, tmp_path) == "1.50"
    if url != SQLITE:
        with open_history(url, tmp_path) as history, history.writing() as connection:
            connection.execute(sa.text("DROP SCHEMA tongbao_v1 CASCADE"))


def test_the_first_version_ever_shipped_is_read(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    with closing(sqlite3.connect(tmp_path / "state/history.sqlite")) as database:
        database.executescript((Path(__file__).parent / "version_1.sql").read_text(encoding="utf-8"))
    assert value(SQLITE, tmp_path) == "12.30"


def test_a_newer_database_is_left_alone(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions.make_ready, "__defaults__", ([lambda _: None],))
    filled(url, tmp_path)
    monkeypatch.undo()
    with pytest.raises(PublishError, match="第 2 版，本程序用第 1 版"):
        filled(url, tmp_path)


def test_sqlite_on_a_network_disk_is_refused_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "network_kind", lambda _: "cifs")
    with pytest.raises(PublishError, match=r"cifs.*本机磁盘.*PostgreSQL"):
        filled(SQLITE, tmp_path)
    assert not (tmp_path / "state/history.sqlite").exists()


@pytest.mark.parametrize("wrong", ["nonsense", "mystery://somewhere/x", "postgresql://u:secret@/nowhere?host=/nonexistent"])
def test_a_store_that_cannot_be_opened_is_said_without_its_password(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(PublishError, match=r"store|历史库打不开") as raised:
        filled(wrong, tmp_path)
    assert "secret" not in str(raised.value)


def test_a_file_that_is_no_database_is_said_and_left(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state/history.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(PublishError, match="打不开"):
        filled(SQLITE, tmp_path)
    assert (tmp_path / "state/history.sqlite").read_bytes() == b"not a database" * 100


@pytest.mark.parametrize("after", range(0, 12, 2))
def test_a_process_that_dies_while_it_records_leaves_the_record_before(tmp_path: Path, url: str, after: int) -> None:
    filled(url, tmp_path)
    script = (
        "import os, sqlalchemy as sa\nfrom datetime import datetime\nfrom decimal import Decimal\nfrom pathlib import Path\n"
        "from pipeline.history import open_history\nfrom pipeline.model.earlier import EarlierFigures\n"
        "from pipeline.model.period import Period\n"
        f"with open_history({url!r}, Path({str(tmp_path)!r})) as history:\n"
        "    done = []\n"
        "    def count(*_):\n"
        "        done.append(1)\n"
        f"        len(done) > {after} and os._exit(9)\n"
        "    sa.event.listen(history._engine, 'before_cursor_execute', count)\n"
        "    sa.event.listen(history._engine, 'commit', lambda _: os._exit(9))\n"
        "    figures = EarlierFigures('2023-04', {'甲': Decimal('2'), '丙': Decimal('3')}, {'乙': 7})\n"
        "    history.record(Period.parse('2023-04'), {'b' * 64: datetime(2024, 1, 1)}, {}, figures)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, env={**os.environ}, check=False).returncode == 9
    assert value(url, tmp_path) == "1.50"
    with open_history(url, tmp_path) as history:
        assert list(history.seen()) == ["a" * 64]
