from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.model.finding import Finding, Level
from pipeline.model.period import Period
from pipeline.model.submission import InboxFile, Submission
from pipeline.model.table import ReturnTable
from pipeline.reading.editions import latest_editions

NOON = datetime(2023, 5, 4, 12)


def table(path: str, value: int, *, sha256: str = "", received: datetime = NOON, unit: str = "县交通局", period: str = "2023-04"):
    file = InboxFile(path, sha256 or path, 1, received, "xlsx")
    return ReturnTable(
        Submission(file, unit, "重点项目", Period.parse(period), "表"), {"总投资": (Decimal(value),)}, {"总投资": "C"}, (3,)
    )


def kept(*tables: ReturnTable, findings=()):
    chosen, said = latest_editions(tables, findings)
    return [each.submission.file.path for each in chosen], [(finding.file, finding.code, finding.found) for finding in said]


def test_the_edition_received_last_counts_and_both_are_named():
    early, late = table("甲.xlsx", 1, received=NOON.replace(hour=15)), table("乙.xlsx", 2)
    assert kept(early, late) == (["甲.xlsx"], [("乙.xlsx", "H-010", "甲.xlsx")])
    assert kept(late, early) == kept(early, late)


def test_the_first_edition_is_remembered_with_the_one_that_counts():
    early, late = table("甲.xlsx", 1), table("乙.xlsx", 2, received=NOON.replace(hour=15))
    (counts,), _ = latest_editions([early, late], [])
    assert (counts.submission.file.path, counts.submission.first) == ("乙.xlsx", early.submission.file)
    (counts,), _ = latest_editions([early], [])
    assert counts.submission.first is None


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("报表.xlsx", "报表(1).xlsx"),
        ("报表最终版.xlsx", "报表最终版2.xlsx"),
        ("报表最终版2.xlsx", "报表最终版10.xlsx"),
        ("a/报表.xlsx", "b/报表.xlsx"),
    ],
)
def test_received_together_the_names_decide_as_people_count(older, newer):
    assert kept(table(older, 1), table(newer, 2))[0] == [newer]


def test_the_same_bytes_twice_count_once_and_as_first_received():
    first, copy = table("甲.xlsx", 1, sha256="x"), table("甲(1).xlsx", 1, sha256="x", received=NOON.replace(hour=15))
    assert kept(first, copy) == (["甲.xlsx"], [("甲(1).xlsx", "T-020", "甲.xlsx")])


def test_the_same_data_in_other_bytes_is_no_contradiction():
    assert kept(table("甲.xlsx", 1), table("甲(1).xlsx", 1))[1] == [("甲(1).xlsx", "T-020", "甲.xlsx")]


def test_data_corrected_and_taken_back_counts_from_its_first_receipt():
    days = [
        table(name, value, received=NOON.replace(day=day))
        for name, value, day in (("甲.xlsx", 1, 3), ("乙.xlsx", 2, 4), ("丙.xlsx", 1, 5))
    ]
    assert kept(*days)[0] == ["甲.xlsx"]


@given(st.permutations([table("乙.xlsx", 1), table("乙2.xlsx", 2), table("乙10.xlsx", 3), table("丙.xlsx", 2)]))
def test_the_order_of_reading_decides_nothing(editions):
    assert kept(*editions)[0] == ["乙10.xlsx"]


def test_other_units_and_other_periods_are_other_returns():
    paths, said = kept(table("甲.xlsx", 1), table("乙.xlsx", 2, unit="茅坪镇"), table("丙.xlsx", 3, period="2023-03"))
    assert (sorted(paths), said) == (["丙.xlsx", "乙.xlsx", "甲.xlsx"], [])


def test_what_was_said_about_an_edition_that_does_not_count_goes_with_it():
    wrong = Finding("Q-101", Level.MUST_FIX, "甲.xlsx", "…", "县交通局", "重点项目", "2023-04", "表")
    elsewhere = replace(wrong, sheet="另表", form="向上争取")
    _, said = kept(table("甲.xlsx", 1), table("甲(1).xlsx", 2), findings=[wrong, elsewhere, replace(wrong, file="甲(1).xlsx")])
    assert sorted(code for _, code, _ in said) == ["H-010", "Q-101", "Q-101"]


