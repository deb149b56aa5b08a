"""How a problem goes through the ledger: proposed, confirmed, overdue, closed, back again."""

from datetime import date

import pytest

from pipeline.model.ledger_rules import LedgerRules
from pipeline.model.merged import CellSource
from tests.ledger.scene import RULES, Story, closes, decides, seen

NUMBER = "2023-001"
CONFIRMED = (decides(NUMBER, "确认"),)


def confirmed() -> Story:
    story = Story()
    story.run("2023-03", seen("2023-03"), decided=CONFIRMED)
    return story


def test_what_the_program_sees_is_proposed_and_nothing_more() -> None:
    story = Story()
    story.run("2023-03", seen("2023-03"))
    assert story.states("2023-03") == {NUMBER: "待确认"}


def test_what_the_office_confirms_is_open() -> None:
    assert confirmed().states("2023-03") == {NUMBER: "在办"}


def test_nothing_closes_because_it_is_no_longer_seen() -> None:
    story = confirmed()
    story.run("2023-04")
    assert story.states("2023-04") == {NUMBER: "在办"}


def test_nothing_closes_because_the_unit_says_so() -> None:
    story = confirmed()
    item = story.run("2023-04", seen("2023-04", applied=True)).items[NUMBER]
    assert (item.state.value, item.application) == ("在办", "照片")


def test_a_due_day_that_has_passed_makes_it_overdue_and_counts_the_days() -> None:
    story = confirmed()
    item = story.run("2023-05", seen("2023-05")).items[NUMBER]
    assert (item.state.value, item.due, item.days_overdue, item.days_open) == ("逾期", date(2023, 4, 30), 31, 61)


def test_the_due_day_itself_is_not_overdue() -> None:
    story = confirmed()
    assert story.run("2023-04", seen("2023-04")).items[NUMBER].state.value == "在办"


def test_a_confirmed_item_keeps_its_due_day_however_often_it_is_seen() -> None:
    story = confirmed()
    assert story.run("2023-04", seen("2023-04")).items[NUMBER].due == date(2023, 4, 30)


def test_evidence_and_a_name_close_it() -> None:
    story = confirmed()
    item = story.run("2023-04", decided=(closes(NUMBER, day=date(2023, 4, 20)),)).items[NUMBER]
    assert (item.state.value, item.closed_on, item.evidence, item.officer) == ("已销号", date(2023, 4, 20), "竣工照片", "周明")
    assert item.days_open == 20


def test_what_comes_back_is_open_again_under_its_old_number() -> None:
    story = confirmed()
    story.run("2023-04", decided=(closes(NUMBER),))
    item = story.run("2023-05", seen("2023-05")).items[NUMBER]
    assert (item.state.value, item.relapses, item.opened, item.closed_on) == ("复发", 1, date(2023, 5, 31), None)
    assert item.due == date(2023, 6, 30)


def test_the_return_it_was_closed_against_does_not_bring_it_back() -> None:
    """A ten-day batch sees March's monthly returns once more."""
    story = confirmed()
    story.run("2023-04-上旬", seen("2023-03"), decided=(closes(NUMBER),))
    story.run("2023-04-中旬", seen("2023-03"))
    assert story.states("2023-04-中旬") == {NUMBER: "已销号"}


def test_what_the_office_does_not_list_is_not_proposed_again() -> None:
    story = Story()
    reason = {"evidence": "口径不同", "officer": "周明"}
    story.run("2023-03", seen("2023-03"), decided=(decides(NUMBER, "不列入", **reason),))
    story.run("2023-04", seen("2023-04"))
    assert story.states("2023-04") == {NUMBER: "不列入"}


def test_an_extension_moves_the_due_day() -> None:
    story = confirmed()
    extended = decides(NUMBER, "延期", evidence="审批未完", officer="周明", due=date(2023, 6, 30))
    item = story.run("2023-05", seen("2023-05"), decided=(extended,)).items[NUMBER]
    assert (item.state.value, item.due, item.extensions) == ("在办", date(2023, 6, 30), 1)


def test_of_two_decisions_of_a_period_the_later_counts() -> None:
    story = confirmed()
    item = story.run("2023-04", decided=(closes(NUMBER), decides(NUMBER, "确认"))).items[NUMBER]
    assert item.state.value == "在办"


