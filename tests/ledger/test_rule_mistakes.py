"""Slips in templates/ledger.yaml are told with their line and a suggestion before the inbox is opened."""

import shutil
from pathlib import Path

import pytest

from pipeline.config import load_definitions
from pipeline.model.errors import DefinitionError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copy(ROOT / "config.yaml", tmp_path)
    return tmp_path


def mistakes(workspace: Path, old: str, new: str) -> list[str]:
    """Load the definitions with one thing changed in the rules of the ledger."""
    file = workspace / "templates/ledger.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = next(number for number, each in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if new in each)
    with pytest.raises(DefinitionError) as caught:
        load_definitions(workspace)
    told = [str(mistake) for mistake in caught.value.mistakes]
    assert any(mistake.startswith(f"templates/ledger.yaml:{line}:") for mistake in told), (line, told)
    return told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("from: 招商引资", "from: 招商引咨", "招商引资"),
        ("beside: 重点项目", "beside: 重点工程", "重点项目"),
        ("responsible: 领办领导", "responsible: 领办领道", "领办领导"),
        ("days: 60", "dayz: 60", "days"),
        ("days: 60", "days: 0", "1"),
        ("due: 整改时限", "due: 问题描述", "不是日期栏"),
        ("原因：{未开工原因}", "原因：{未开工的原因}", "未开工原因"),
        ("原因：{未开工原因}", "原因：{未开工原因", "花括号"),
        ("states: [未报]", "states: [未送]", "未报"),
        ("findings: [H-401]", "findings: [H-499]", "没有一条审核的编号是“H-499”"),
        ("findings: [H-401]", "findings: [H-401、Q-210]", "用半角逗号"),
        ("matter: “{项目名称}”停工。", "matter: {项目名称}停工。", "要用引号括起来"),
        ("蓝: 剩余天数 <= 10", "蓝: 剩余日数 <= 10", "剩余天数"),
        ("match: [项目名称]", "match: [项目代码]", "没有"),
        ('where: 是否开工 == "停工"', "where: 停工天数 > 0", "停工天数"),
    ],
)
def test_a_slip_is_told_with_its_line(workspace: Path, old: str, new: str, said: str) -> None:
    assert any(said in mistake for mistake in mistakes(workspace, old, new))


def test_a_rule_sees_its_problem_in_one_place_only(workspace: Path) -> None:
    file = workspace / "templates/ledger.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    states: [未报]\n", "    states: [未报]\n    findings: [H-401]\n", 1), encoding="utf-8")
    with pytest.raises(DefinitionError, match="也只能写一个"):
        load_definitions(workspace)


def test_without_the_file_there_is_no_ledger_and_a_template_that_uses_it_is_told(workspace: Path) -> None:
    (workspace / "templates/ledger.yaml").unlink()
    with pytest.raises(DefinitionError) as caught:
        load_definitions(workspace)
    assert any("没有 templates/ledger.yaml" in str(mistake) for mistake in caught.value.mistakes)


def test_a_statistic_with_a_mistake_is_not_held_against_what_takes_from_it(workspace: Path) -> None:
    file = workspace / "templates/statistics/招商引资.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("full: 60,", "full: 60分,", 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_definitions(workspace)
    assert [mistake.file for mistake in caught.value.mistakes] == ["templates/statistics/招商引资.yaml"]
