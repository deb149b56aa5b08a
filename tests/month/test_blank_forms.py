"""`tongbao forms` on the sample county after the months before have been run."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.verifying import verified

RUNNER = CliRunner()


def forms(workspace: Path, *options: str):
    return RUNNER.invoke(app, ["forms", "-w", str(workspace), "-p", "2023-05", *options])


@pytest.fixture
def office(county: Path, tmp_path: Path) -> Path:
    """The sample county with its history, to be written to."""
    for name in ("templates", "state"):
        shutil.copytree(county / name, tmp_path / name)
    shutil.copy(county / "config.yaml", tmp_path)
    return tmp_path


def test_a_unit_finds_last_month_s_projects_filled_in(office: Path) -> None:
    done = forms(office, "-u", "交通局")
    assert done.exit_code == 0, done.output
    (path,) = (office / "outbox/空白表/2023-05").glob("*.xlsx")
    assert path.name == "县交通局2023年5月报表.xlsx"
    book = load_workbook(BytesIO(path.read_bytes()))
    assert {"重点项目", "向上争取", "招商引资", "填表说明", "往期数据"} <= set(book.sheetnames)
    assert "旬报" not in book.sheetnames, "what comes every 旬 is not asked for by the month"
    assert "目标任务" not in book.sheetnames, "it is not asked of this unit"
    names = [cell.value for cell in book["重点项目"]["B"][6:] if cell.value]
    assert len(names) >= 3
    past = [[cell.value for cell in line] for line in book["往期数据"].iter_rows(min_row=3)]
    assert {line[3] for line in past} == {"2023年4月", "—"} or {line[3] for line in past} == {"2023年4月"}


def test_a_form_somebody_has_begun_to_fill_in_is_not_overwritten(office: Path) -> None:
    forms(office, "-u", "县交通局")
    (path,) = (office / "outbox/空白表/2023-05").glob("*.xlsx")
    first = path.read_bytes()
    assert forms(office, "-u", "县交通局").exit_code == 0, "what nobody has touched is written again"
    assert path.read_bytes() == first
    path.write_bytes(first + b"\0")
    done = forms(office, "-u", "县交通局")
    assert done.exit_code == 5
    assert path.read_bytes() == first + b"\0"


def test_a_name_that_is_no_unit_s_is_told_with_the_nearest(office: Path) -> None:
    done = forms(office, "-u", "县交同局")
    assert done.exit_code == 3
    assert "是否“县交通局”" in done.output


def test_blank_forms_in_the_outbox_are_no_issue(office: Path, tmp_path: Path) -> None:
    forms(office, "-u", "县交通局", "-o", str(office / "outbox/空白表/2023-05"))
    assert not [fault for fault in verified(office).faults if "空白表" in fault]
