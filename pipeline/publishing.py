"""Stage 7 of 7 — publishing.

Takes the finished documents and the facts of the batch. Gives a period folder in outbox/ in which every file is whole and listed in
manifest.json with its hash. Never overwrites a document that somebody has edited, never leaves half a file, and touches no file
whose bytes would not change.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.model.document import Document
from pipeline.model.errors import Mistake, PublishError

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Published:
    """What publishing did; paths are below the period folder."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]
    """document somebody edited, and the name under which the new text stands beside it"""
    removed: tuple[str, ...]


@dataclass(frozen=True)
class Placement:
    """Where one document will stand."""

    document: Document
    path: str
    sha256: str
    changes: bool


def publish(documents: Sequence[Document], folder: Path, facts: Mapping[str, Any]) -> Published:
    """Write the documents that changed, then the manifest, then drop our own files that are no longer issued.

    Raises PublishError when the disk will not take them; what stood before still stands then.
    """
    placements, before = plan(documents, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for placement in placements:
            if placement.changes:
                _write(folder / placement.path, placement.document.content)
        _sync_folder(folder)
        listing = {**facts, "outputs": [_listed(placement) for placement in placements]}
        _write_if_changed(folder / MANIFEST, json.dumps(listing, ensure_ascii=False, indent=1).encode() + b"\n")
        removed = _remove_withdrawn(folder, before, {placement.path for placement in placements})
    except OSError as error:
        raise PublishError(Mistake(str(folder), f"写入失败（{error.strerror or error}）")) from error
    return _summary(placements, removed)


def plan(documents: Sequence[Document], folder: Path) -> tuple[tuple[Placement, ...], Mapping[str, str]]:
    """Decide where each document will stand, and return with it what the last manifest says stands there now."""
    before = published_hashes(folder)
    return tuple(_place(document, folder, before) for document in documents), before


def preview(documents: Sequence[Document], folder: Path) -> Published:
    """Say what `publish` would do, and do nothing."""
    return _summary(plan(documents, folder)[0], ())


def manifest(folder: Path) -> dict[str, Any] | None:
    """Return the folder's manifest, or None where there is none or it cannot be read."""
    try:
        facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return facts if isinstance(facts, dict) else None


def published_hashes(folder: Path) -> dict[str, str]:
    """Return path → sha256 of what the folder's manifest lists."""
    return {entry["path"]: entry["sha256"] for entry in (manifest(folder) or {}).get("outputs", ())}


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that after any interruption it is either the old one or the new one, entire."""
    _write(path, content)
    _sync_folder(path.parent)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _place(document: Document, folder: Path, before: Mapping[str, str]) -> Placement:
    digest = hashlib.sha256(document.content).hexdigest()
    path, number = document.path, 2
    while (standing := _hash_of(folder / path)) is not None and standing not in {digest, before.get(path)}:
        stem, dot, ending = document.path.rpartition(".")
        path = f"{stem}（新稿{number}）{dot}{ending}"
        number += 1
    return Placement(document, path, digest, standing != digest)


def _hash_of(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def _listed(placement: Placement) -> dict[str, Any]:
    document = placement.document
    return {"path": placement.path, "title": document.title, "sha256": placement.sha256, "bytes": len(document.content)}


def _write_if_changed(path: Path, content: bytes) -> None:
    with suppress(FileNotFoundError):
        if path.read_bytes() == content:
            return
    write_whole(path, content)


def _remove_withdrawn(folder: Path, before: Mapping[str, str], standing: set[str]) -> tuple[str, ...]:
    """Remove files we published earlier and do not issue any more, unless somebody has edited them since."""
    withdrawn = tuple(path for path in sorted(before) if path not in standing and _hash_of(folder / path) == before[path])
    for path in withdrawn:
        (folder / path).unlink()
    return withdrawn


def _summary(placements: Sequence[Placement], removed: tuple[str, ...]) -> Published:
    return Published(
        written=tuple(placement.path for placement in placements if placement.changes),
        unchanged=tuple(placement.path for placement in placements if not placement.changes),
        kept=tuple(
            (placement.document.path, placement.path) for placement in placements if placement.path != placement.document.path
        ),
        removed=removed,
    )


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
