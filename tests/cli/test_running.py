"""init, schedule, run --due and the logs: what an office needs to run the program by the clock."""

import json
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.beginning import begin, shipped
from pipeline.cli import app
from pipeline.config import load_definitions
from pipeline.due import due_periods, opening
from pipeline.model.period import Period
from pipeline.runlog import FOLDER, KEPT_RUNS, logged
from tools.reliability.small_county import UNITS, make, report

ROOT = Path(__file__).parents[2]
RUNNER = CliRunner()


def codes(county: Path, now: str) -> list[str]:
    return [period.code for period in due_periods(county, load_definitions(county), datetime.fromisoformat(now))]


def processed(county: Path, *periods: str) -> None:
    for period in periods:
        (county / "outbox" / period).mkdir(parents=True, exist_ok=True)
        (county / "outbox" / period / "manifest.json").write_text("{}")


def set_up(county: Path, line: str) -> None:
    path = county / "config.yaml"
    path.write_text(f"{path.read_text('utf-8')}{line}\n", "utf-8")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return make(tmp_path / "county")


def test_init_writes_a_workspace_that_checks_and_gives_a_first_notice(tmp_path: Path) -> None:
    folder = tmp_path / "新县"
    assert RUNNER.invoke(app, ["init", str(folder)]).exit_code == 0
    assert RUNNER.invoke(app, ["check", "-w", str(folder)]).exit_code == 0
    ran = RUNNER.invoke(app, ["run", "-w", str(folder), "--now", "2023-05-08T09:00"])
    assert ran.exit_code == 1, ran.output
    assert [path.name for path in (folder / "outbox/2023-04").glob("关于*通报.docx")]
    assert (folder / "outbox/index.html").exists()
    assert (folder / "state").stat().st_mode & 0o777 == 0o700
    assert "settle seconds: 30" in (folder / "config.yaml").read_text("utf-8")


def test_init_never_overwrites_anything(tmp_path: Path) -> None:
    (tmp_path / "templates/forms").mkdir(parents=True)
    (tmp_path / "templates/forms/重点项目.yaml").write_text("本单位自己的")
    (tmp_path / "config.yaml").symlink_to(tmp_path / "别处")
    begun = begin(tmp_path)
    assert {"config.yaml", "templates/forms/重点项目.yaml"} == set(begun.kept)
    assert (tmp_path / "templates/forms/重点项目.yaml").read_text() == "本单位自己的"
    assert not (tmp_path / "别处").exists()
    assert begin(tmp_path).written == ()


def test_init_leaves_the_programs_own_folder_alone() -> None:
    refused = RUNNER.invoke(app, ["init", str(shipped())])
    assert refused.exit_code == 3
    assert "另选一个文件夹" in refused.output


@pytest.mark.slow
def test_an_installed_package_brings_settings_and_templates_with_it(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from setuptools import build_meta; import sys; build_meta.build_wheel(sys.argv[1])",
        str(tmp_path),
    ]
    source = tmp_path / "source"
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(source)], check=True)
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "pipeline/shipped/config.yaml",
        "pipeline/shipped/templates/forms/重点项目.yaml",
        "pipeline/catalogue/pages/style.css",
    } <= names


@pytest.mark.parametrize(
    ("now", "done", "due"),
    [
        ("2023-05-01T08:00", [], ["2023-04"]),
        ("2023-04-30T23:00", [], ["2023-03"]),
        ("2023-05-20T08:00", ["2023-04"], ["2023-04"]),
        ("2023-06-02T08:00", ["2023-04", "2023-05"], ["2023-04", "2023-05"]),
        ("2023-06-06T08:00", ["2023-04", "2023-05"], ["2023-05"]),
        ("2023-09-20T08:00", ["2023-04", "2023-06"], ["2023-05", "2023-07", "2023-08"]),
    ],
)
def test_periods_are_due_from_their_end_until_the_next_ones_returns_are_and_missed_ones_are_caught_up(
    county: Path, now: str, done: list[str], due: list[str]
) -> None:
    processed(county, *done)
    assert codes(county, now) == due


def test_a_period_stays_due_until_the_policy_has_frozen_it(county: Path) -> None:
    set_up(county, "freeze after: 90")
    processed(county, "2023-04", "2023-05", "2023-06", "2023-07", "2023-08")
    assert "2023-04" in codes(county, "2023-09-20T08:00")
    assert opening(Period.parse("2023-04"), load_definitions(county)).freezes == datetime(2023, 8, 3, 17)


def test_ten_day_periods_are_due_beside_the_months(county: Path) -> None:
    form = county / "templates/forms/旬报.yaml"
    text = (county / "templates/forms/重点项目.yaml").read_text("utf-8")
    form.write_text(text.replace("every: month", "every: ten days").replace("重点项目建设进度月报表", "旬报"), "utf-8")
    set_up(county, "")
    config = county / "config.yaml"
    config.write_text(
        config.read_text("utf-8").replace("  default: {day: 5}", "  default: {day: 5}\n  旬报: {days after: 1}"), "utf-8"
    )
    assert codes(county, "2023-05-11T08:00") == ["2023-04", "2023-05-上旬"]


