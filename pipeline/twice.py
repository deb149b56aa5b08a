"""Accepted files read a second time by another reader: does it find in every cell what ours took?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from pipeline import intake
from pipeline.config import load_definitions
from pipeline.model.period import Period
from pipeline.model.rereading import Contrast, Difference, Reread
from pipeline.reading.reading_twice import read_twice
from pipeline.reading.starting import read


class Comparison(Struct, frozen=True, dict=True):
    """What came of all files, by their paths."""

    files: Mapping[str, Reread]

    @property
    def compared(self) -> Mapping[str, Reread]:
        """Files that both readers could read."""
        return {path: file for path, file in self.files.items() if file.reader and not file.trouble}

    @property
    def cells(self) -> int:
        return sum(file.cells for file in self.compared.values())

    @property
    def not_compared(self) -> int:
        return len(self.files) - len(self.compared)

    @property
    def alike(self) -> int:
        """Cells that the two only write differently."""
        return sum(len(found) for contrast, found in self.found.items() if contrast is not Contrast.VALUES)

    @property
    def differing(self) -> int:
        return len(self.found.get(Contrast.VALUES, ()))

    @cached_property
    def found(self) -> Mapping[Contrast, Sequence[tuple[str, Difference]]]:
        """The differences of each kind with the paths of their files, the gravest kind last."""
        every = [(path, one) for path, file in self.files.items() for one in file.differences]
        kinds = {contrast: [pair for pair in every if pair[1].contrast is contrast] for contrast in Contrast}
        return {contrast: pairs for contrast, pairs in kinds.items() if pairs}

    @property
    def agrees(self) -> bool:
        """True where nowhere is anything to be looked at by a person."""
        return not self.differing and not any(file.reader and file.trouble for file in self.files.values())


def compare_readers(workspace: Path, period: Period | None, now: datetime) -> Comparison:
    """Read the inbox, and the files out of which a return came once more with another reader; of one period if given."""
    definitions, inbox = load_definitions(workspace), workspace / "inbox"
    files, _ = intake.collect(inbox, definitions.office, {}, now)
    tables = read(files, inbox, definitions).tables
    wanted = {table.submission.file.path for table in tables if period in {None, table.submission.period}}
    return Comparison(read_twice([file for file in files if file.path in wanted], inbox, definitions))
