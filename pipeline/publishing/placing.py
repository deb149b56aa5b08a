"""Where each document will stand."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from pipeline.catalogue import publishing as say
from pipeline.model.document import Document
from pipeline.publishing.folder import hash_of, own_hashes
from pipeline.publishing.open_elsewhere import is_open


class Published(Struct, frozen=True):
    """What publishing did; paths are below the period folder."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]
    """document somebody edited or has open, and the name under which the new text stands beside it"""
    removed: tuple[str, ...]


class Placement(Struct, frozen=True):
    """Where one document will stand."""

    document: Document
    path: str
    sha256: str
    replaces: str | None
    """hash of what stands there now; None where nothing does"""

    @property
    def changes(self) -> bool:
        """True where the file must be written."""
        return self.replaces != self.sha256

    @property
    def listed(self) -> dict[str, Any]:
        """Return the document's line in the manifest."""
        document = self.document
        meant = {} if self.path == document.path else {"document": document.path}
        return {"path": self.path, **meant, "title": document.title, "sha256": self.sha256, "bytes": len(document.content)}


class Plan(Struct, frozen=True):
    """All that publishing will do to a folder."""

    placements: tuple[Placement, ...]
    withdrawn: Mapping[str, str]
    """path → hash of files of ours that are no longer issued"""
    left: Mapping[str, str]
    """path → hash of files of ours that cannot be replaced now, because somebody has them open"""

    @property
    def summary(self) -> Published:
        """Return what carrying it out will have done."""
        placed = self.placements
        return Published(
            written=tuple(placement.path for placement in placed if placement.changes),
            unchanged=tuple(placement.path for placement in placed if not placement.changes),
            kept=tuple(
                (placement.document.path, placement.path) for placement in placed if placement.path != placement.document.path
            ),
            removed=tuple(sorted(self.withdrawn)),
        )


def plan(documents: Sequence[Document], folder: Path) -> Plan:
    """Decide where each document will stand; what was edited or is open stays, and the new text goes beside it."""
    own = own_hashes(folder)
    placements = tuple(_place(document, folder, own) for document in documents)
    standing = {placement.path for placement in placements}
    obsolete = {path: sha256 for path, sha256 in own.items() if path not in standing and hash_of(folder / path) == sha256}
    left = {path: sha256 for path, sha256 in obsolete.items() if is_open(folder / path)}
    return Plan(placements, {path: obsolete[path] for path in obsolete if path not in left}, left)


def beside(path: str, number: int) -> str:
    """Return the name of the n-th text beside one that must stay."""
    stem, dot, ending = path.rpartition(".")
    return say.BESIDE.format(stem=stem if dot else ending, number=number, dot=dot, ending=ending if dot else "")


def _place(document: Document, folder: Path, own: Mapping[str, str]) -> Placement:
    digest = hashlib.sha256(document.content).hexdigest()
    path, number = document.path, 2
    while not _may_stand(folder / path, digest, own.get(path)):
        path = beside(document.path, number)
        number += 1
    return Placement(document, path, digest, hash_of(folder / path))


def _may_stand(path: Path, digest: str, own: str | None) -> bool:
    standing = hash_of(path)
    return standing in {None, digest} or (standing == own and not is_open(path))
