"""A second county, made of YAML, Excel and Word files alone: other units and groups, two forms of its own, one statistic, one notice."""

import io
import json
import os
import shutil
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from pipeline.documents.layout import check_layout

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COUNTY = HERE / "county"
LONG_AGO = 1_600_000_000
SENT_BACK, SILENT = "石桥乡", "马鞍乡"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the outbox of May 2024."""
    workspace = tmp_path_factory.mktemp("another") / "county"
    shutil.copytree(COUNTY, workspace)
    for path in (workspace / "inbox").rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    command = [sys.executable, "-m", "pipeline", "run", "--workspace", str(workspace), "--period", "2024-05"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 1, done.stderr + done.stdout  # one return was sent back, one never came
    return workspace / "outbox/2024-05"


def returns() -> dict[str, list[tuple]]:
    """Read the returns plainly: unit → rows of its table."""
    found = {}
    for path in sorted((COUNTY / "inbox").rglob("*5月整治月报.xlsx")):
        lines = openpyxl.load_workbook(path).active.iter_rows(min_row=4, values_only=True)
        found[path.name.removesuffix("5月整治月报.xlsx")] = [line for line in lines if line[1]]
    return found


def rate(part: int, whole: int) -> str:
    return f"{(Decimal(part) / Decimal(whole) * 100).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"


def notice(folder: Path) -> Path:
    (path,) = folder.glob("*通报.docx")
    return path


def text(folder: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(notice(folder).read_bytes())).paragraphs)


def test_the_county_is_made_of_yaml_excel_and_word_files_alone() -> None:
    kinds = {path.suffix for path in COUNTY.rglob("*") if path.is_file()}
    assert kinds == {".yaml", ".xlsx", ".docx"}


def test_the_program_has_never_heard_of_it() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline").rglob("*.py"))
    assert not [word for word in ("云岭县", "人居环境", "整治月报", "改厕", "街道") if word in written]


def test_the_notice_prints_the_sums_of_the_returns_that_were_accepted(issued: Path) -> None:
    rows = [row for unit, own in returns().items() if unit != SENT_BACK for row in own]
    due, done = sum(row[2] for row in rows), sum(row[4] for row in rows)
    assert f"涉及村（社区）{len(rows)}个，任务{due}户，累计完成{done}户，完成率{rate(done, due)}" in text(issued)


def test_its_own_groups_are_ranked_apart_with_two_decimals(issued: Path) -> None:
    reported = returns()
    for group in (("大营镇", "桃溪镇"), ("城关街道", "北门街道")):
        for unit in group:
            assert f"{unit}（{rate(sum(row[4] for row in reported[unit]), sum(row[2] for row in reported[unit]))}）" in text(
                issued
            )


def test_who_was_sent_back_and_who_never_reported_stand_below_the_line(issued: Path) -> None:
    assert f"{SENT_BACK}报表退回；{SILENT}未报送，未纳入本期排名。" in text(issued)
    states = {report["unit"]: report["state"] for report in json.loads((issued / "manifest.json").read_text("utf-8"))["reports"]}
    assert states[SENT_BACK] == "退回"
    assert states[SILENT] == "未报"


def test_shares_add_to_a_hundred_as_its_own_policy_asks(issued: Path) -> None:
    told = text(issued).split("从整治类型看，")[1].split("。")[0]
    assert sum(Decimal(part.partition("占")[2].rstrip("%")) for part in told.split("；")) == 100


def test_the_notice_opens_without_repair_keeps_to_the_standard_and_proves_itself(issued: Path) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(str(notice(issued))).errors] == []
    assert [str(finding) for finding in check_layout(notice(issued).read_bytes()).findings] == []
    page = openpyxl.load_workbook(issued / "成稿自检.xlsx").worksheets[0]
    assert [row for row in page.iter_rows(min_row=2, values_only=True) if row[2] in {"错误", "疑问"}] == []
