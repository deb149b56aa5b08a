"""Asks one child about one file after the other; a file that costs it its life is left out, and a fresh one asked about the next."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

from pipeline.reading.children import Child, ChildDiedError, ChildHungError
from pipeline.reading.lexicon import Definitions
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.protocol import packed, unpacked
from pipeline.reading.starting import Told


def replies(questions: Sequence[object], inbox: Path, definitions: Told, limits: ReadingLimits) -> Iterator[Any]:
    """Give what the child replies to each question; None where it did not live to."""
    given = Definitions(dict(definitions.forms), definitions.directory, definitions.vocabulary, limits)
    introduction = packed((given, str(inbox.resolve())))
    child = Child(introduction)
    try:
        for question in questions:
            try:
                reply = unpacked(child.ask(packed(question), limits.seconds))
            except (ChildDiedError, ChildHungError, UnpicklingError, EOFError):
                child.end()
                child, reply = Child(introduction), None
            yield reply
    finally:
        child.end()
