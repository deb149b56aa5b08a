"""What of a batch goes into the journal."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from msgspec.structs import asdict

from pipeline.catalogue import journal as say
from pipeline.journal import Event
from pipeline.manifest import BatchFacts
from pipeline.model.correction import FrozenIssue
from pipeline.model.ledger import Identity
from pipeline.model.submission import Submission
from pipeline.publishing import MANIFEST, manifest


def noted(
    facts: BatchFacts, received: Mapping[str, datetime], folder: Path | None, issues: Sequence[FrozenIssue] = ()
) -> Iterator[Event]:
    """Yield what came in, which returns were accepted or returned, what was issued, and what is frozen."""
    yield from _received(facts, received)
    for table in facts.due:
        sent = table.submission
        kind = say.ACCEPTED if facts.took(table) else say.RETURNED
        fact = {"file": sent.file.path, "sheet": sent.sheet, "sha256": sent.file.sha256, **_first(sent, received)}
        yield Event(kind, sent.period.code, f"{sent.unit}《{sent.form}》", fact)
    if folder is not None:
        yield from _issued(facts.period.code, folder)
    yield from frozen_events(issues)


def frozen_events(issues: Iterable[FrozenIssue]) -> Iterator[Event]:
    """Yield that editions are frozen: by whom and when stands in their records, whoever notes it."""
    for issue in issues:
        fact = {"edition": issue.edition, "manifest": issue.manifest_sha256, "frozen_at": str(issue.at), "frozen_by": issue.by}
        yield Event(say.FROZEN if issue.edition == 1 else say.REISSUED, issue.period, str(issue.edition), fact)


def number_events(numbers: Mapping[Identity, str]) -> Iterator[Event]:
    """Yield which problem of the ledger has which number: given once for all, and not to be worked out again from returns."""
    for identity, number in numbers.items():
        yield Event(say.NUMBERED, "", number, asdict(identity))


def _first(sent: Submission, received: Mapping[str, datetime]) -> dict[str, object]:
    """Return by which file a return that was sent again first came, and when: it decides whether it came in time, and nobody else keeps it."""
    if sent.first is None or sent.first.sha256 == sent.file.sha256:
        return {}
    return {"first": sent.first.sha256, "first_received": str(received.get(sent.first.sha256, sent.first.received))}


def _received(facts: BatchFacts, received: Mapping[str, datetime]) -> Iterator[Event]:
    names = {table.submission.file.sha256: table.submission.file.path for table in facts.due}
    for sha256, moment in received.items():
        if sha256 in names:
            yield Event(say.RECEIVED, "", sha256, {"file": names[sha256], "received": str(moment)})


def _issued(period: str, folder: Path) -> Iterator[Event]:
    facts = manifest(folder) or {}
    sha256 = hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    edition = facts.get("edition", {})
    fact = {"manifest": sha256, "definitions": facts.get("definitions"), "documents": len(facts.get("outputs", ())), **edition}
    yield Event(say.ISSUED, period, folder.name, fact)
