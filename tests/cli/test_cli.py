"""The command line says what happened, in Chinese, with an exit code a scheduler can act on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

RUNNER = CliRunner()


def test_help_and_status_do_not_import_pandas() -> None:
    code = "import sys; sys.argv = ['tongbao', '--help']\nimport pipeline.cli\nassert 'pandas' not in sys.modules, 'pandas'"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("command", ["run", "check", "status"])
def test_every_command_and_option_has_help_in_chinese(command: str) -> None:
    shown = RUNNER.invoke(app, [command, "--help"])
    assert shown.exit_code == 0
    options = [line for line in shown.output.splitlines() if "--" in line]
    assert options
    assert "工作目录" in shown.output


def test_a_folder_without_config_is_a_usage_error(tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["run", "--workspace", str(tmp_path)])
    assert result.exit_code == 2
    assert "没有 config.yaml" in result.output


@pytest.mark.parametrize("option", [["--period", "2023-4"], ["--now", "昨天"]])
def test_a_period_or_time_that_is_none_is_a_usage_error(tmp_path: Path, option: list[str]) -> None:
    (tmp_path / "config.yaml").write_text("", encoding="utf-8")
    result = RUNNER.invoke(app, ["run", "--workspace", str(tmp_path), *option])
    assert result.exit_code == 2
    assert "应写成" in result.output


def test_a_wrong_setup_ends_with_3_and_names_file_and_line_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("name：督查室\n", encoding="utf-8")
    result = RUNNER.invoke(app, ["check", "--workspace", str(tmp_path)])
    assert result.exit_code == 3
    assert "config.yaml:1:" in result.output
    assert "Traceback" not in result.output


def test_status_of_a_period_nobody_ran_says_what_to_run(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("", encoding="utf-8")
    result = RUNNER.invoke(app, ["status", "--workspace", str(tmp_path), "--period", "2023-04"])
    assert result.exit_code == 2
    assert "tongbao run --period 2023-04" in result.output


def test_status_reads_the_manifest_and_tells_the_scheduler_that_a_return_is_missing(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("", encoding="utf-8")
    folder = tmp_path / "outbox/2023-04"
    folder.mkdir(parents=True)
    report = {"unit": "青滩镇", "form": "重点项目", "period": "2023-04", "state": "未报"}
    facts = {"format": 1, "period": "2023-04", "reports": [report], "findings": [], "outputs": []}
    (folder / "manifest.json").write_text(json.dumps(facts), encoding="utf-8")
    shown = RUNNER.invoke(app, ["status", "--workspace", str(tmp_path), "--period", "2023-04"])
    assert shown.exit_code == 1
    assert "未报：1 份：青滩镇《重点项目》" in shown.output
    as_json = RUNNER.invoke(app, ["status", "--workspace", str(tmp_path), "--period", "2023-04", "--json"])
    assert json.loads(as_json.output)["reports"] == [report]
