"""Has files read by two readers that know nothing of each other, in child processes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from pipeline.catalogue import twice as say
from pipeline.model.rereading import Reread
from pipeline.model.submission import InboxFile
from pipeline.reading.answer import RereadRequest
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.one_by_one import replies
from pipeline.reading.second_readers import SECOND
from pipeline.reading.starting import Told

_PATIENCE: Final = 6.0
"""times as long as a file may take the first reader"""


def read_twice(
    files: Sequence[InboxFile], inbox: Path, definitions: Told, limits: ReadingLimits | None = None
) -> Mapping[str, Reread]:
    """Return path → what a second reader makes of the file."""
    given = limits or ReadingLimits()
    patient = replace(given, seconds=given.seconds * _PATIENCE)
    reread = replies([RereadRequest(file) for file in files], inbox, definitions, patient)
    return {file.path: each or _died(file) for file, each in zip(files, reread, strict=True)}


def _died(file: InboxFile) -> Reread:
    second = SECOND.get(file.content)
    return Reread(second.name if second else "", trouble=say.DIED)
