"""报送: who has reported what, as templates see it; counted in returns (份) and in units (个)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from pipeline.catalogue import notices as words
from pipeline.model.figure import Figure
from pipeline.model.reporting import ReportingState, UnitReport
from pipeline.model.unit import Unit

Group = dict[str, object]


def reporting(reports: Sequence[UnitReport], units: Iterable[Unit]) -> Mapping[str, object]:
    """Return 应报, 需补报 (未报 and 退回) and every state, over all forms and under 报表 for each; units stand in official order."""
    order = {unit.name: position for position, unit in enumerate(units)}
    ordered = sorted(reports, key=lambda report: order.get(report.unit, len(order)))
    forms = dict.fromkeys(report.form for report in reports)
    by_form = {form: _states([report for report in ordered if report.form == form]) for form in forms}
    units_due = {report.unit for report in reports if report.state is not ReportingState.NO_TASK}
    return _states(ordered) | {"报表": by_form, "单位数": _count("单位数", len(units_due), words.UNITS)}


def _states(reports: Sequence[UnitReport]) -> Group:
    due = [report for report in reports if report.state is not ReportingState.NO_TASK]
    states = {state.value: [report for report in reports if report.state is state] for state in ReportingState}
    states |= {words.DUE: due, words.TO_SEND_AGAIN: states[ReportingState.RETURNED] + states[ReportingState.MISSING]}
    return {name: _group(name, members) for name, members in states.items()}


def _group(name: str, reports: Sequence[UnitReport]) -> Group:
    units = list(dict.fromkeys(report.unit for report in reports))
    return {
        "个数": _count(name, len(reports), words.RETURNS),
        "单位数": _count(name, len(units), words.UNITS),
        "单位": units,
        "行": [report_row(report) for report in reports],
    }


def report_row(report: UnitReport) -> Group:
    """Return one unit's standing with one form; 收到 is — where nothing came, and names the correction where one came later."""
    received = words.NOT_RECEIVED if report.received is None else _moment(report.received)
    if report.corrected:
        received = words.CORRECTED.format(first=received, corrected=_moment(report.corrected))
    return {
        "单位": report.unit,
        "组别": report.group,
        "报表": report.form,
        "期限": _moment(report.deadline),
        "收到": received,
        "情况": report.state.value,
        "迟报": words.ALSO_LATE if report.late else "",
        "文件": report.file,
    }


def _moment(moment: datetime) -> str:
    return words.MOMENT.format(moment)


def _count(name: str, number: int, unit: str) -> Figure:
    return Figure(f"报送.{name}", Decimal(number), "count", unit)
