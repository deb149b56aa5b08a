"""Editions that nobody may change any more: one small record each in state/, and a copy of every Word document as it was written."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec.structs import asdict

from pipeline.catalogue import publishing as say
from pipeline.disk.writing import write_all, write_whole
from pipeline.model.correction import FrozenIssue
from pipeline.model.document import Document
from pipeline.model.errors import Mistake, PublishError
from pipeline.publishing.folder import MANIFEST, hash_of, manifest

_RECORDS: Final = Path("state/frozen")
_COPIES: Final = Path("state/issued")
_PRIVATE: Final = 0o600


def frozen_issues(workspace: Path, period: str) -> tuple[FrozenIssue, ...]:
    """Return the frozen editions of a period, the last one last; raises PublishError where a record cannot be read."""
    paths = sorted((workspace / _RECORDS / period).glob("*.json"), key=lambda path: int(path.stem))
    return tuple(map(_read, paths))


def newest_edition(workspace: Path, period: str) -> Path:
    """Return the folder in which the newest edition of a period stands, or will."""
    issues = frozen_issues(workspace, period)
    return workspace / "outbox" / period / (issues[-1].folder if issues else "")


def frozen_periods(workspace: Path) -> tuple[str, ...]:
    """Return the periods that have a frozen edition."""
    folder = workspace / _RECORDS
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir())) if folder.is_dir() else ()


def keep_copies(workspace: Path, period: str, documents: Sequence[Document]) -> None:
    """Keep every Word document as it was written, for a later edition to be compared with; drop those no edition needs.

    Staff edit what stands in the outbox, so that it cannot be asked what the program had written.
    """
    folder, contents = workspace / _COPIES / period, {}
    for document in documents:
        if document.path.endswith(".docx"):
            contents[f"{hashlib.sha256(document.content).hexdigest()}.docx"] = document.content
    write_all(((folder / name, content) for name, content in contents.items() if not (folder / name).exists()), _PRIVATE)


def drop_copies(workspace: Path, period: str, documents: Iterable[Document]) -> None:
    """Drop the copies that neither the published documents nor a frozen edition needs; losing the race with a kill costs nothing."""
    needed = {hashlib.sha256(document.content).hexdigest() for document in documents}
    needed |= {sha256 for issue in frozen_issues(workspace, period) for sha256 in issue.outputs.values()}
    for path in (workspace / _COPIES / period).glob("*.docx"):
        if path.stem not in needed:
            path.unlink(missing_ok=True)


def copy_of(workspace: Path, period: str, sha256: str) -> bytes | None:
    """Return a document as it was written; None where no copy was kept or the copy is damaged."""
    with suppress(OSError):
        content = (workspace / _COPIES / period / f"{sha256}.docx").read_bytes()
        if hashlib.sha256(content).hexdigest() == sha256:
            return content
    return None


def freeze(workspace: Path, issue: FrozenIssue) -> None:
    """Write the record that makes an edition final."""
    content = json.dumps({"format": 1, **asdict(issue)}, ensure_ascii=False, indent=1, default=str).encode() + b"\n"
    write_whole(workspace / _RECORDS / issue.period / f"{issue.edition}.json", content, _PRIVATE)


def standing_issue(folder: Path, edition: int, at: datetime, by: str, journal: tuple[int, str]) -> FrozenIssue:
    """Describe what stands in a period folder, or in an edition's folder below it, ready to be frozen.

    Raises PublishError where nothing was published there, or where it is not whole.
    """
    facts, period = manifest(folder), folder.name if edition == 1 else folder.parent.name
    if facts is None:
        raise PublishError(Mistake(str(folder), say.NOTHING_TO_FREEZE.format(period=period)))
    missing = [entry["path"] for entry in facts["outputs"] if not (folder / entry["path"]).exists()]
    if missing:
        raise PublishError(Mistake(str(folder), say.DAMAGED_ISSUE.format(files="、".join(missing), period=period)))
    outputs = {entry.get("document", entry["path"]): entry["sha256"] for entry in facts["outputs"]}
    standing = {path for entry in facts["outputs"] for path in (entry["path"], entry.get("document", entry["path"]))}
    return FrozenIssue(
        period,
        edition,
        at,
        by,
        "" if edition == 1 else folder.name,
        hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest(),
        journal,
        outputs,
        {path: sha256 for path in sorted(standing) if (sha256 := hash_of(folder / path))},
        tuple(facts.get("inputs", ())),
    )


def _read(path: Path) -> FrozenIssue:
    try:
        told = json.loads(path.read_bytes())
        told.pop("format")
        number, head = told.pop("journal")
        at, inputs = datetime.fromisoformat(told.pop("at")), tuple(told.pop("inputs"))
        return FrozenIssue(**told, at=at, journal=(number, head), inputs=inputs)
    except (ValueError, KeyError, TypeError) as error:
        raise PublishError(Mistake(str(path), say.UNREADABLE_RECORD)) from error
