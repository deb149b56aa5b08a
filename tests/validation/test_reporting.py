"""Every unit stands in exactly one state with every form it must report."""

from datetime import date, datetime

from msgspec.structs import replace

from pipeline.model.finding import Finding, Level
from pipeline.model.period import Period
from pipeline.model.reporting import FirstReceipt, ReportingState, UnitReport
from pipeline.model.submission import InboxFile
from pipeline.model.table import ReturnTable
from pipeline.model.unit import Unit, UnitDirectory
from pipeline.validation import Received, first_receipts, standing
from tests.validation.hand_built import APRIL, form, returned

DEADLINE = datetime(2023, 5, 5, 17)
LATER = datetime(2023, 5, 6, 9)
COLUMNS = {"columns": {"名称": {"type": "text"}}, "title": "月报表", "row": "项目"}
PROJECTS = form({**COLUMNS, "reported": {"by": ["县直部门", "茅坪镇"]}})
TARGETS = form({**COLUMNS, "reported": {"by": ["督查室"], "every": "year"}})
UNITS = UnitDirectory(
    (
        Unit("县发改局", "县直部门"),
        Unit("县文旅局", "县直部门", no_task=("重点项目",)),
        Unit("县扶贫办", "县直部门", until=date(2023, 3, 31), successor="县发改局"),
        Unit("县移民局", "县直部门", until=date(2023, 4, 15)),
        Unit("茅坪镇", "乡镇"),
        Unit("郭家坝镇", "乡镇"),
        Unit("县政府督查室", "督查室"),
    )
)


def stand(
    *tables: ReturnTable, accepted: bool = True, findings: tuple[Finding, ...] = (), files: tuple[InboxFile, ...] = ()
) -> dict:
    received = Received(files, tables, tables if accepted else (), findings)
    return {report.unit: report for report in standing(UNITS, {"重点项目": PROJECTS}, received, {"重点项目": DEADLINE}, APRIL)}


def sent(unit: str = "县发改局", received: datetime = DEADLINE, rows: int = 1) -> ReturnTable:
    return returned("重点项目", PROJECTS, [{"名称": "芝茅路"}] * rows, unit, received=received)


def test_units_that_must_report_stand_in_official_order_and_others_are_not_asked() -> None:
    reports = stand()
    assert list(reports) == ["县发改局", "县文旅局", "县移民局", "茅坪镇"]
    assert [report.state for report in reports.values()] == [
        ReportingState.MISSING,
        ReportingState.NO_TASK,
        ReportingState.MISSING,
        ReportingState.MISSING,
    ]
    assert reports["县发改局"] == UnitReport("县发改局", "县直部门", "重点项目", "2023-04", ReportingState.MISSING, DEADLINE)


def test_a_return_at_the_deadline_is_in_time_and_one_after_it_late() -> None:
    in_time, late = stand(sent())["县发改局"], stand(sent(received=LATER))["县发改局"]
    assert (in_time.state, in_time.late, in_time.received, in_time.file) == (
        ReportingState.ON_TIME,
        False,
        DEADLINE,
        "县发改局.xlsx",
    )
    assert (late.state, late.late) == (ReportingState.LATE, True)


def test_a_zero_report_is_its_own_state_even_when_late() -> None:
    report = stand(sent(received=LATER, rows=0))["县发改局"]
    assert (report.state, report.late) == (ReportingState.ZERO, True)


def test_a_return_that_was_not_accepted_is_returned_even_when_late_or_without_rows() -> None:
    for rows in (0, 1):
        report = stand(sent(received=LATER, rows=rows), accepted=False)["县发改局"]
        assert (report.state, report.late) == (ReportingState.RETURNED, True)


def test_a_unit_without_task_that_reports_all_the_same_has_reported() -> None:
    assert stand(sent("县文旅局"))["县文旅局"].state is ReportingState.ON_TIME


