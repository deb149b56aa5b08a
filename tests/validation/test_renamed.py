"""A project that goes on under another name is asked about as renamed, not as one gone and one new."""

from typing import Any

from pipeline.validation import validate
from tests.validation.hand_built import directory, earlier, form, returned

UNIT = "县住建局"
DEFINITION = form(
    {
        "title": "重点项目建设进度月报表",
        "reported": {"by": ["县直部门"]},
        "row": "项目",
        "key": ["项目名称"],
        "same thing": [["项目代码"]],
        "columns": {"项目名称": {"type": "text"}, "项目代码": {"type": "text"}, "总投资": {"type": "amount"}},
    }
)


def codes(last: list[list[Any]], now: list[list[Any]]) -> list[tuple[str, str]]:
    rows = [dict(zip(DEFINITION.columns, row, strict=True)) for row in now]
    then = [{"单位": UNIT, **dict(zip(DEFINITION.columns, row, strict=True))} for row in last]
    table = returned("重点项目", DEFINITION, rows, UNIT)
    _, findings = validate([table], {"重点项目": DEFINITION}, directory(UNIT), earlier("重点项目", DEFINITION, then))
    return [(finding.code, finding.row or finding.found) for finding in findings]


def test_the_same_project_code_tells_a_renamed_project_whatever_its_names_and_amounts():
    found = codes([["物流园", "2301-01", 800]], [["智慧冷链产业园", "2301-01", 9000], ["二号桥", "2301-02", 5]])
    assert sorted(found) == [("H-305", "智慧冷链产业园"), ("T-304", "二号桥")]


def test_code_and_name_lead_to_different_projects_and_the_code_is_believed():
    last = [["芝茅路改造", "2301-01", 800]]
    now = [["芝茅公路改造", "2301-09", 800], ["茅坪快速通道", "2301-01", 800]]
    assert sorted(codes(last, now)) == [("H-305", "茅坪快速通道"), ("T-304", "芝茅公路改造")]


def test_two_projects_renamed_at_once_are_paired_each_with_its_own():
    last = [["芝茅路改造", None, 800], ["茅坪河堤防加固", None, 300]]
    now = [["茅坪河堤防除险加固", None, 300], ["芝茅公路升级改造", None, 820]]
    assert sorted(codes(last, now)) == [("H-305", "芝茅公路升级改造"), ("H-305", "茅坪河堤防除险加固")]


def test_a_name_with_another_place_or_number_put_in_is_another_project():
    for name in ("芝茅东路改造", "芝茅路改造2标", "芝茅路三改造"):
        assert [code for code, _ in codes([["芝茅路改造", None, 800]], [[name, None, 800]])] == ["H-303", "T-304"], name
