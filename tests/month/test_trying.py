"""`tongbao check --try`: a check on past returns before it binds."""

from pathlib import Path

from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.trying import try_checks

RUNNER = CliRunner()


def tried(workspace: Path, *arguments: str):
    return RUNNER.invoke(app, ["check", "-w", str(workspace), "--try", *arguments])


def test_checks_that_bound_these_returns_find_nothing_that_had_to_be_mended(county: Path) -> None:
    trials = try_checks(county, "重点项目")
    assert {trial.period.code for trial in trials} == {"2022-04", "2023-03", "2023-04"}
    assert all(trial.rows for trial in trials)
    must_fix = [finding for trial in trials for finding in trial.found if finding.level == "强制" and not finding.explanation]
    assert must_fix == [], "what was accepted keeps the rules it was accepted by"


def test_a_new_rule_finds_the_rows_that_break_it(county: Path) -> None:
    trials = {trial.period.code: trial for trial in try_checks(county, "重点项目", "总投资 < 100000")}
    april = trials["2023-04"]
    assert 0 < len(april.found) < april.rows
    assert all(int("".join(filter(str.isdigit, finding.found.replace(",", "")))) >= 100000 for finding in april.found)


def test_a_rule_that_looks_back_finds_the_month_before(county: Path) -> None:
    trials = {trial.period.code: trial for trial in try_checks(county, "重点项目", "本年累计完成投资 <= last.本年累计完成投资")}
    assert trials["2023-04"].found, "investment grew"
    assert not trials["2023-03"].found, "nothing is kept of the month before that"


def test_it_says_how_many_rows_and_which(county: Path) -> None:
    said = tried(county, "重点项目", "总投资 < 100000")
    assert said.exit_code == 0, said.output
    assert "2023年4月" in said.output
    assert "共试 3 期" in said.output


def test_a_rule_that_cannot_be_used_is_told_with_what_is_known(county: Path) -> None:
    assert "没有编号为 Q-999 的审核关系" in tried(county, "重点项目", "Q-999").output
    assert (
        "是否想写“总投资”" in tried(county, "重点项目", "总投资额 > 0").output
        or tried(county, "重点项目", "总投资额 > 0").exit_code == 3
    )
    assert "没有《重点》这种报表" in tried(county, "重点").output


def test_trying_changes_nothing(county: Path) -> None:
    before = {path: path.read_bytes() for path in (county / "state").rglob("*") if path.is_file()}
    try_checks(county, "重点项目", "总投资 < 100000")
    assert before == {path: path.read_bytes() for path in (county / "state").rglob("*") if path.is_file()}
