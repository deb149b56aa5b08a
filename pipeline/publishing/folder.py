"""What a period folder says of itself, and what stands in it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Final

MANIFEST: Final = "manifest.json"
STAGING: Final = ".staging"
"""new files on their way; there only while a batch publishes, or after one was interrupted"""


def manifest(folder: Path) -> dict[str, Any] | None:
    """Return the folder's manifest, or None where there is none or it cannot be read; nobody may change what is returned."""
    try:
        return _facts((folder / MANIFEST).read_bytes())
    except OSError:
        return None


@lru_cache(maxsize=1)
def _facts(content: bytes) -> dict[str, Any] | None:
    """Read a manifest: the journal and the pages ask one after the other for the same, and it has thousands of figures."""
    try:
        facts = json.loads(content)
    except ValueError:
        return None
    return facts if isinstance(facts, dict) else None


def published_hashes(folder: Path) -> dict[str, str]:
    """Return path → sha256 of what the folder's manifest lists."""
    return {entry["path"]: entry["sha256"] for entry in (manifest(folder) or {}).get("outputs", ())}


def own_hashes(folder: Path) -> dict[str, str]:
    """Return path → sha256 of every file that publishing wrote, those it could not replace or remove included."""
    facts = manifest(folder) or {}
    entries = [entry for name in ("left", "outputs") for entry in facts.get(name, ())]
    return {entry["path"]: entry["sha256"] for entry in entries if is_below(entry["path"])}


def is_below(path: str) -> bool:
    """Say whether a path that stood in a file anybody can write to stays in its folder."""
    return not PurePosixPath(path).is_absolute() and not {"..", "."} & set(path.split("/")) and "\0" not in path


def content_of(folder: Path, entry: Mapping[str, Any]) -> bytes | None:
    """Return the bytes that the manifest lists, from their place or on their way there; None where they stand in neither."""
    for place in _places(folder, entry["path"]):
        with suppress(OSError):
            content = place.read_bytes()
            if hashlib.sha256(content).hexdigest() == entry["sha256"]:
                return content
    return None


def hash_of(path: Path) -> str | None:
    """Return the hash of a file; None where there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def _places(folder: Path, path: str) -> Iterator[Path]:
    yield folder / path
    aside = folder / STAGING
    if aside.is_dir():
        yield from sorted(aside.iterdir())
        yield folder / path  # it may have moved while we looked
