"""What becomes of a return: accepted, or returned for a finding of this stage or an earlier one."""

from datetime import date

import pytest
from msgspec.structs import replace

from pipeline.model.earlier import Earlier
from pipeline.model.finding import Finding, Level
from pipeline.model.unit import Unit, UnitDirectory
from pipeline.validation import validate
from tests.validation.hand_built import directory, earlier, form, returned

PROJECTS = form(
    {
        "title": "重点项目月报表",
        "reported": {"by": ["县直部门"]},
        "row": "项目",
        "key": ["项目名称"],
        "columns": {"项目名称": {"type": "text"}, "总投资": {"type": "amount"}},
        "checks": {"Q-202": {"level": "强制", "total": "合计"}},
    }
)
TARGETS = form(
    {
        "title": "目标任务",
        "reported": {"by": ["县政府督查室"]},
        "row": "任务",
        "key": ["指标"],
        "owner": "责任单位",
        "columns": {"责任单位": {"type": "unit"}, "指标": {"type": "text"}, "年度目标": {"type": "amount"}},
        "checks": {"H-302": {"level": "核实", "check": "年度目标 == last.年度目标"}},
    }
)
FORMS = {"重点项目": PROJECTS, "目标任务": TARGETS}
UNITS = directory("县发改局", "县住建局", "县政府督查室")
ROW = {"项目名称": "芝茅路改造", "总投资": 1}


def judged(*tables: object, already: tuple[Finding, ...] = ()) -> tuple[list[str], list[Finding]]:
    accepted, findings = validate(tables, FORMS, UNITS, Earlier(), already)
    return [f"{table.submission.file.path} {table.submission.form} {table.submission.sheet}" for table in accepted], list(
        findings
    )


@pytest.mark.parametrize(
    ("sheet", "named", "level", "accepted"),
    [
        ("表1", "重点项目", Level.MUST_FIX, False),
        ("", "", Level.MUST_FIX, False),
        ("表2", "", Level.MUST_FIX, True),
        ("表1", "目标任务", Level.MUST_FIX, True),
        ("表1", "重点项目", Level.MUST_EXPLAIN, True),
    ],
)
def test_a_finding_of_an_earlier_stage_returns_the_return_it_is_about(
    sheet: str, named: str, level: Level, accepted: bool
) -> None:
    table = returned("重点项目", PROJECTS, [ROW], file="a.xlsx")
    already = Finding("Q-101", level, "a.xlsx", "应为数值", form=named, sheet=sheet)
    assert judged(table, already=(already,)) == (["a.xlsx 重点项目 表1"] if accepted else [], [])


def test_a_finding_about_another_file_returns_nothing() -> None:
    table = returned("重点项目", PROJECTS, [ROW], file="a.xlsx")
    assert judged(table, already=(Finding("Q-101", Level.MUST_FIX, "b.xlsx", "应为数值"),))[0] == ["a.xlsx 重点项目 表1"]


def test_two_sheets_of_one_form_are_returned_together_and_another_form_of_the_file_goes_through() -> None:
    bad = returned("重点项目", PROJECTS, [ROW, ROW], file="a.xlsx", sheet="一")
    good = returned("重点项目", PROJECTS, [{"项目名称": "二号桥新建", "总投资": 1}], file="a.xlsx", sheet="二")
    other = returned("目标任务", TARGETS, [{"责任单位": "县发改局", "指标": "投资", "年度目标": 1}], file="a.xlsx", sheet="三")
    accepted, findings = judged(bad, good, other)
    assert accepted == ["a.xlsx 目标任务 三"]
    assert [finding.code for finding in findings] == ["Q-232"]


def test_a_project_on_two_sheets_of_one_file_is_repeated() -> None:
    one = returned("重点项目", PROJECTS, [ROW], file="a.xlsx", sheet="一")
    two = returned("重点项目", PROJECTS, [ROW], file="a.xlsx", sheet="二", first_row=8)
    accepted, (finding,) = judged(one, two)
    assert accepted == []
    assert finding.text == "“一”第5行、第8行都是“芝茅路改造”，重复填报"
    assert (finding.sheet, finding.cells) == ("二", ("B8",))


def test_a_total_over_a_cell_that_could_not_be_read_is_not_blamed_again() -> None:
    table = returned(
        "重点项目", PROJECTS, [{"项目名称": "芝茅路改造"}], file="a.xlsx", totals=[{"row": 9, "values": {"总投资": 7}}]
    )
    unreadable = Finding("Q-101", Level.MUST_FIX, "a.xlsx", "应为数值", sheet="表1", cells=("C5",))
    assert judged(table, already=(unreadable,)) == ([], [])
    assert [finding.code for finding in judged(table)[1]] == ["Q-202"]


