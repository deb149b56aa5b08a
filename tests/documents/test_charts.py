"""What a chart draws is what the text prints: the same figures, rounded the same way, in one unit."""

import dataclasses
from decimal import Decimal

import pytest
from msgspec.structs import replace

from pipeline.documents.charts import ChartError, charts_of
from pipeline.documents.checking import check_templates
from pipeline.model.figure import Figure, Missing
from pipeline.model.notice import ChartRule
from pipeline.model.office import Policies

PROGRESS = Figure("序时", Decimal("0.3333333"), "rate")


def row(unit, value, missing=None):
    known = None if missing else Decimal(value)
    return {
        "单位": unit,
        "值": Figure("完成率", known, "rate", missing=missing, related={"序时": PROGRESS}),
        "投资": Figure("投资", known and known * 20000, "amount", "万元"),
        "备注": "无",
    }


ROWS = [row("青滩镇", "0.62345"), row("白马岭镇", "0.4"), row("石门河镇", "0", Missing.NOT_REPORTED)]
CONTEXT = {"期": {"序时": PROGRESS, "累计": "1至4月"}, "工程": {"排名": {"乡镇": {"已排": ROWS, "行": []}}, "总数": Decimal(3)}}


def drawn(**rule):
    given = {"of": "工程.排名.乡镇", "series": {"完成率": "值"}} | rule
    return charts_of({"图": ChartRule(**given)}, CONTEXT, Policies())["图"]


def test_rates_are_drawn_in_percent_rounded_as_printed() -> None:
    chart = drawn()
    assert chart.categories == ["青滩镇", "白马岭镇", "石门河镇"]
    assert chart.series[0].values == [Decimal("62.3"), Decimal("40.0"), None]
    assert (chart.series[0].unit, chart.series[0].decimals) == ("%", 1)


def test_money_is_drawn_in_one_unit_chosen_as_in_text() -> None:
    chart = drawn(series={"投资": "投资"})
    assert chart.series[0].values == [Decimal("1.25"), Decimal("0.80"), None]
    assert chart.series[0].unit == "亿元"


def test_a_series_may_be_a_comparison_or_a_figure_of_the_whole_notice() -> None:
    chart = drawn(series={"序时": "值.序时", "同": "期.序时"}, lines=("序时",), type="combination")
    assert chart.series[0].values == chart.series[1].values == [Decimal("33.3")] * 3
    assert [one.as_line for one in chart.series] == [True, False]


def test_the_title_may_have_tags_and_the_rows_may_be_cut() -> None:
    chart = drawn(title="{{ 期.累计 }}完成率", first=1)
    assert (chart.title, chart.categories) == ("1至4月完成率", ["青滩镇"])


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"of": "工程.总数"}, "不是排名、结构、漏斗或清单"),
        ({"series": {"完成率": "完成律"}}, "没有“完成律”"),
        ({"series": {"完成率": "备注"}}, "不是数"),
        ({"label": "项目"}, "没有“项目”"),
    ],
)
def test_a_wrong_rule_says_what_it_names(rule, said: str) -> None:
    with pytest.raises(ChartError, match=said):
        drawn(**rule)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (ChartRule("工程建设.完成率排名.乡镇", {"完成率": "值"}), None),
        (ChartRule("工程建设.项目结构", {"占比": "占比"}, "pie"), None),
        (ChartRule("招商引资.招商漏斗", {"项目数": "数"}, "bar"), None),
        (ChartRule("工程建设.完成率排名.城镇", {"完成率": "值"}), "charts.完成率：“工程建设.完成率排名.城镇”不是排名"),
        (ChartRule("工程建设.完成率排名.乡镇", {"完成率": "值律"}), "没有“值律”"),
    ],
)
def test_charts_are_tried_when_definitions_load(definitions, rule, said) -> None:
    notice = dataclasses.replace(definitions.notices["月通报"], charts={**definitions.notices["月通报"].charts, "完成率": rule})
    mistakes = check_templates(replace(definitions, notices={**definitions.notices, "月通报": notice}))
    assert [mistake for mistake in mistakes if said is None or said not in mistake.text] == []
    assert bool(mistakes) is (said is not None)
