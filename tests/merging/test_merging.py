"""Accepted returns of one form in one table, every row with its origin."""

from decimal import Decimal
from random import Random

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pipeline.merging import as_rows, merge
from pipeline.model.merged import MergedForm
from pipeline.model.table import ReturnTable
from pipeline.model.unit import Unit, UnitDirectory
from tests.validation.hand_built import form, returned

PROJECTS = form(
    {
        "title": "重点项目月报表",
        "reported": {"by": ["县直部门"]},
        "row": "项目",
        "columns": {
            "项目名称": {"type": "text"},
            "项目类别": {"type": "code", "of": {"基础设施": ["交通"], "产业": ["工业"]}, "group as": "项目大类"},
            "总投资": {"type": "amount"},
        },
    }
)
TARGETS = form(
    {
        "title": "目标任务",
        "reported": {"by": ["县发改局"]},
        "row": "任务",
        "owner": "责任单位",
        "columns": {"责任单位": {"type": "unit"}, "年度目标": {"type": "amount"}},
    }
)
FORMS = {"重点项目": PROJECTS, "目标任务": TARGETS}
UNITS = UnitDirectory((Unit("县发改局", "县直部门"), Unit("茅坪镇", "乡镇"), Unit("县住建局", "县直部门")))
HOUSING = returned("重点项目", PROJECTS, [{"项目名称": "路", "项目类别": "交通", "总投资": 1}, {"项目名称": "桥"}], "县住建局")
PLANNING = returned("重点项目", PROJECTS, [{"项目名称": "厂", "项目类别": "工业", "总投资": "2.5"}], "县发改局")
TOWN = returned("重点项目", PROJECTS, [{"项目名称": "园"}], "茅坪镇", without=["总投资"])


def merged(*tables: ReturnTable) -> MergedForm:
    return merge(tables, FORMS, UNITS)["重点项目"]


def test_rows_stand_in_official_order_of_units_and_then_as_in_the_sheet() -> None:
    frame = merged(HOUSING, TOWN, PLANNING).frame
    assert list(frame["项目名称"]) == ["厂", "园", "路", "桥"]
    assert list(frame["单位"]) == ["县发改局", "茅坪镇", "县住建局", "县住建局"]
    assert list(frame["组别"]) == ["县直部门", "乡镇", "县直部门", "县直部门"]
    assert list(frame["_row"]) == [5, 5, 5, 6]


def test_values_stay_as_they_were_read_and_blanks_stay_blank() -> None:
    frame = merged(HOUSING, TOWN, PLANNING).frame
    assert list(frame["总投资"]) == [Decimal("2.5"), None, Decimal(1), None]
    assert {str(frame[column].dtype) for column in ("项目名称", "项目类别", "项目大类", "总投资", "单位", "组别")} == {"object"}


def test_a_grouped_code_brings_the_column_of_its_groups() -> None:
    assert list(merged(HOUSING, PLANNING).frame["项目大类"]) == ["产业", "基础设施", None]


def test_a_form_without_accepted_returns_has_all_columns_and_no_rows() -> None:
    empty = merge([], FORMS, UNITS)
    assert list(empty) == ["重点项目", "目标任务"]
    assert list(empty["重点项目"].frame.columns) == list(merged(HOUSING).frame.columns)
    assert empty["重点项目"].frame.empty
    assert empty["重点项目"].cells([], ["总投资"]) == ()
    assert as_rows(empty["重点项目"]) == []


def test_rows_of_a_form_with_an_owner_stand_under_their_owner() -> None:
    rows = [{"责任单位": owner, "年度目标": goal} for goal, owner in enumerate(["县住建局", None, "茅坪镇", "县住建局"])]
    frame = merge([returned("目标任务", TARGETS, rows, "县发改局")], FORMS, UNITS)["目标任务"].frame
    assert list(frame["单位"]) == ["县发改局", "茅坪镇", "县住建局", "县住建局"]
    assert list(frame["_row"]) == [6, 7, 5, 8]


def test_cells_are_folded_by_return_and_column() -> None:
    form_rows = merged(HOUSING, PLANNING)
    sources = form_rows.cells([0, 2, 1], ["总投资", "项目大类"])
    assert [(source.unit, source.column, source.rows, source.addresses) for source in sources] == [
        ("县发改局", "D", (5,), "D5"),
        ("县发改局", "C", (5,), "C5"),
        ("县住建局", "D", (5, 6), "D5:D6"),
        ("县住建局", "C", (5, 6), "C5:C6"),
    ]
    assert sources[0].sha256 == "sha-县发改局.xlsx"
    assert sources[0].sheet == "表1"


def test_the_same_cells_asked_for_again_are_the_same_object() -> None:
    form_rows = merged(HOUSING, PLANNING)
    assert form_rows.cells([1, 2], ["总投资"])[0] is form_rows.cells([2, 1], ["项目大类", "总投资"])[1]


def test_cells_can_be_picked_by_a_mask() -> None:
    form_rows = merged(HOUSING, PLANNING)
    by_mask = form_rows.cells(form_rows.frame["项目名称"] == "桥", ["总投资"])
    assert by_mask == form_rows.cells([2], ["总投资"])
    assert [source.rows for source in by_mask] == [(6,)]


def test_a_column_a_return_lacks_has_no_cells_and_a_unit_column_only_where_it_was_written() -> None:
    assert merged(TOWN).cells([0], ["总投资", "单位", "组别"]) == ()
    targets = merge([returned("目标任务", TARGETS, [{"责任单位": "茅坪镇"}], "县发改局")], FORMS, UNITS)["目标任务"]
    assert [source.column for source in targets.cells([0], ["单位", "组别"])] == ["B"]


def test_history_keeps_the_rows_with_their_owner() -> None:
    assert as_rows(merged(PLANNING)) == [
        {"项目名称": "厂", "项目类别": "工业", "项目大类": "产业", "总投资": Decimal("2.5"), "单位": "县发改局"}
    ]


unit_rows = st.lists(st.sampled_from(["路", "桥", "厂"]), max_size=3)


@given(st.dictionaries(st.sampled_from(["县发改局", "茅坪镇", "县住建局"]), unit_rows), st.randoms(use_true_random=False))
def test_the_order_in_which_returns_arrive_never_matters(sent: dict[str, list[str]], random: Random) -> None:
    tables = [
        returned("重点项目", PROJECTS, [{"项目名称": name} for name in names], unit, file=f"{random.random()}.xlsx")
        for unit, names in sent.items()
    ]
    first, second = merged(*tables), merged(*random.sample(tables, len(tables)))
    pd.testing.assert_frame_equal(first.frame, second.frame)
    assert first.origins == second.origins


@given(st.dictionaries(st.sampled_from(["县发改局", "茅坪镇", "县住建局"]), unit_rows))
def test_every_row_of_every_accepted_return_is_there_once_and_is_found_again(sent: dict[str, list[str]]) -> None:
    tables = [returned("重点项目", PROJECTS, [{"项目名称": name} for name in names], unit) for unit, names in sent.items()]
    form_rows = merged(*tables)
    assert len(form_rows.frame) == sum(map(len, sent.values()))
    for at, name in enumerate(form_rows.frame["项目名称"]):
        (source,) = form_rows.cells([at], ["项目名称"])
        assert sent[source.unit][source.rows[0] - 5] == name
