"""Work done beside the batch, in a process that begins with all the batch knew: nothing has to be handed over but what comes out.

The process is forked, does its work and ends. It keeps no lock, no database and no file of the batch open. What it could not
do, for whatever reason, the batch does itself when it comes to it: a failure is told where every other one is, and nothing is lost but time.
"""

import os
import pickle
import signal
import struct
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Generic, NoReturn, TypeVar

Given = TypeVar("Given")
T = TypeVar("T")

_STANDARD = 3
"""descriptors that stay open in the child: input, output and errors"""
_FEW = 8
"""pieces that are made sooner than a process is begun"""
_TICKET = struct.Struct("=i")
_TICKETS = 4096
"""how many a pipe holds everywhere before anybody takes one"""


class Beside(Generic[T]):
    """Work under way that makes a number of pieces; few of them, or any on a single core, are made when they are wanted."""

    def __init__(self, work: Callable[[], T], pieces: int, held: Sequence[int] = ()) -> None:
        """Begin; `held` are descriptors the work needs."""
        self._work = work
        self._child = _Child.of(work, held) if pieces > _FEW and cores() > 1 else None

    def result(self) -> T:
        """Wait for the work and return what came of it; to be called once."""
        child, self._child = self._child, None
        written = child.written() if child else b""
        if written:
            result: T = pickle.loads(written)  # noqa: S301 - our own child wrote it
            return result
        return self._work()

    def __del__(self) -> None:
        """End a child nobody waits for any more: what called it was stopped."""
        if self._child is not None:
            self._child.end()


class Shared(Generic[Given, T]):
    """Pieces under way beside; whoever wants them makes with the other process what is not yet made: each takes the next when free."""

    def __init__(self, make: Callable[[Given], T], given: Sequence[Given]) -> None:
        tickets = _Tickets(len(given))

        def taken() -> dict[int, T]:
            return {place: make(given[place]) for place in tickets}

        self._make, self._given, self._taken = make, given, taken
        self._beside = Beside(taken, len(given), held=(tickets.pipe,))

    def result(self) -> list[T]:
        """Return what is made of each, in their order; to be called once."""
        made = self._taken()
        made |= self._beside.result()
        return [made[place] if place in made else self._make(one) for place, one in enumerate(self._given)]


def side_by_side(make: Callable[[Given], T], given: Sequence[Given]) -> list[T]:
    """Return what is made of each, in their order, by this process and one beside."""
    return Shared(make, given).result()


class _Tickets:
    """The places of a sequence, each handed out once, to whichever process asks first: a pipe gives no bytes of it twice."""

    def __init__(self, count: int) -> None:
        self._count, self._bunch = count, max(1, -(-count // _TICKETS))
        self.pipe, handing_out = os.pipe()
        for first in range(0, count, self._bunch):
            os.write(handing_out, _TICKET.pack(first))
        os.close(handing_out)

    def __iter__(self) -> Iterator[int]:
        while ticket := os.read(self.pipe, _TICKET.size):
            (first,) = _TICKET.unpack(ticket)
            yield from range(first, min(first + self._bunch, self._count))

    def __del__(self) -> None:
        os.close(self.pipe)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


class _Child:
    """The process, and the end of the pipe its result comes through."""

    def __init__(self, process: int, pipe: int) -> None:
        self._process, self._pipe = process, pipe

    @classmethod
    def of(cls, work: Callable[[], object], held: Sequence[int]) -> "_Child | None":
        """Fork; None where the system has no room for another process."""
        reading, writing = os.pipe()
        try:
            process = _forked()
        except OSError:
            os.close(reading)
            os.close(writing)
            return None
        if process == 0:
            _do(work, writing, held)
        os.close(writing)
        return cls(process, reading)

    def written(self) -> bytes:
        """Return all the child wrote, once it has ended well; nothing where it has not."""
        with os.fdopen(self._pipe, "rb") as pipe:
            written = pipe.read()
        _, status = os.waitpid(self._process, 0)
        return written if status == 0 else b""

    def end(self) -> None:
        """End the child, whatever it is doing."""
        os.close(self._pipe)
        with suppress(OSError):
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def _forked() -> int:
    """Fork; Python 3.12 warns where numpy's threads exist, which wait for work we never give them, and ours have ended."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _do(work: Callable[[], object], pipe: int, held: Sequence[int]) -> NoReturn:
    """Do the work in the child, and end it without a trace of its parent's affairs being settled twice."""
    code = 1
    try:
        _close_all_but({pipe, *held})
        with os.fdopen(pipe, "wb") as written:
            pickle.dump(work(), written, pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)


def _close_all_but(kept: Iterable[int]) -> None:
    first = _STANDARD
    for one in sorted(kept):
        os.closerange(first, one)
        first = one + 1
    os.closerange(first, os.sysconf("SC_OPEN_MAX"))
