"""Shows files as they are: the cells of their visible sheets, opened in a child process like everything a department sends."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from pickle import UnpicklingError

from pipeline.model.grid import Grid
from pipeline.model.submission import InboxFile
from pipeline.reading.answer import GridRequest
from pipeline.reading.children import Child, ChildDiedError, ChildHungError
from pipeline.reading.lexicon import Definitions
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.protocol import packed, unpacked
from pipeline.reading.starting import Told


def show(
    files: Sequence[InboxFile], inbox: Path, definitions: Told, limits: ReadingLimits | None = None
) -> Mapping[str, tuple[Grid, ...]]:
    """Return path → visible sheets; none for a file that cannot be opened or costs its child the life."""
    given = Definitions(dict(definitions.forms), definitions.directory, definitions.vocabulary, limits or ReadingLimits())
    introduction = packed((given, str(inbox.resolve())))
    child, found = Child(introduction), dict.fromkeys((file.path for file in files), ())
    try:
        for file in files:
            try:
                found[file.path] = unpacked(child.ask(packed(GridRequest(file)), given.limits.seconds))
            except (ChildDiedError, ChildHungError, UnpicklingError, EOFError):
                child.end()
                child = Child(introduction)
    finally:
        child.end()
    return found
