"""The command line says what happened, in Chinese, with an exit code a scheduler can act on."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.catalogue import command_line
from pipeline.cli import app
from pipeline.cli.in_chinese import said_again

RUNNER = CliRunner()


def test_help_and_status_do_not_import_pandas() -> None:
    code = "import sys; sys.argv = ['tongbao', '--help']\nimport pipeline.cli\nassert 'pandas' not in sys.modules, 'pandas'"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(("line", "begun"), [(["run", "--help"], ["2 False"]), (["status", "--help"], [])])
def test_a_batch_begins_its_readers_before_its_options_are_read_and_nothing_else_does(line: list[str], begun: list[str]) -> None:
    code = (
        "import sys; from pipeline import __main__ as command; "
        "command.begin = lambda count: print(count, 'pipeline.cli' in sys.modules); "
        f"sys.argv = ['tongbao', *{line}]; command.main()"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.splitlines()
    assert [one for one in told if one.endswith(("True", "False"))] == begun


@pytest.mark.parametrize("command", ["run", "check", "status"])
def test_every_command_and_option_has_help_in_chinese(command: str) -> None:
    shown = RUNNER.invoke(app, [command, "--help"])
    assert shown.exit_code == 0
    options = [line for line in shown.output.splitlines() if "--" in line]
    assert options
    assert "工作目录" in shown.output


ENGLISH = re.compile(
    r"Usage|Options|Arguments|Commands|OPTIONS|COMMAND|ARGS|Show|default|required|Error|Try |<(str|int|path|dir|file|list)"
)


@pytest.mark.parametrize("command", ["", *(info.callback.__name__ for info in app.registered_commands)])
def test_help_has_no_english_but_names(command: str) -> None:
    shown = RUNNER.invoke(app, [*command.split(), "--help"])
    assert shown.exit_code == 0
    assert shown.output.startswith("用法：")
    assert not ENGLISH.search(shown.output)


@pytest.mark.parametrize(("command", "mark"), [("trace", "参数："), ("forms", "选项："), ("check", "选项：")])
def test_what_is_explained_stands_in_one_column(command: str, mark: str) -> None:
    (part,) = (one for one in RUNNER.invoke(app, [command, "--help"]).output.split("\n\n") if one.startswith(mark))
    rows = [re.match(r"  \S.*?  +(?=\S)|  +", line) for line in part.splitlines()[1:]]
    assert len({len(row[0].encode("gb18030")) for row in rows if row}) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("trace", "没有写参数 '期别'"),
        ("run --nix", "没有选项 --nix，是否为：--now"),
        ("run --xyzzy", "没有选项 --xyzzy"),
        ("run --now", "选项 '--now' 后面要写内容"),
        ("run --json=3", "选项 '--json' 后面不写内容"),
        ("chek", "没有命令 'chek'，是否为：'check'"),
        ("xyzzy", "没有命令 'xyzzy'"),
        ("forms --rows x", "'--rows' 应写整数"),
        ("forms --rows 0", "'--rows' 不能小于 1"),
        ("forms --rows 9999", "'--rows' 不能大于 2000"),
        ("trace 一 二 三 四", "多写了：四"),
        (f"init {__file__}", "是文件，应写文件夹"),
        ("fields --out .", "是文件夹，应写文件"),
    ],
)
def test_a_mistake_in_the_line_is_told_in_chinese_and_ends_with_2(line: str, said: str) -> None:
    result = RUNNER.invoke(app, line.split())
    assert result.exit_code == 2
    assert said in result.output
    assert not ENGLISH.search(result.output.replace(__file__, ""))


def test_without_a_command_the_help_is_shown_and_nothing_was_done() -> None:
    result = RUNNER.invoke(app, [])
    assert result.exit_code == 2
    assert result.output.startswith("用法：")


def test_what_the_catalogue_does_not_know_is_said_as_it_is() -> None:
    assert said_again("Something new.", command_line.ERRORS, whole=True) == "Something new."


def test_a_phrase_broken_over_two_lines_is_known() -> None:
    assert "补全用的脚本" in RUNNER.invoke(app, ["--help"], terminal_width=50).output


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
