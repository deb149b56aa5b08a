"""The committed inbox is what the generator makes of its facts, on this machine as on any other."""

import io
import zipfile
from pathlib import Path

import pytest

from tools.sample_county.inbox import files

INBOX = Path(__file__).parents[2] / "inbox"
MADE = files()


def unpacked(content: bytes) -> dict[str, bytes] | bytes:
    """The parts of a zip, for a deflater of another version packs the same parts differently; other files as they are."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_inbox_holds_exactly_the_files_that_are_made() -> None:
    on_disk = {path.relative_to(INBOX).as_posix() for path in INBOX.rglob("*") if path.is_file()}
    assert on_disk == set(MADE)


@pytest.mark.parametrize("period", ["2022-04", "2023-03", "2023-04"])
def test_every_committed_file_is_what_is_made_now(period: str) -> None:
    changed = [path for path, content in MADE.items() if path.startswith(period) and (INBOX / path).read_bytes() != content]
    assert [path for path in changed if unpacked((INBOX / path).read_bytes()) != unpacked(MADE[path])] == []


def test_making_the_files_twice_gives_the_same_bytes() -> None:
    assert files() == MADE


def test_no_package_tells_the_time_it_was_made() -> None:
    for path, content in MADE.items():
        if path.endswith("xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}, path
                assert b"2022-01-04T09:00:00Z" in package.read("docProps/core.xml")


def test_the_inbox_stays_small() -> None:
    assert sum(map(len, MADE.values())) < 4 << 20
