"""Checks what stands in outbox/ and state/ against what was noted when it was made; changes nothing."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from pipeline import publishing
from pipeline.catalogue import journal as kinds
from pipeline.catalogue import verifying as say
from pipeline.journal import FILE, Journal
from pipeline.model.correction import FrozenIssue
from pipeline.model.period import Period
from pipeline.publishing import MANIFEST
from pipeline.publishing.folder import STAGING, hash_of
from pipeline.publishing.frozen import copy_of


class Verification(Struct):
    """What was found: faults that somebody must mend, and notes that are no fault."""

    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    periods: int = 0
    files: int = 0
    entries: int = 0


def verified(workspace: Path) -> Verification:
    """Check every period, the journal, the frozen editions and the kept returns."""
    journal, result = Journal(workspace / FILE), Verification()
    result.faults += journal.faults()
    noted = list(journal.entries())
    result.entries = len(noted)
    issued = {(entry["period"], entry["subject"]): entry for entry in noted if entry.get("event") == kinds.ISSUED}
    for folder in sorted(filter(_is_issue, (workspace / "outbox").glob("*"))):
        issues = publishing.frozen_issues(workspace, folder.name)
        result.periods += 1
        if issues:
            for issue in issues:
                _frozen(workspace, issue, journal, result)
        else:
            _standing(folder, issued.get((folder.name, folder.name)), result)
    result.faults += _undone(workspace, noted)
    result.faults += _kept(workspace)
    return result


def _is_issue(path: Path) -> bool:
    """Tell a period's folder from others in the outbox, such as that of the blank forms."""
    try:
        Period.parse(path.name)
    except ValueError:
        return False
    return path.is_dir()


def _standing(folder: Path, noted: dict[str, Any] | None, result: Verification) -> None:
    """Check an issue that may still change: staff may edit it, but nothing may be missing."""
    facts = publishing.manifest(folder)
    if facts is None:
        result.faults.append(say.NO_MANIFEST.format(folder=folder))
        return
    if (folder / STAGING).exists():
        result.notes.append(say.ON_ITS_WAY.format(folder=folder))
    if noted is None or noted.get("manifest") != hash_of(folder / MANIFEST):
        result.faults.append(say.NOT_NOTED.format(folder=folder))
    for entry in facts.get("outputs", ()):
        result.files += 1
        if publishing.content_of(folder, entry) is None:
            edited = (folder / entry["path"]).exists()
            (result.notes if edited else result.faults).append(
                (say.EDITED if edited else say.MISSING).format(path=folder / entry["path"])
            )


def _frozen(workspace: Path, issue: FrozenIssue, journal: Journal, result: Verification) -> None:
    """Check an edition that nobody may change."""
    folder = workspace / "outbox" / issue.period / issue.folder
    if hash_of(folder / MANIFEST) != issue.manifest_sha256:
        result.faults.append(say.FROZEN_MANIFEST.format(folder=folder))
    for path, sha256 in issue.standing.items():
        result.files += 1
        found = hash_of(folder / path)
        if found is None:
            result.faults.append(say.FROZEN_MISSING.format(path=folder / path))
        elif found != sha256:
            result.faults.append(say.FROZEN_FILE.format(path=folder / path))
    number, sha256 = issue.journal
    if number and journal.hash_at(number) != sha256:
        result.faults.append(say.FROZEN_JOURNAL.format(period=issue.period, edition=issue.edition))
    for path, sha256 in issue.outputs.items():
        if path.endswith(".docx") and copy_of(workspace, issue.period, sha256) is None:
            result.faults.append(say.COPY_MISSING.format(path=path))


def _undone(workspace: Path, noted: list[dict[str, Any]]) -> Iterator[str]:
    """Yield where journal and records disagree about what is frozen."""
    entries = {
        (entry["period"], int(entry["subject"])) for entry in noted if entry.get("event") in {kinds.FROZEN, kinds.REISSUED}
    }
    records = {
        (issue.period, issue.edition)
        for period in publishing.frozen_periods(workspace)
        for issue in publishing.frozen_issues(workspace, period)
    }
    for period, edition in sorted(records - entries):
        yield say.FROZEN_NOT_NOTED.format(period=period, edition=edition)
    for period, edition in sorted(entries - records):
        yield say.NOTED_NOT_FROZEN.format(period=period, edition=edition)


def _kept(workspace: Path) -> Iterator[str]:
    for path in sorted((workspace / "state/returns").glob("*")):
        if path.is_file() and not path.name.startswith(".") and hashlib.sha256(path.read_bytes()).hexdigest() != path.stem:
            yield say.KEPT_DAMAGED.format(name=path.name)
