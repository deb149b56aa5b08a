"""Shows files as they are: the cells of their visible sheets, opened in a child process like everything a department sends."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.model.grid import Grid
from pipeline.model.submission import InboxFile
from pipeline.reading.answer import GridRequest
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.one_by_one import replies
from pipeline.reading.starting import Told


def show(
    files: Sequence[InboxFile], inbox: Path, definitions: Told, limits: ReadingLimits | None = None
) -> Mapping[str, tuple[Grid, ...]]:
    """Return path → visible sheets; none for a file that cannot be opened or costs its child the life."""
    shown = replies([GridRequest(file) for file in files], inbox, definitions, limits or ReadingLimits())
    return {file.path: grids or () for file, grids in zip(files, shown, strict=True)}