def test_a_line_without_a_number_is_known_by_its_unit_kind_and_subject() -> None:
    story = Story()
    line = decides("", "确认", unit="县水利局", category="逾期未开工", subject="引水 工程")
    assert story.run("2023-03", seen("2023-03"), decided=(line,)).items[NUMBER].state.value == "在办"


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (closes(NUMBER, evidence=""), "no evidence"),
        (closes(NUMBER, officer=""), "no officer"),
        (closes("2023-999"), "unknown"),
        (closes(NUMBER, unit="青滩镇"), "mismatch"),
        (closes(NUMBER, subject="别的工程"), "mismatch"),
        (closes(NUMBER, day=date(2023, 1, 1)), "too early"),
        (closes("", unit="县水利局", subject="没有的工程"), "nothing"),
        (decides(NUMBER, "不列入", evidence="口径不同", officer="周明"), "listed"),
        (decides(NUMBER, "延期", evidence="审批未完", officer="周明"), "no due"),
        (decides(NUMBER, "延期", evidence="审批未完", officer="周明", due=date(2023, 4, 1)), "not later"),
        (decides(NUMBER, "确认", due=date(2023, 9, 1)), "due unasked"),
        (closes(NUMBER, day=date(2023, 12, 31), received=date(2023, 5, 5)), "not yet"),
    ],
)
def test_what_cannot_be_carried_out_changes_nothing_and_is_told(decision, reason: str) -> None:
    story = confirmed()
    folded = story.run("2023-04", seen("2023-04"), decided=(decision,))
    assert [refusal.reason for refusal in folded.refusals] == [reason]
    assert folded.items[NUMBER].state.value == "在办"


def test_a_due_day_before_it_was_found_confirms_nothing() -> None:
    story = Story()
    folded = story.run("2023-03", seen("2023-03"), decided=(decides(NUMBER, "确认", due=date(2013, 6, 10)),))
    assert [refusal.reason for refusal in folded.refusals] == ["due passed"]
    assert folded.items[NUMBER].state.value == "待确认"


def test_a_decision_that_cannot_be_carried_out_takes_none_back_that_was_taken_before() -> None:
    story = Story()
    folded = story.run("2023-03", seen("2023-03"), decided=(*CONFIRMED, closes(NUMBER, evidence="")))
    assert [refusal.reason for refusal in folded.refusals] == ["no evidence"]
    assert folded.items[NUMBER].state.value == "在办"


def test_two_lines_of_one_workbook_that_want_different_things_are_both_left_and_told() -> None:
    cell = CellSource("督查室", "台账确认", "2023-04", "台账确认.xlsx", "abc", "台账确认", "L", (4,))
    extended = decides(NUMBER, "延期", evidence="雨季", officer="周明", due=date(2023, 9, 1), source=cell)
    folded = confirmed().run("2023-04", seen("2023-04"), decided=(closes(NUMBER, source=cell), extended))
    assert [refusal.reason for refusal in folded.refusals] == ["twice"]
    assert (folded.items[NUMBER].state.value, folded.items[NUMBER].extensions) == ("在办", 0)


def test_a_refusal_is_settled_by_a_decision_that_can_be_carried_out() -> None:
    story = confirmed()
    story.run("2023-04", seen("2023-04"), decided=(closes(NUMBER, evidence=""),))
    assert story.run("2023-05", decided=(closes(NUMBER),)).refusals == ()


def test_the_colour_grows_graver_from_period_to_period() -> None:
    story = confirmed()
    colours = [story.run(period, seen(period)).items[NUMBER].colour for period in ("2023-04", "2023-05", "2023-06")]
    assert colours == ["蓝", "黄", "红"]


def test_a_ten_day_bulletin_in_between_makes_no_slip_of_the_month_graver() -> None:
    story = confirmed()
    periods = ("2023-04", "2023-05-上旬", "2023-05-中旬", "2023-05-下旬", "2023-05", "2023-06-上旬", "2023-06")
    colours = [story.run(period, seen(period)).items[NUMBER].colour for period in periods]
    assert colours == ["蓝", "黄", "红", "红", "黄", "红", "红"]


def test_a_colour_that_was_issued_stands_when_the_rule_changes_later() -> None:
    story = confirmed()
    story.run("2023-05", seen("2023-05"))
    story.rules = LedgerRules(RULES.title, RULES.rules, {"红": '上期颜色 == "黄"'})
    assert story.run("2023-06", seen("2023-06")).items[NUMBER].colour == "红"


def test_running_an_earlier_period_again_with_more_in_it_moves_no_number() -> None:
    story = Story()
    story.run("2023-03", seen("2023-03", "甲"))
    story.run("2023-04", seen("2023-04", "甲"), seen("2023-04", "乙"))
    story.run("2023-03", seen("2023-03", "甲"), seen("2023-03", "丙"))
    assert {item.subject: number for number, item in story.at("2023-04").items.items()} == {
        "甲": "2023-001",
        "乙": "2023-002",
        "丙": "2023-003",
    }
