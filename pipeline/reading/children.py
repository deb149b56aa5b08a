"""The parent's side of a child process: started once, asked file by file, replaced when a file kills or holds it."""

import atexit
import os
import select
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pipeline
from pipeline.reading.protocol import LENGTH

_START_SECONDS: Final = 60.0
_CHUNK = 1 << 20


class ChildDiedError(Exception):
    """The child ended without an answer."""


class ChildHungError(Exception):
    """The child did not answer in time, and was ended."""


_BEGUN: Final[list["subprocess.Popen[bytes]"]] = []
"""processes that wait for a `Child` to become"""


def begin(count: int) -> None:
    """Start processes for the children to come: they load what they need while their parent loads what it needs itself."""
    _BEGUN.extend(_started() for _ in range(min(count, os.cpu_count() or 1) - len(_BEGUN)))


@atexit.register
def end_unused() -> None:
    """End the processes that no child needed."""
    while _BEGUN:
        _end(_BEGUN.pop())


class Child:
    """One child process that has been told the definitions."""

    def __init__(self, introduction: bytes) -> None:
        self._process = _BEGUN.pop() if _BEGUN else _started()
        self._introduction = introduction
        self._introduced = False
        self.used = False
        """True once it has answered for a file"""

    def ask(self, question: bytes, seconds: float) -> bytes:
        """Send one message and return the answer to it; raises ChildDiedError or ChildHungError."""
        if not self._introduced:
            self.introduce()
        answer = self._exchange(question, seconds)
        self.used = True
        return answer

    def introduce(self) -> None:
        """Tell the definitions and wait until the child is ready; raises ChildDiedError if it cannot start."""
        self._exchange(self._introduction, _START_SECONDS)
        self._introduced = True

    def end(self) -> None:
        """End the child, whatever it is doing."""
        _end(self._process)

    def _exchange(self, question: bytes, seconds: float) -> bytes:
        deadline = time.monotonic() + seconds
        try:
            self._send(question, deadline)
            head = self._receive(LENGTH.size, deadline)
            return self._receive(LENGTH.unpack(head)[0], deadline)
        except (BrokenPipeError, EOFError):
            raise ChildDiedError from None

    def _send(self, message: bytes, deadline: float) -> None:
        assert self._process.stdin is not None  # noqa: S101 — for the type checker
        pipe = self._process.stdin.fileno()
        rest = memoryview(message)
        while rest:
            self._wait([], [pipe], deadline)
            rest = rest[os.write(pipe, rest[: select.PIPE_BUF]) :]

    def _receive(self, size: int, deadline: float) -> bytes:
        assert self._process.stdout is not None  # noqa: S101 — for the type checker
        pipe = self._process.stdout.fileno()
        parts = bytearray()
        while len(parts) < size:
            self._wait([pipe], [], deadline)
            part = os.read(pipe, min(_CHUNK, size - len(parts)))
            if not part:
                raise EOFError
            parts += part
        return bytes(parts)

    @staticmethod
    def _wait(readable: list[int], writable: list[int], deadline: float) -> None:
        left = deadline - time.monotonic()
        if left <= 0 or not any(select.select(readable, writable, [], left)):
            raise ChildHungError


def _started() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-P", "-S", "-m", "pipeline.reading.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env=_environment(),
        cwd="/",
    )


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    process.wait()


def _environment() -> dict[str, str]:
    """Return all a child is told about the outside: where our own code and the readers are."""
    places = [Path(pipeline.__file__).parent.parent]
    places += [
        Path(spec.origin).parent.parent
        for name in ("python_calamine", "xlrd", "openpyxl")
        if (spec := find_spec(name)) and spec.origin
    ]
    return {"PYTHONPATH": os.pathsep.join(dict.fromkeys(map(str, places))), "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}
