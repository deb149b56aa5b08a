"""With --json every command answers one object on one line: which command, its exit code, and what came of it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from tools.reliability.small_county import UNITS, make, report

RUNNER = CliRunner()
NOW = ("--now", "2023-05-08T09:00")
LATER = ("--now", "2023-06-08T09:00")


def asked(*command: str) -> list[dict[str, Any]]:
    """Run a command with --json and return what it answered."""
    ran = RUNNER.invoke(app, [*command, "--json"])
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert answers, ran.output
    assert {one["tongbao"] for one in answers} == {command[0]}
    assert max(one["exit"] for one in answers) == ran.exit_code, ran.output
    return answers


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    county = make(tmp_path_factory.mktemp("pattern") / "county")
    assert RUNNER.invoke(app, ["run", "-w", str(county), "-p", "2023-04", *NOW]).exit_code == 0
    return county


@pytest.fixture
def county(pattern: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pattern, tmp_path / "county"))


def test_every_command_can_answer_a_program(county: Path) -> None:
    assert [
        one for one in app.registered_commands if "--json" not in RUNNER.invoke(app, [one.callback.__name__, "--help"]).output
    ] == []


def test_a_month_is_told_from_the_check_to_the_next_edition(county: Path) -> None:
    at = ("-w", str(county))
    (checked,) = asked("check", *at)
    assert (checked["units"], checked["forms"], checked["hints"]) == (12, 1, [])
    (frozen,) = asked("freeze", "2023-04", *at, *NOW, "--by", "甲")
    assert (frozen["period"], frozen["edition"], frozen["by"], frozen["at"]) == ("2023-04", 1, "甲", "2023-05-08 09:00:00")
    report(county, UNITS[0], "2023-04", 999)
    (ran,) = asked("run", "-p", "2023-04", *at, *LATER)
    assert (ran["period"], ran["corrections"] > 0, ran["complete"]) == ("2023-04", True, True)
    (reissued,) = asked("reissue", "2023-04", *at, *LATER, "--by", "乙")
    assert reissued["edition"] == 2
    assert len(reissued["corrections"]) == ran["corrections"]
    assert {"document", "place", "old", "new"} <= reissued["corrections"][0].keys()
    (verified,) = asked("verify", *at)
    assert (verified["exit"], verified["faults"], verified["periods"]) == (0, [], 1)
    (county / "outbox/2023-04/第2版/manifest.json").write_bytes(b"{}")
    (spoilt,) = asked("verify", *at)
    assert spoilt["exit"] == 1
    assert spoilt["faults"]


def test_a_history_made_anew_is_told(county: Path) -> None:
    (rebuilt,) = asked("rebuild", "-w", str(county), *LATER)
    assert (rebuilt["periods"], rebuilt["differences"]) == (["2023-04"], [])


def test_trials_of_checks_and_templates_and_the_layout_of_documents_are_told(county: Path) -> None:
    at = ("-w", str(county))
    (tried,) = asked("check", "--try", "重点项目", "总投资 > 5000", *at)
    assert [(one["period"], one["rows"], len(one["found"])) for one in tried["trials"]] == [("2023-04", 36, 12)]
    (template,) = asked("check", "--try-template", "月通报", *at)
    assert template["trials"] == [{"period": "2023-04", "differences": []}]
    (document,) = (county / "outbox/2023-04").glob("关于*.docx")
    (laid_out,) = asked("check", "--layout", str(document), "--layout", str(county / "config.yaml"))
    assert laid_out["exit"] == 2
    assert {"where", "found", "expected", "clause"} == laid_out["files"][0]["findings"][0].keys()
    assert "不是能打开的 Word 文档" in laid_out["files"][1]["said"]


def test_forms_and_the_handbook_are_told(county: Path) -> None:
    (forms,) = asked("forms", "-p", "2023-05", "-w", str(county))
    assert len(forms["written"]) == 12
    (fields,) = asked("fields", "-w", str(county))
    assert Path(fields["path"]).exists()


def test_what_stops_a_command_is_told_with_its_exit_code(county: Path) -> None:
    (none,) = asked("status", "-w", str(county), "-p", "2022-01")
    assert (none["exit"], none["said"]) == (2, ["2022-01 还没有处理过，请先运行 tongbao run --period 2022-01。"])
    (wrong,) = asked("freeze", "2023年", "-w", str(county))
    assert wrong["exit"] == 2
    (refused,) = asked("reissue", "2023-04", "-w", str(county))
    assert refused["exit"] == 5
    (county / "config.yaml").write_text("name：督查室\n", encoding="utf-8")
    for command in ("check", "run", "schedule", "fields"):
        (setup,) = asked(command, "-w", str(county))
        assert setup["exit"] == 3
        assert setup["mistakes"][0]["file"] == "config.yaml"
        assert setup["mistakes"][0]["line"] == 1


def test_after_a_reissue_status_and_trace_speak_of_the_newest_edition_and_a_run_names_a_page_that_is_there(county: Path) -> None:
    at = ("-w", str(county))
    report(county, UNITS[0], "2023-04", 999_999)
    assert RUNNER.invoke(app, ["run", "-p", "2023-04", *at, *NOW]).exit_code == 1
    assert RUNNER.invoke(app, ["freeze", "2023-04", *at, *NOW]).exit_code == 0
    report(county, UNITS[0], "2023-04", 999)
    next((county / "inbox/2023-04").glob(f"{UNITS[1]}*")).unlink()
    ran = RUNNER.invoke(app, ["run", "-p", "2023-04", *at, *LATER])
    page = next(line for line in ran.stdout.splitlines() if "看全部情况" in line).split()[1]
    assert Path(page).exists()
    assert RUNNER.invoke(app, ["reissue", "2023-04", *at, *LATER]).exit_code == 0
    (stands,) = asked("status", "-p", "2023-04", *at)
    assert [one["unit"] for one in stands["reports"] if one["state"] in {"退回", "未报"}] == [UNITS[1]]
    (traced,) = asked("trace", "2023-04", "工程建设.累计完成投资", *at)
    figures = json.loads((county / "outbox/2023-04/第2版/manifest.json").read_text("utf-8"))["figures"]
    assert traced["value"] == next(one["value"] for one in figures if one["name"] == "工程建设.累计完成投资")


def test_every_period_that_is_due_is_a_line_of_its_own(county: Path) -> None:
    answered = asked("run", "--due", "-w", str(county), "--now", "2023-07-10T09:00")
    assert [one["period"] for one in answered] == ["2023-05", "2023-06"]