def test_one_file_sent_by_two_units_is_asked_about_on_both():
    paths, said = kept(table("甲.xlsx", 1, sha256="x"), table("乙.xlsx", 1, sha256="x", unit="茅坪镇"))
    assert (len(paths), sorted(said)) == (2, [("乙.xlsx", "Q-016", "甲.xlsx"), ("甲.xlsx", "Q-016", "乙.xlsx")])


def test_two_units_may_send_the_same_zero_report():
    nothing = [
        replace(table(path, 1, sha256="x", unit=unit), rows=(), zero_report=True)
        for path, unit in (("甲.xlsx", "县交通局"), ("乙.xlsx", "茅坪镇"))
    ]
    assert kept(*nothing)[1] == []


def test_another_period_s_return_is_no_trouble_where_the_right_one_has_come():
    wrong = Finding("Q-004", Level.MUST_FIX, "丙.xlsx", "…", "县交通局", "重点项目", "2023-04", "表")
    last_month = table("丙.xlsx", 3, period="2023-03")
    assert kept(last_month, findings=[wrong])[1] == [("丙.xlsx", "Q-004", "")]
    assert kept(last_month, table("甲.xlsx", 1), findings=[wrong])[1] == []


OLD_FORM = Finding("Q-005", Level.MUST_FIX, "旧表.xlsx", "使用了旧版的表样", "县交通局", "重点项目", "2023-04", "表")


def test_the_same_data_sent_as_asked_counts_for_what_is_no_longer_wrong():
    """Figures copied into the new form, or a row deleted below the table: the data are the same, and what was asked has been done."""
    old, new = table("旧表.xlsx", 1), table("新表.xlsx", 1, received=NOON.replace(hour=15))
    assert kept(old, new, findings=[OLD_FORM]) == (["新表.xlsx"], [("旧表.xlsx", "T-020", "新表.xlsx")])
    (counts,), _ = latest_editions([old, new], [OLD_FORM])
    assert counts.submission.first == old.submission.file
    still = replace(OLD_FORM, file="新表.xlsx")
    assert kept(old, new, findings=[OLD_FORM, still])[0] == ["旧表.xlsx"]


@pytest.mark.parametrize("name", ["报表（审核意见）.xlsx", "报表（审核意见2）.xlsx", "报表（审核意见） (1).xlsx"])
def test_whoever_sends_the_marked_workbook_back_is_not_asked_why_there_are_two(name):
    old, new = table("报表.xlsx", 1), table(name, 2, received=NOON.replace(hour=15))
    assert kept(old, new) == ([name], [("报表.xlsx", "T-030", name)])


OTHER_UNIT = Finding("Q-016", Level.MUST_FIX, "茅坪镇.xlsx", "…", "茅坪镇", "重点项目", "2023-04", "表")


def test_a_return_with_the_neighbour_s_name_left_in_it_never_takes_the_neighbour_s_place():
    own, left_in = table("县交通局.xlsx", 1), table("茅坪镇.xlsx", 2, received=NOON.replace(hour=15))
    assert kept(own, left_in, findings=[OTHER_UNIT]) == (["县交通局.xlsx"], [("茅坪镇.xlsx", "Q-016", "")])
    assert kept(left_in, findings=[OTHER_UNIT]) == (["茅坪镇.xlsx"], [])
    come = table("茅坪镇报表.xlsx", 3, unit="茅坪镇")
    assert kept(own, left_in, come, findings=[OTHER_UNIT]) == (["县交通局.xlsx", "茅坪镇报表.xlsx"], [])


def test_an_empty_form_never_takes_the_place_of_a_return():
    """Of a workbook with all forms a clerk fills in one, and sends the others as files of their own."""
    full, empty = (
        table("报表.xlsx", 1),
        replace(table("空白.xlsx", 2, received=NOON.replace(hour=15)), rows=(), columns={"总投资": ()}),
    )
    asked = [Finding("Q-007", Level.MUST_FIX, "空白.xlsx", "报表没有填写任何内容", "县交通局", "重点项目", "2023-04", "表")]
    assert kept(full, empty, findings=asked) == (["报表.xlsx"], [])
    assert kept(empty, findings=asked) == (["空白.xlsx"], [("空白.xlsx", "Q-007", "")])
    untouched = replace(asked[0], code="Q-032")
    assert kept(full, findings=[untouched]) == (["报表.xlsx"], [])
    assert kept(findings=[untouched]) == ([], [("空白.xlsx", "Q-032", "")])
    nothing = replace(empty, zero_report=True)
    assert kept(full, nothing)[0] == ["空白.xlsx"]
