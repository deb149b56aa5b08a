"""Takes the bytes of a file, if nobody has touched it lately and nobody touches it meanwhile."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pipeline.catalogue import reading as say
from pipeline.catalogue.findings import Wording
from pipeline.intake.naming import is_ignored

LARGEST: Final = 20 << 20
"""bytes of a file that is still read"""
DEEPEST: Final = 20
"""folders inside each other that are still looked into"""
_GONE: Final = frozenset({errno.ENOENT, errno.ESTALE})
_OURS: Final = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})
"""our machine has run out of something: no fault of any file, and none must be said to have one"""
_NOT_A_FILE: Final = frozenset({errno.ELOOP, errno.ENXIO, errno.ENODEV, errno.EISDIR, errno.ENOTDIR})


class NotTakenError(Exception):
    """Why one file is not taken."""

    def __init__(self, wording: Wording, **slots: object) -> None:
        super().__init__(wording.text)
        self.wording, self.slots = wording, slots


def entries(inbox: Path) -> Iterator[str]:
    """Paths below the inbox of everything that is not a folder; links are named, never followed.

    A folder that may not be looked into, or lies too deep, is named as if it were a file.
    """
    folders = [""]
    while folders:
        above = folders.pop()
        try:
            inside = list(os.scandir(inbox / above))
        except OSError:
            if not above:
                raise
            yield above.removesuffix("/")
            continue
        for entry in inside:
            if is_ignored(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False) and above.count("/") < DEEPEST:
                folders.append(f"{above}{entry.name}/")
            else:
                yield above + entry.name


class Settled:
    """Takes files that were last touched before a moment.

    A file dated after `now` has a clock of its own: only its standing still while it is read can be asked.
    """

    def __init__(self, before: float, now: float) -> None:
        self._before, self._now = before, now

    def content(self, path: Path) -> bytes:
        """Read a regular file whole; raises NotTakenError, or OSError where our own machine is at its end."""
        try:
            return self._content(path)
        except PermissionError:
            raise NotTakenError(say.NO_PERMISSION) from None
        except OSError as error:
            if error.errno in _OURS:
                raise
            if error.errno in _GONE:
                raise NotTakenError(say.CHANGED_FILE) from None
            if error.errno in _NOT_A_FILE:
                raise NotTakenError(say.NOT_A_FILE) from None
            raise NotTakenError(say.READ_ERROR, reason=error.strerror or type(error).__name__) from None

    def _content(self, path: Path) -> bytes:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            before = os.fstat(descriptor)
            self._refuse_unsuitable(before)
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                content = file.read(LARGEST + 1)
            after = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(content) != after.st_size:
            raise NotTakenError(say.CHANGED_FILE)
        return content

    def _refuse_unsuitable(self, status: os.stat_result) -> None:
        if stat.S_ISDIR(status.st_mode):
            raise NotTakenError(say.CLOSED_FOLDER)
        if not stat.S_ISREG(status.st_mode):
            raise NotTakenError(say.NOT_A_FILE)
        if self._before < status.st_mtime <= self._now:
            raise NotTakenError(say.UNSETTLED)
        if status.st_size > LARGEST:
            raise NotTakenError(say.TOO_LARGE, size=status.st_size >> 20, limit=LARGEST >> 20)
