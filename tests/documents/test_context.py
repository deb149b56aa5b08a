"""What templates see: names of periods, rankings with ties, lists in units, who has reported."""

from datetime import datetime
from decimal import Decimal

import pytest
from msgspec.structs import replace

from pipeline.documents import context
from pipeline.documents.explanation_context import explanations
from pipeline.documents.reporting_context import reporting
from pipeline.documents.samples import sample
from pipeline.documents.statistic_context import list_context, ranking_context, score_context, shares_context, statistic_context
from pipeline.model.definitions import Definitions
from pipeline.model.figure import Figure, ListedRow, ListTable, Part, RankedUnit, Ranking, Shares
from pipeline.model.finding import Explanation, Finding, Level
from pipeline.model.office import Policies
from pipeline.model.period import Period
from pipeline.model.reporting import ReportingState, UnitReport

DEADLINE = datetime(2023, 5, 5, 17)


def ranked(ranks: list[int | None], previous: dict[int, int] | None = None) -> Ranking:
    """A ranking of units 甲0, 甲1, … with these ranks; `previous` gives some of them a place in the last issue."""
    units = tuple(
        RankedUnit(
            f"甲{number}", "乡镇", rank, ranks.count(rank) > 1, Figure("率", Decimal(1), "rate"), {}, (previous or {}).get(number)
        )
        for number, rank in enumerate(ranks)
    )
    return Ranking(
        "完成率排名", "乡镇", units, RankedUnit("合计", "乡镇", None, False, Figure("率", Decimal(1), "rate"), {}), 3, 3
    )


def units(rows: object) -> list[str]:
    return [row["单位"] for row in rows]  # type: ignore[attr-defined]


def test_a_month_is_named_in_every_form_a_notice_needs() -> None:
    names = context.period_context(Period.parse("2023-04"), Decimal(4) / 12)
    expected = {
        "名称": "2023年4月", "短名": "4月", "累计": "1—4月", "年": "2023", "月": "4", "截至": "4月底",
        "季度": "一季度", "季度名称": "2023年一季度", "上年": "2022", "上年同期累计": "2022年1—4月",
    }  # fmt: skip
    assert {name: names[name] for name in expected} == expected
    assert names["上期"]["名称"] == "2023年3月"  # type: ignore[index]
    assert names["下期"]["短名"] == "5月"  # type: ignore[index]


@pytest.mark.parametrize(
    ("period", "day"), [("2023-04-上旬", "4月10日"), ("2023-04-中旬", "4月20日"), ("2023-04-下旬", "4月底"), ("2023Q2", "6月底")]
)
def test_figures_go_up_to_the_last_day_of_the_period(period: str, day: str) -> None:
    assert context.period_context(Period.parse(period), Decimal(1))["截至"] == day


def test_the_year_is_over_where_its_schedule_is() -> None:
    ended = context.period_context(Period.parse("2023-12-下旬"), Decimal(1))
    assert ended["年底"]
    assert not context.period_context(Period.parse("2023-12-中旬"), Decimal(35) / 36)["年底"]


def test_january_is_not_a_range() -> None:
    assert context.period_context(Period.parse("2023-01"), Decimal(1) / 12)["累计"] == "1月"


def test_first_places_include_all_that_share_the_last_of_them() -> None:
    group = ranking_context(ranked([1, 2, 3, 3, 5, 6, 7]), Policies())
    assert units(group["前"]) == ["甲0", "甲1", "甲2", "甲3"]
    assert units(group["后"]) == ["甲4", "甲5", "甲6"]


def test_last_places_include_all_that_share_the_first_of_them() -> None:
    group = ranking_context(ranked([1, 2, 3, 4, 5, 5, 5, 5]), Policies())
    assert units(group["后"]) == ["甲4", "甲5", "甲6", "甲7"]


def test_where_all_share_one_place_nobody_is_first_or_last() -> None:
    group = ranking_context(ranked([1] * 8), Policies())
    assert (group["前"], group["后"], group["全部并列"]) == ([], [], True)


@pytest.mark.parametrize("ranks", [[1, 2, 3, 4, 5], [1, 2, 3, 4, 4], [1, 2]])
def test_in_a_small_group_nobody_is_named_last(ranks: list[int | None]) -> None:
    assert ranking_context(ranked(ranks), Policies(smallest_ranked_group=6))["后"] == []


@pytest.mark.parametrize("ranks", [[1, 2, 3, 4, 5, 6], [1, 2, 2, 2, 2, 2], [1, 1, 1, 1, 1, 6], [1, 2, 3, 3, 3, 3, 3]])
def test_nobody_is_first_and_last(ranks: list[int | None]) -> None:
    group = ranking_context(ranked(ranks), Policies())
    assert not set(units(group["前"])) & set(units(group["后"]))


def test_units_below_the_line_stay_in_the_table_and_out_of_the_ranking() -> None:
    group = ranking_context(ranked([1, 2, None]), Policies())
    assert units(group["行"]) == ["甲0", "甲1", "甲2"]
    assert units(group["已排"]) == ["甲0", "甲1"]
    assert units(group["未排"]) == ["甲2"]
    assert group["未排"][0]["名次"] is None  # type: ignore[index]


def test_a_change_of_place_counts_upwards() -> None:
    first, second = ranking_context(ranked([1, 2], {0: 3}), Policies())["行"]  # type: ignore[misc]
    assert first["位次变化"].value == 2
    assert second["位次变化"] is None


def test_the_group_as_a_whole_has_no_place() -> None:
    assert ranking_context(ranked([1, 2]), Policies())["合计"]["名次"] is None  # type: ignore[index]


