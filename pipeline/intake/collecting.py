"""Walks the inbox and takes what has settled."""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from pipeline.catalogue import reading as say
from pipeline.catalogue.reading import Wording
from pipeline.intake.content import content_kind
from pipeline.model.finding import Finding, Level
from pipeline.model.office import Office
from pipeline.model.submission import InboxFile

LARGEST: Final = 20 << 20
"""bytes of a file that is still read"""

_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_UNFINISHED = (".tmp", ".part", ".crdownload", ".download")


class _NotTakenError(Exception):
    """Why one file is not taken."""

    def __init__(self, wording: Wording, **slots: object) -> None:
        super().__init__(wording.text)
        self.wording, self.slots = wording, slots


def collect(
    inbox: Path, office: Office, seen: Mapping[str, datetime], now: datetime
) -> tuple[tuple[InboxFile, ...], tuple[Finding, ...]]:
    """Return the settled files of the inbox in order of their paths, and findings for those left where they are.

    `seen` tells when the bytes of a hash first arrived; files it does not know arrived `now`.
    Files of a wrong kind are returned as well: reading answers them, for it can tell from the name whose they are.
    """
    files, findings = [], []
    for on_disk in sorted(_entries(inbox)):
        path = _readable(on_disk)
        try:
            content = _settled_bytes(inbox / on_disk, now.timestamp() - office.settle_seconds, now.timestamp())
        except _NotTakenError as refusal:
            findings.append(_finding(path, refusal))
            continue
        sha256 = hashlib.sha256(content).hexdigest()
        received = seen.get(sha256, now)
        files.append(InboxFile(path, sha256, len(content), received, content_kind(content), "" if on_disk == path else on_disk))
    return tuple(files), tuple(findings)


def _entries(folder: Path, above: str = "") -> Iterator[str]:
    """Paths below the inbox of everything that is not a folder; links are named, never followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if _is_ignored(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(folder / entry.name, f"{above}{entry.name}/")
            else:
                yield above + entry.name


def _is_ignored(name: str) -> bool:
    """Lock files, hidden files and files that a program is still writing."""
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM_FILES or name.lower().endswith(_UNFINISHED)


def _readable(on_disk: str) -> str:
    """Return a path that can be printed: NFC, bytes that are not UTF-8 read as GBK, control characters shown as ·."""
    raw = os.fsencode(on_disk)
    try:
        path = raw.decode("utf-8")
    except UnicodeDecodeError:
        path = raw.decode("gb18030", "replace")
    path = unicodedata.normalize("NFC", path)
    return "".join(char if char.isprintable() or char in "\u3000\u00a0" else "·" for char in path)


def _settled_bytes(path: Path, settled_before: float, now: float) -> bytes:
    """Read a regular file whole, if nobody has touched it lately and nobody touches it meanwhile.

    A file dated after `now` has a clock of its own: only its standing still while it is read can be asked.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except PermissionError:
        raise _NotTakenError(say.NO_PERMISSION) from None
    except OSError:
        raise _NotTakenError(say.NOT_A_FILE) from None
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        _refuse_unsuitable(before, settled_before, now)
        content = file.read(LARGEST + 1)
        after = os.fstat(descriptor)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(content) != after.st_size:
        raise _NotTakenError(say.CHANGED_FILE)
    return content


def _refuse_unsuitable(status: os.stat_result, settled_before: float, now: float) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise _NotTakenError(say.NOT_A_FILE)
    if settled_before < status.st_mtime <= now:
        raise _NotTakenError(say.UNSETTLED)
    if status.st_size > LARGEST:
        raise _NotTakenError(say.TOO_LARGE, size=status.st_size >> 20, limit=LARGEST >> 20)


def _finding(path: str, refusal: _NotTakenError) -> Finding:
    wording = refusal.wording
    return Finding(
        wording.code,
        Level(wording.level),
        path,
        wording.text.format(**refusal.slots),
        expected=wording.expected.format(**refusal.slots),
        remedy=wording.remedy,
    )
