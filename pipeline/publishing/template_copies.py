"""state/templates/: the Word templates issues were made with, by their hash, so that a changed one can be tried against them."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pipeline.disk.writing import write_all

_COPIES: Final = Path("state/templates")


def keep_templates(workspace: Path, templates: Iterable[bytes]) -> None:
    """Keep each template once."""
    by_place = {_place(workspace, hashlib.sha256(content).hexdigest()): content for content in templates}
    write_all((path, content) for path, content in by_place.items() if not path.exists())


def template_copy(workspace: Path, sha256: str) -> bytes | None:
    """Return a template as it was when an issue was made with it; None where it was not kept or is damaged."""
    try:
        content = _place(workspace, sha256).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def _place(workspace: Path, sha256: str) -> Path:
    return workspace / _COPIES / f"{sha256}.docx"
