"""单位: what a notice to one unit may say about it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.catalogue import ledger as ledger_words
from pipeline.catalogue import notices as words
from pipeline.documents.context import Context
from pipeline.documents.ledger_context import picked, unit_ledger
from pipeline.documents.material import Material
from pipeline.documents.reporting_context import report_row, reporting
from pipeline.model.figure import Figure
from pipeline.model.finding import Finding, Level
from pipeline.model.form import Form
from pipeline.model.ledger import UnitLedger
from pipeline.model.period import Period
from pipeline.model.reporting import ReportingState, UnitReport
from pipeline.model.unit import Unit

MOST_ROWS = 60
"""findings printed in a notice to one unit; the marked workbook has the rest"""


def unit_contexts(material: Material, states: Sequence[ReportingState], items: Sequence[str] = ()) -> Iterator[Context]:
    """Yield the data of every unit that must report and stands so with any form, in official order.

    Where `items` names states or colours of the ledger, it is the units with such open problems, whatever they report.
    """
    reports: dict[str, list[UnitReport]] = {}
    for report in material.reports:
        reports.setdefault(report.unit, []).append(report)
    findings: dict[str, list[Finding]] = {}
    for finding in material.findings:
        findings.setdefault(finding.unit, []).append(finding)
    ledgers = {own.unit: own for own in material.ledger.units} if material.ledger else {}
    for unit in material.definitions.directory.units:
        own = reports.get(unit.name, [])
        problems = ledgers.get(unit.name)
        concerned = bool(items) and problems is not None and bool(picked(problems, items))
        if concerned or (not items and any(not states or (report.state in states and _is_due(report)) for report in own)):
            forms = material.definitions.forms
            told = unit_context(unit, own, findings.get(unit.name, []), forms)
            yield {"单位": told | _ledger(problems, items, material)}


def unit_context(unit: Unit, reports: Sequence[UnitReport], findings: Sequence[Finding], forms: Mapping[str, Form]) -> Context:
    """Describe one unit: its names, how it stands with each form, what was found in its returns."""
    return {
        "名称": unit.name,
        "全称": unit.full or unit.name,
        "组别": unit.group,
        "报送": reporting(reports, (unit,)),
        "退回": _standing([report for report in reports if report.state is ReportingState.RETURNED], findings, forms),
        "催报": _standing(
            [report for report in reports if report.state is ReportingState.MISSING and report.overdue], findings, forms
        ),
        "审核问题": _findings(findings),
        "退回问题": _to_answer(reports, findings),
    }


def _is_due(report: UnitReport) -> bool:
    return report.state is not ReportingState.MISSING or report.overdue


def _standing(reports: Sequence[UnitReport], findings: Sequence[Finding], forms: Mapping[str, Form]) -> Context:
    """Return what a unit is asked for, form by form, with the full titles and how much is to be mended and to be explained."""
    rows = []
    for number, report in enumerate(reports, 1):
        own = [finding for finding in findings if finding.form == report.form]
        counted = {level.value: _counted([finding for finding in own if finding.level is level]) for level in Level}
        titles = {
            "名称": forms[report.form].title,
            "期": Period.parse(report.period).label,
            "文件名": report.file.rpartition("/")[2],
        }
        rows.append({"序号": str(number), **report_row(report), **titles, **counted})
    return {"行": rows, "个数": Figure("报表", Decimal(len(rows)), "count", words.RETURNS)}


def _to_answer(reports: Sequence[UnitReport], findings: Sequence[Finding]) -> Context:
    """Return what must be mended or explained in the returns sent back, as much as fits on a notice, and how much does not."""
    returned = {report.file for report in reports if report.state is ReportingState.RETURNED}
    asked = [finding for finding in findings if finding.file in returned and finding.level is not Level.NOTICE]
    in_order = sorted(asked, key=lambda finding: list(Level).index(finding.level))
    rest = Figure("未列出", Decimal(max(len(in_order) - MOST_ROWS, 0)), "count", words.FINDINGS)
    return _listed(in_order[:MOST_ROWS]) | {"未列出": rest}


def _counted(findings: Sequence[Finding]) -> Figure:
    return Figure("审核问题", Decimal(len(findings)), "count", words.FINDINGS)


def _ledger(own: UnitLedger | None, items: Sequence[str], material: Material) -> Context:
    if own is None or material.ledger is None:
        return {}
    return {ledger_words.NAME: unit_ledger(own, items, material.ledger, material.definitions.directory.positions)}


def _findings(findings: Sequence[Finding]) -> Context:
    levels = {level.value: _listed([finding for finding in findings if finding.level is level]) for level in Level}
    return _listed(findings) | levels


def _listed(findings: Iterable[Finding]) -> Context:
    rows = [_row(number, finding) for number, finding in enumerate(findings, 1)]
    return {"行": rows, "个数": Figure("审核问题", Decimal(len(rows)), "count", words.FINDINGS)}


def _row(number: int, finding: Finding) -> dict[str, str]:
    return {
        "序号": str(number),
        "编号": finding.code,
        "级别": finding.level.value,
        "报表": finding.form,
        "文件": finding.file,
        "文件名": finding.file.rpartition("/")[2],
        "工作表": finding.sheet,
        "单元格": "、".join(finding.cells),
        "项目": finding.row,
        "问题": finding.text,
        "填报值": finding.found,
        "应为": finding.expected,
        "处理": finding.remedy,
    }
