"""Where a unit's own workbook cannot be marked, its values come back in a fresh one, at the same addresses."""

from datetime import date, datetime
from io import BytesIO

import openpyxl

from pipeline.documents.answers import Sources, answer
from pipeline.model.finding import Finding, Level
from pipeline.model.grid import Grid
from pipeline.model.period import Period
from pipeline.model.submission import InboxFile

APRIL = Period.parse("2023-04")
FILE = InboxFile("2023-04/农业局.xls", "0" * 64, 1, datetime(2023, 5, 4), "xls")
GRID = Grid(
    "重点项目", [["重点项目月报表", "", ""], ["项目", "开工时间", "总投资"], ["=芝茅路", date(2023, 4, 1), 12.5]], [(0, 0, 0, 2)]
)


def finding(file: InboxFile = FILE, sheet: str = "重点项目", **more: str) -> Finding:
    return Finding(
        "Q-101", Level.MUST_FIX, file.path, "有误", "县农业农村局", "重点项目", "2023-04", sheet, ("C3",) if sheet else (), **more
    )


def answers(*findings: Finding, grids=(GRID,), files=(FILE,), content: bytes | None = None):
    sources = Sources(files, lambda _: content, lambda those: {file.path: grids for file in those})
    return answer(findings, (), sources, APRIL)


def test_its_values_stand_at_the_same_addresses_and_are_marked() -> None:
    (document,) = answers(finding())
    book = openpyxl.load_workbook(BytesIO(document.content))
    sheet = book["重点项目"]
    assert book.sheetnames == ["审核意见", "重点项目"]
    assert [sheet["A3"].value, sheet["B3"].value, sheet["C3"].value] == ["=芝茅路", datetime(2023, 4, 1), 12.5]
    assert sheet["A3"].data_type == "s"
    assert "A1:C1" in {str(one) for one in sheet.merged_cells.ranges}
    assert sheet["C3"].comment.text.startswith("【审核意见·强制1】有误")


def test_it_is_the_same_every_time() -> None:
    assert answers(finding()) == answers(finding())


def test_a_file_that_was_not_opened_is_answered_on_a_sheet_alone() -> None:
    (document,) = answers(finding(sheet=""), grids=())
    book = openpyxl.load_workbook(BytesIO(document.content))
    assert book.sheetnames == ["审核意见", "原表"]
    assert book["审核意见"]["C5"].value == "整个文件"


def test_bytes_that_are_no_workbook_after_all_do_not_stop_the_batch() -> None:
    file = InboxFile("2023-04/坏.xlsx", "1" * 64, 1, datetime(2023, 5, 4), "xlsx")
    (document,) = answers(finding(file), files=(file,), content=b"PK\x03\x04 nothing", grids=())
    assert openpyxl.load_workbook(BytesIO(document.content)).sheetnames == ["审核意见", "原表"]


def test_a_files_answer_stands_under_its_unit_and_its_own_name() -> None:
    again = InboxFile("2023-04/再报/农业局.xls", "2" * 64, 1, datetime(2023, 5, 5), "xls")
    nobody = InboxFile("无名.xls", "3" * 64, 1, datetime(2023, 5, 5), "xls")
    unknown = Finding("Q-003", Level.MUST_FIX, nobody.path, "填报单位无法识别")
    paths = [one.path for one in answers(finding(), finding(again), unknown, files=(FILE, again, nobody))]
    assert paths == [
        "审核意见/县农业农村局/农业局（审核意见）.xlsx",
        "审核意见/县农业农村局/农业局（审核意见2）.xlsx",
        "审核意见/单位不明/无名（审核意见）.xlsx",
    ]


def test_what_comes_back_marked_is_not_called_marked_twice() -> None:
    for name in ("农业局（审核意见）.xls", "农业局（审核意见2） (1).xls"):
        file = InboxFile(f"2023-04/{name}", "0" * 64, 1, datetime(2023, 5, 4), "xls")
        (document,) = answers(finding(file), files=(file,))
        assert document.path == "审核意见/县农业农村局/农业局（审核意见）.xlsx"
