"""What the office settles once in config.yaml and every sentence keeps to: naming, multiples, one unit in one comparison."""

from decimal import Decimal

import pytest

from pipeline.documents.formatters import formatters
from pipeline.model.figure import Figure
from pipeline.model.office import Naming, Policies

MEASURES = {"资金": "笔"}
LATE = [
    {"单位": name, "值": Figure("完成率", Decimal(rate), "rate")}
    for name, rate in (("甲镇", "0.089"), ("乙镇", "0.05"), ("丙乡", "0"))
]


def money(value: str) -> Figure:
    return Figure("投资", Decimal(value), "amount", "万元")


def grown(now: str, then: str) -> Figure:
    rate = Decimal(now) / Decimal(then) - 1
    return Figure("投资.同比", rate, "growth", related={"本期": money(now), "基期": money(then)})


@pytest.mark.parametrize(
    ("naming", "shown", "plain", "with_values"),
    [
        ("names", 2, "甲镇、乙镇、丙乡", "甲镇（8.9%）、乙镇（5.0%）、丙乡（0%）"),
        ("first few", 2, "甲镇、乙镇等3个乡镇", "甲镇（8.9%）、乙镇（5.0%）等3个乡镇"),
        ("first few", 3, "甲镇、乙镇、丙乡", "甲镇（8.9%）、乙镇（5.0%）、丙乡（0%）"),
        ("number", 2, "3个乡镇", "3个乡镇"),
        ("some", 2, "个别乡镇", "个别乡镇"),
    ],
)
def test_whom_a_sentence_criticises_is_named_as_the_office_says(naming: Naming, shown: int, plain: str, with_values: str) -> None:
    named = formatters(Policies(naming=naming, names_shown=shown), MEASURES)["点名"]
    assert named(LATE, "乡镇") == plain
    assert named(LATE, "乡镇", "单位", "值") == with_values


def test_more_than_three_are_not_a_few() -> None:
    named = formatters(Policies(naming="some"), MEASURES)["点名"]
    assert named(["甲", "乙", "丙", "丁"]) == "部分单位"


def test_a_unit_with_two_problems_is_one_unit_and_the_measure_word_follows_the_noun() -> None:
    named = formatters(Policies(naming="number"), MEASURES)["点名"]
    assert named(["甲镇", "甲镇", "乙镇"]) == "2个单位"
    assert named(["中央资金", "省资金"], "资金") == "2笔资金"


@pytest.mark.parametrize("naming", ["names", "first few", "number", "some"])
def test_nobody_is_nobody_at_every_level(naming: Naming) -> None:
    assert formatters(Policies(naming=naming), MEASURES)["点名"]([]) == "无"


@pytest.mark.parametrize(
    ("now", "then", "printed"),
    [
        ("199.9", "100", "同比增长99.9%"),
        ("200", "100", "同比翻一番"),
        ("200.04", "100", "同比翻一番"),
        ("201", "100", "同比增长1倍"),
        ("250", "100", "同比增长1.5倍"),
        ("400", "100", "同比翻两番"),
        ("1240", "100", "是上年同期的12.4倍（上年同期基数较低）"),
        ("91", "100", "同比下降9.0%"),
    ],
)
def test_growth_of_a_hundred_percent_may_be_told_as_a_multiple(now: str, then: str, printed: str) -> None:
    assert formatters(Policies(multiples="times"), {})["增长"](grown(now, then)) == printed


@pytest.mark.parametrize(
    ("change", "beside", "printed"),
    [
        ("7588.21", "37900", "增加0.76亿元"),
        ("-800", "37900", "减少0.08亿元"),
        ("35", "37900", "增加35万元"),
        ("7588.21", "8910", "增加7588.21万元"),
        ("22600", "8910", "增加2.26亿元"),
        ("0", "37900", "持平"),
    ],
)
def test_a_change_is_told_in_the_unit_of_what_it_is_compared_with(change: str, beside: str, printed: str) -> None:
    """Unless nothing of it were left: 35万元 are 0.00亿元."""
    assert formatters(Policies(), {})["增减"](money(change), money(beside)) == printed
