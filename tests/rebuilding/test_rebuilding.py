"""A lost history is made anew, row for row, from what was kept."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.batch import run_batch
from pipeline.cli import app
from pipeline.editions import freeze, reissue
from pipeline.model.period import Period
from pipeline.publishing import manifest
from tools.reliability.small_county import make, report

UNITS = ("县发改局", "青滩镇")
LEDGER = """\
title: 问题台账
rules:
  进展缓慢: {from: 重点项目, where: 本年累计完成投资 < 500, matter: "“{项目名称}”进展缓慢"}
escalation: {蓝: 剩余天数 <= 60}
"""
MARCH, APRIL = Period.parse("2023-03"), Period.parse("2023-04")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """March issued, frozen, corrected and reissued; April issued; the inbox cleared."""
    county = make(tmp_path / "county", "2023-03", UNITS)
    run_batch(county, MARCH, datetime(2023, 4, 8, 9), by="测试")
    freeze(county, MARCH, datetime(2023, 4, 9), "张三")
    report(county, "青滩镇", "2023-03", 700)
    reissue(county, MARCH, datetime(2023, 4, 20), "张三")
    for unit in UNITS:
        report(county, unit, "2023-04", 800)
    run_batch(county, APRIL, datetime(2023, 5, 8, 9), by="测试")
    shutil.rmtree(county / "inbox")
    (county / "inbox").mkdir()
    return county


@pytest.fixture
def with_ledger(tmp_path: Path) -> Path:
    """March and April issued in a county that keeps a ledger; March was run again when a return with an older problem had come."""
    county = make(tmp_path / "county", "2023-03", UNITS[1:])
    (county / "templates/ledger.yaml").write_text(LEDGER, "utf-8")
    run_batch(county, MARCH, datetime(2023, 4, 8, 9), by="测试")
    report(county, UNITS[0], "2023-03", 100)
    run_batch(county, MARCH, datetime(2023, 4, 8, 10), by="测试")
    for unit in UNITS:
        report(county, unit, "2023-04", 150)
    run_batch(county, APRIL, datetime(2023, 5, 8, 9), by="测试")
    return county


def rows(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return sorted(database.iterdump())


def rebuild(county: Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["rebuild", "-w", str(county), "--now", "2026-01-02T03:04:05"])
    return done.exit_code, done.output


def test_what_is_rebuilt_is_what_was_there_row_for_row(county: Path) -> None:
    lost = rows(county / "state/history.sqlite")
    (county / "state/history.sqlite").unlink()
    assert rebuild(county) == (0, "历史库已重建：2 期（2023-03、2023-04），原库改名保存为 （原来没有）\n")
    assert rows(county / "state/history.sqlite") == lost


def test_the_ledger_keeps_its_numbers_whatever_order_the_returns_would_give_them(with_ledger: Path) -> None:
    lost = rows(with_ledger / "state/history.sqlite")
    numbers = [line for line in lost if line.startswith('INSERT INTO "ledger_number"')]
    assert ["青滩镇" in numbers[0], "县发改局" in numbers[-1]] == [True, True]
    (with_ledger / "state/history.sqlite").unlink()
    assert rebuild(with_ledger) == (0, "历史库已重建：2 期（2023-03、2023-04），原库改名保存为 （原来没有）\n")
    assert rows(with_ledger / "state/history.sqlite") == lost


def test_a_return_in_time_that_was_corrected_later_is_in_time_in_the_new_history_too(tmp_path: Path) -> None:
    county = make(tmp_path / "county", "2023-03", UNITS)
    for unit in UNITS:
        report(county, unit, "2023-04", 800)
    (first,) = (county / "inbox/2023-04").glob("青滩镇*")
    first.rename(first.with_name("原报.xlsx"))
    run_batch(county, MARCH, datetime(2023, 5, 4, 9), by="测试")
    report(county, "青滩镇", "2023-04", 900)
    run_batch(county, APRIL, datetime(2023, 5, 8, 9), by="测试")
    lost = rows(county / "state/history.sqlite")
    issued = manifest(county / "outbox/2023-04") or {}
    assert "2023-04/原报.xlsx" not in {sent["file"] for sent in issued["inputs"]}
    assert [one["state"] for one in issued["reports"] if one["unit"] == "青滩镇"] == ["按时"]
    shutil.rmtree(county / "inbox")
    (county / "inbox").mkdir()
    (county / "state/history.sqlite").unlink()
    code, said = rebuild(county)
    assert code == 0, said
    assert rows(county / "state/history.sqlite") == lost


def test_a_damaged_history_is_kept_aside(county: Path) -> None:
    whole = rows(county / "state/history.sqlite")
    (county / "state/history.sqlite").write_bytes(b"damaged")
    assert rebuild(county)[0] == 0
    assert rows(county / "state/history.sqlite") == whole
    assert (county / "state/history.20260102030405.sqlite").read_bytes() == b"damaged"


def test_a_return_that_nobody_kept_is_named_and_the_history_left(county: Path) -> None:
    before = rows(county / "state/history.sqlite")
    shutil.rmtree(county / "state/returns")
    code, said = rebuild(county)
    assert code == 5
    assert "4 份报表既不在" in said
    assert rows(county / "state/history.sqlite") == before


def test_figures_that_come_out_otherwise_now_are_listed(county: Path) -> None:
    statistic = county / "templates/statistics/工程建设.yaml"
    statistic.write_text(
        statistic.read_text(encoding="utf-8").replace("value: count(), unit", "value: count() + 1, unit"), encoding="utf-8"
    )
    code, said = rebuild(county)
    assert code == 1
    assert "2023年4月 的“工程建设.项目总数”当时是 6，现在算出 7" in said
