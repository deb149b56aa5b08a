"""What one batch keeps is what a later one compares with, and every figure knows its cells."""

from decimal import Decimal
from typing import Any

from pipeline.model.figure import Figure
from pipeline.model.period import Period
from pipeline.statistics import for_history
from tests.statistics.scene import computed

APRIL = Period.parse("2023-04")
DEFINITION = {
    "figures": {
        "个数": {"value": "count()"},
        "未开工": {"value": 'count(是否开工 == "未开工")'},
        "投资": {"value": "sum(完成)", "as": "amount", "compare": ["last year", "last"]},
        "占比": {"value": 'sum(完成, 项目大类 == "产业") / 投资', "as": "rate"},
        "均价": {"value": "投资 / 未开工", "as": "amount"},
    },
    "shares": {"结构": {"by": "项目大类", "value": "sum(完成)", "as": "amount", "columns": {"数": {"value": "count()"}}}},
    "rankings": {
        "排名": {"value": "投资额", "columns": {"投资额": {"value": "sum(完成)", "as": "amount", "compare": ["last year"]}}}
    },
}
ROWS = {"项目": [{"单位": "青滩镇", "项目类别": "工业", "完成": 30}, {"单位": "白马镇", "项目类别": "交通", "完成": 50}]}


def scene(**more: Any) -> dict[str, Any]:
    return {
        "period": "2023-04",
        "units": ["青滩镇", "白马镇", "望江镇"],
        "states": {"望江镇": "未报"},
        "rows": ROWS,
        "definition": DEFINITION,
    } | more


def test_history_keeps_every_value_and_rank_by_its_full_name() -> None:
    kept = for_history({"专题": computed(scene())}, APRIL)
    assert kept.period == "2023-04"
    assert kept.ranks == {"专题.排名.乡镇.白马镇": 1, "专题.排名.乡镇.青滩镇": 2}
    assert kept.values["专题.投资"] == 80
    assert kept.values["专题.均价"] is None
    assert kept.values["专题.结构.产业"] == 30
    assert kept.values["专题.结构.产业.数"] == 1
    assert kept.values["专题.结构.产业.占比"] == Decimal("0.375")
    assert kept.values["专题.排名.乡镇.青滩镇"] == kept.values["专题.排名.乡镇.青滩镇.投资额"] == 30
    assert kept.values["专题.排名.乡镇.望江镇"] is None
    assert kept.values["专题.排名.乡镇.合计.投资额"] == 80


def test_what_is_kept_is_found_again_a_year_later() -> None:
    kept = for_history({"专题": computed(scene())}, APRIL)
    values = {name.removeprefix("专题."): value for name, value in kept.values.items()}
    ranks = {name.removeprefix("专题."): rank for name, rank in kept.ranks.items()}
    later = computed(scene(**{"last year": values, "last ranks": ranks, "states": {}}))
    figure, ranking = later.figures["投资"], later.rankings["排名"]["乡镇"]
    assert figure.related["同比增减"].value == 0
    assert ranking.total.columns["投资额"].related["上年同期"].value == 80
    assert [line.previous_rank for line in ranking.units] == [1, 2, None]


def addresses(figure: Figure) -> list[str]:
    return [f"{cell.unit} {cell.addresses}" for cell in figure.sources]


def test_a_figure_names_the_cells_it_rests_on() -> None:
    result = computed(scene())
    assert addresses(result.figures["投资"]) == ["青滩镇 G5", "白马镇 G5"]
    assert addresses(result.rankings["排名"]["乡镇"].units[0].figure) == ["白马镇 G5"]
    assert addresses(result.shares["结构"].parts[1].figure) == ["青滩镇 G5"]


def test_a_count_without_a_condition_rests_on_what_names_the_rows() -> None:
    assert addresses(computed(scene()).figures["个数"]) == ["青滩镇 B5", "白马镇 B5"]


def test_a_count_of_nothing_rests_on_every_cell_that_was_looked_at() -> None:
    figure = computed(scene()).figures["未开工"]
    assert figure.value == 0
    assert addresses(figure) == ["青滩镇 J5", "白马镇 J5"]


def test_a_figure_made_of_others_rests_on_their_cells_too_each_named_once() -> None:
    assert addresses(computed(scene()).figures["占比"]) == ["青滩镇 G5", "青滩镇 C5", "白马镇 G5"]


def test_growth_on_a_small_base_says_so_on_the_proof() -> None:
    definition = {"small base": 100, "figures": {"投资": DEFINITION["figures"]["投资"]}}
    grown = [
        computed(scene(definition=definition, **{"last year": {"投资": base}})).figures["投资"].related["同比"]
        for base in (99, 100)
    ]
    assert [figure.meaning for figure in grown] == ["基数较低（不足100万元）", ""]
