"""The problem ledger of the sample county over its months: proposed, confirmed, closed, back again, told in the notices."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Row = dict[str, object]
LONG_AGO = 1_600_000_000


def rows(path: Path, sheet: str, head: int = 2) -> list[Row]:
    page = openpyxl.load_workbook(path)[sheet]
    lines = list(page.iter_rows(min_row=head, values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:] if line[0]]


def ledger(county: Path, period: str) -> dict[str, Row]:
    book = county / "outbox" / period / "台账.xlsx"
    return {str(row["编号"]): row for sheet in ("未销号", "已销号") for row in rows(book, sheet)}


def item(county: Path, period: str, subject: str) -> Row:
    (found,) = [row for row in ledger(county, period).values() if row["事项"] == subject]
    return found


def figures(county: Path, period: str) -> dict[str, str | None]:
    manifest = json.loads((county / "outbox" / period / "manifest.json").read_text(encoding="utf-8"))
    return {figure["name"]: figure["value"] for figure in manifest["figures"]}


def refusals(county: Path, period: str) -> list[tuple[str, str]]:
    manifest = json.loads((county / "outbox" / period / "manifest.json").read_text(encoding="utf-8"))
    return [(found["code"], found["text"]) for found in manifest["findings"] if found["code"].startswith("L-")]


def texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.docx")):
        document = docx.Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        yield "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_what_is_proposed_waits_in_the_confirmation_workbook_with_drop_downs(county: Path) -> None:
    path = county / "outbox/2022-04/台账确认.xlsx"
    asked = rows(path, "台账确认", head=3)
    assert asked
    assert {row["目前状态"] for row in asked} == {"待确认"}
    validations = openpyxl.load_workbook(path)["台账确认"].data_validations.dataValidation
    assert '"确认,不列入,销号,延期"' in [validation.formula1 for validation in validations]
    assert figures(county, "2022-04")["台账.总数"] == "0"


def test_a_problem_keeps_its_number_from_month_to_month(county: Path) -> None:
    march, april = ledger(county, "2023-03"), ledger(county, "2023-04")
    assert march.keys() <= april.keys()
    assert {number: row["事项"] for number, row in march.items()} == {number: april[number]["事项"] for number in march}


def test_a_problem_closed_in_march_and_reported_again_in_april_is_open_under_its_old_number(county: Path) -> None:
    march, april = item(county, "2023-03", "WT-2023-005"), item(county, "2023-04", "WT-2023-005")
    assert (march["销号日期"], march["经办人"]) == (march["销号日期"], "周明")
    assert march["销号日期"] is not None
    assert (april["编号"], april["状态"], april["复发次数"], april["督查单"]) == (march["编号"], "复发", 1, "黄")


def test_a_problem_left_alone_goes_from_yellow_to_red(county: Path) -> None:
    colours = [item(county, period, "WT-2023-010")["督查单"] for period in ("2023-03", "2023-04")]
    assert colours == ["黄", "红"]


def test_a_problem_with_an_extension_is_not_overdue(county: Path) -> None:
    extended = item(county, "2023-04", "长江岸线青滩段护岸整治")
    assert (extended["状态"], extended["延期次数"], f"{extended['整改期限']:%Y-%m-%d}") == ("在办", 1, "2023-06-30")


def test_every_refused_decision_is_told_and_nothing_else_is(county: Path) -> None:
    march, april = item(county, "2023-04", "WT-2023-011")["编号"], item(county, "2023-04", "松柏岭乡产业扶持道路")["编号"]
    assert refusals(county, "2023-03") == [("L-104", f"编号{march}填了“销号”，没有写佐证材料或理由")]
    assert refusals(county, "2023-04") == [
        ("L-105", f"编号{april}填了“销号”，没有写经办人"),
        ("L-101", "台账里没有编号“2023-999”"),
    ]


def test_the_figures_agree_with_the_sheets_and_with_each_other(county: Path) -> None:
    book, told = county / "outbox/2023-04/台账.xlsx", figures(county, "2023-04")
    still, closed = rows(book, "未销号"), rows(book, "已销号")
    assert told["台账.未销号"] == str(len(still))
    assert told["台账.已销号"] == str(len(closed))
    assert told["台账.总数"] == str(len(still) + len(closed))
    assert told["台账.逾期"] == str(sum(row["状态"] == "逾期" for row in still))
    assert told["台账.上期问题"] == str(len(rows(county / "outbox/2023-03/台账.xlsx", "未销号")))
    units = rows(book, "分单位")
    assert sum(int(str(row["总数"])) for row in units if row["责任单位"] != "合计") == int(str(told["台账.总数"]))


def test_every_open_problem_names_the_cells_it_was_seen_in(county: Path) -> None:
    for row in rows(county / "outbox/2023-04/台账.xlsx", "未销号"):
        file, _, cells = str(row["出处"]).partition(" [")
        assert (county / "inbox" / file).exists()
        assert cells


def test_the_monthly_notice_tells_what_came_of_last_months_problems(county: Path) -> None:
    told = figures(county, "2023-04")
    (text,) = [text for text in texts(county / "outbox/2023-04") if "上期期末问题台账" in text]
    assert f"上期期末问题台账未销号问题{told['台账.上期问题']}个，本期销号{told['台账.上期问题已销号']}个" in text
    assert f"问题台账在册问题{told['台账.总数']}个" in text
    assert item(county, "2023-04", "WT-2023-005")["编号"] in text


@pytest.mark.parametrize("colour", ["蓝", "黄", "红"])
def test_each_unit_with_problems_of_a_colour_gets_one_slip_of_it(county: Path, colour: str) -> None:
    owners = {row["责任单位"] for row in rows(county / "outbox/2023-04/台账.xlsx", "未销号") if row["督查单"] == colour}
    folder = county / f"outbox/2023-04/{colour}色督查单"
    assert {path.name.partition(f"{colour}色")[0] for path in folder.iterdir()} == owners
    assert all(f"{colour}色督查单" in text for text in texts(folder))


def test_where_all_open_problems_are_overdue_the_slip_does_not_say_of_which(county: Path) -> None:
    found = re.findall(r"未销号(\d+)个(?:，([^。]*?超过整改期限[^。]*))?。", "\n".join(texts(county / "outbox/2023-04/督办单")))
    said = {(open_, overdue) for open_, overdue in found if overdue}
    assert ("1", "已超过整改期限") in said
    assert all(overdue != f"其中超过整改期限{open_}个" for open_, overdue in said)


def test_slips_open_in_word_without_repair(county: Path) -> None:
    paths = [
        next(path.glob("*.docx")) for path in (county / "outbox/2023-04").iterdir() if path.name.endswith(("督查单", "督办单"))
    ]
    assert len(paths) == 4
    for path in paths:
        assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@pytest.fixture
def copied(county: Path, tmp_path: Path) -> Path:
    """Return a copy of the county with its history, so that it can be run on."""
    workspace = tmp_path / "county"
    shutil.copytree(county, workspace)
    return workspace


def put(workspace: Path, content: bytes, name: str) -> None:
    path = workspace / "inbox/2023-04" / name
    path.write_bytes(content)
    os.utime(path, (LONG_AGO, LONG_AGO))


def test_running_march_again_leaves_the_ledger_of_april_as_it_was(copied: Path, run: Run) -> None:
    before = {name: (copied / f"outbox/{name}").read_bytes() for name in ("2023-03/台账.xlsx", "2023-04/台账.xlsx")}
    for period in ("2023-03", "2023-04"):
        assert run(copied, period).returncode in {0, 1}
    assert {name: (copied / f"outbox/{name}").read_bytes() for name in before} == before


def test_the_workbook_handed_out_is_read_back_under_any_name_and_changes_nothing_by_itself(copied: Path, run: Run) -> None:
    handed_out = copied / "outbox/2023-04/台账确认.xlsx"
    put(copied, handed_out.read_bytes(), "新建 Microsoft Excel 工作表.xlsx")
    before = ledger(copied, "2023-04")
    done = run(copied, "2023-04")
    assert "新建 Microsoft Excel 工作表.xlsx" not in done.stdout
    assert {number: row["状态" if "状态" in row else "销号日期"] for number, row in ledger(copied, "2023-04").items()} == {
        number: row["状态" if "状态" in row else "销号日期"] for number, row in before.items()
    }


def test_what_the_office_fills_in_there_takes_effect(copied: Path, run: Run) -> None:
    handed_out = copied / "outbox/2023-04/台账确认.xlsx"
    book = openpyxl.load_workbook(handed_out)
    page = book["台账确认"]
    headings = {cell.value: cell.column for cell in page[3]}
    (line,) = [row for row in range(4, page.max_row + 1) if page.cell(row, headings["事项"]).value == "WT-2023-012"]
    for heading, value in {"处理意见": "销号", "佐证材料或理由": "通水通电验收单", "经办人": "李静"}.items():
        page.cell(line, headings[heading]).value = value
    filled = copied / "filled.xlsx"
    book.save(filled)
    put(copied, filled.read_bytes(), "台账确认（已填）.xlsx")
    assert run(copied, "2023-04").returncode in {0, 1}
    closed = item(copied, "2023-04", "WT-2023-012")
    assert (closed["佐证材料"], closed["经办人"]) == ("通水通电验收单", "李静")


def test_a_decision_stays_when_its_workbook_is_put_away(copied: Path, run: Run) -> None:
    before = ledger(copied, "2023-04")
    for path in (copied / "inbox").rglob("*问题台账确认表*"):
        path.unlink()
    assert run(copied, "2023-04").returncode in {0, 1}
    assert ledger(copied, "2023-04").keys() == before.keys()
