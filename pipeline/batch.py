"""THE LINE: one batch, from the inbox to the outbox; start reading here.

Data runs forward through seven stages. Only this module knows their order, asks the history, and holds the lock. A batch is a pure
function of the inbox, the definitions, the history and the stated clock: the same of these give the same bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline import documents, intake, merging, publishing, statistics, validation
from pipeline.archive import Archive
from pipeline.catalogue import console as say
from pipeline.config import load_definitions
from pipeline.disk.lock import held
from pipeline.history import History, form_period, open_history
from pipeline.manifest import BatchFacts, manifest
from pipeline.model.calendar import WorkCalendar
from pipeline.model.definitions import Definitions
from pipeline.model.document import Document
from pipeline.model.earlier import EarlierFigures
from pipeline.model.finding import Finding, Level
from pipeline.model.period import Period
from pipeline.model.reporting import ReportingState, UnitReport
from pipeline.model.submission import InboxFile
from pipeline.model.table import ReturnTable
from pipeline.publishing import Published
from pipeline.reading.showing import show
from pipeline.reading.starting import start

LOCK, RETURNS = Path("state/batch.lock"), Path("state/returns")

Tell = Callable[[str], None]


@dataclass(frozen=True)
class BatchOutcome:
    """What a batch did, for the command line and its exit code."""

    period: Period
    reports: tuple[UnitReport, ...]
    findings: tuple[Finding, ...]
    published: Published
    folder: Path

    @property
    def complete(self) -> bool:
        """True where nothing is missing and nothing was returned."""
        return not any(report.state in {ReportingState.MISSING, ReportingState.RETURNED} for report in self.reports)


@dataclass(frozen=True)
class Computed:
    """Everything a batch works out before it writes anything."""

    facts: BatchFacts
    documents: tuple[Document, ...]
    received: Mapping[str, datetime]
    """content hash → when a file of it arrived"""
    rows: Mapping[tuple[str, str], Any]
    figures: EarlierFigures
    taken: Sequence[InboxFile]
    """files whose bytes are to be kept"""


def run_batch(
    workspace: Path, period: Period, now: datetime, *, dry_run: bool = False, tell: Tell = lambda _: None
) -> BatchOutcome:
    """Run one batch; raises PipelineError for mistakes of our own set-up, before the inbox is opened."""
    definitions, folder = load_definitions(workspace), workspace / "outbox" / period.code
    with held(workspace / LOCK, now) as lock, open_history(definitions.office.store, workspace) as history:
        tell(say.STARTED.format(period=period.label))
        if lock.died:
            tell(say.TAKEN_OVER.format(holder=lock.died))
        computed = compute(definitions, workspace / "inbox", period, now, history, tell)
        facts = computed.facts
        if dry_run:
            return _outcome(facts, publishing.preview(computed.documents, folder), folder)
        Archive(workspace / "inbox", workspace / RETURNS).keep(computed.taken)
        history.record(period, computed.received, computed.rows, computed.figures)
        published = publishing.publish(computed.documents, folder, manifest(facts), lock.require)
        return _outcome(facts, published, folder)


def _outcome(facts: BatchFacts, published: Published, folder: Path) -> BatchOutcome:
    return BatchOutcome(facts.period, tuple(facts.reports), tuple(facts.findings), published, folder)


def compute(definitions: Definitions, inbox: Path, period: Period, now: datetime, history: History, tell: Tell) -> Computed:  # noqa: PLR0913, PLR0917
    """Do the first six stages; nothing is written."""
    forms = definitions.forms
    earlier = history.earlier(period, forms, statistics.remembered(definitions.statistics))
    files, unsettled = intake.collect(inbox, definitions.office, history.seen(), now)
    reading = start(files, inbox, definitions)
    tables, unread = reading.collect()
    due = _due(tables, definitions, period)
    tell(say.READ.format(files=len(files), tables=len(tables), due=len(due)))
    before = _of_this_batch((*unsettled, *unread), definitions, period)
    accepted, doubts = validation.validate(due, forms, definitions.directory, earlier, before)
    findings, explained = validation.settle((*before, *doubts), reading.answers)
    received = validation.Received(files, due, accepted, findings)
    reports = validation.standing(definitions.directory, forms, received, _deadlines(definitions, period), period)
    tell(_validated(due, accepted, findings))
    merged = merging.merge(accepted, forms, definitions.directory)
    results = statistics.compute(merged, definitions, earlier, reports, period)
    issued = documents.render(results, merged, reports, findings, definitions, period, explained)
    archive = Archive(inbox, inbox.parent / RETURNS)
    sources = documents.Sources(files, archive.content, lambda those: show(those, inbox, definitions))
    issued += documents.answer(findings, explained, sources, period)
    tell(say.RENDERED.format(documents=len(issued)))
    facts = BatchFacts(definitions, period, due, accepted, reports, findings, results, explained)
    seen = {file.sha256: file.received for file in files}
    return Computed(facts, issued, seen, _rows(merged), statistics.for_history(results, period), _taken(files, due, findings))


def _due(tables: Sequence[ReturnTable], definitions: Definitions, period: Period) -> tuple[ReturnTable, ...]:
    """Keep the returns this batch is about: each form's latest complete period."""
    return tuple(
        table for table in tables if table.submission.period == form_period(definitions.forms[table.submission.form], period)
    )


def _of_this_batch(findings: Sequence[Finding], definitions: Definitions, period: Period) -> tuple[Finding, ...]:
    """Keep findings about returns of this batch and about files nobody could place."""
    due = {name: form_period(form, period).code for name, form in definitions.forms.items()}
    return tuple(finding for finding in findings if not finding.period or due.get(finding.form, finding.period) == finding.period)


def _taken(files: Sequence[InboxFile], due: Sequence[ReturnTable], findings: Sequence[Finding]) -> list[InboxFile]:
    """Return the files this batch took account of: those it read returns of, and those it sends back."""
    taken = {table.submission.file.path for table in due}
    taken |= {finding.file for finding in findings if finding.level is Level.MUST_FIX}
    return [file for file in files if file.path in taken]


def _deadlines(definitions: Definitions, period: Period) -> dict[str, datetime]:
    rules, calendar = definitions.office.deadlines, WorkCalendar(definitions.office.calendar)
    return {
        name: calendar.due(rules[name] if name in rules else rules["default"], form_period(form, period))
        for name, form in definitions.forms.items()
    }


def _rows(merged: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    return {(name, table.period): merging.as_rows(table) for name, table in merged.items() if table.period}


def _validated(due: Sequence[ReturnTable], accepted: Sequence[ReturnTable], findings: Sequence[Finding]) -> str:
    return say.VALIDATED.format(
        accepted=len(accepted), returned=len(due) - len(accepted), findings=len(findings), **counted(findings)
    )


def counted(findings: Sequence[Finding]) -> dict[str, int]:
    """Return how many findings there are of each level, by the names messages use."""
    levels = [finding.level for finding in findings]
    return {
        "must_fix": levels.count(Level.MUST_FIX),
        "must_explain": levels.count(Level.MUST_EXPLAIN),
        "notices": levels.count(Level.NOTICE),
    }
