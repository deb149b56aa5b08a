"""What files were read as, kept between batches, so that a batch opens only the files that are new to it.

An entry is the reply of a child, byte for byte, under a hash of all it depends on: the file, the definitions, this program. It is
unpickled against the same list of harmless types as a reply that comes from a child. The store may be lost at any time: what is
missing, damaged or of another edition is read again.
"""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from pipeline.disk.program import program_edition
from pipeline.model.submission import InboxFile

_READERS: Final = ("python-calamine", "xlrd", "lxml")
_OURS: Final = ("reading", "model", "catalogue")
_TABLE: Final = "CREATE TABLE IF NOT EXISTS reading (key BLOB PRIMARY KEY, digest BLOB NOT NULL, reply BLOB NOT NULL)"


class ReadBefore:
    """The store of one workspace for one edition of its definitions."""

    def __init__(self, path: Path, definitions: str) -> None:
        self._path = path
        self._edition = f"{definitions}\0{program_edition(_OURS, _READERS)}"

    def replies(self, files: Sequence[InboxFile]) -> dict[str, bytes]:
        """Return path → what its file was read as, for the files read before."""
        if not self._path.exists():
            return {}
        paths = {self._key(file): file.path for file in files}
        found = {}
        with suppress(sqlite3.Error), closing(self._opened()) as store:
            for key, digest, reply in store.execute("SELECT key, digest, reply FROM reading"):
                if key in paths and _digest(key, reply) == digest:
                    found[paths[key]] = reply
        return found

    def keep(self, files: Sequence[InboxFile], fresh: Mapping[str, bytes]) -> None:
        """Keep what files were read as, by their paths, and drop what belongs to none of the files any more."""
        try:
            self._write(files, fresh)
        except sqlite3.DatabaseError:
            with suppress(OSError, sqlite3.Error):
                self._path.unlink(missing_ok=True)
                self._write(files, fresh)

    def _write(self, files: Sequence[InboxFile], fresh: Mapping[str, bytes]) -> None:
        keys = {self._key(file): file.path for file in files}
        with closing(self._opened()) as store, store:
            store.execute(_TABLE)
            gone = [(key,) for (key,) in store.execute("SELECT key FROM reading") if key not in keys]
            store.executemany("DELETE FROM reading WHERE key = ?", gone)
            rows = ((key, _digest(key, fresh[path]), fresh[path]) for key, path in keys.items() if path in fresh)
            store.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", rows)

    def _opened(self) -> sqlite3.Connection:
        store = sqlite3.connect(self._path, timeout=1)
        # a store torn by a power cut is told by its digests and read again, so that nothing need wait for the disk
        store.execute("PRAGMA synchronous = OFF")
        store.execute("PRAGMA journal_mode = MEMORY")
        return store

    def _key(self, file: InboxFile) -> bytes:
        """Return a hash of all that a reply depends on; the time of receipt is put in afterwards."""
        told = (self._edition, file.path, file.sha256, str(file.size), file.content, file.on_disk, file.member)
        return hashlib.sha256("\0".join(told).encode("utf-8", "surrogatepass")).digest()


def _digest(key: bytes, reply: bytes) -> bytes:
    return hashlib.sha256(key + reply).digest()
