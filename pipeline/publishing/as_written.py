"""A document as the program wrote it, whatever has been done to the file since."""

from pathlib import Path, PurePosixPath

from pipeline.publishing.folder import content_of, manifest
from pipeline.publishing.frozen import copy_of


def as_written(workspace: Path, folder: Path, path: str) -> bytes | None:
    """Return what was published in a folder under a path, by the copy that was kept of it; None where there is none."""
    for entry in (manifest(folder) or {}).get("outputs", ()):
        if entry.get("document", entry["path"]) == path:
            kept = (copy_of(workspace, period, entry["sha256"]) for period in _periods(folder))
            return next(filter(None, kept), None) or content_of(folder, entry)
    return None


def _periods(folder: Path) -> tuple[str, str]:
    """Return what the period may be called: an edition stands in a folder of its own in that of its period."""
    whole = PurePosixPath(folder.resolve().as_posix())
    return whole.name, whole.parent.name
