"""`tongbao check --twice`: the inbox read by a second reader, what differs told in words or as JSON."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from pipeline import twice
from pipeline.cli import app
from pipeline.model.rereading import Contrast, Difference, Reread
from pipeline.twice import Comparison

ROOT = Path(__file__).parents[2]
RUNNER = CliRunner()
FILE = "2023-04/20230504交通局重点项目.xlsx"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copy(ROOT / "config.yaml", tmp_path)
    (tmp_path / "inbox/2023-04").mkdir(parents=True)
    shutil.copy(ROOT / "inbox" / FILE, tmp_path / "inbox/2023-04")
    openpyxl.Workbook().save(tmp_path / "inbox/2023-04/空.xlsx")
    return tmp_path


def said(office: Path, *options: str) -> tuple[int, str]:
    done = RUNNER.invoke(app, ["check", "--workspace", str(office), "--twice", *options])
    return done.exit_code, done.output


def test_files_that_returns_came_out_of_are_compared_cell_by_cell(office):
    code, text = said(office, "--period", "2023-04")
    assert code == 0
    assert text.startswith("核对 1 个文件、")
    assert "0 格写法不同而内容相同，0 格内容不同" in text


def test_of_another_period_there_is_nothing_to_compare(office):
    assert said(office, "--period", "2023-03") == (0, "收件箱中没有读出报表的文件，无可核对\n")


def test_as_json_every_file_has_its_cells_and_differences(office):
    code, text = said(office, "--json")
    told = json.loads(text)["files"]
    assert code == 0
    assert list(told) == [FILE]
    assert told[FILE]["reader"] == "openpyxl"
    assert told[FILE]["cells"] > 100
    assert told[FILE]["differences"] == []


def test_differences_are_told_by_kind_with_file_sheet_cell_and_both_values(office, monkeypatch):
    dates = [Difference(Contrast.DATES, "表1", f"C{row}", "2023-04-01", "45017") for row in range(2, 9)]
    real = Difference(Contrast.VALUES, "表1", "B2", "1200", "“1200万”")
    sheet = Difference(Contrast.VALUES, "旧表", "", "没有这张工作表", "有这张工作表")
    files = {
        "交通局.xlsx": Reread("openpyxl", 40, (*dates, real, sheet)),
        "水利局.ods": Reread(""),
        "农业局.xls": Reread("calamine", trouble="读取时中断或超时"),
    }
    monkeypatch.setattr(twice, "compare_readers", lambda *_: Comparison(files))
    code, text = said(office)
    assert code == 1
    lines = text.splitlines()
    assert lines[0] == "日期与序号：7 处，同一天，一个读成日期，一个读成序号，采用的内容无误"
    assert lines[1] == "    【日期与序号】交通局.xlsx【工作表】表1【单元格】C2：采用的是2023-04-01，openpyxl 读为45017"
    assert "    这一类还有 2 处（--json 全部列出）" in lines
    assert "    【内容不同】交通局.xlsx【工作表】表1【单元格】B2：采用的是1200，openpyxl 读为“1200万”" in lines
    assert "    【内容不同】交通局.xlsx【工作表】旧表：采用时没有这张工作表，openpyxl 有这张工作表" in lines
    assert "水利局.ods：这种格式没有第二个读取程序，未核对" in lines
    assert "农业局.xls：calamine 没能读（读取时中断或超时），未能核对" in lines
    assert lines[-1] == "核对 1 个文件、40 格：31 格一致，7 格写法不同而内容相同，2 格内容不同，2 个文件未核对"
