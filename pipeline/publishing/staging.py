"""New files brought to the disk aside, and put in their places once the manifest has changed."""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import asdict

from pipeline.disk.writing import MODE, at_once, make_folder, sync_folder, write_out
from pipeline.publishing.folder import MANIFEST, STAGING, hash_of, is_below
from pipeline.publishing.placing import Plan, beside

_PLAN: Final = "plan.json"
_HELD_BY_SOMEBODY: Final = {errno.EBUSY, errno.EACCES, errno.EPERM, errno.ETXTBSY}


class Move(Struct, frozen=True):
    """One file on its way from aside to its place."""

    staged: str
    document: str
    """the name it was meant to have"""
    path: str
    sha256: str
    replaces: str | None


class StagedChange(Struct, frozen=True):
    """What is to be done once the manifest has changed; whole on the disk before that."""

    manifest: str
    """hash of the manifest that makes it true"""
    moves: tuple[Move, ...]
    withdrawn: Mapping[str, str]


def stage(folder: Path, planned: Plan, listing: bytes) -> StagedChange:
    """Bring all new files, the new manifest and the list of what to do with them to the disk, aside."""
    aside = folder / STAGING
    make_folder(aside)
    new = {f"{number:05d}": placement for number, placement in enumerate(one for one in planned.placements if one.changes)}
    at_once(_write_new, ((aside / name, placement.document.content) for name, placement in new.items()))
    moves = [Move(name, one.document.path, one.path, one.sha256, one.replaces) for name, one in new.items()]
    change = StagedChange(hashlib.sha256(listing).hexdigest(), tuple(moves), planned.withdrawn)
    _write_new(aside / MANIFEST, listing)
    _write_new(aside / _PLAN, json.dumps(_as_json(change), ensure_ascii=False).encode())
    sync_folder(aside)
    return change


def commit(folder: Path) -> None:
    """Change the published set: the one instant before which all is old, and after which all is new."""
    (folder / STAGING / MANIFEST).replace(folder / MANIFEST)
    sync_folder(folder)


def staged_change(folder: Path) -> StagedChange | None:
    """Return what an interrupted run still had to do; None where its manifest never came into force."""
    try:
        told = json.loads((folder / STAGING / _PLAN).read_bytes())
        change = StagedChange(told["manifest"], tuple(Move(**move) for move in told["moves"]), told["withdrawn"])
    except (FileNotFoundError, ValueError, TypeError, KeyError):  # half written, or by somebody else
        return None
    named = [name for move in change.moves for name in (move.staged, move.document, move.path)]
    if not all(map(is_below, (*named, *change.withdrawn))):
        return None
    return change if hash_of(folder / MANIFEST) == change.manifest else None


def settle(folder: Path, change: StagedChange) -> tuple[dict[str, str], dict[str, str]]:
    """Put every file in its place and take away what is withdrawn; doing it again after an interruption ends the same.

    Returns planned path → other path for files whose place somebody holds, and path → hash of old files that had to stay.
    """
    moved, left = {}, {}
    for move in change.moves:
        path = _settle_one(folder, move)
        if path != move.path:
            moved[move.path] = path
            if move.replaces is not None and hash_of(folder / move.path) == move.replaces:
                left[move.path] = move.replaces
    left |= {path: sha256 for path, sha256 in change.withdrawn.items() if not _withdraw(folder / path, sha256)}
    for parent in {(folder / path).parent for path in (*(move.path for move in change.moves), *change.withdrawn)}:
        if parent.is_dir():
            sync_folder(parent)
    return moved, left


def discard(folder: Path) -> None:
    """Throw away what lies aside; the list of what to do goes first, so that half a heap is never taken for work to finish."""
    aside = folder / STAGING
    if aside.is_symlink():
        aside.unlink()
    elif aside.exists():
        (aside / _PLAN).unlink(missing_ok=True)
        shutil.rmtree(aside)
        sync_folder(folder)


def _settle_one(folder: Path, move: Move) -> str:
    staged, path, number = folder / STAGING / move.staged, move.path, 2
    if not staged.exists():
        return _place_taken(folder, move)
    while not _settled(staged, folder / path, move):
        path = beside(move.document, number)
        number += 1
    return path


def _place_taken(folder: Path, move: Move) -> str:
    """Return where an earlier, interrupted attempt put a file."""
    path, number = move.path, 2
    while hash_of(folder / path) != move.sha256:
        path = beside(move.document, number)
        number += 1
        if hash_of(folder / path) is None:
            return move.path  # moved, and taken away by somebody since
    return path


def _settled(staged: Path, place: Path, move: Move) -> bool:
    """Move one file to a place; False where something else stands there or somebody holds what does."""
    standing = hash_of(place)
    if standing == move.sha256:
        staged.unlink()
        return True
    if standing is not None and standing != move.replaces:
        return False
    make_folder(place.parent)
    try:
        staged.replace(place)
    except OSError as error:
        if standing is None or error.errno not in _HELD_BY_SOMEBODY:
            raise
        return False
    return True


def _withdraw(place: Path, sha256: str) -> bool:
    """Remove a file of ours unless it was edited; False where somebody holds it."""
    try:
        if hash_of(place) == sha256:
            place.unlink()
    except OSError as error:
        if error.errno not in _HELD_BY_SOMEBODY:
            raise
        return False
    return True


def _write_new(path: Path, content: bytes) -> None:
    write_out(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, MODE), content)


def _as_json(change: StagedChange) -> dict[str, Any]:
    return {"manifest": change.manifest, "moves": [asdict(move) for move in change.moves], "withdrawn": dict(change.withdrawn)}
