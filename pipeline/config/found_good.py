"""Which definitions were found good before: their templates need not be tried again on sample data at every batch.

Trying every template takes longer than printing the notices of a month. What trying finds depends on the definitions and on this program
alone, so a hash of both says whether it would find anything now.
"""

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Final

from pipeline.disk.program import program_edition
from pipeline.disk.writing import write_whole

_LIBRARIES: Final = ("jinja2", "lxml")


class FoundGood:
    """What a workspace remembers of the definitions that passed last; it may be lost at any time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def holds(self, definitions: str) -> bool:
        """Say whether definitions, by their hash, have passed as this program checks them."""
        with suppress(OSError):
            return self._path.read_bytes() == _key(definitions)
        return False

    def remember(self, definitions: str) -> None:
        """Keep that definitions have passed."""
        if not self.holds(definitions):
            write_whole(self._path, _key(definitions))


def _key(definitions: str) -> bytes:
    told = f"{definitions}\0{program_edition(('.',), _LIBRARIES)}"
    return hashlib.sha256(told.encode()).hexdigest().encode() + b"\n"