def test_run_due_processes_what_is_due_and_says_so_where_nothing_is(county: Path) -> None:
    ran = RUNNER.invoke(app, ["run", "--due", "-w", str(county), "--now", "2023-05-02T09:00"])
    assert ran.exit_code == 0, ran.output
    assert (county / "outbox/2023-04/index.html").exists()
    again = RUNNER.invoke(app, ["run", "--due", "--quiet", "-w", str(county), "--now", "2023-05-02T10:00"])
    assert (again.exit_code, again.output) == (0, "")
    assert RUNNER.invoke(app, ["run", "--due", "-p", "2023-04", "-w", str(county)]).exit_code == 2


def test_a_quiet_run_tells_what_asks_for_somebody_though_every_return_is_there(county: Path) -> None:
    quiet = ["run", "--quiet", "-p", "2023-04", "-w", str(county), "--now", "2023-05-02T10:00"]
    assert RUNNER.invoke(app, quiet).output == ""
    (county / "inbox/传坏了.xlsx").write_bytes(b"PK\x03\x04")
    assert "传坏了.xlsx" in RUNNER.invoke(app, quiet).output
    (county / "inbox/传坏了.xlsx").unlink()
    assert RUNNER.invoke(app, ["freeze", "2023-04", "-w", str(county), "--now", "2023-05-08T09:00"]).exit_code == 0
    report(county, UNITS[0], "2023-04", 250)
    assert "拟更正" in RUNNER.invoke(app, quiet).output


def test_run_due_goes_on_with_the_next_period_and_ends_with_the_worst_code(county: Path) -> None:
    report(county, UNITS[0], "2023-05", 200)
    processed(county, "2023-04")
    (county / "outbox/2023-04/manifest.json").unlink()
    (county / "outbox/2023-04/manifest.json").mkdir()
    ran = RUNNER.invoke(app, ["run", "--due", "-w", str(county), "--now", "2023-06-02T09:00"])
    assert ran.exit_code == 5, ran.output
    assert (county / "outbox/2023-05/manifest.json").is_file()


def test_schedule_prints_what_a_scheduler_needs_and_the_days_of_the_calendar(county: Path) -> None:
    set_up(county, "freeze after: 15")
    shown = RUNNER.invoke(app, ["schedule", "-w", str(county), "--now", "2023-05-02T09:00"])
    assert shown.exit_code == 0, shown.output
    for part in ("5 8-18 * * *", "@reboot", "run --due --quiet", "Persistent=true", "OnCalendar=", str(county.resolve())):
        assert part in shown.output
    assert (
        "2023年4月　2023-05-01起处理，报送期限 2023-05-05 17:00，收报到 2023-06-05 17:00，2023-05-20 17:00 自动封账"
        in shown.output
    )
    told = json.loads(RUNNER.invoke(app, ["schedule", "-w", str(county), "--now", "2023-05-02T09:00", "--json"]).output)
    assert [one["period"] for one in told["periods"]] == ["2023年4月", "2023年5月"]


def test_every_run_leaves_a_log_for_people_and_one_for_programs(county: Path) -> None:
    report(county, UNITS[0], "2023-04", 999_999)
    RUNNER.invoke(app, ["run", "-p", "2023-04", "-w", str(county), "--now", "2023-05-02T09:00"])
    log = county / FOLDER / "20230502-090000-2023-04.log"
    assert "退回：县发改局《重点项目》" in log.read_text("utf-8")
    assert log.read_text("utf-8").rstrip().endswith("结束，退出码 1")
    events = [json.loads(line) for line in log.with_suffix(".jsonl").read_text("utf-8").splitlines()]
    assert [events[0]["event"], events[-1]["event"], events[-1]["code"]] == ["began", "ended", 1]
    assert events[-1]["reports"][0]["unit"] == "县发改局"


def test_a_run_that_stops_says_why_in_its_log(county: Path) -> None:
    (county / "config.yaml").write_text("name：督查室\n", "utf-8")
    assert RUNNER.invoke(app, ["run", "-w", str(county), "--now", "2023-05-02T09:00"]).exit_code == 3
    (log,) = (county / FOLDER).glob("*.jsonl")
    assert json.loads(log.read_text("utf-8").splitlines()[-1])["error"] == "ConfigError"


def test_the_oldest_logs_make_room_and_two_runs_of_one_second_do_not_meet(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    for number in range(KEPT_RUNS + 5):
        (folder / f"20200101-{number:06d}-2019-12.log").touch()
    for _ in range(2):
        with logged(tmp_path, "2023-04", datetime(2023, 5, 2), "甲"):
            pass
    assert len(list(folder.glob("*.log"))) == KEPT_RUNS
    assert (folder / "20230502-000000-2023-04-2.jsonl").exists()


def test_a_log_that_cannot_be_written_stops_nothing(county: Path) -> None:
    (county / "state").mkdir()
    (county / FOLDER).write_text("a file where the folder should be")
    assert RUNNER.invoke(app, ["run", "-p", "2023-04", "-w", str(county), "--now", "2023-05-02T09:00"]).exit_code == 0


def test_a_run_reports_in_one_screen_and_as_json(county: Path) -> None:
    for path in (county / "inbox").rglob("*.xlsx"):
        path.unlink()
    shown = RUNNER.invoke(app, ["run", "-q", "-p", "2023-04", "-w", str(county), "--now", "2023-05-08T09:00"])
    assert len(shown.output.splitlines()) <= 24
    assert "另有 7 份" in shown.output
    assert "index.html" in shown.output
    told = json.loads(
        RUNNER.invoke(app, ["run", "--json", "-p", "2023-04", "-w", str(county), "--now", "2023-05-08T09:00"]).output
    )
    assert len(told["reports"]) == 12
    assert told["complete"] is False
