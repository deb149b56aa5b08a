"""Templates compiled ahead, beside: begun while a batch still imports what it needs and reads the definitions.

What a template is compiled to depends on nothing but its bytes and the names of the formatters, which no office changes.
"""

import atexit
from functools import cache
from pathlib import Path
from typing import Final

from pipeline.beside import Shared
from pipeline.catalogue import notices as words
from pipeline.documents.formatters import formatters
from pipeline.documents.template import TESTS
from pipeline.documents.template_code import TemplateCode
from pipeline.documents.word.sandbox import TemplateEnvironment
from pipeline.model.office import Policies

_File = tuple[str, bytes]
"""how mistakes call it, and its bytes"""

_BEGUN: Final[list[tuple[list[_File], Shared[_File, TemplateCode | None]]]] = []
_MADE: Final[dict[_File, TemplateCode]] = {}


def begin(workspace: Path) -> None:
    """Begin to compile the templates that lie in a workspace; nothing that is wrong with them is told here."""
    files = [file for file in _templates(workspace) if file not in _MADE]
    _BEGUN.append((files, Shared(_tried, files)))


atexit.register(_BEGUN.clear)


def collect() -> None:
    """Take what was begun, before another process is begun that will ask for it: only the one that began it can wait for it."""
    while _BEGUN:
        files, begun = _BEGUN.pop()
        _MADE.update((file, code) for file, code in zip(files, begun.result(), strict=True) if code is not None)


def code_of(name: str, content: bytes) -> TemplateCode:
    """Return what a template is compiled to; raises TemplateError with every mistake in it."""
    collect()
    if (name, content) not in _MADE:
        _MADE[name, content] = TemplateCode.of(name, content, _environment())
    return _MADE[name, content]


def _templates(workspace: Path) -> list[_File]:
    try:
        return [
            (f"{words.WORD_FOLDER}/{path.name}", path.read_bytes())
            for path in sorted((workspace / words.WORD_FOLDER).glob("*.docx"))
        ]
    except OSError:
        return []


def _tried(file: _File) -> TemplateCode | None:
    try:
        return TemplateCode.of(*file, _environment())
    except Exception:  # noqa: BLE001 - told by whoever asks for it, with all others; nobody may ask for what merely lies there
        return None


@cache
def _environment() -> TemplateEnvironment:
    return TemplateEnvironment(formatters(Policies(), {}), TESTS)
