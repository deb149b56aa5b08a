"""Reads all files of a batch in child processes, beside whatever the parent does meanwhile."""

import os
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from pickle import UnpicklingError
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from pipeline.catalogue import reading as say
from pipeline.model.errors import Mistake, PipelineError
from pipeline.model.explanation import Answered
from pipeline.model.finding import Finding
from pipeline.model.form import Form
from pipeline.model.submission import InboxFile
from pipeline.model.table import ReturnTable
from pipeline.model.unit import UnitDirectory
from pipeline.model.vocabulary import Vocabulary
from pipeline.reading.answer import Answer, Receipt
from pipeline.reading.children import Child, ChildDiedError, ChildHungError, end_unused
from pipeline.reading.editions import latest_editions
from pipeline.reading.lexicon import Definitions, Lexicon
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.protocol import packed, unpacked
from pipeline.reading.read_before import ReadBefore
from pipeline.reading.refusal import RefusedError
from pipeline.reading.register import received_at
from pipeline.reading.unread import unread

_FEW_FILES = 4


class Told(Protocol):
    """What reading takes from the office's definitions."""

    @property
    def forms(self) -> Mapping[str, Form]: ...

    @property
    def directory(self) -> UnitDirectory: ...

    @property
    def vocabulary(self) -> Vocabulary: ...


class Read(NamedTuple):
    """What came out of the files of a batch; `files` are those given, received when the receipt register says."""

    tables: tuple[ReturnTable, ...]
    findings: tuple[Finding, ...]
    files: tuple[InboxFile, ...]


class Reading:
    """The reading of one batch, under way; `collect` waits for it."""

    def __init__(self, files: Sequence[InboxFile], inbox: Path, given: Definitions, before: ReadBefore | None = None) -> None:
        self._files, self._given, self._before = files, given, before
        self._replies: dict[str, bytes | RefusedError] = {**before.replies(files)} if before else {}
        self._read_before = frozenset(self._replies)
        self._waiting = deque(file for file in files if file.path not in self._replies)
        self._fresh: dict[str, bytes] = {}
        """what children replied that will hold the next time; known once collected"""
        waiting = len(self._waiting)
        self._failure: BaseException | None = None
        self.answers: tuple[Answered, ...] = ()
        """what 审核意见 sheets answer to earlier findings; known once collected"""
        self._introduction = packed((given, str(inbox.resolve())))
        children = min(given.limits.children, os.cpu_count() or 1) if waiting >= _FEW_FILES else 1
        started = [Child(self._introduction) for _ in range(children if waiting else 0)]
        end_unused()  # what is forked from here on must find none whose pipes it does not share
        self._threads = [threading.Thread(target=self._work, args=(child,), daemon=True) for child in started]
        for thread in self._threads:
            thread.start()

    def collect(self) -> Read:
        """Return the tables and findings of all files in order of their paths, one edition per return."""
        for thread in self._threads:
            thread.join()
        if self._failure is not None:
            raise self._failure
        lexicon = Lexicon(self._given)
        answers = [self._answer(file, lexicon) for file in sorted(self._files, key=lambda file: file.path)]
        self.answers = tuple(answered for answer in answers for answered in answer.answers)
        received = _as_registered(self._files, [receipt for answer in answers for receipt in answer.receipts])
        tables = [_received(table, received) for answer in answers for table in answer.tables]
        kept, findings = latest_editions(tables, [finding for answer in answers for finding in answer.findings])
        return Read(kept, findings, tuple(received.values()))

    def remember(self) -> None:
        """Keep what was read for the next batch, once collected."""
        if self._before:
            self._before.keep(self._files, self._fresh)

    def _work(self, child: Child) -> None:
        """Have one child read files until none is left; a file that costs the child its life costs no other file anything."""
        try:
            child.introduce()
            while self._waiting:
                try:
                    file = self._waiting.popleft()
                except IndexError:
                    break
                child = self._read(child, file)
        except (ChildDiedError, ChildHungError):
            self._failure = PipelineError(Mistake("pipeline/reading/worker.py", say.NO_CHILD))
        except BaseException as error:  # noqa: BLE001 — raised again in `collect`
            self._failure = error
        finally:
            child.end()

    def _read(self, child: Child, file: InboxFile) -> Child:
        """Have a file read, and return the child for the next one.

        A child that dies may have been spoilt by an earlier file: only one that dies as its first deed tells something about the file.
        """
        used = child.used
        reply = self._reply(child, file)
        if isinstance(reply, RefusedError):
            child = self._replaced(child)
            if used and reply.wording is say.READER_DIED:
                reply = self._reply(child, file)
                if isinstance(reply, RefusedError):
                    child = self._replaced(child)
        self._replies[file.path] = reply
        return child

    def _replaced(self, child: Child) -> Child:
        child.end()
        fresh = Child(self._introduction)
        try:
            fresh.introduce()
        except BaseException:
            fresh.end()
            raise
        return fresh

    def _reply(self, child: Child, file: InboxFile) -> bytes | RefusedError:
        seconds = self._given.limits.seconds
        try:
            return child.ask(packed(file), seconds)
        except ChildDiedError:
            return RefusedError(say.READER_DIED)
        except ChildHungError:
            return RefusedError(say.TOO_SLOW, seconds=f"{seconds:g}")

    def _answer(self, file: InboxFile, lexicon: Lexicon) -> Answer:
        reply = self._replies[file.path]
        if isinstance(reply, bytes):
            try:
                answer: Answer = unpacked(reply)
            except (UnpicklingError, EOFError, AttributeError, IndexError):
                reply = RefusedError(say.READER_DIED)
            else:
                if file.path not in self._read_before and not any(one.code == say.CHANGED_FILE.code for one in answer.findings):
                    self._fresh[file.path] = reply
                return replace(answer, answers=tuple(replace(one, received=file.received) for one in answer.answers))
        return unread(file, lexicon, reply)


def _as_registered(files: Sequence[InboxFile], receipts: Sequence[Receipt]) -> dict[str, InboxFile]:
    """Return the files by their paths, with the time of receipt the register knows of each."""
    known = {file.path: received_at(file.path, receipts) for file in files} if receipts else {}
    return {file.path: replace(file, received=known.get(file.path) or file.received) for file in files}


def _received(table: ReturnTable, files: Mapping[str, InboxFile]) -> ReturnTable:
    sent = table.submission
    return replace(table, submission=replace(sent, file=files[sent.file.path]))


def start(
    files: Sequence[InboxFile],
    inbox: Path,
    definitions: Told,
    limits: ReadingLimits | None = None,
    before: ReadBefore | None = None,
) -> Reading:
    """Start the children and return at once; the work goes on until `collect`. Files in `before` are not opened."""
    given = Definitions(dict(definitions.forms), definitions.directory, definitions.vocabulary, limits or ReadingLimits())
    return Reading(files, inbox, given, before)


def read(files: Sequence[InboxFile], inbox: Path, definitions: Told, limits: ReadingLimits | None = None) -> Read:
    """Read all files and return their tables and findings."""
    return start(files, inbox, definitions, limits).collect()
