"""A zip of workbooks is taken as the files in it; what no office program packs is refused before it is inflated."""

import hashlib
import io
import struct
import zipfile
from datetime import datetime
from types import SimpleNamespace

import pytest

from pipeline.intake import collect
from pipeline.intake.archives import MOST_MEMBERS
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.worker import content_of
from tests import builders

NOW = datetime(2040, 1, 1)
NOISE = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(32))
BOOK = builders.xlsx("项目名称 | 总投资\n芝茅路 | 1200")
OTHER = builders.xls("项目名称 | 总投资\n芝茅路 | 1300")


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as target:
        for name, content in members.items():
            target.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def renamed(content: bytes, old: str, new: bytes) -> bytes:
    """Put a name into the zip that Python would mark as UTF-8 otherwise."""
    assert len(old) == len(new)
    return content.replace(old.encode(), new)


@pytest.fixture
def listed(tmp_path):
    def collected(content: bytes, seen=None):
        builders.put(tmp_path, "2023-04/包.zip", content)
        files, findings = collect(tmp_path, SimpleNamespace(settle_seconds=0), seen or {}, NOW)
        assert findings == ()
        return files

    collected.inbox = tmp_path
    return collected


def test_every_member_is_a_file_of_its_own_below_the_zip(listed):
    files = listed(packed({"b/乙.xls": OTHER, "甲.xlsx": BOOK}))
    assert [(file.path, file.content) for file in files] == [
        ("2023-04/包.zip/b/乙.xls", "xls"),
        ("2023-04/包.zip/甲.xlsx", "xlsx"),
    ]
    for file, content in zip(files, (OTHER, BOOK), strict=True):
        assert (file.sha256, file.size) == (hashlib.sha256(content).hexdigest(), len(content))
        assert content_of(file, str(listed.inbox), ReadingLimits()) == content


def test_members_are_received_when_their_own_bytes_were_first_seen(listed):
    first = datetime(2023, 5, 2, 8, 15)
    files = listed(packed({"甲.xlsx": BOOK, "乙.xls": OTHER}), {hashlib.sha256(BOOK).hexdigest(): first})
    assert {file.name: file.received for file in files} == {"甲.xlsx": first, "乙.xls": NOW}


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_a_mark_are_read_as_chinese_programs_write_them(listed, encoding):
    name = "县交通局.xlsx".encode(encoding)
    (file,) = listed(renamed(packed({"x" * len(name): BOOK}), "x" * len(name), name))
    assert file.path == "2023-04/包.zip/县交通局.xlsx"
    assert content_of(file, str(listed.inbox), ReadingLimits()) == BOOK


def test_lock_and_system_files_inside_are_passed_over(listed):
    files = listed(packed({"__MACOSX/._甲.xlsx": b"x", "~$甲.xlsx": b"x", ".DS_Store": b"x", "夹/": b"", "甲.xlsx": BOOK}))
    assert [file.path for file in files] == ["2023-04/包.zip/甲.xlsx"]


@pytest.mark.parametrize("name", ["../../etc/甲.xlsx", "/etc/甲.xlsx", "..\\..\\甲.xlsx", "C:\\甲.xlsx", "./甲.xlsx"])
def test_a_member_never_leaves_its_zip(listed, name):
    (file,) = listed(packed({name: BOOK}))
    assert file.path.startswith("2023-04/包.zip/")
    assert ".." not in file.path.split("/")
    assert content_of(file, str(listed.inbox), ReadingLimits()) == BOOK


def test_a_zip_inside_a_zip_stays_closed(listed):
    files = listed(packed({"内.zip": packed({"甲.xlsx": BOOK}), "甲.xlsx": BOOK}))
    assert [(file.name, file.content) for file in files] == [("内.zip", "zip"), ("甲.xlsx", "xlsx")]


def locked() -> bytes:
    content = bytearray(packed({"甲.xlsx": BOOK}))
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def flipped() -> bytes:
    content = bytearray(packed({"甲.xlsx": BOOK}))
    content[200] ^= 0x40
    return bytes(content)


def false_size() -> bytes:
    content = bytearray(packed({"甲.xlsx": BOOK}))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<L", 5)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (packed({}), "zip"),
        (packed({".DS_Store": b"x"}), "zip"),
        (locked(), "locked zip"),
        (flipped(), "damaged zip"),
        (false_size(), "damaged zip"),
        (packed({f"{n}.xlsx": b"x" for n in range(MOST_MEMBERS + 1)}), "large zip"),
        (packed({f"{n:0100}.xlsx": b"" for n in range(5000)}), "large zip"),
        (packed({"a.xlsx": bytes(20 << 20)}), "large zip"),
        (packed({f"{n}.xlsx": NOISE * 20_000 for n in range(6)}), "large zip"),
        (packed({"甲.xlsx": BOOK, "./甲.xlsx": OTHER}), "damaged zip"),
    ],
    ids=["empty", "nothing", "locked", "flipped", "false size", "many", "large directory", "bomb", "much", "twice"],
)
def test_a_zip_that_is_not_taken_apart_stays_one_file(listed, content, kind):
    (file,) = listed(content)
    assert (file.path, file.content) == ("2023-04/包.zip", kind)