def test_numbers_in_a_list_are_figures_in_the_units_of_their_columns(definitions) -> None:
    row = ListedRow({"项目名称": "芝茅路改造", "单位": "县水利局", "总投资": Decimal(1200), "未开工原因": None}, ())
    table = ListTable("未开工项目", ("项目名称", "单位", "总投资", "未开工原因"), (row,))
    listed = list_context(table, definitions.forms["重点项目"], definitions.directory.positions)
    only = listed["行"][0]  # type: ignore[index]
    assert (only["序号"], only["项目名称"], only["未开工原因"]) == ("1", "芝茅路改造", "")
    assert (only["总投资"].value, only["总投资"].kind, only["总投资"].unit) == (1200, "amount", "万元")


def test_owners_of_a_list_stand_in_official_order_each_once(definitions) -> None:
    rows = tuple(ListedRow({"单位": unit}, ()) for unit in ("青滩镇", "县水利局", "青滩镇", "县发改局"))
    listed = list_context(ListTable("清单", ("单位",), rows), definitions.forms["重点项目"], definitions.directory.positions)
    assert listed["单位"] == ["县发改局", "县水利局", "青滩镇"]
    assert listed["个数"].value == 4  # type: ignore[attr-defined]


def test_parts_of_a_whole_stand_in_order_and_under_their_names() -> None:
    part = Part("产业", Figure("数", Decimal(26), "count", "个"), Figure("占比", Decimal("0.433"), "rate"))
    group = shares_context(Shares("项目结构", (part,), Figure("合计", Decimal(60), "count"), "注"))
    assert group["部分"][0] is group["产业"]  # type: ignore[index]
    assert group["产业"]["数"].value == 26  # type: ignore[index]


def test_every_return_due_is_in_exactly_one_state() -> None:
    reports = [UnitReport(f"甲{n}", "乡镇", "重点项目", "2023-04", state, DEADLINE) for n, state in enumerate(ReportingState)]
    group = reporting(reports, ())
    counts = {name: int(group[name]["个数"].value) for name in (*ReportingState, "应报", "需补报")}  # type: ignore[index]
    assert counts["应报"] == sum(counts[state] for state in ReportingState if state is not ReportingState.NO_TASK) == 5
    assert counts["需补报"] == counts["未报"] + counts["退回"] == 2


def test_a_unit_that_misses_two_forms_is_one_unit_and_two_returns() -> None:
    reports = [UnitReport("甲镇", "乡镇", form, "2023-04", ReportingState.MISSING, DEADLINE) for form in ("重点项目", "问题清单")]
    missing = reporting(reports, ())["未报"]
    assert (missing["个数"].value, missing["单位数"].value, missing["单位"]) == (2, 1, ["甲镇"])  # type: ignore[index]


def test_a_yearly_form_is_not_due_every_month(definitions) -> None:
    material = sample(definitions, Period.parse("2023-04"))
    yearly = UnitReport("县政府督查室", "督查室", "目标任务", "2023", ReportingState.MISSING, DEADLINE)
    monthly = UnitReport("县水利局", "县直部门", "重点项目", "2023-04", ReportingState.ON_TIME, DEADLINE)
    group = context.build(replace(material, reports=(yearly, monthly)))["报送"]
    assert group["应报"]["单位"] == ["县水利局"]  # type: ignore[index]


def test_a_score_shows_its_items_with_their_arithmetic() -> None:
    raw = Figure("完成率", Decimal("0.535"), "rate")
    item = Figure("完成", Decimal("32.1"), "score", formula="60×(4280/8000)=32.10", related={"原值": raw})
    line = RankedUnit("甲", "乡镇", 1, False, Figure("考核", Decimal("32.1"), "score"), {"完成": item}, remark="未达合格线60分")
    group = score_context(Ranking("考核", "乡镇", (line,), replace(line, unit="合计", rank=None), 3, 3), Policies())
    (row,) = group["行"]  # type: ignore[misc]
    assert row["备注"] == "未达合格线60分"
    assert row["各项"] == [{"名称": "完成", "分值": None, "原值": raw, "得分": item, "算式": "60×(4280/8000)=32.10"}]
    assert group["已排"] == [row]


def test_a_list_of_the_first_three_cites_the_rule_of_its_score(definitions: Definitions) -> None:
    material = sample(definitions, Period.parse("2023-04"))
    result = material.results["工程建设"]
    scores = {name: {group: replace(one, rule="办法") for group, one in groups.items()} for name, groups in result.scores.items()}
    context = statistic_context(
        definitions.statistics["工程建设"], replace(result, scores=scores), definitions, definitions.office.policies
    )
    assert context["考核前三名"]["依据"] == "办法"  # type: ignore[index]
    assert context["考核前三名"]["有并列"] is False  # type: ignore[index]


def test_what_a_unit_explains_for_several_checks_of_a_row_is_told_once(definitions: Definitions) -> None:
    given = Explanation("已报县政府常务会议审定。", "四制.xlsx")
    found = [
        Finding(code, Level.MUST_EXPLAIN, "四制.xlsx", f"{code}的问题", "县交通局", "四制", row="归溪大桥", explanation=given)
        for code in ("H-501", "H-502")
    ]
    other = replace(found[0], row="沿江公路")
    material = replace(sample(definitions, Period.parse("2023-04"), empty=True), explained=(*found, other))
    told = explanations(material)
    assert [(row["序号"], row["项目"], row["说明"]) for row in told["行"]] == [  # type: ignore[attr-defined]
        ("1", "归溪大桥", "已报县政府常务会议审定"),
        ("2", "沿江公路", "已报县政府常务会议审定"),
    ]
