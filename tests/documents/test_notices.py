"""Which notices are due, how they are numbered, dated and named, and whom they go to."""

import dataclasses
from datetime import date, datetime

import pytest
from msgspec.structs import replace

from pipeline.documents import context, notices
from pipeline.documents.compiled import compile_templates
from pipeline.documents.material import Material
from pipeline.documents.numbering import Numbering, signing_day
from pipeline.documents.samples import sample
from pipeline.documents.unit_context import unit_contexts
from pipeline.model.calendar import WorkCalendar
from pipeline.model.finding import Finding, Level
from pipeline.model.notice import Notice
from pipeline.model.office import DayRule
from pipeline.model.period import Cadence, Period
from pipeline.model.reporting import ReportingState, UnitReport

APRIL = Period.parse("2023-04")
CALENDAR = WorkCalendar()
NUMBERED = Numbering(CALENDAR)


def notice(**changes: object) -> Notice:
    plain = Notice("月通报", Cadence.MONTH, "通报.docx", (), number="归政督", signed=DayRule(day=12))
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("every", "period", "due"),
    [
        (Cadence.MONTH, "2023-04", True),
        (Cadence.QUARTER, "2023-03", True),
        (Cadence.QUARTER, "2023-04", False),
        (Cadence.HALF, "2023-06", True),
        (Cadence.YEAR, "2023-12", True),
        (Cadence.YEAR, "2023-04", False),
        (Cadence.TEN_DAYS, "2023-04", False),
        (Cadence.TEN_DAYS, "2023-04-中旬", True),
        (Cadence.MONTH, "2023-04-下旬", False),
        (Cadence.QUARTER, "2023Q1", True),
    ],
)
def test_a_notice_is_due_when_its_period_ends(every: Cadence, period: str, due: bool) -> None:
    assert notices.is_due(notice(every=every), Period.parse(period)) is due


def test_a_notice_may_be_issued_in_some_months_only() -> None:
    assert notices.is_due(notice(months=(6, 12)), Period.parse("2023-06"))
    assert not notices.is_due(notice(months=(6, 12)), APRIL)


def test_the_number_counts_the_issues_signed_in_a_year() -> None:
    numbers = [
        notices.document_context(notice(), Period.parse(code), NUMBERED)["文号"] for code in ("2022-12", "2023-01", "2023-04")
    ]
    assert numbers == ["归政督〔2023〕1号", "归政督〔2023〕2号", "归政督〔2023〕5号"]


def test_issues_of_a_bulletin_are_counted_through_the_year() -> None:
    """That of the last ten days of December is signed in January: the first of its year."""
    bulletin = notice(every=Cadence.TEN_DAYS, signed=DayRule(days_after=2))
    codes = ("2022-12-下旬", "2023-01-上旬", "2023-04-上旬", "2023-04-中旬")
    assert [notices.document_context(bulletin, Period.parse(code), NUMBERED)["期数"] for code in codes] == ["1", "2", "11", "12"]


def test_a_notice_issued_in_some_months_counts_those_only() -> None:
    half_yearly = notice(months=(6, 12))
    assert notices.document_context(half_yearly, Period.parse("2023-06"), NUMBERED)["文号"] == "归政督〔2023〕2号"


QUARTERLY = Notice("考核", Cadence.QUARTER, "考核.docx", (), number="归政督", signed=DayRule(day=12))
LETTER = Notice("函", Cadence.MONTH, "函.docx", (), number="归政督函", signed=DayRule(day=1))


def test_a_notice_begun_in_the_middle_of_the_year_is_numbered_from_one_and_moves_no_number_before_it() -> None:
    begun = notice(since=date(2023, 4, 1), title="新通报")
    both = Numbering(CALENDAR, (notice(), begun))
    assert Numbering(CALENDAR, (begun,)).number(begun, APRIL).endswith("〕1号")
    assert both.number(notice(), APRIL) == NUMBERED.number(notice(), APRIL)
    assert not notices.is_due(begun, APRIL.previous)
    assert notices.is_due(begun, APRIL)


def test_a_notice_that_is_issued_no_more_keeps_its_numbers() -> None:
    ended = notice(until=date(2023, 3, 31), title="停发")
    before, after = Numbering(CALENDAR, (notice(title="停发"), notice())), Numbering(CALENDAR, (ended, notice()))
    march = APRIL.previous
    assert before.number(notice(), march) == after.number(notice(), march)
    assert after.number(notice(), APRIL).endswith("〕9号")
    assert not notices.is_due(ended, APRIL)
    assert notices.is_due(ended, march)


def test_an_undated_notice_begun_in_the_year_counts_from_its_first_issue() -> None:
    begun = notice(signed=None, since=date(2023, 4, 10))
    assert NUMBERED.number(begun, APRIL).endswith("〕1号")
    assert NUMBERED.issue_of_year(begun, Period.parse("2023-06")) == 3
    assert NUMBERED.issue_of_year(begun, Period.parse("2024-01")) == 1


def test_a_quarterly_notice_begins_with_the_quarter_in_which_its_first_day_lies() -> None:
    begun = notice(every=Cadence.QUARTER, since=date(2023, 5, 20))
    assert not notices.is_due(begun, APRIL.previous)
    assert notices.is_due(begun, Period.parse("2023-06"))


@pytest.mark.parametrize(
    ("period", "monthly", "quarterly"),
    [("2022-12", "1号", "2号"), ("2023-01", "3号", None), ("2023-03", "5号", "6号"), ("2023-04", "7号", None)],
)
def test_notices_of_one_series_are_numbered_in_one_row(period: str, monthly: str, quarterly: str | None) -> None:
    """By the day they are signed, of one day in the order of the definitions; other series do not count."""
    numbered = Numbering(CALENDAR, (notice(), QUARTERLY, LETTER))
    assert numbered.number(notice(), Period.parse(period)) == f"归政督〔2023〕{monthly}"
    if quarterly:
        assert numbered.number(QUARTERLY, Period.parse(period)) == f"归政督〔2023〕{quarterly}"


