"""Units are answered on their own workbooks, and what they answer there closes what was asked: the sample county's April."""

import io
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

LONG_AGO = 1_600_000_000
ASKED = "扶贫办重点项目4月"
REASON = "项目处于招标公示期，4月没有形成投资"


@pytest.fixture
def workspace(county: Path, tmp_path: Path) -> Path:
    shutil.copytree(county, tmp_path / "county")
    return tmp_path / "county"


def facts(workspace: Path) -> dict[str, Any]:
    return json.loads((workspace / "outbox/2023-04/manifest.json").read_text(encoding="utf-8"))


def answered(workspace: Path, name: str = ASKED) -> Path:
    (path,) = (workspace / "outbox/2023-04/审核意见").rglob(f"{name}*.xlsx")
    return path


def send_back(workspace: Path, answer: str, *, as_name: str, change: Callable[[Any], None] = lambda _: None) -> None:
    """Fill in the answer column, change something if asked, and drop the workbook in the inbox, as a clerk would."""
    book = openpyxl.load_workbook(answered(workspace))
    book["审核意见"]["I5"] = answer
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    path = workspace / "inbox/2023-04" / as_name
    path.write_bytes(stream.getvalue())
    os.utime(path, (LONG_AGO, LONG_AGO))


def open_for(workspace: Path, unit: str, code: str) -> list[dict[str, Any]]:
    return [finding for finding in facts(workspace)["findings"] if (finding["unit"], finding["code"]) == (unit, code)]


def test_units_with_something_to_mend_or_explain_get_their_workbook_back(county: Path) -> None:
    asked = {finding["file"] for finding in facts(county)["findings"] if finding["level"] != "提示"}
    returned = list((county / "outbox/2023-04/审核意见").rglob("*.xlsx"))
    assert len(returned) == len(asked) == 6  # five of units, and the confirmation of the ledger
    assert {path.parent.name for path in returned} == {"县住建局", "县经信局", "县扶贫办", "石门河镇", "松柏岭乡", "县政府督查室"}


def test_the_bytes_of_every_return_are_kept_by_their_hash(county: Path) -> None:
    kept = {path.stem for path in (county / "state/returns").iterdir()}
    assert {entry["sha256"] for entry in facts(county)["inputs"]} <= kept


def test_an_answer_closes_what_was_asked_whatever_the_file_is_called(workspace: Path, run) -> None:
    assert open_for(workspace, "县扶贫办", "H-017")
    send_back(workspace, REASON, as_name="说明.xlsx")
    run(workspace, "2023-04")
    assert open_for(workspace, "县扶贫办", "H-017") == []
    (explained,) = [one for one in facts(workspace)["explanations"] if one["unit"] == "县扶贫办"]
    assert (explained["code"], explained["reason"]) == ("H-017", REASON)
    assert explained["given in"].startswith("2023-04/说明.xlsx|审核意见|I5")
    assert not list((workspace / "outbox/2023-04/审核意见").rglob("扶贫办*.xlsx"))


def test_the_sheet_alone_is_an_answer_too(workspace: Path, run) -> None:
    send_back(workspace, REASON, as_name="回复.xlsx", change=lambda book: [book.remove(one) for one in book.worksheets[1:]])
    run(workspace, "2023-04")
    assert open_for(workspace, "县扶贫办", "H-017") == []
    assert not [finding for finding in facts(workspace)["findings"] if finding["file"].endswith("回复.xlsx")]


def test_an_answer_that_says_nothing_closes_nothing_and_the_unit_is_told(workspace: Path, run) -> None:
    send_back(workspace, "核实无误", as_name="说明.xlsx")
    run(workspace, "2023-04")
    (still,) = open_for(workspace, "县扶贫办", "H-017")
    assert "所填说明“核实无误”没有讲明原因" in still["text"]
