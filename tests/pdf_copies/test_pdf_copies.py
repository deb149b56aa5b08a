"""PDF copies follow their documents, and whatever becomes of LibreOffice becomes of no batch."""

import json
import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import editions
from pipeline.batch import run_batch
from pipeline.cli import app
from pipeline.model.period import Period
from pipeline.pdf_copies import libreoffice
from pipeline.verifying import verified
from tests.office import WANTED
from tools.reliability.small_county import LONG_AGO, UNITS, make, report, word_file

PERIOD, NOW = Period.parse("2023-04"), datetime(2023, 5, 8, 9)
RUNNER = CliRunner()
STAND_IN = """#!/bin/sh
# stands in for LibreOffice: prints a document as its own bytes
echo x >> {log}
for last; do case "$last" in *.docx) {{ echo '%PDF-'; cat "$last"; echo; echo '%%EOF'; }} > "${{last%.docx}}.pdf";; esac; done
"""
HANGS = "#!/bin/sh\nsleep 1000 & echo $! > {log}; wait\n"


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    county = make(tmp_path_factory.mktemp("pattern") / "county")
    run_batch(county, PERIOD, NOW)
    return county


@pytest.fixture
def county(pattern: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pattern, tmp_path / "county"))


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a stand-in for LibreOffice in its place; return the file in which it counts how often it was asked."""
    return installed(tmp_path, monkeypatch, STAND_IN)


def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    log, place = tmp_path / "asked", tmp_path / "bin/soffice"
    place.parent.mkdir()
    place.write_text(script.format(log=log))
    place.chmod(0o755)
    monkeypatch.setenv("PATH", f"{place.parent}:{os.environ['PATH']}")
    return log


def made(county: Path, *options: str) -> tuple[int, dict[str, list[str]]]:
    ran = RUNNER.invoke(app, ["pdf", "2023-04", "-w", str(county), "--json", *options])
    return ran.exit_code, json.loads(ran.stdout)


def the_notice(county: Path) -> Path:
    (path,) = (county / "outbox/2023-04").glob("关于*.docx")
    return path


def copy_of(document: Path, folder: str = "PDF") -> Path:
    return document.parent / folder / f"{document.stem}.pdf"


@WANTED
@pytest.mark.office
@pytest.mark.slow
def test_libreoffice_prints_what_is_to_be_issued_with_its_words(county: Path) -> None:
    code, told = made(county)
    assert code == 0, told
    assert the_notice(county).name in told["made"]
    assert copy_of(the_notice(county)).read_bytes().startswith(b"%PDF-")
    assert not verified(county).faults


def test_a_copy_is_made_again_only_where_its_document_changed_or_it_is_gone(county: Path, asked: Path) -> None:
    first = made(county)[1]["made"]
    assert len(first) == 13
    assert made(county)[1]["unchanged"] == first
    assert asked.read_text().count("x") == 1
    the_notice(county).write_bytes(word_file("手改"))
    assert made(county)[1]["made"] == [the_notice(county).name]
    assert word_file("手改") in copy_of(the_notice(county)).read_bytes()
    copy_of(the_notice(county)).unlink()
    assert made(county)[1]["made"] == [the_notice(county).name]


def test_the_copy_of_a_document_that_is_gone_goes_too_and_what_staff_put_there_stays(county: Path, asked: Path) -> None:
    made(county)
    gone, own = copy_of(the_notice(county)), county / "outbox/2023-04/PDF/扫描件.pdf"
    own.write_bytes(b"%PDF-")
    the_notice(county).unlink()
    made(county)
    assert not gone.exists()
    assert own.exists()


def test_the_next_edition_has_copies_of_its_own(county: Path, asked: Path) -> None:
    made(county)
    before = copy_of(the_notice(county)).read_bytes()
    editions.freeze(county, PERIOD, NOW, "甲")
    report(county, UNITS[0], "2023-04", 999)
    editions.reissue(county, PERIOD, NOW, "甲")
    assert made(county)[0] == 0
    assert copy_of(the_notice(county)).read_bytes() == before
    assert copy_of(the_notice(county), "PDF/第2版").exists()
    assert not verified(county).faults


def test_copies_change_nothing_that_a_batch_publishes(county: Path, asked: Path) -> None:
    manifest = (county / "outbox/2023-04/manifest.json").read_bytes()
    made(county)
    run_batch(county, PERIOD, NOW)
    assert (county / "outbox/2023-04/manifest.json").read_bytes() == manifest
    assert copy_of(the_notice(county)).exists()


def wanting(county: Path) -> list[str]:
    config = county / "config.yaml"
    config.write_text(config.read_text("utf-8") + "pdf copies: true\n", encoding="utf-8")
    return ["run", "-q", "-p", "2023-04", "-w", str(county), "--now"]


def test_an_office_that_wants_copies_has_them_after_every_run_but_of_no_draft(county: Path, asked: Path) -> None:
    command = wanting(county)
    next((county / "inbox/2023-04").glob(f"{UNITS[2]}*")).unlink()
    assert RUNNER.invoke(app, [*command, "2023-05-04T09:00"]).exit_code == 1
    assert not asked.exists()
    os.utime(report(county, UNITS[2], "2023-04", 300), (LONG_AGO, LONG_AGO))
    assert RUNNER.invoke(app, [*command, "2023-05-08T09:00"]).output == ""
    assert copy_of(the_notice(county)).exists()


def test_without_libreoffice_a_run_says_so_once_and_is_done(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = wanting(county)
    monkeypatch.setenv("PATH", "/nowhere")
    ran = RUNNER.invoke(app, [*command, "2023-05-08T09:00"])
    assert ran.exit_code == 0
    assert ran.output == "没有生成 PDF 副本：没有装 LibreOffice（找不到 soffice）。其他结果不受影响\n"
    assert made(county)[0] == 5


def runs(process: int) -> bool:
    """Say whether a process lives; one that has ended and waits to be asked for does not."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def test_one_that_hangs_is_ended_with_all_it_started(county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = installed(tmp_path, monkeypatch, HANGS)
    monkeypatch.setattr(libreoffice, "_START_SECONDS", 4)
    monkeypatch.setattr(libreoffice, "_SECONDS_EACH", 0)
    ran = RUNNER.invoke(app, [*wanting(county), "2023-05-08T09:00"])
    assert ran.exit_code == 0
    assert len(ran.output.splitlines()) == 1
    assert "有 13 个文件没有转成 PDF" in ran.output
    assert not runs(int(log.read_text()))


def test_a_period_nobody_ran_has_no_copies(county: Path, asked: Path) -> None:
    ran = RUNNER.invoke(app, ["pdf", "2023-05", "-w", str(county)])
    assert ran.exit_code == 5
    assert "请先运行 tongbao run --period 2023-05" in ran.output
