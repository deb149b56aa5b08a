"""What closes a finding that asks for an explanation, and what does not."""

from datetime import datetime

import pytest
from msgspec.structs import replace

from pipeline.model.explanation import Answered, concern_of, stamp_of, stamped, value_of
from pipeline.model.finding import Explanation, Finding, Level
from pipeline.validation import settle, validate
from tests.validation.hand_built import directory, earlier, form, returned

REASON = "县发改局3月批复调整概算"
ASKED = Finding(
    "H-302", Level.MUST_EXPLAIN, "2023-04/交通局.xlsx", "总投资与上期不一致", "县交通局", "重点项目", "2023-04", "重点项目",
    ("I6", "Q6"), "芝茅路改造", "总投资I6=12000；上期总投资=8000",
)  # fmt: skip


def answered(text: str = REASON, finding: Finding = ASKED, day: int = 6) -> Answered:
    return Answered(
        concern_of(finding), value_of(finding), Explanation(text, "2023-04/说明.xlsx", "审核意见", "I5"), datetime(2023, 5, day)
    )


def test_a_reason_closes_the_finding_and_is_kept_with_it() -> None:
    still, explained = settle([ASKED], [answered()])
    assert (still, [one.explanation.text for one in explained]) == ((), [REASON])


@pytest.mark.parametrize(
    "nothing", ["核实无误", "无", "情况属实", "数据无误，已核实！", "正常情况", "核实无误核实无误", "　", "12345"]
)
def test_what_says_nothing_closes_nothing_and_the_unit_is_told(nothing: str) -> None:
    (still,), explained = settle([ASKED], [answered(nothing)])
    assert not explained
    assert f"所填说明“{nothing}”没有讲明原因" in still.text


def test_an_answer_expires_when_the_value_changes() -> None:
    (still,), _ = settle([replace(ASKED, found="总投资I6=15000；上期总投资=8000")], [answered()])
    assert "原说明不再适用" in still.text


def test_an_answer_stays_when_its_row_has_moved() -> None:
    moved = replace(ASKED, cells=("I9", "Q9"), found="总投资I9=12000；上期总投资=8000")
    assert settle([moved], [answered()])[0] == ()


@pytest.mark.parametrize(
    "other", [{"row": "另一项目"}, {"code": "H-207"}, {"unit": "县水利局"}, {"period": "2023-05"}, {"form": "招商引资"}]
)
def test_an_answer_closes_nothing_else(other: dict[str, str]) -> None:
    finding = replace(ASKED, **other)
    assert settle([finding], [answered()]) == ((finding,), ())


def test_what_must_be_fixed_is_never_explained_away() -> None:
    (still,), explained = settle([replace(ASKED, level=Level.MUST_FIX)], [answered()])
    assert not explained
    assert "不能以说明代替" in still.text


def test_the_answer_received_last_counts() -> None:
    assert settle([ASKED], [answered("核实无误", day=7), answered(day=6)])[1] == ()
    assert settle([ASKED], [answered("核实无误", day=6), answered(day=7)])[0] == ()


def test_a_stamp_says_what_it_is_about_and_nothing_else_is_a_stamp() -> None:
    assert stamped(stamp_of(ASKED)) == (concern_of(ASKED), value_of(ASKED))
    for text in ("", "说明", "[1,2]", '["a","b","c","d","e",6]', "{}", 5, None):
        assert stamped(text) is None


FORM = {
    "title": "重点项目月报表", "reported": {"by": ["县直部门"]}, "row": "项目", "key": ["项目名称"],
    "columns": {
        "项目名称": {"type": "text"}, "总投资": {"type": "amount"}, "备注": {"type": "note"},
        "修订说明": {"type": "note"}, "情况说明": {"type": "note"},
    },
}  # fmt: skip
TOO_LARGE = {"check": "总投资 <= 100", "say": "总投资过大"}


def in_row(check: dict[str, str], **said: str) -> tuple[list[str], tuple[Finding, ...]]:
    """Hold one row against one check; return the reasons accepted, and what is still open."""
    definition = form({**FORM, "checks": {"H-900": {"level": "核实", **TOO_LARGE, **check}}})
    table = returned("重点项目", definition, [{"项目名称": "芝茅路改造", "总投资": 500, **said}])
    accepted, findings = validate([table], {"重点项目": definition}, directory("县住建局"), earlier("重点项目", definition))
    still, explained = settle(findings, [])
    assert bool(accepted) is not any(one.level is Level.MUST_FIX for one in still)
    return [one.explanation.text for one in explained if one.explanation], still


@pytest.mark.parametrize("column", ["修订说明", "情况说明"])
def test_a_column_made_for_explanations_explains_what_names_no_other(column: str) -> None:
    assert in_row({}, **{column: REASON}) == ([REASON], ())
    assert in_row({}, **{column: "核实无误"})[0] == []


def test_a_check_that_names_its_column_takes_the_reason_from_there_only() -> None:
    assert in_row({"unless": "备注"}, 备注=REASON)[0] == [REASON]
    assert in_row({"unless": "备注"}, 修订说明=REASON)[0] == []


def test_a_row_does_not_explain_away_what_must_be_fixed_unless_the_check_itself_says_so() -> None:
    assert in_row({"level": "强制"}, 修订说明=REASON)[0] == []
    assert in_row({"level": "强制", "unless": "修订说明"}, 修订说明=REASON)[0] == [REASON]
