"""Files are read in children; a file that kills or holds its child costs no other file anything."""

import hashlib
import io
import os
import subprocess
import sys
import threading
import time
import zipfile
from datetime import datetime
from pathlib import Path
from unittest import mock

import pytest

from pipeline.beside import Beside, cores
from pipeline.model.errors import PipelineError
from pipeline.model.submission import InboxFile
from pipeline.reading import children
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.starting import read, start
from tests import builders

RECEIVED = datetime(2023, 5, 4, 9, 30)
GOOD = builders.xlsx(
    "2023年4月重点项目进度表\n项目名称 | 项目类别 | 总投资 | 本月完成投资 | 存在问题\n芝茅路改造工程 | 交通 | 1200 | 100 | 无"
)


def ods(rows: bytes) -> bytes:
    """Build an .ods whose rows and cells repeat as often as they say."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        target.writestr("META-INF/manifest.xml", "<manifest/>")
        target.writestr(
            "content.xml", b"<office:document-content><office:body><office:spreadsheet><table:table table:name='a'>" + rows
        )
    return stream.getvalue()


REPEATED = b"<table:table-row table:number-rows-repeated='%d'><table:table-cell office:value-type='float' office:value='1' "
REPEATED += b"table:number-columns-repeated='%d'><text:p>1</text:p></table:table-cell></table:table-row></table:table>"
REPEATED += b"</office:spreadsheet></office:body></office:document-content>"
HEAVY = ods(REPEATED % (1_000_000, 20))
"""20 million cells: the reader needs seconds for them, or dies where it may not have the memory"""
LITTLE_MEMORY = 300 << 20


@pytest.fixture
def inbox(tmp_path):
    """Put files into an inbox and return them as intake would."""

    def put(**contents: bytes) -> tuple[InboxFile, ...]:
        files = []
        for name, content in contents.items():
            path, kind = f"{name}.xlsx", "ods" if b"opendocument" in content[:200] else "xlsx"
            builders.put(tmp_path, path, content)
            files.append(InboxFile(path, hashlib.sha256(content).hexdigest(), len(content), RECEIVED, kind))
        return tuple(files)

    put.folder = tmp_path
    return put


def units(tables):
    return [table.submission.unit for table in tables]


def test_results_come_in_order_of_paths_however_many_children_read(inbox, definitions):
    files = inbox(县文旅局=GOOD, 县交通局=GOOD.replace(b"PK", b"PK"), 茅坪镇=GOOD, 县扶贫办=GOOD, 县农业农村局=GOOD)
    one = read(files, inbox.folder, definitions, ReadingLimits(children=1))
    two = read(tuple(reversed(files)), inbox.folder, definitions, ReadingLimits(children=2))
    assert one[:2] == two[:2]
    assert units(one[0]) == sorted(units(one[0]))


def test_the_register_tells_of_every_file_when_it_came_also_of_those_not_read(inbox, definitions):
    register = builders.xlsx(
        "收文时间 | 单位 | 文件名\n2023-05-03 08:00 | 县交通局 | 县交通局.xlsx\n2023-05-03 09:00 | 县文旅局 | 坏.xlsx"
    )
    files = inbox(县交通局=GOOD, 坏=b"PK", 收文登记=register)
    tables, _, received = read(files, inbox.folder, definitions)
    assert tables[0].submission.file.received == datetime(2023, 5, 3, 8)
    assert {file.path: file.received.hour for file in received} == {"县交通局.xlsx": 8, "坏.xlsx": 9, "收文登记.xlsx": 9}
    assert next(file for file in received if file.path == "收文登记.xlsx").received == RECEIVED


def test_nothing_to_read_starts_no_child(inbox, definitions):
    with mock.patch.object(children.subprocess, "Popen") as popen:
        assert read((), inbox.folder, definitions) == ((), (), ())
    popen.assert_not_called()


def test_a_file_that_kills_its_child_costs_only_itself(inbox, definitions):
    files = inbox(县交通局=GOOD, 县农业农村局2023年4月重点项目=HEAVY, 县文旅局=GOOD, 茅坪镇=GOOD)
    ask = children.Child.ask

    def die_of_the_heavy_one(child, question, seconds):
        if "县农业农村局".encode() in question:
            threading.Timer(0.05, child._process.kill).start()
        return ask(child, question, seconds)

    with mock.patch.object(children.Child, "ask", die_of_the_heavy_one):
        tables, findings, _ = read(files, inbox.folder, definitions, ReadingLimits(children=1))
    assert tables == read(tuple(file for file in files if file.content == "xlsx"), inbox.folder, definitions)[0]
    (finding,) = [finding for finding in findings if finding.code == "Q-001"]
    assert (finding.unit, finding.form, finding.period) == ("县农业农村局", "重点项目", "2023-04")
    assert finding.text == "文件内容异常，读取程序中止"


def test_a_file_that_spoils_its_child_spoils_no_other_file(inbox, definitions):
    """The reader may panic for want of memory, and go on wanting it: what is read next must not pay for that."""
    heavy = ods(REPEATED % (300_000, 6))
    files = inbox(**{f"{number}坏": heavy for number in range(2)}, 县交通局=GOOD, 县文旅局=GOOD, 茅坪镇=GOOD)
    order = sorted(files, key=lambda file: (file.content != "ods", file.path))
    for memory in (160 << 20, 240 << 20):
        tables, findings, _ = read(order, inbox.folder, definitions, ReadingLimits(memory_bytes=memory, children=1))
        assert units(tables) == ["县交通局", "县文旅局", "茅坪镇"], memory
        assert [finding.file for finding in findings if finding.code == "Q-001"] == ["0坏.xlsx", "1坏.xlsx"]


def test_a_file_whose_child_was_spoilt_before_is_read_by_a_fresh_one(inbox, definitions):
    files = inbox(县交通局=GOOD, 县文旅局=GOOD, 茅坪镇=GOOD)
    reply, asked = children.Child._exchange, []

    def die_as_the_second_deed(child, question, seconds):
        asked.append(child)
        if child.used and asked.count(child) == 3:
            raise children.ChildDiedError
        return reply(child, question, seconds)

    with mock.patch.object(children.Child, "_exchange", die_as_the_second_deed):
        tables, findings, _ = read(files, inbox.folder, definitions, ReadingLimits(children=1))
    assert units(tables) == ["县交通局", "县文旅局", "茅坪镇"]
    assert [finding for finding in findings if finding.code == "Q-001"] == []
    assert len(set(asked)) == 3


def test_a_file_that_needs_too_much_memory_costs_only_itself(inbox, definitions):
    files = inbox(县交通局=GOOD, 坏=HEAVY, 县文旅局=GOOD)
    tables, findings, _ = read(files, inbox.folder, definitions, ReadingLimits(memory_bytes=LITTLE_MEMORY))
    assert units(tables) == ["县交通局", "县文旅局"]
    assert [finding.file for finding in findings if finding.code == "Q-001"] == ["坏.xlsx"]


def test_a_file_that_holds_its_child_is_given_up_in_time(inbox, definitions):
    files = inbox(县交通局=GOOD, 县农业农村局=HEAVY, 县文旅局=GOOD)
    begun = time.monotonic()
    tables, findings, _ = read(files, inbox.folder, definitions, ReadingLimits(seconds=0.1))
    assert time.monotonic() - begun < 5
    assert units(tables) == ["县交通局", "县文旅局"]
    assert [finding.file for finding in findings if finding.code == "Q-001"] == ["县农业农村局.xlsx"]


def test_a_file_replaced_since_intake_is_left_for_the_next_batch(inbox, definitions):
    files = inbox(县交通局=GOOD)
    builders.put(inbox.folder, "县交通局.xlsx", GOOD + b" ")
    assert [finding.code for finding in read(files, inbox.folder, definitions)[1]] == ["T-021"]


@pytest.mark.parametrize(
    "replace",
    [Path.unlink, lambda path: (path.unlink(), os.mkfifo(path)), lambda path: (path.unlink(), path.symlink_to("/etc/passwd"))],
)
def test_a_file_that_has_gone_or_become_something_else_is_left_too(inbox, definitions, replace):
    files = inbox(县交通局=GOOD)
    replace(inbox.folder / "县交通局.xlsx")
    assert [finding.code for finding in read(files, inbox.folder, definitions)[1]] == ["T-021"]


def test_reading_goes_on_while_the_parent_does_something_else(inbox, definitions):
    reading = start(inbox(县交通局=GOOD), inbox.folder, definitions)
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.daemon:
            thread.join(20)
    assert units(reading.collect()[0]) == ["县交通局"]


def test_no_child_outlives_its_reading(inbox, definitions):
    started = []
    popen = subprocess.Popen

    def remember(*arguments, **more):
        started.append(popen(*arguments, **more))
        return started[-1]

    with mock.patch.object(children.subprocess, "Popen", remember):
        read(inbox(县交通局=GOOD, 坏=HEAVY), inbox.folder, definitions, ReadingLimits(seconds=0.1))
    assert len(started) == 2
    assert all(process.returncode is not None for process in started)


def test_a_child_that_cannot_start_is_our_own_mistake_and_nobody_s_file(inbox, definitions):
    with (
        mock.patch.object(children, "_environment", return_value={"PYTHONPATH": "/nowhere"}),
        pytest.raises(PipelineError) as raised,
    ):
        read(inbox(县交通局=GOOD), inbox.folder, definitions)
    assert "无法启动" in str(raised.value)


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket().connect(('127.0.0.1', 9))",
        "subprocess.run(['true'])",
        "os.system('true')",
        "open('written', 'w')",
        "os.remove('x')",
    ],
)
def test_a_child_cannot_reach_out(tmp_path, attempt):
    code = f"import os, socket, subprocess\nfrom pipeline.reading.worker import confine, ReadingLimits\nconfine(ReadingLimits())\n{attempt}"
    environment = {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
    )
    assert "PermissionError" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_child_imports_nothing_heavy():
    code = "import sys; before = set(sys.modules); import pipeline.reading.worker; print(*(set(sys.modules) - before))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    ).stdout.split()
    assert not {"pandas", "numpy", "pydantic", "yaml", "openpyxl", "lxml", "xlrd", "typer", "sqlalchemy"} & set(loaded)


def test_a_child_may_send_nothing_but_nouns():
    from pickle import UnpicklingError, dumps  # noqa: PLC0415

    from pipeline.reading.protocol import unpacked  # noqa: PLC0415

    with pytest.raises(UnpicklingError):
        unpacked(dumps(os.system))


def test_children_that_were_begun_ahead_read_the_files_and_none_is_left_over(inbox, definitions):
    children.begin(2)
    begun = list(children._BEGUN)
    assert begun
    assert [table.rows for table in read(inbox(县交通局=GOOD), inbox.folder, definitions).tables]
    assert not children._BEGUN
    assert all(process.poll() is not None for process in begun)


def test_where_nothing_is_to_be_read_what_is_forked_later_still_can_read(inbox, definitions):
    """A process that was begun belongs to who began it: a fork has let go of its pipes."""
    children.begin(2)
    start((), inbox.folder, definitions).collect()
    files = inbox(县交通局=GOOD)
    beside = Beside(lambda: (os.getpid(), len(read(files, inbox.folder, definitions).tables)), 100)
    process, tables = beside.result()
    assert tables == 1
    assert process != os.getpid() or cores() == 1
