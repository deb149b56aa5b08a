"""Statistics that take from each other are computed in an order that can be, and what they need of earlier months is remembered."""

from pydantic import TypeAdapter

from pipeline.model.statistic import Statistic
from pipeline.statistics import mistakes, remembered
from pipeline.statistics.ordering import circle, in_order_of_taking
from tests.statistics.scene import FORMS, office


def scored(**takes: str) -> Statistic:
    items = {
        name: {"take": take.split("@")[0], "over": "year" if "@" in take else None, "each": 1} for name, take in takes.items()
    }
    value = {"value": "count()", "each": 1}
    definition = {"title": "考核", "from": "项目", "scores": {"考核": {"items": items or {"个数": value}}}}
    return TypeAdapter(Statistic).validate_python(definition)


def test_a_statistic_comes_after_those_it_takes_from() -> None:
    assert in_order_of_taking({"综合": scored(甲="工程.考核", 乙="招商.考核"), "招商": scored(), "工程": scored()})[-1] == "综合"


def test_statistics_that_take_from_each_other_are_told() -> None:
    statistics = {"甲": scored(项="乙.考核"), "乙": scored(项="甲.考核"), "丙": scored()}
    assert set(circle(statistics)) == {"甲", "乙"}
    told = [text for _, text in mistakes(statistics["甲"], FORMS, office(), "甲", statistics)]
    assert told == ["“甲”取的数又要用到它自己"]
    assert list(mistakes(statistics["丙"], FORMS, office(), "丙", statistics)) == []


def test_only_what_is_taken_over_months_is_remembered() -> None:
    assert remembered({"综合": scored(甲="工程.考核@year", 乙="招商.考核"), "招商": scored(), "工程": scored()}) == (
        "工程.考核.",
    )


def test_a_table_of_another_statistic_must_be_there() -> None:
    statistics = {"综合": scored(甲="工程.考合"), "工程": scored()}
    told = [text for _, text in mistakes(statistics["综合"], FORMS, office(), "综合", statistics)]
    assert told == ["没有“工程.考合”可取（写成 排名、排名.栏、考核 或 专题.排名.栏）；是不是“工程.考核”？"]