def test_a_file_that_gave_no_table_is_returned_where_its_unit_and_form_are_known() -> None:
    file = InboxFile("a.xls", "hash", 1, LATER, "xls")
    known = Finding("Q-006", Level.MUST_FIX, "a.xls", "缺少必填列", unit="县发改局", form="重点项目", period="2023-04")
    report = stand(findings=(known,), files=(file,))["县发改局"]
    assert (report.state, report.file, report.received, report.late) == (ReportingState.RETURNED, "a.xls", LATER, True)
    undated = Finding("Q-004", Level.MUST_FIX, "a.xls", "没有报告期", unit="县发改局", form="重点项目")
    assert stand(findings=(undated,))["县发改局"].state is ReportingState.RETURNED


def test_a_file_whose_unit_form_or_period_is_another_leaves_the_unit_missing() -> None:
    for unit, name, period in (("", "重点项目", ""), ("县发改局", "", ""), ("县发改局", "重点项目", "2023-03")):
        finding = Finding("Q-001", Level.MUST_FIX, "a.xls", "无法打开", unit=unit, form=name, period=period)
        assert stand(findings=(finding,))["县发改局"].state is ReportingState.MISSING


def test_an_unreadable_second_file_does_not_undo_an_accepted_return() -> None:
    finding = Finding("Q-006", Level.MUST_FIX, "b.xls", "缺少必填列", unit="县发改局", form="重点项目", period="2023-04")
    assert stand(sent(), findings=(finding,))["县发改局"].state is ReportingState.ON_TIME


def test_a_form_of_another_cadence_stands_for_its_own_period() -> None:
    table = returned("目标任务", TARGETS, [{"名称": "投资"}], "县政府督查室", period=Period.parse("2023"))
    received = Received((), (table,), (table,), ())
    (report,) = standing(UNITS, {"目标任务": TARGETS}, received, {"目标任务": DEADLINE}, APRIL)
    assert (report.unit, report.period, report.state) == ("县政府督查室", "2023", ReportingState.ON_TIME)


def test_forms_come_in_their_order_before_units() -> None:
    forms = {"乙表": PROJECTS, "甲表": PROJECTS}
    reports = standing(UNITS, forms, Received((), (), (), ()), dict.fromkeys(forms, DEADLINE), APRIL)
    assert [report.form for report in reports] == ["乙表"] * 4 + ["甲表"] * 4


PLACE = ("县发改局", "重点项目", "2023-04")
EARLY = datetime(2023, 5, 4, 9)


def stand_corrected(table: ReturnTable, known: dict, *, accepted: bool = True) -> UnitReport:
    firsts = first_receipts([table], known)
    received = Received((), (table,), (table,) if accepted else (), (), firsts)
    return standing(UNITS, {"重点项目": PROJECTS}, received, {"重点项目": DEADLINE}, APRIL)[0]


def test_a_correction_after_the_deadline_of_a_return_that_came_in_time_is_on_time_and_said() -> None:
    report = stand_corrected(sent(received=LATER), {PLACE: FirstReceipt("first", EARLY)})
    assert (report.state, report.late, report.received, report.corrected) == (ReportingState.ON_TIME, False, EARLY, LATER)


def test_a_correction_that_must_be_mended_again_is_returned_but_not_late() -> None:
    report = stand_corrected(sent(received=LATER), {PLACE: FirstReceipt("first", EARLY)}, accepted=False)
    assert (report.state, report.late) == (ReportingState.RETURNED, False)


def test_the_first_edition_in_the_inbox_decides_as_well() -> None:
    table = sent(received=LATER)
    first = replace(table.submission.file, path="先.xls", sha256="first", received=EARLY)
    table = replace(table, submission=replace(table.submission, first=first))
    report = stand_corrected(table, {})
    assert (report.state, report.corrected) == (ReportingState.ON_TIME, LATER)
    assert first_receipts([table], {}) == {PLACE: FirstReceipt("first", EARLY)}


def test_a_file_still_there_is_asked_itself_when_it_came() -> None:
    table = sent(received=LATER)
    known = {PLACE: FirstReceipt(table.submission.file.sha256, EARLY)}
    assert first_receipts([table], known)[PLACE].received == LATER
    assert stand_corrected(table, known).state is ReportingState.LATE


def test_other_returns_of_the_unit_are_no_first_edition() -> None:
    known = {("县发改局", "重点项目", "2023-03"): FirstReceipt("first", EARLY)}
    report = stand_corrected(sent(received=LATER), known)
    assert (report.state, report.corrected) == (ReportingState.LATE, None)
