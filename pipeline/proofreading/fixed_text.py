"""What the office's templates print by themselves, whatever the data say."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pipeline.proofreading.against_register import Fixed
from pipeline.proofreading.word_file import UnreadableDocument, read_word

_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def fixed_text(folder: Path) -> Fixed | None:
    """Return the text of the notices' templates without their tags; None where there are none."""
    told = [line for path in sorted(folder.glob("*.docx")) for line in _lines(path)]
    return Fixed("\n".join(told)) if told else None


def _lines(path: Path) -> Iterable[str]:
    try:
        return [_TAG.sub("＃", one.text) for one in read_word(path.read_bytes(), path.name).paragraphs]
    except (UnreadableDocument, OSError):
        return []
