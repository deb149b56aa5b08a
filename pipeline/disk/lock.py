"""One at a time: a lock the kernel lets go of when its holder dies, and in it who holds it since when.

The kernel's lock is the judge; what stands in the file is for people, and tells the next holder whether the last one ended well.
"""

import errno
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from pipeline.catalogue import disk as say
from pipeline.disk.writing import make_folder
from pipeline.model.errors import BusyError, Mistake, PublishError


class Holder(Struct, frozen=True):
    """Who holds a lock, or held it when it died."""

    host: str
    pid: int
    started: str

    def __str__(self) -> str:
        return say.HOLDER.format(**asdict(self))


class Held(Struct, frozen=True):
    """A lock while it is held."""

    path: Path
    descriptor: int
    died: Holder | None
    """the holder before, where it never let go"""

    def require(self) -> None:
        """Raise PublishError where the lock's file was taken away meanwhile: another run may believe it holds it too."""
        with suppress(OSError):
            if os.path.samestat(os.fstat(self.descriptor), self.path.stat()):
                return
        raise PublishError(Mistake(str(self.path), say.LOCK_LOST))


@contextmanager
def held(path: Path, now: datetime) -> Iterator[Held]:
    """Hold a lock; raises BusyError naming the holder where another process has it."""
    make_folder(path.parent)
    descriptor = _locked(path)
    try:
        before = _holder(descriptor)
        _write(descriptor, Holder(socket.gethostname(), os.getpid(), now.isoformat(sep=" ", timespec="seconds")))
        yield Held(path, descriptor, before)
        os.ftruncate(descriptor, 0)
    except Exception:
        with suppress(OSError):  # what stopped the batch matters more than a line nobody can write
            os.ftruncate(descriptor, 0)
        raise
    finally:
        os.close(descriptor)


def _locked(path: Path) -> int:
    """Return a locked descriptor of the file that stands at the path now, not of one deleted while we waited for it."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        except FileNotFoundError:
            pass
        except OSError as error:
            holder = _holder(descriptor)
            os.close(descriptor)
            if error.errno not in {errno.EWOULDBLOCK, errno.EACCES}:
                raise
            raise BusyError(Mistake(str(path), say.BUSY.format(holder=holder or say.UNKNOWN_HOLDER))) from None
        os.close(descriptor)


def _holder(descriptor: int) -> Holder | None:
    try:
        return Holder(**json.loads(os.pread(descriptor, 4096, 0)))
    except (OSError, ValueError, TypeError):
        return None


def _write(descriptor: int, holder: Holder) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(asdict(holder), ensure_ascii=False).encode(), 0)
