"""Walks the inbox and takes what has settled."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipeline.intake.archives import ArchiveError, members_of
from pipeline.intake.content import content_kind
from pipeline.intake.naming import is_ignored, readable
from pipeline.intake.settling import NotTakenError, Settled, entries
from pipeline.model.finding import Finding, Level
from pipeline.model.office import Office
from pipeline.model.submission import InboxFile


def collect(
    inbox: Path, office: Office, seen: Mapping[str, datetime], now: datetime
) -> tuple[tuple[InboxFile, ...], tuple[Finding, ...]]:
    """Return the settled files of the inbox in order of their paths, and findings for those left where they are.

    `seen` tells when the bytes of a hash first arrived; files it does not know arrived `now`. A zip is taken as the files in it.
    Files of a wrong kind are returned as well: reading answers them, for it can tell from the name whose they are.
    """
    files: list[InboxFile] = []
    findings: list[Finding] = []
    arrivals = _Arrivals(seen, now)
    settled = Settled(now.timestamp() - office.settle_seconds, now.timestamp())
    for on_disk in sorted(entries(inbox)):
        path = readable(on_disk)
        try:
            content = settled.content(inbox / on_disk)
        except NotTakenError as refusal:
            findings.append(_finding(path, refusal))
        else:
            files += arrivals.files(path, on_disk, content)
    return tuple(_told_apart(files)), tuple(findings)


def _told_apart(files: list[InboxFile]) -> Iterator[InboxFile]:
    """Yield the files, those numbered whose paths look alike once they can be printed."""
    met: Counter[str] = Counter()
    for file in files:
        met[file.path] += 1
        alike = met[file.path]
        yield file if alike == 1 else replace(file, path=f"{file.path}〔{alike}〕", on_disk=file.location)


class _Arrivals(Struct, frozen=True):
    """Lists what a file of the inbox holds, with the time its bytes were first seen."""

    seen: Mapping[str, datetime]
    now: datetime

    def files(self, path: str, on_disk: str, content: bytes) -> list[InboxFile]:
        """Return the file, or those in it if it is a zip with anything in it."""
        kind = content_kind(content)
        if kind == "zip":
            try:
                members = list(self._members(path, on_disk, content))
            except ArchiveError as refused:
                kind = refused.kind
            else:
                if members:
                    return members
        return [self._file(path, content, kind, "" if on_disk == path else on_disk)]

    def _members(self, path: str, on_disk: str, content: bytes) -> Iterator[InboxFile]:
        """List the files of a zip; another zip among them stays closed."""
        for member in members_of(content):
            if not any(map(is_ignored, member.path.split("/"))):
                inside = f"{path}/{readable(member.path)}"
                yield self._file(inside, member.content, content_kind(member.content), on_disk, member.name)

    def _file(self, path: str, content: bytes, kind: str, on_disk: str, member: str = "") -> InboxFile:
        sha256 = hashlib.sha256(content).hexdigest()
        return InboxFile(path, sha256, len(content), self.seen.get(sha256, self.now), kind, on_disk, member)


def _finding(path: str, refusal: NotTakenError) -> Finding:
    wording = refusal.wording
    return Finding(
        wording.code,
        Level(wording.level),
        path,
        wording.text.format(**refusal.slots),
        expected=wording.expected.format(**refusal.slots),
        remedy=wording.remedy,
    )
