"""Keeps outbox/index.html and outbox/<period>/index.html true: what was published, frozen and proposed, as it stands on the disk.

The pages are a view of manifests and frozen records, no document of an issue: they are written anew after every change, are listed in no
manifest, and may be deleted. The same manifests and records give the same bytes.
"""

from pathlib import Path

from pipeline.catalogue.overview import PAGE
from pipeline.disk.writing import write_whole
from pipeline.documents.overview import period_page, prepare_pages, top_page
from pipeline.overview.periods import list_of_periods
from pipeline.overview.standing import standing

__all__ = ["prepare_pages", "refresh"]


def refresh(workspace: Path, period: str) -> None:
    """Write the page of a period and the page of all periods, where they would change."""
    shown = standing(workspace, period)
    if shown is not None:
        _write(workspace / "outbox" / period / PAGE, period_page(shown))
        _write(workspace / "outbox" / PAGE, top_page(list_of_periods(workspace, {period: shown})))


def _write(path: Path, content: bytes) -> None:
    try:
        same = path.read_bytes() == content
    except OSError:
        same = False
    if not same:
        write_whole(path, content)
