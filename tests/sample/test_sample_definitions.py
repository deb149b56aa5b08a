"""The sample office's definitions load, and hold the names the notices use."""

from pathlib import Path

import pytest

from pipeline.config import load_definitions
from pipeline.model.definitions import Definitions
from pipeline.model.finding import Level

ROOT = Path(__file__).parents[2]
FORMS = {"重点项目", "向上争取", "招商引资", "项目谋划", "问题清单", "目标任务"} | {
    "前期工作", "集中开工", "领办", "四制", "要素保障", "外出招商", "旬报", "效能监察"
}  # fmt: skip
NAMES = {
    "工程建设": (
        "项目总数 未开工 已开工 开工率 年度计划投资 累计完成投资 本月完成投资 民间投资项目 民间投资项目占比 民间投资完成 民间投资占比 "
        "集中开工项目 集中开工总投资 三峡后续未开工 项目结构 产业结构 投资主体结构 完成率排名 未按期开工 未开工项目 三峡后续未开工项目 "
        "推进较快项目 集中开工清单"
    ),
    "对上争取": "争取资金 一季度争取资金 完成率排名 一季度增幅 增幅较大 同比下降",
    "招商引资": "新签约项目 协议投资 到位资金 亿元以上项目 履约率 开工率 完成率排名",
    "项目谋划": "谋划五千万以上 谋划亿元以上 谋划民间投资项目 谋划PPP项目",
    "问题台账": "问题总数 已销号 未销号 销号率 逾期未销号 未销号清单",
}


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return load_definitions(ROOT)


def test_every_agreed_name_is_defined(definitions: Definitions) -> None:
    assert set(definitions.forms) == FORMS
    for name, words in NAMES.items():
        statistic = definitions.statistics[name]
        defined = {**statistic.figures, **statistic.shares, **statistic.rankings, **statistic.lists, **statistic.unit_lists}
        assert set(words.split()) <= set(defined), name


def test_the_county_has_departments_townships_an_ended_unit_and_an_excluded_one(definitions: Definitions) -> None:
    directory = definitions.directory
    assert len([unit for unit in directory.in_group("县直部门") if unit.until is None]) == 14
    assert len(directory.in_group("乡镇")) == 12
    assert directory.by_name["县招商局"].successor == "县商务局"
    assert directory.by_name["县财政局"].excluded
    for written in ("归溪县交通运输局", "县农业局", "水利局", "青滩镇人民政府", "柑子园镇政府", "县水利和湖泊局（盖章）"):
        assert directory.resolve(written), written


def test_each_form_has_checks_that_say_what_is_wrong_and_what_to_do(definitions: Definitions) -> None:
    checks = [check for form in definitions.forms.values() for check in form.checks.values()]
    assert len(checks) >= 30
    assert {check.level for check in checks} == set(Level)
    assert all(check.say and check.do and not check.say.endswith("。") for check in checks)


def test_every_spelling_stands_for_a_code_of_some_form_and_is_none_itself_there(definitions: Definitions) -> None:
    lists = [set(column.codes) for form in definitions.forms.values() for column in form.columns.values() if column.codes]
    for written, meant in definitions.vocabulary.spellings.items():
        having = [codes for codes in lists if meant in codes]
        assert having, meant
        assert not all(written in codes for codes in having), written


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("洽谈中", "在谈"),
        ("已签约", "签约"),
        ("建成投产", "投产"),
        ("已批复", "已办结"),
        ("未办理", "未启动"),
        ("已整改到位", "已完成"),
    ],
)
def test_what_clerks_write_for_a_code_is_known(definitions: Definitions, written: str, meant: str) -> None:
    assert definitions.vocabulary.spellings[written] == meant


def test_money_that_has_not_come_is_none(definitions: Definitions) -> None:
    assert "未到位" in definitions.vocabulary.nil_words
