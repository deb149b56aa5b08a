"""A unit that was renamed finds in the history what it had under its old name."""

from datetime import date
from decimal import Decimal

from pipeline.history import TodaysNames
from pipeline.model.earlier import Earlier, EarlierFigures, EarlierRows
from pipeline.model.ledger import Decision, Identity, LedgerPast, Sighting, Verdict
from pipeline.model.unit import FormerName, Unit, UnitDirectory

DAY = date(2023, 3, 31)
SONGBAILING = Unit("松柏岭镇", "乡镇", former=(FormerName("松柏岭乡", DAY),))
NAMES = TodaysNames.by(UnitDirectory((SONGBAILING, Unit("青滩镇", "乡镇"))))
RANKED, VALUE = "工程建设.完成率排名.乡镇.松柏岭乡", "工程建设.完成率排名.乡镇.松柏岭乡.开工率"


def sighting(unit: str) -> Sighting:
    return Sighting(Identity("停工", unit, "道路"), "道路", "“道路”停工", DAY, DAY, DAY)


def test_ranks_figures_and_rows_are_found_under_the_name_of_today() -> None:
    figures = EarlierFigures("2023-03", {VALUE: Decimal("0.5"), "工程建设.项目总数": Decimal(3)}, {RANKED: 12})
    rows = EarlierRows("2023-03", [{"单位": "松柏岭乡", "备注": "松柏岭乡"}, {"单位": "青滩镇"}])
    earlier = NAMES.earlier(Earlier({"重点项目": rows}, last=figures, last_year=None, series=(figures,)))
    assert earlier.last is not None
    assert earlier.last.ranks == {"工程建设.完成率排名.乡镇.松柏岭镇": 12}
    assert earlier.last.values == {"工程建设.完成率排名.乡镇.松柏岭镇.开工率": Decimal("0.5"), "工程建设.项目总数": Decimal(3)}
    assert earlier.series == (earlier.last,)
    assert earlier.last_rows["重点项目"].rows == [{"单位": "松柏岭镇", "备注": "松柏岭乡"}, {"单位": "青滩镇"}]


def test_a_problem_of_the_ledger_keeps_its_number_when_its_unit_is_renamed() -> None:
    decided = Decision("", Verdict.CONFIRM, unit="松柏岭乡", category="停工", subject="道路")
    past = LedgerPast(
        {Identity("停工", "松柏岭乡", "道路"): "2023-007"}, {"2023-03": (sighting("松柏岭乡"),)}, {"2023-03": (decided,)}
    )
    now = NAMES.ledger(past)
    assert now.numbers == {Identity("停工", "松柏岭镇", "道路"): "2023-007"}
    assert now.sightings == {"2023-03": (sighting("松柏岭镇"),)}
    assert now.decisions["2023-03"][0].unit == "松柏岭镇"


def test_what_was_numbered_under_both_names_stays_with_the_number_of_the_new_one() -> None:
    old, new = Identity("停工", "松柏岭乡", "道路"), Identity("停工", "松柏岭镇", "道路")
    assert NAMES.ledger(LedgerPast({new: "2023-009", old: "2023-007"})).numbers == {new: "2023-009"}


def test_a_former_name_that_is_another_unit_s_now_is_left_to_that_one() -> None:
    both = UnitDirectory((SONGBAILING, Unit("松柏岭乡", "乡镇")))
    assert TodaysNames.by(both).of == {}