def test_a_quarterly_notice_has_the_same_number_in_a_batch_of_the_quarter() -> None:
    numbered = Numbering(CALENDAR, (notice(), QUARTERLY))
    assert numbered.number(QUARTERLY, Period.parse("2023Q1")) == numbered.number(QUARTERLY, Period.parse("2023-03"))


def test_papers_the_office_signed_by_hand_have_taken_their_numbers() -> None:
    by_hand = {"归政督": (date(2022, 12, 30), date(2023, 2, 20), date(2023, 6, 1))}
    numbers = [Numbering(CALENDAR, (notice(),), by_hand).number(notice(), Period.parse(f"2023-0{month}")) for month in (1, 2, 3)]
    assert numbers == ["归政督〔2023〕2号", "归政督〔2023〕4号", "归政督〔2023〕5号"]


def test_all_numbers_of_a_year_of_the_sample_are_in_one_row_without_a_gap(definitions) -> None:
    numbered = Numbering.of(definitions)
    months = [Period.parse("2022-12"), *(Period.parse(f"2023-{month:02}") for month in range(1, 12))]
    issued = [
        (signing_day(one, month, numbered.calendar), numbered.number(one, month))
        for month in months
        for one in definitions.notices.values()
        if one.number == "归政督" and notices.is_due(one, month)
    ]
    assert len(issued) > 60
    in_order = [number for _, number in sorted(issued, key=lambda one: (one[0], int(one[1][9:-1])))]
    assert in_order == [f"归政督〔2023〕{number}号" for number in range(1, len(issued) + 1)]


def test_the_date_is_that_of_the_rule_without_leading_zeros() -> None:
    written = notices.document_context(notice(signed=DayRule(day=5)), APRIL, NUMBERED)
    assert (written["成文日期"], written["印发日期"]) == ("2023年5月5日", "2023年5月5日")


def test_a_date_on_a_holiday_moves_as_the_rule_says() -> None:
    assert signing_day(notice(signed=DayRule(day=1)), APRIL, CALENDAR) == date(2023, 5, 4)
    assert signing_day(notice(signed=DayRule(day=1, shift="earlier")), APRIL, CALENDAR) == date(2023, 4, 28)


def test_answers_are_due_after_so_many_working_days() -> None:
    assert notices.document_context(notice(reply_within=5), APRIL, NUMBERED)["答复期限"] == "5月19日"


def test_without_a_rule_the_date_is_left_open() -> None:
    written = notices.document_context(notice(signed=None), APRIL, NUMBERED)
    assert written["成文日期"] == "　　　　年　　月　　日"
    assert written["文号"] == "归政督〔2023〕4号"


def test_a_notice_without_a_series_has_no_number() -> None:
    assert notices.document_context(notice(number=""), APRIL, NUMBERED)["文号"] == ""


def test_a_file_name_takes_its_tags_from_the_data_and_loses_what_no_file_system_allows() -> None:
    data = {"期": {"名称": "2023年4月"}, "单位": {"名称": "县/水利局"}}
    assert notices.file_name(notice(file="{{ 期.名称 }}{{单位.名称}}催报单.docx"), data) == "2023年4月县水利局催报单.docx"


def test_a_very_long_name_still_fits_a_file_system() -> None:
    name = notices.file_name(notice(file="很" * 200 + ".docx"), {})
    assert name.endswith("很.docx")
    assert len(name.encode()) <= 255


def test_a_notice_to_units_goes_to_those_that_stand_so_with_any_form(definitions) -> None:
    material = with_reports(definitions)
    told = [own["单位"]["名称"] for own in unit_contexts(material, (ReportingState.MISSING,))]  # type: ignore[index]
    assert told == ["县发改局", "青滩镇"]


def test_a_unit_sees_its_own_reports_and_findings_only(definitions) -> None:
    finding = Finding("Q-201", Level.MUST_FIX, "a.xlsx", "累计不等", unit="青滩镇", cells=("K5", "K6"))
    other = replace(finding, unit="县水利局")
    material = replace(with_reports(definitions), findings=(finding, other))
    only = list(unit_contexts(material, (ReportingState.MISSING,)))[1]["单位"]
    assert only["报送"]["应报"]["单位"] == ["青滩镇"]  # type: ignore[index]
    assert [row["单元格"] for row in only["审核问题"]["强制"]["行"]] == ["K5、K6"]  # type: ignore[index]
    assert only["审核问题"]["核实"]["行"] == []  # type: ignore[index]


def test_a_notice_to_units_is_one_document_each(definitions) -> None:
    each = notice(for_each="unit", states=(ReportingState.MISSING,), file="{{ 单位.名称 }}.docx")
    material = with_reports(definitions)
    shared = context.build(material)
    documents = list(notices.issue(each, compile_templates(definitions)["推进会发言材料"], shared, material))
    assert [document.path for document in documents] == ["县发改局.docx", "青滩镇.docx"]


def with_reports(definitions) -> Material:
    deadline = datetime(2023, 5, 5, 17)
    states = {"青滩镇": ReportingState.MISSING, "县水利局": ReportingState.ON_TIME, "县发改局": ReportingState.MISSING}
    reports = tuple(UnitReport(unit, "", "重点项目", "2023-04", state, deadline) for unit, state in states.items())
    return replace(sample(definitions, APRIL), reports=reports)
