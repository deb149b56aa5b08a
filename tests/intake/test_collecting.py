import errno
import hashlib
import os
from datetime import datetime
from types import SimpleNamespace
from unittest import mock

import pytest

from pipeline.intake import collect
from pipeline.intake.settling import DEEPEST, LARGEST
from tests import builders

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
        "a.xlsx.filepart",
        "~WRD0003.tmp",
        "~WRL0004",
        "$RECYCLE.BIN/a.xlsx",
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


def test_names_that_look_alike_in_print_stay_two_files(tmp_path):
    for name in ("表\x01.pdf", "表\x02.pdf", "e\u0301.pdf", "\u00e9.pdf"):
        (tmp_path / name).write_bytes(PDF + name.encode())
    files, _ = collect(tmp_path, OFFICE, {}, datetime(2040, 1, 1))
    assert len({file.path for file in files}) == 4
    assert all(hashlib.sha256((tmp_path / file.location).read_bytes()).hexdigest() == file.sha256 for file in files)


def test_names_that_differ_in_case_only_are_two_files(tmp_path, put):
    put("A.XLSX")
    put("a.xlsx")
    assert taken(tmp_path) == (["A.XLSX", "a.xlsx"], [])


def test_folders_too_deep_are_named_and_cost_nothing(tmp_path, put):
    put("/".join(["夹"] * 300) + "/a.pdf")
    put("乙.pdf")
    deepest = "/".join(["夹"] * (DEEPEST + 1))
    assert taken(tmp_path) == (["乙.pdf"], [(deepest, "Q-001")])


def test_a_folder_that_may_not_be_entered_costs_nothing(tmp_path, put):
    put("甲.pdf")
    (tmp_path / "夹").mkdir()
    scandir = os.scandir

    def refuse(path):
        if path.name == "夹":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    with mock.patch("os.scandir", refuse):
        assert taken(tmp_path) == (["甲.pdf"], [("夹", "Q-001")])


@pytest.mark.parametrize(
    ("error", "code"),
    [(errno.EIO, "Q-001"), (errno.ESTALE, "T-021"), (errno.ENOENT, "T-021"), (errno.EACCES, "Q-001"), (errno.ENXIO, "T-022")],
)
def test_a_file_that_cannot_be_read_costs_only_itself(tmp_path, put, error, code):
    put("甲.pdf")
    put("乙.pdf")
    opened = os.open

    def fail(path, *more):
        if path.name == "乙.pdf":
            raise OSError(error, os.strerror(error))
        return opened(path, *more)

    with mock.patch("os.open", fail):
        assert taken(tmp_path) == (["甲.pdf"], [("乙.pdf", code)])


@pytest.mark.parametrize("error", [errno.EMFILE, errno.ENFILE, errno.ENOMEM])
def test_a_machine_at_its_end_stops_the_batch_and_blames_no_return(tmp_path, put, error):
    put("甲.pdf")
    with mock.patch("os.open", side_effect=OSError(error, os.strerror(error))), pytest.raises(OSError, match=os.strerror(error)):
        taken(tmp_path)


def test_a_file_that_grows_while_it_is_read_is_left(tmp_path, put):
    path = put("甲.pdf")
    fstat = os.fstat

    def grow(descriptor):
        status = fstat(descriptor)
        path.write_bytes(PDF * 2)
        return status

    with mock.patch("os.fstat", grow):
        assert taken(tmp_path) == ([], [("甲.pdf", "T-021")])


def test_a_file_still_growing_is_left_batch_after_batch_until_it_stands_still(tmp_path, put):
    content = builders.xlsx("项目名称 | 总投资")
    results = []
    for share, age in ((3, 5), (6, 5), (10, 60)):
        put("甲.xlsx", content[: len(content) * share // 10], age=age)
        results.append(taken(tmp_path))
    assert results == [([], [("甲.xlsx", "T-021")]), ([], [("甲.xlsx", "T-021")]), (["甲.xlsx"], [])]


def test_a_file_of_a_terabyte_of_nothing_is_refused_by_its_size(tmp_path):
    with (tmp_path / "大.xlsx").open("wb") as file:
        file.truncate(1 << 40)
    os.utime(tmp_path / "大.xlsx", (NOW.timestamp() - 3600,) * 2)
    assert taken(tmp_path) == ([], [("大.xlsx", "Q-001")])


def test_a_hard_link_is_read_like_any_file_and_left_alone(tmp_path, put):
    outside = put("../outside.pdf")
    os.link(outside, tmp_path / "甲.pdf")
    before = outside.stat()
    assert taken(tmp_path) == (["甲.pdf"], [])
    assert (outside.read_bytes(), outside.stat().st_mtime_ns) == (PDF, before.st_mtime_ns)
