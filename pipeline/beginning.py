"""A new workspace from what ships with the program; nothing that exists is ever overwritten."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

import pipeline
from pipeline.catalogue import running as say
from pipeline.model.errors import ConfigError, Mistake

_PROGRAM: Final = Path(pipeline.__file__).parent
_PACKAGED: Final = _PROGRAM / "shipped"
"""where an installed package has them; a checkout has them beside the package"""
_PRIVATE: Final = 0o700
"""what was received and remembered, telephone numbers included, is for the account that runs the program"""
_SETTLE: Final = re.compile(r"^settle seconds: 0\b", re.MULTILINE)


class Begun(Struct, frozen=True):
    """What was written, and what was there already."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def begin(folder: Path) -> Begun:
    """Write the shipped settings and templates, inbox/ and outbox/; raises ConfigError for the program's own folder."""
    if folder.resolve() in (shipped().resolve(), _PROGRAM.resolve()):
        raise ConfigError(Mistake(str(folder), say.INIT_INSIDE_PROGRAM.format(folder=folder)))
    written: list[str] = []
    kept: list[str] = []
    (folder / "inbox").mkdir(parents=True, exist_ok=True)
    (folder / "state").mkdir(_PRIVATE, exist_ok=True)
    for name, content in _contents():
        (written if _write_new(folder / name, content) else kept).append(name)
    return Begun(tuple(written), tuple(kept))


def shipped() -> Path:
    """Return the folder with the settings and templates that ship with the program."""
    return _PACKAGED if _PACKAGED.is_dir() else _PROGRAM.parent


def _contents() -> Iterator[tuple[str, bytes]]:
    source = shipped()
    config = (source / "config.yaml").read_text(encoding="utf-8")
    yield "config.yaml", _SETTLE.sub("settle seconds: 30", config).encode()
    for path in sorted((source / "templates").rglob("*")):
        if path.is_file():
            yield path.relative_to(source).as_posix(), path.read_bytes()
    yield f"outbox/{say.NOTE_NAME}", say.OUTBOX_NOTE.encode()


def _write_new(path: Path, content: bytes) -> bool:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True
