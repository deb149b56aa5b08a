"""An append-only log, each line chained to the one before by its hash: what was received, accepted, returned, issued and frozen.

Only what is new is noted, so that running a batch again adds nothing. An entry interrupted while it was written was never made: the next
one takes its place. Who changes or removes a line breaks the chain from there on.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from pipeline.catalogue import journal as say
from pipeline.disk.writing import make_folder, sync_folder

FILE: Final = Path("state/journal.jsonl")
_FIRST: Final = "0" * 64
_LINE: Final = json.JSONEncoder(ensure_ascii=False).encode
_FACT: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


class Event(Struct, frozen=True):
    """Something that happened to one subject of a period; the same fact about the same subject is noted once."""

    kind: str
    period: str
    subject: str
    """a unit's return, a file's hash, an edition"""
    fact: Mapping[str, Any]


class Journal:
    """The log of a workspace."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, events: Iterable[Event], now: datetime, by: str) -> int:
        """Append those events that say something new, all or none of their bytes; return how many."""
        fresh = [event for event in events if self._says_something_new(event)]
        if not fresh:
            return 0
        number, before = self.head
        lines = []
        for event in fresh:
            number += 1
            entry = {"n": number, "at": now.isoformat(sep=" ", timespec="seconds"), "by": by, "before": before}
            entry |= {"event": event.kind, "period": event.period, "subject": event.subject, **event.fact}
            line = _LINE(entry).encode()
            before = hashlib.sha256(line).hexdigest()
            lines.append(line + b"\n")
        self._append(b"".join(lines))
        return len(fresh)

    def _says_something_new(self, event: Event) -> bool:
        before = self._known.get(_subject(event))
        return before is None or before != _fact(event)

    @property
    def head(self) -> tuple[int, str]:
        """Return how many entries there are and the hash of the last."""
        lines = self._lines
        return len(lines), hashlib.sha256(lines[-1]).hexdigest() if lines else _FIRST

    def hash_at(self, number: int) -> str | None:
        """Return the hash of the n-th entry; None where the log is shorter."""
        return hashlib.sha256(self._lines[number - 1]).hexdigest() if 0 < number <= len(self._lines) else None

    def entries(self) -> Iterator[dict[str, Any]]:
        """Yield the entries that can be read."""
        for line in self._lines:
            entry = _entry(line)
            if entry is not None:
                yield entry

    def faults(self) -> Iterator[str]:
        """Say where the chain does not hold."""
        before = _FIRST
        for number, line in enumerate(self._lines, 1):
            entry = _entry(line)
            if entry is None:
                yield say.BROKEN_LINE.format(number=number)
            elif entry.get("n") != number:
                yield say.BROKEN_NUMBER.format(number=number, found=entry.get("n"))
            elif entry.get("before") != before:
                yield say.BROKEN_CHAIN.format(number=number, before=number - 1)
            before = hashlib.sha256(line).hexdigest()

    @cached_property
    def _content(self) -> bytes:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return b""
        return content[: content.rfind(b"\n") + 1]

    @cached_property
    def _lines(self) -> list[bytes]:
        return self._content.split(b"\n")[:-1]

    @cached_property
    def _known(self) -> dict[tuple[str, str, str], str]:
        """Subject → the last that was said of it."""
        known = {}
        for entry in self.entries():
            fact = {name: value for name, value in entry.items() if name not in {"n", "at", "by", "before"}}
            event = Event(fact.pop("event", ""), fact.pop("period", ""), fact.pop("subject", ""), fact)
            known[_subject(event)] = _fact(event)
        return known

    def _append(self, content: bytes) -> None:
        make_folder(self._path.parent)
        fresh = not self._path.exists()
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            os.ftruncate(descriptor, len(self._content))
            os.pwrite(descriptor, content, len(self._content))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if fresh:
            sync_folder(self._path.parent)
        for name in ("_content", "_lines", "_known"):
            self.__dict__.pop(name, None)


def _entry(line: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None


def _subject(event: Event) -> tuple[str, str, str]:
    """Return what an event is about; accepting and returning are two answers to one question."""
    kind = say.ACCEPTED if event.kind == say.RETURNED else event.kind
    return kind, event.period, event.subject


def _fact(event: Event) -> str:
    return _FACT([event.kind, event.fact])
