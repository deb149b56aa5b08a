import hashlib
import os
from datetime import datetime
from types import SimpleNamespace

import pytest

from pipeline.intake import collect
from pipeline.intake.collecting import LARGEST

NOW = datetime(2023, 5, 4, 10, 0)
OFFICE = SimpleNamespace(settle_seconds=30)
PDF = b"%PDF-1.7 rest"


@pytest.fixture
def put(tmp_path):
    def put(path: str, content: bytes = PDF, age: float = 3600):
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        os.utime(target, (NOW.timestamp() - age,) * 2)
        return target

    return put


def taken(folder, seen=None, now=NOW):
    files, findings = collect(folder, OFFICE, seen or {}, now)
    return [file.path for file in files], [(finding.file, finding.code) for finding in findings]


def test_files_are_found_in_all_folders_in_order_of_their_paths(tmp_path, put):
    put("2023-04/乙.pdf")
    put("2023-04/县直/甲.pdf")
    put("丙.pdf")
    assert taken(tmp_path) == (["2023-04/乙.pdf", "2023-04/县直/甲.pdf", "丙.pdf"], [])


@pytest.mark.parametrize(
    "name",
    [
        "~$报表.xlsx",
        ".~报表.et",
        ".~lock.报表.xlsx#",
        "._报表.xlsx",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "a.tmp",
        "a.xlsx.part",
        "__MACOSX/a.xlsx",
    ],
)
def test_lock_and_system_files_are_passed_over_in_silence(tmp_path, put, name):
    put(name)
    assert taken(tmp_path) == ([], [])


def test_a_file_just_written_is_left_for_the_next_batch(tmp_path, put):
    put("甲.pdf", age=29)
    assert taken(tmp_path) == ([], [("甲.pdf", "T-021")])


def test_a_file_dated_after_now_is_taken(tmp_path, put):
    put("甲.pdf", age=-86_400 * 365)
    assert taken(tmp_path) == (["甲.pdf"], [])


def test_the_first_sight_of_the_same_bytes_is_when_a_file_was_received(tmp_path, put):
    put("甲.pdf")
    first = datetime(2023, 5, 2, 8, 15)
    (file,), _ = collect(tmp_path, OFFICE, {hashlib.sha256(PDF).hexdigest(): first}, NOW)
    assert (file.received, file.sha256, file.size) == (first, hashlib.sha256(PDF).hexdigest(), len(PDF))


def test_bytes_never_seen_before_are_received_now(tmp_path, put):
    put("甲.pdf")
    (file,), _ = collect(tmp_path, OFFICE, {}, NOW)
    assert file.received == NOW


def test_links_and_pipes_are_named_but_not_followed(tmp_path, put):
    outside = put("../outside.pdf")
    (tmp_path / "链接.xlsx").symlink_to(outside)
    (tmp_path / "文件夹链接").symlink_to(outside.parent, target_is_directory=True)
    os.mkfifo(tmp_path / "管道.xlsx")
    assert taken(tmp_path) == ([], [("文件夹链接", "T-022"), ("管道.xlsx", "T-022"), ("链接.xlsx", "T-022")])


def test_a_folder_named_like_a_workbook_is_a_folder(tmp_path, put):
    put("甲.xlsx/乙.pdf")
    assert taken(tmp_path) == (["甲.xlsx/乙.pdf"], [])


def test_a_file_beyond_the_limit_is_not_read(tmp_path):
    with (tmp_path / "大.xlsx").open("wb") as file:
        file.truncate(LARGEST + 1)
    os.utime(tmp_path / "大.xlsx", (NOW.timestamp() - 3600,) * 2)
    (paths, findings) = taken(tmp_path)
    assert (paths, findings) == ([], [("大.xlsx", "Q-001")])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_finding(tmp_path, put):
    put("甲.pdf").chmod(0)
    assert taken(tmp_path) == ([], [("甲.pdf", "Q-001")])


def test_names_are_composed_and_printable_while_the_file_can_still_be_opened(tmp_path):
    decomposed = "re\u0301sume\u0301.pdf"
    gbk = os.fsdecode("县交通局\x1b.pdf".encode("gb18030"))
    for name in (decomposed, gbk):
        (tmp_path / name).write_bytes(PDF)
    files, _ = collect(tmp_path, OFFICE, {}, datetime(2040, 1, 1))
    assert {file.path for file in files} == {"résumé.pdf", "县交通局·.pdf"}
    assert all((tmp_path / file.location).read_bytes() == PDF for file in files)
