"""What a person decides about an issue: to freeze it, and to issue its correction as the next edition."""

from datetime import datetime
from pathlib import Path

from pipeline import documents, overview, publishing
from pipeline.batch import compute
from pipeline.catalogue import publishing as words
from pipeline.desk import Tell, at_desk
from pipeline.model.correction import Correction, FrozenIssue
from pipeline.model.errors import Mistake, PublishError
from pipeline.model.period import Period
from pipeline.noting import noted
from pipeline.publishing import Edition


def freeze(workspace: Path, period: Period, now: datetime, by: str, tell: Tell = lambda _: None) -> FrozenIssue:
    """Make what stands in the outbox final.

    Raises PublishError where nothing stands there, where it is still a draft, or where it is frozen already.
    """
    with at_desk(workspace, period, now, by, tell) as desk:
        if desk.issues:
            last = desk.issues[-1]
            raise _refused(period, words.FROZEN_ALREADY.format(period=period.label, at=last.at, by=last.by, edition=last.edition))
        publishing.complete(desk.folder)
        facts = publishing.manifest(desk.folder) or {}
        if facts.get("edition", {}).get("state") == words.DRAFT:
            raise _refused(period, words.STILL_DRAFT.format(period=period.label))
        issue = desk.freeze()
        overview.refresh(workspace, period.code)
        return issue


def reissue(
    workspace: Path, period: Period, now: datetime, by: str, tell: Tell = lambda _: None
) -> tuple[FrozenIssue, tuple[Correction, ...]]:
    """Issue what changed since an issue was frozen as its next edition, in a folder beside it, frozen in turn.

    Raises PublishError where the period is not frozen or nothing has changed. Done again after an interruption it ends the same.
    """
    with at_desk(workspace, period, now, by, tell) as desk:
        if not desk.issues:
            raise _refused(period, words.NOT_FROZEN.format(period=period.label))
        corrected = desk.issues[-1]
        computed = compute(desk, tell)
        changes = publishing.corrections(workspace, corrected, computed.documents)
        if not changes:
            raise _refused(period, words.NOTHING_TO_CORRECT.format(period=period.label, edition=corrected.edition))
        number = corrected.edition + 1
        folder = desk.folder / words.EDITION_FOLDER.format(number=number)
        notice = documents.correction_documents(changes, documents.Reissue(corrected, now), desk.definitions, period)
        desk.archive.keep(computed.taken)
        issued = (*notice, *computed.documents)
        publishing.keep_copies(workspace, period.code, issued)
        publishing.keep_templates(workspace, desk.definitions.templates.values())
        facts = {**computed.manifest.result(), "edition": Edition(number, words.CORRECTED).listed}
        desk.history.record(period, computed.received, computed.rows, computed.figures)
        desk.record_ledger(computed.ledger)
        publishing.publish(issued, folder, facts, desk.lock.require)
        issue = publishing.standing_issue(folder, number, now, by, desk.journal.head)
        publishing.freeze(workspace, issue)
        publishing.propose((), desk.folder / words.PROPOSED_FOLDER, {}, desk.lock.require)
        desk.journal.note(noted(computed.facts, computed.received, folder, desk.issues), now, by)
        overview.refresh(workspace, period.code)
        return issue, changes


def _refused(period: Period, why: str) -> PublishError:
    return PublishError(Mistake(f"outbox/{period.code}", why))
