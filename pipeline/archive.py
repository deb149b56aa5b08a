"""state/returns/: the bytes of every return a batch took account of, kept under their hash, for the inbox may be cleared."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from pipeline.disk.writing import write_all
from pipeline.intake.archives import ArchiveError, members_of
from pipeline.model.submission import InboxFile


class Archive(Struct, frozen=True):
    """The bytes of returns: as they lie in the inbox, or as they were kept."""

    inbox: Path
    folder: Path

    def content(self, file: InboxFile) -> bytes | None:
        """Return the bytes that were read; None where neither place has them any more."""
        for content in (_as_it_lies(self.inbox / file.location, file.member), _bytes(self.place(file))):
            if content is not None and hashlib.sha256(content).hexdigest() == file.sha256:
                return content
        return None

    def keep(self, files: Iterable[InboxFile]) -> None:
        """Keep the bytes of files that are not kept yet."""
        missing = [file for file in {file.sha256: file for file in files}.values() if not self.place(file).exists()]
        write_all((self.place(file), content) for file in missing if (content := self.content(file)) is not None)

    def place(self, file: InboxFile) -> Path:
        """Return where a file's bytes are kept: <sha256>.xlsx."""
        return self.folder / f"{file.sha256}.{file.content}"


def _as_it_lies(path: Path, member: str) -> bytes | None:
    content = _bytes(path)
    if content is None or not member:
        return content
    try:
        return next((inside.content for inside in members_of(content) if inside.name == member), None)
    except ArchiveError:
        return None


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
