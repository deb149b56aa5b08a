"""Whether somebody has a document open: Word and LibreOffice leave a small file beside it that says so."""

from collections.abc import Iterator
from pathlib import Path


def is_open(path: Path) -> bool:
    """Say whether an owner file stands beside a document; whoever has it open would save over what we put there."""
    return any((path.parent / name).exists() for name in _owner_files(path.name))


def _owner_files(name: str) -> Iterator[str]:
    """Word puts ~$ before a short name and in place of the first letters of a longer one; WPS and LibreOffice have their own."""
    yield f"~${name}"
    yield f"~${name[1:]}"
    yield f"~${name[2:]}"
    yield f".~{name}"
    yield f".~lock.{name}#"
