"""What units get that were sent back or have not reported: 退回通知 and 催报单."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator

from pipeline.documents import context
from pipeline.documents.compiled import compile_templates
from pipeline.documents.notices import issue
from pipeline.documents.samples import sample
from pipeline.documents.unit_context import MOST_ROWS, unit_context
from pipeline.model.document import Document
from pipeline.model.finding import Explanation, Finding, Level
from pipeline.model.period import Period
from pipeline.model.reporting import ReportingState, UnitReport

APRIL = Period.parse("2023-04")
DEADLINE = datetime(2023, 5, 5, 17)
FILE = "2023-04/再报/交通局重点项目.xlsx"
WRONG = Finding(
    "Q-201", Level.MUST_FIX, FILE, "第5行“芝茅路改造”：本年累计不等于上月累计与本月之和", "县交通局", "重点项目", "2023-04",
    "表1", ("K5", "J5"), "芝茅路改造", "K5=1230", "1180", "请核对",
)  # fmt: skip


def report(form: str, state: ReportingState, **more) -> UnitReport:
    return UnitReport("县交通局", "县直部门", form, "2023-04", state, DEADLINE, **more)


@pytest.fixture(scope="module")
def slips(definitions):
    templates, material = compile_templates(definitions), sample(definitions, APRIL)

    def issued(name: str, reports: list[UnitReport], *findings: Finding) -> list[Document]:
        given = replace(material, reports=tuple(reports), findings=findings)
        return list(issue(definitions.notices[name], templates[name], context.build(given), given))

    return issued


def text(document: Document) -> str:
    with ZipFile(BytesIO(document.content)) as package:
        paragraphs = package.read("word/document.xml").decode().split("</w:p>")
    return "\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", one)) for one in paragraphs)


def test_a_unit_that_was_sent_back_is_told_which_return_why_and_until_when(slips) -> None:
    told = Finding("H-302", Level.MUST_EXPLAIN, FILE, "总投资与上期不一致", "县交通局", "重点项目", "2023-04", "表1", ("I5",))
    only = replace(WRONG, code="T-107", level=Level.NOTICE, text="已换算")
    returned = report("重点项目", ReportingState.RETURNED, received=datetime(2023, 5, 3, 15, 47), file=FILE)
    (document,) = slips("退回通知", [returned, report("招商引资", ReportingState.ON_TIME)], told, WRONG, only)
    said = text(document)
    assert document.path == "退回通知/县交通局退回通知（2023年4月）.docx"
    assert "归溪县交通运输局：" in said
    assert "2023年4月报表中有1个存在" not in said
    assert "2023年4月报表中有1份存在必须改正的问题，现予退回" in said
    assert "于5月10日17:00前重新报送" in said
    assert "重点项目建设进度月报表（2023年4月）" in said
    assert "交通局重点项目.xlsx" in said
    assert "再报/" not in said
    assert said.index(WRONG.text) < said.index(told.text)
    assert "K5、J5" in said
    assert "已换算" not in said
    assert "2023年5月8日" in said


def test_a_unit_that_has_not_reported_is_told_what_is_missing(slips) -> None:
    missing = [report(form, ReportingState.MISSING) for form in ("重点项目", "招商引资")]
    (document,) = slips("催报单", [*missing, report("向上争取", ReportingState.ON_TIME)])
    said = text(document)
    assert document.path == "催报单/县交通局催报单（2023年4月）.docx"
    assert "《重点项目建设进度月报表》（2023年4月），应于5月5日17:00前报送" in said
    assert "《招商引资项目进展情况月报表》" in said
    assert "向上争取" not in said
    assert "请于5月9日17:00前补报" in said


def test_nobody_is_reminded_before_the_deadline(slips) -> None:
    later = report("项目谋划", ReportingState.MISSING, overdue=False)
    assert slips("催报单", [later]) == []
    (document,) = slips("催报单", [later, report("重点项目", ReportingState.MISSING)])
    assert "项目谋划" not in text(document)


def test_a_unit_in_order_gets_neither(slips) -> None:
    for name in ("退回通知", "催报单"):
        assert slips(name, [report("重点项目", ReportingState.LATE)], WRONG) == []


def test_no_more_findings_are_printed_than_a_notice_holds_and_the_rest_is_counted(slips, definitions) -> None:
    returned = report("重点项目", ReportingState.RETURNED, file=FILE)
    (document,) = slips("退回通知", [returned], *(replace(WRONG, text=f"问题{n}。") for n in range(MOST_ROWS + 5)))
    assert f"问题{MOST_ROWS - 1}。" in text(document)
    assert f"问题{MOST_ROWS}。" not in text(document)
    assert "另有5条未列出" in text(document)


@pytest.mark.parametrize("name", ["退回通知", "催报单"])
def test_word_opens_it_without_repair(slips, name: str, tmp_path) -> None:
    reports = [report("重点项目", ReportingState.RETURNED, file=FILE), report("招商引资", ReportingState.MISSING)]
    (document,) = slips(name, reports, WRONG)
    path = tmp_path / "单.docx"
    path.write_bytes(document.content)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_a_unit_is_described_with_what_it_is_asked_for(definitions) -> None:
    unit = definitions.directory.by_name["县交通局"]
    own = unit_context(unit, [report("重点项目", ReportingState.RETURNED, file=FILE)], [WRONG], definitions.forms)
    assert own["退回"]["行"][0]["强制"].value == 1  # type: ignore[index]
    assert own["催报"]["行"] == []  # type: ignore[index]


def test_notes_name_units_in_official_order_with_their_reasons_under_their_form(definitions) -> None:
    given = [
        replace(WRONG, unit=unit, form=form, level=Level.MUST_EXPLAIN, explanation=Explanation(f"{unit}的原因。", FILE))
        for unit, form in (("青滩镇", "重点项目"), ("县交通局", "招商引资"), ("县发改局", "重点项目"))
    ]
    notes = context.build(replace(sample(definitions, APRIL), explained=tuple(given)))["审核说明"]
    assert [row["单位"] for row in notes["行"]] == ["县发改局", "县交通局", "青滩镇"]  # type: ignore[index]
    projects = notes["报表"]["重点项目"]  # type: ignore[index]
    assert [row["说明"] for row in projects["行"]] == ["县发改局的原因", "青滩镇的原因"]
    assert [row["单位"] for row in projects["组别"]["乡镇"]["行"]] == ["青滩镇"]


def test_the_monthly_notice_prints_reasons_where_it_says_who_has_reported(definitions) -> None:
    explained = (replace(WRONG, explanation=Explanation("核减3月多报20万元", FILE)),)
    template, material = compile_templates(definitions)["月通报"], sample(definitions, APRIL)
    for given, said in ((explained, True), ((), False)):
        own = replace(material, explained=given)
        (document,) = issue(definitions.notices["月通报"], template, context.build(own), own)
        assert ("有关单位作了说明：县交通局“芝茅路改造”，核减3月多报20万元。" in text(document)) is said
