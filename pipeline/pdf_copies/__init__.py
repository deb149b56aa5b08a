"""PDF copies of what is to be issued, made by LibreOffice where it is installed: a view of what stands, listed in no manifest.

LibreOffice writes the moment into a PDF, so the bytes of a copy are no function of its document. It is made again only where its document has
changed or it is gone; state/pdf.json remembers what it was made of. Losing that costs nothing but the making.
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from pipeline import publishing
from pipeline.catalogue import pdf_copies as say
from pipeline.disk.writing import write_whole
from pipeline.model.errors import Mistake, PublishError
from pipeline.model.period import Period
from pipeline.pdf_copies import libreoffice
from pipeline.publishing.folder import hash_of

_KEPT: Final = Path("state/pdf.json")
_PRIVATE: Final = 0o600
_WORD, _PDF = ".docx", ".pdf"


class PdfCopies(Struct):
    """What became of the copies of a period; documents are named as they stand in its folder."""

    folder: Path
    seconds: int = 0
    """what LibreOffice was given"""
    made: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """documents LibreOffice could not print in its time"""


class _Issued(Struct, frozen=True):
    """One document as it stands, and where its copy does."""

    name: str
    content: bytes
    copy: Path

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def pdf_copies(workspace: Path, period: Period) -> PdfCopies:
    """Make the copies that are missing or no longer those of their documents, and remove those whose documents are gone.

    Raises PublishError where LibreOffice is absent or nothing was issued.
    """
    command = libreoffice.program()
    if command is None:
        raise PublishError(Mistake(say.FOLDER, say.NO_PROGRAM))
    folder, issued = _issued(workspace, period)
    kept = _Kept(workspace)
    stale = [one for one in issued if not kept.is_copy_of(one)]
    done = PdfCopies(folder, libreoffice.seconds_for(len(stale)), unchanged=[one.name for one in issued if one not in stale])
    printed = libreoffice.printed(command, [one.content for one in stale]) if stale else []
    for one, copy in zip(stale, printed, strict=True):
        (done.failed if copy is None else done.made).append(one.name)
        if copy is not None:
            kept.put(one, copy)
    kept.withdraw(folder, [one.copy for one in issued if one.name not in done.failed])
    return done


def _issued(workspace: Path, period: Period) -> tuple[Path, list[_Issued]]:
    """Return the folder of the copies, and the Word documents of the newest edition that stand at its top."""
    folder, newest = workspace / "outbox" / period.code, publishing.newest_edition(workspace, period.code)
    facts = publishing.manifest(newest)
    if facts is None:
        raise PublishError(Mistake(say.FOLDER, say.NOTHING_ISSUED.format(period=period.code)))
    copies = folder / say.FOLDER / newest.relative_to(folder)
    paths = [newest / entry["path"] for entry in facts["outputs"] if entry["path"].endswith(_WORD) and "/" not in entry["path"]]
    return copies, [_Issued(path.name, path.read_bytes(), copies / f"{path.stem}{_PDF}") for path in paths if path.is_file()]


class _Kept:
    """Which copies were made, and of what: copy → hashes of its document and of itself."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._known: dict[str, list[str]] = {}
        with suppress(OSError, ValueError):
            told = json.loads((workspace / _KEPT).read_bytes())
            self._known = told if isinstance(told, dict) else {}

    def is_copy_of(self, one: _Issued) -> bool:
        return one.copy.is_file() and self._known.get(self._name(one.copy), [""])[0] == one.sha256

    def put(self, one: _Issued, copy: bytes) -> None:
        write_whole(one.copy, copy)
        self._known[self._name(one.copy)] = [one.sha256, hashlib.sha256(copy).hexdigest()]
        self._write()

    def withdraw(self, folder: Path, standing: Sequence[Path]) -> None:
        """Remove the copies we made whose documents are gone or have changed; a file somebody put there stays."""
        for path in folder.glob(f"*{_PDF}"):
            if path not in standing and self._known.pop(self._name(path), ["", ""])[1] == hash_of(path):
                path.unlink()
                self._write()

    def _name(self, copy: Path) -> str:
        return copy.relative_to(self._workspace).as_posix()

    def _write(self) -> None:
        write_whole(self._workspace / _KEPT, json.dumps(self._known, ensure_ascii=False, indent=1).encode(), _PRIVATE)
