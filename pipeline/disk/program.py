"""Which edition of this program is running: what a kept result depends on besides its data."""

import hashlib
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pipeline


@cache
def program_edition(folders: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """Return a hash of the code below these folders of the program and the versions of these libraries.

    What was kept then outlives neither a new version nor a change under development.
    """
    digest, home = hashlib.sha256(f"{pipeline.__version__} {sys.version}".encode()), Path(pipeline.__file__).parent
    for name in libraries:
        with suppress(PackageNotFoundError):
            digest.update(f"{name} {version(name)}\0".encode())
    for source in _sources(home, folders):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _sources(home: Path, folders: Iterable[str]) -> list[Path]:
    return sorted(path for folder in folders for path in (home / folder).rglob("*.py"))