def test_rows_of_an_owner_are_known_again_by_owner_and_key() -> None:
    now = [{"责任单位": unit, "指标": "固定资产投资", "年度目标": 10} for unit in ("县发改局", "县住建局")]
    then = [
        {"单位": unit, "责任单位": unit, "指标": "固定资产投资", "年度目标": goal}
        for unit, goal in (("县发改局", 10), ("县住建局", 8))
    ]
    table = returned("目标任务", TARGETS, now, "县政府督查室")
    accepted, findings = validate([table], FORMS, UNITS, earlier("目标任务", TARGETS, then))
    assert len(accepted) == 1
    assert [(finding.code, finding.cells) for finding in findings] == [("H-302", ("D6",))]


def test_a_form_filled_in_for_all_owners_is_compared_whole() -> None:
    row = {"责任单位": "县发改局", "指标": "固定资产投资", "年度目标": 10}
    then = [{"单位": "县发改局", **row}, {"单位": "县住建局", **row, "责任单位": "县住建局"}]
    table = returned("目标任务", TARGETS, [row], "县政府督查室")
    _, (gone,) = validate([table], FORMS, UNITS, earlier("目标任务", TARGETS, then))
    assert (gone.code, gone.unit, gone.found) == ("H-303", "县政府督查室", "固定资产投资")


def test_an_earlier_row_borne_twice_is_compared_with_nothing() -> None:
    row = {"责任单位": "县发改局", "指标": "固定资产投资", "年度目标": 10}
    then = [{"单位": "县发改局", **row, "年度目标": goal} for goal in (1, 2)]
    table = returned("目标任务", TARGETS, [row], "县政府督查室")
    assert validate([table], FORMS, UNITS, earlier("目标任务", TARGETS, then))[1] == ()


def test_no_returns_give_no_findings() -> None:
    assert judged() == ([], [])


def test_targets_of_a_unit_and_of_the_one_it_took_over_are_no_repetition() -> None:
    form_by_unit = form(
        {
            "title": "目标任务",
            "reported": {"by": ["县政府督查室"]},
            "row": "目标",
            "key": ["单位", "指标"],
            "owner": "单位",
            "columns": {"单位": {"type": "unit"}, "指标": {"type": "text"}},
        }
    )
    ended = Unit("磨盘寨乡", "乡镇", also=("磨盘寨",), until=date(2023, 3, 31), successor="梨花垭乡")
    units = UnitDirectory((Unit("梨花垭乡", "乡镇"), ended))

    def codes(first: str, second: str) -> list[str]:
        rows = [{"单位": "梨花垭乡", "指标": "招商引资"}] * 2
        table = returned("目标任务", form_by_unit, rows, file="a.xlsx")
        cells = {f"{table.letters['单位']}{row}": text for row, text in zip(table.rows, (first, second), strict=True)}
        written = {cell: text for cell, text in cells.items() if text != "梨花垭乡"}
        return [
            finding.code
            for finding in validate([replace(table, as_written=written)], {"目标任务": form_by_unit}, units, Earlier())[1]
        ]

    assert codes("梨花垭乡", "磨盘寨乡") == []
    assert codes("磨盘寨", "磨盘寨乡") == ["Q-232"]
    assert codes("梨花垭", "梨花垭乡") == ["Q-232"]


@pytest.mark.parametrize(("cell", "codes"), [("B5", []), ("B6", ["Q-203"])])
def test_a_check_waits_for_the_cells_that_must_be_mended_first(cell: str, codes: list[str]) -> None:
    """A clerk who wrote 约3500 is asked for a number, and not told besides that the cell is blank and the sum wrong by 3500."""
    columns = {name: {"type": "amount"} for name in ("总投资", "自筹")}
    checks = {"Q-203": {"level": "强制", "check": "总投资 == 自筹", "missing": "zero"}}
    definition = form(
        {
            "title": "重点项目月报表",
            "reported": {"by": ["县直部门"]},
            "row": "项目",
            "key": [],
            "columns": columns,
            "checks": checks,
        }
    )
    table = returned("重点项目", definition, [{"自筹": 3500}], file="a.xlsx")
    refused = Finding("Q-101", Level.MUST_FIX, "a.xlsx", "应为数值", form="重点项目", sheet="表1", cells=(cell,))
    accepted, findings = validate([table], {"重点项目": definition}, UNITS, earlier("重点项目", definition), (refused,))
    assert (accepted, [finding.code for finding in findings]) == ((), codes)
