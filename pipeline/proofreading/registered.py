"""The register of a period (register.json): what a document printed, and where, when it was issued."""

import json
import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path, PurePath
from typing import Final

from msgspec import Struct

from pipeline.model.register import FILE, pieces_of

_COPY: Final = re.compile(r"（(?:新稿\d+|自检|核校稿)）")


_DEEPEST: Final = 3
"""folders a notice stands in below the outbox: that of its period, that of proof copies, and one for what goes to single units"""


class Printed(Struct, frozen=True):
    """One registered piece of a document."""

    document: str
    part: str
    paragraph: int
    start: int
    text: str
    figure: str
    kind: str
    value: str | None = None
    of: int = 0
    """how many paragraphs the body of its document had; 0 where that is not known"""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def named(self) -> str:
        """What it is called; the words themselves where it is a name."""
        return self.figure or self.kind


def load(path: Path) -> tuple[Printed, ...]:
    """Return the register of a folder; nothing where there is none or it cannot be read."""
    try:
        return parsed((path / FILE).read_bytes())
    except OSError:
        return ()


def parsed(content: bytes) -> tuple[Printed, ...]:
    """Return what a register.json says."""
    try:
        listing = json.loads(content)
        counts = listing.get("paragraphs", {})
        return tuple(
            Printed(
                document, part, paragraph, start, text, said["figure"], said["kind"], said.get("value"), counts.get(document, 0)
            )
            for (document, part, paragraph, start, text), said in pieces_of(listing)
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        return ()


def of_document(register: Sequence[Printed], name: str) -> tuple[Printed, ...]:
    """Return what a file printed, by its name; a new edition and a copy go by the name of the first."""
    return by_document(register).get(stem(name), ())


def by_document(register: Sequence[Printed]) -> dict[str, tuple[Printed, ...]]:
    """Return stem of a document → what it printed: asked once for a batch, whose register is long."""
    found: dict[str, list[Printed]] = {}
    for document, printed in groupby(register, lambda one: one.document):
        found.setdefault(PurePath(document).stem, []).extend(one for one in printed if one.text)
    return {name: tuple(printed) for name, printed in found.items()}


def home(file: Path, workspace: Path) -> Path | None:
    """Return the folder whose register a file is in: one it stands in, else the only one of the workspace that knows its name."""
    around = next((folder for folder in file.resolve().parents[:_DEEPEST] if (folder / FILE).is_file()), None)
    if around is not None:
        return around
    known = [one.parent for one in sorted((workspace / "outbox").glob(f"*/{FILE}")) if of_document(load(one.parent), file.name)]
    return known[0] if len(known) == 1 else None


def stem(name: str) -> str:
    """Return a file's name without what sets a new edition or a copy apart."""
    return _COPY.sub("", PurePath(name).stem)
