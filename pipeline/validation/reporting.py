"""How every unit stands with every form it must report: 按时, 迟报, 退回, 未报, 零报告 or 无任务."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import replace

from pipeline.model.finding import Finding, Level
from pipeline.model.form import Form
from pipeline.model.period import Period
from pipeline.model.reporting import FirstReceipt, Place, ReportingState, UnitReport
from pipeline.model.submission import InboxFile
from pipeline.model.table import ReturnTable
from pipeline.model.unit import Unit, UnitDirectory


class Received(Struct, frozen=True):
    """What has come in and what became of it: `tables` as read, `accepted` and `findings` after validation."""

    files: Sequence[InboxFile]
    tables: Sequence[ReturnTable]
    accepted: Sequence[ReturnTable]
    findings: Sequence[Finding]
    firsts: Mapping[Place, FirstReceipt] = field(default_factory=dict)
    """when each return first came"""
    now: datetime = datetime(9999, 12, 31)
    """the stated clock; what is due later is not overdue"""


class _Arrival(Struct, frozen=True):
    """The file by which a unit answered for a form, with the state it would have if it came in time."""

    file: str
    received: datetime | None
    state: ReportingState
    first: datetime | None = None


def standing(
    directory: UnitDirectory, forms: Mapping[str, Form], received: Received, deadlines: Mapping[str, datetime], period: Period
) -> tuple[UnitReport, ...]:
    """Return one report per form and unit that must report it, forms in their order, units in official order.

    A file whose unit or form could not be told counts for nobody: its sender is 未报 until it is sent so that it can be read.
    """
    arrivals = _unread(received) | _read(received)
    reports = []
    for name, form in forms.items():
        due = period.latest(form.reported.every)
        for unit in directory.units:
            if must_report(unit, form, due):
                arrival = arrivals.get((unit.name, name, due.code)) or arrivals.get((unit.name, name, ""))
                report = _report(unit, (name, due.code), deadlines[name], arrival)
                reports.append(replace(report, overdue=deadlines[name] < received.now))
    return tuple(reports)


def first_receipts(tables: Sequence[ReturnTable], known: Mapping[Place, FirstReceipt]) -> dict[Place, FirstReceipt]:
    """Return when each return first came: the earliest of its editions in the inbox, or one that earlier batches knew.

    A file that is still there is asked itself: the register may have learnt meanwhile when it really came.
    """
    firsts = {}
    for table in tables:
        sent, before = table.submission, known.get(_place(table))
        first = sent.first or sent.file
        still_there = before is not None and before.sha256 in {first.sha256, sent.file.sha256}
        earlier = before is not None and before.received < first.received and not still_there
        firsts[_place(table)] = before if before and earlier else FirstReceipt(first.sha256, first.received)
    return firsts


def must_report(unit: Unit, form: Form, due: Period) -> bool:
    """Return whether a form is asked of a unit at all in a period; 无任务 is still asked, and excused."""
    asked = unit.group in form.reported.by or unit.name in form.reported.by
    return asked and (unit.until is None or due.start <= unit.until)


def _report(unit: Unit, asked: tuple[str, str], deadline: datetime, arrival: _Arrival | None) -> UnitReport:
    form, period = asked
    if arrival is None:
        state = ReportingState.NO_TASK if form in unit.no_task else ReportingState.MISSING
        return UnitReport(unit.name, unit.group, form, period, state, deadline)
    first, received = arrival.first or arrival.received, arrival.received
    late = first is not None and first > deadline
    state = ReportingState.LATE if late and arrival.state is ReportingState.ON_TIME else arrival.state
    corrected = None if first == received else received
    return UnitReport(unit.name, unit.group, form, period, state, deadline, first, arrival.file, late, corrected)


def _read(received: Received) -> dict[Place, _Arrival]:
    accepted = {_place(table) for table in received.accepted}
    arrivals: dict[Place, _Arrival] = {}
    for table in sorted(received.tables, key=lambda table: (not table.zero_report, table.submission.file.received)):
        file = table.submission.file
        state = ReportingState.ZERO if table.zero_report else ReportingState.ON_TIME
        first = received.firsts.get(_place(table))
        arrivals[_place(table)] = _Arrival(
            file.path,
            file.received,
            state if _place(table) in accepted else ReportingState.RETURNED,
            first.received if first else None,
        )
    return arrivals


def _unread(received: Received) -> dict[Place, _Arrival]:
    """Return files that gave no table although it is known whose they are; the period is "" where that could not be told."""
    arrived = {file.path: file.received for file in received.files}
    return {
        (finding.unit, finding.form, finding.period): _Arrival(finding.file, arrived.get(finding.file), ReportingState.RETURNED)
        for finding in received.findings
        if finding.level is Level.MUST_FIX and finding.unit and finding.form
    }


def _place(table: ReturnTable) -> Place:
    return table.submission.unit, table.submission.form, table.submission.period.code
