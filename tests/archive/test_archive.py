"""Bytes of returns are kept under their hash, and are still to be had when the inbox has been cleared."""

import hashlib
import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.model.submission import InboxFile
from tests import builders


def received(path: str, content: bytes, kind: str = "xlsx", **inside: str) -> InboxFile:
    return InboxFile(path, hashlib.sha256(content).hexdigest(), len(content), datetime(2023, 5, 4), kind, **inside)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    (tmp_path / "inbox").mkdir()
    return Archive(tmp_path / "inbox", tmp_path / "state/returns")


def test_what_was_kept_outlives_the_inbox(archive: Archive) -> None:
    files = [received(f"{n}.xlsx", f"报表{n}".encode()) for n in range(20)]
    for n, file in enumerate(files):
        builders.put(archive.inbox, file.path, f"报表{n}".encode())
    archive.keep(files)
    assert sorted(path.name for path in archive.folder.iterdir()) == sorted(f"{file.sha256}.xlsx" for file in files)
    for file in files:
        (archive.inbox / file.path).unlink()
    assert [archive.content(file) for file in files] == [f"报表{n}".encode() for n in range(20)]


def test_bytes_other_than_those_that_were_read_are_never_given(archive: Archive) -> None:
    file = received("a.xlsx", b"read")
    builders.put(archive.inbox, "a.xlsx", b"changed since")
    archive.keep([file])
    assert archive.content(file) is None
    assert not archive.folder.exists()


def test_a_file_inside_a_zip_is_kept_as_itself(archive: Archive) -> None:
    content, stream = builders.xlsx("甲 | 乙"), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("表.xlsx", content)
    builders.put(archive.inbox, "全部.zip", stream.getvalue())
    file = received("全部.zip/表.xlsx", content, on_disk="全部.zip", member="表.xlsx")
    archive.keep([file])
    assert archive.place(file).read_bytes() == content


def test_nothing_is_written_twice(archive: Archive) -> None:
    file = received("a.xls", b"same", "xls")
    builders.put(archive.inbox, "a.xls", b"same")
    archive.keep([file, file])
    before = archive.place(file).stat().st_mtime_ns
    archive.keep([file])
    assert archive.place(file).stat().st_mtime_ns == before
