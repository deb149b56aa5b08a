"""单位: what a notice to one unit may say about it."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pipeline.catalogue import notices as words
from pipeline.documents.context import Context
from pipeline.documents.material import Material
from pipeline.documents.reporting_context import reporting
from pipeline.model.figure import Figure
from pipeline.model.finding import Finding, Level
from pipeline.model.reporting import ReportingState, UnitReport
from pipeline.model.unit import Unit


def unit_contexts(material: Material, states: Sequence[ReportingState]) -> Iterator[Context]:
    """Yield the data of every unit that must report and stands so with any form, in official order."""
    reports: dict[str, list[UnitReport]] = {}
    for report in material.reports:
        reports.setdefault(report.unit, []).append(report)
    findings: dict[str, list[Finding]] = {}
    for finding in material.findings:
        findings.setdefault(finding.unit, []).append(finding)
    for unit in material.definitions.directory.units:
        own = reports.get(unit.name, [])
        if any(not states or report.state in states for report in own):
            yield {"单位": unit_context(unit, own, findings.get(unit.name, []))}


def unit_context(unit: Unit, reports: Sequence[UnitReport], findings: Sequence[Finding]) -> Context:
    """Describe one unit: its names, how it stands with each form, what was found in its returns."""
    return {
        "名称": unit.name,
        "全称": unit.full or unit.name,
        "组别": unit.group,
        "报送": reporting(reports, (unit,)),
        "审核问题": _findings(findings),
    }


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
        "工作表": finding.sheet,
        "单元格": "、".join(finding.cells),
        "项目": finding.row,
        "问题": finding.text,
        "填报值": finding.found,
        "应为": finding.expected,
        "处理": finding.remedy,
    }
