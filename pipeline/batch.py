"""THE LINE: one batch, from the inbox to the outbox; start reading here.

Data runs forward through seven stages. Only this module knows their order, asks the history, and holds the lock. A batch is a pure
function of the inbox, the definitions, the history and the stated clock: the same of these give the same bytes.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pipeline import documents, intake, ledger, merging, overview, proofreading, publishing, statistics, validation
from pipeline.asking import asked_forms, deadlines, due_returns, of_this_batch
from pipeline.beside import Beside
from pipeline.catalogue import console as say
from pipeline.catalogue.ledger import CONFIRMATION
from pipeline.catalogue.publishing import DRAFT, FROZEN
from pipeline.catalogue.publishing import PROPOSED_FOLDER as PROPOSED
from pipeline.desk import READ, Desk, Tell, at_desk
from pipeline.history import TodaysNames
from pipeline.manifest import FORMAT, BatchFacts, manifest
from pipeline.model.correction import Correction, FrozenIssue
from pipeline.model.document import Document
from pipeline.model.earlier import EarlierFigures
from pipeline.model.finding import Finding, Level
from pipeline.model.ledger import LedgerBook, LedgerRecord
from pipeline.model.period import Period
from pipeline.model.reporting import FirstReceipt, Place, ReportingState, UnitReport
from pipeline.model.submission import InboxFile
from pipeline.model.table import ReturnTable
from pipeline.noting import noted
from pipeline.publishing import Edition, Published, edition_of
from pipeline.reading.read_before import ReadBefore
from pipeline.reading.showing import show
from pipeline.reading.starting import Reading, start


class BatchOutcome(Struct, frozen=True):
    """What a batch did, for the command line and its exit code."""

    period: Period
    reports: tuple[UnitReport, ...]
    findings: tuple[Finding, ...]
    published: Published
    folder: Path
    edition: Edition
    corrections: tuple[Correction, ...] = ()
    """what a frozen issue says that these returns contradict; the issue itself was left alone"""
    flips: tuple[str, ...] = ()
    """ranks, lists and sentences of the standing issue that a trial run would change"""
    pdf_wanted: bool = False
    """whether the office wants PDF copies of it"""

    @property
    def frozen(self) -> bool:
        """True where the issue may no longer change."""
        return self.edition.state == FROZEN

    @property
    def complete(self) -> bool:
        """True where nothing is missing and nothing was returned."""
        return not any(report.state in {ReportingState.MISSING, ReportingState.RETURNED} for report in self.reports)


class Computed(Struct, frozen=True):
    """Everything a batch works out before it writes anything."""

    facts: BatchFacts
    manifest: Beside[dict[str, publishing.Encoded]]
    """what manifest.json is to tell of the batch, without its edition"""
    documents: tuple[Document, ...]
    received: Mapping[str, datetime]
    """content hash → when a file of it first arrived"""
    firsts: Mapping[Place, FirstReceipt]
    rows: Mapping[tuple[str, str], Any]
    figures: EarlierFigures
    taken: Sequence[InboxFile]
    """files whose bytes are to be kept"""
    reading: Reading
    ledger: LedgerRecord
    book: LedgerBook | None


def run_batch(  # noqa: PLR0913 - whose batch of what, when, and how much of it
    workspace: Path, period: Period, now: datetime, *, dry_run: bool = False, by: str = "", tell: Tell = lambda _: None
) -> BatchOutcome:
    """Run one batch; raises PipelineError for mistakes of our own set-up, before the inbox is opened."""
    with at_desk(workspace, period, now, by, tell) as desk:
        tell(say.STARTED.format(period=period.label))
        computed = compute(desk, tell)
        if dry_run:
            issue = desk.issues[-1] if desk.issues else None
            return _proposed(desk, computed, issue, dry_run=True) if issue else _previewed(desk, computed)
        computed.reading.remember()
        desk.remember_good()
        desk.archive.keep(computed.taken)
        desk.history.record_first_receipts(computed.firsts)
        freeze_if_due(desk, computed, tell)
        outcome = _proposed(desk, computed, desk.issues[-1]) if desk.issues else _issued(desk, computed)
        overview.refresh(workspace, period.code)
        return replace(outcome, pdf_wanted=desk.definitions.office.pdf_copies and outcome.edition.state != DRAFT)


def compute(desk: Desk, tell: Tell) -> Computed:  # noqa: PLR0915 - the line: a statement or two for each stage
    """Do the first six stages; nothing is written."""
    definitions, period, inbox = desk.definitions, desk.period, desk.workspace / "inbox"
    forms, wanted = definitions.forms, asked_forms(definitions, period)
    names = TodaysNames.by(definitions.directory)
    earlier = names.earlier(desk.history.earlier(period, forms, statistics.remembered(definitions.statistics)))
    files, unsettled = intake.collect(inbox, definitions.office, desk.history.seen(), desk.now)
    reading = start(files, inbox, ledger.readable(definitions), before=ReadBefore(desk.workspace / READ, definitions.sha256))
    documents.due_notices(definitions, period)  # what is printed from is compiled while the files are read
    overview.prepare_pages()
    returned, unread, files = reading.collect()
    tables, confirmations = ledger.parted(returned)
    due = due_returns(tables, definitions, period)
    tell(say.READ.format(files=len(files), tables=len(tables), due=len(due)))
    before = of_this_batch((*unsettled, *unread), definitions, period)
    accepted, doubts = validation.validate(due, forms, definitions.directory, earlier, before)
    findings, explained = validation.settle((*before, *doubts), reading.answers)
    firsts = validation.first_receipts(due, desk.history.first_receipts())
    received = validation.Received(files, due, accepted, findings, firsts, desk.now)
    reports = validation.standing(definitions.directory, wanted, received, deadlines(definitions, period), period)
    decided = CONFIRMATION, period.code
    findings = tuple(one for one in findings if not one.form or one.form in wanted or (one.form, one.period) == decided)
    tell(_validated(due, accepted, findings))
    merged = merging.merge(accepted, forms, definitions.directory)
    standing = statistics.Standing(reports, findings)
    seen = ledger.Seen(merged, reports, findings, earlier, period, desk.frozen)
    book, record, findings = ledger.keep(seen, confirmations, names.ledger(desk.history.ledger()), definitions)
    sources = documents.Sources(files, desk.archive.content, lambda those: show(those, inbox, definitions))
    answered = Beside(lambda: documents.answer(findings, explained, sources, period), len(findings))
    results = statistics.compute(merged, definitions, earlier, standing, period)
    rendered = documents.render(results, merged, reports, findings, definitions, period, explained, earlier.last, book)
    printed = results if book is None else {**results, book.result.name: book.result}
    due, accepted = (*due, *confirmations), (*accepted, *confirmations)
    facts = BatchFacts(definitions, period, due, accepted, reports, findings, printed, explained)
    told = Beside(lambda: publishing.encoded(manifest(facts)), len(reports))
    checked = proofreading.self_check((*rendered.notices, rendered.register), definitions.directory.roster)
    figures, taken = statistics.for_history(results, period), _taken(files, due, findings)
    issued = (*rendered.whole(), *answered.result(), *checked.report)
    tell(say.RENDERED.format(documents=len(issued)))
    tell(checked.said)
    return Computed(facts, told, issued, _first_seen(files), firsts, _rows(merged), figures, taken, reading, record, book)


def _previewed(desk: Desk, computed: Computed) -> BatchOutcome:
    edition = edition_of(computed.facts.reports, desk.now)
    outcome = _outcome(computed, publishing.preview(computed.documents, desk.folder), desk.folder, edition)
    return replace(outcome, flips=publishing.flips(computed.documents, desk.folder))


def _issued(desk: Desk, computed: Computed) -> BatchOutcome:
    """Make what was computed the issue of its period."""
    edition, code = edition_of(computed.facts.reports, desk.now), desk.period.code
    publishing.keep_copies(desk.workspace, code, computed.documents)
    publishing.keep_templates(desk.workspace, desk.definitions.templates.values())
    desk.history.record(desk.period, computed.received, computed.rows, computed.figures)
    desk.record_ledger(computed.ledger)
    facts = {**computed.manifest.result(), "edition": edition.listed}
    published = publishing.publish(computed.documents, desk.folder, facts, desk.lock.require)
    desk.journal.note(noted(computed.facts, computed.received, desk.folder), desk.now, desk.by)
    publishing.drop_copies(desk.workspace, code, computed.documents)
    return _outcome(computed, published, desk.folder, edition)


def _proposed(desk: Desk, computed: Computed, issue: FrozenIssue, *, dry_run: bool = False) -> BatchOutcome:
    """Leave a frozen issue alone, and say what it would have to say instead."""
    corrected = publishing.corrections(desk.workspace, issue, computed.documents)
    drafts = _correction_drafts(desk, corrected, issue)
    folder, edition = desk.folder / PROPOSED, Edition(issue.edition, FROZEN)
    if dry_run:
        return _outcome(computed, publishing.preview(drafts, folder), folder, edition, corrected)
    desk.history.record_sight(computed.received)
    published = publishing.propose(drafts, folder, {"format": FORMAT, "period": desk.period.code}, desk.lock.require)
    desk.journal.note(noted(computed.facts, computed.received, None, desk.issues), desk.now, desk.by)
    return _outcome(computed, published, folder, edition, corrected)


def _correction_drafts(desk: Desk, corrected: Sequence[Correction], issue: FrozenIssue) -> tuple[Document, ...]:
    return documents.correction_documents(corrected, documents.Reissue(issue), desk.definitions, desk.period) if corrected else ()


def _outcome(
    computed: Computed, published: Published, folder: Path, edition: Edition, corrected: tuple[Correction, ...] = ()
) -> BatchOutcome:
    facts = computed.facts
    return BatchOutcome(facts.period, tuple(facts.reports), tuple(facts.findings), published, folder, edition, corrected)


def freeze_if_due(desk: Desk, computed: Computed, tell: Tell) -> None:
    """Freeze what stands, where the office's policy says that its time has come and no one has."""
    days, last = desk.definitions.office.freeze_after, max((report.deadline for report in computed.facts.reports), default=None)
    if days is None or last is None or desk.now < last + timedelta(days=days) or desk.issues:
        return
    publishing.complete(desk.folder)
    if publishing.manifest(desk.folder) is not None:
        desk.freeze()
        tell(say.FROZEN_BY_POLICY.format(days=days))


def _first_seen(files: Sequence[InboxFile]) -> dict[str, datetime]:
    return {file.sha256: file.received for file in sorted(files, key=lambda file: file.received, reverse=True)}


def _taken(files: Sequence[InboxFile], due: Sequence[ReturnTable], findings: Sequence[Finding]) -> list[InboxFile]:
    """Return the files this batch took account of: those it read returns of, and those it sends back."""
    taken = {table.submission.file.path for table in due}
    taken |= {finding.file for finding in findings if finding.level is Level.MUST_FIX}
    return [file for file in files if file.path in taken]


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
