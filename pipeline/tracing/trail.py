"""What a batch has left behind to be traced: manifest.json and register.json of one period."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from pipeline.catalogue import tracing as say
from pipeline.model.register import FILE as REGISTER
from pipeline.model.register import listing_of

MANIFEST: Final = "manifest.json"
Json = Mapping[str, Any]


class NotFoundError(Exception):
    """What is asked for is not there; the message says what is."""


class Trail(Struct, frozen=True, dict=True):
    """One period's figures by full name, what was printed, the returns and the values of their cells."""

    folder: Path
    figures: Mapping[str, Json]
    printed: Sequence[Json]
    inputs: Sequence[Json]
    cells: Mapping[str, Mapping[str, str]]
    """file|sheet → cell → value"""

    @cached_property
    def places(self) -> Mapping[str, Sequence[Json]]:
        """Full name → where the figure is printed."""
        found: dict[str, list[Json]] = {}
        for entry in self.printed:
            found.setdefault(entry["figure"], []).append(entry)
        return found


def load(folder: Path) -> Trail:
    """Read a period's folder; raises NotFoundError where no batch has written a register."""
    try:
        facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        register = listing_of((folder / REGISTER).read_bytes())
    except (OSError, ValueError) as error:
        raise NotFoundError(say.NO_REGISTER.format(period=folder.name)) from error
    figures = {figure["name"]: figure for figure in facts["figures"]}
    only_printed = {
        entry["figure"]: {**entry, "name": entry["figure"]}
        for entry in register["printed"]
        if entry["figure"] not in figures and entry["value"] is not None
    }
    return Trail(folder, {**only_printed, **figures}, register["printed"], facts["inputs"], register.get("cells", {}))
