"""A child process: reads one file after the other under limits, and imports neither pandas nor anything that reaches out.

Started with `python -m pipeline.reading.worker`; takes the definitions, then files, on its standard input.
"""

import gc
import os
import resource
import signal
import sys
from typing import BinaryIO

from pipeline.catalogue import reading as say
from pipeline.model.grid import Grid
from pipeline.model.rereading import Reread
from pipeline.model.submission import InboxFile
from pipeline.reading.answer import Answer, GridRequest, RereadRequest
from pipeline.reading.lexicon import Definitions, Lexicon
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.package import Package
from pipeline.reading.protocol import READY, packed, receive
from pipeline.reading.refusal import RefusedError
from pipeline.reading.returns import grids_in, read_file
from pipeline.reading.unread import unread

_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "ctypes.", "os.remove", "os.rename")

_SPOILT = 70
"""exit status of a process that must not read another file"""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def main() -> None:
    """Serve the parent until it closes the pipe."""
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    questions = sys.stdin.buffer
    definitions, inbox = receive(questions)
    confine(definitions.limits)
    replies.write(packed(READY))
    replies.flush()
    try:
        serve(questions, replies, definitions, inbox)
    except (EOFError, BrokenPipeError):
        os._exit(0)


def confine(limits: ReadingLimits) -> None:
    """Give up memory, files, network and programs beyond what reading needs."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.addaudithook(_refuse_forbidden)


def serve(questions: BinaryIO, replies: BinaryIO, definitions: Definitions, inbox: str) -> None:
    """Answer every file; an alarm ends this process if the parent is no longer there to do so.

    A library that panics or runs out of memory leaves a process in which the next file may fail as well. So this process ends with it,
    and also where much memory has stayed behind; the parent gives the file, or the next one, to a fresh one.
    """
    lexicon = Lexicon(definitions)
    gc.freeze()
    grace = int(definitions.limits.seconds) + 5
    while True:
        question: InboxFile | GridRequest | RereadRequest = receive(questions)
        signal.alarm(grace)
        try:
            reply = packed(_told(question, inbox, lexicon))
        except BaseException:  # noqa: BLE001 — calamine's PanicException is no Exception
            os._exit(_SPOILT)
        signal.alarm(0)
        replies.write(reply)
        replies.flush()
        if _address_space() > definitions.limits.memory_bytes // 2:
            os._exit(_SPOILT)


def _address_space() -> int:
    """Return the bytes this process has reserved; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as told:  # noqa: PTH123 — pathlib is not loaded here
            return int(told.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _told(question: InboxFile | GridRequest | RereadRequest, inbox: str, lexicon: Lexicon) -> object:
    if isinstance(question, InboxFile):
        return answer(question, inbox, lexicon)
    return shown(question, inbox, lexicon) if isinstance(question, GridRequest) else reread(question, inbox, lexicon)


def answer(file: InboxFile, inbox: str, lexicon: Lexicon) -> Answer:
    """Read one file; raises whatever a library meets that is no plain refusal."""
    try:
        return read_file(file, content_of(file, inbox, lexicon.limits), lexicon)
    except RefusedError as refusal:
        return unread(file, lexicon, refusal)
    except OSError:
        return unread(file, lexicon, RefusedError(say.CHANGED_FILE))


def shown(asked: GridRequest, inbox: str, lexicon: Lexicon) -> tuple[Grid, ...]:
    """Return the visible sheets of a file; none where it cannot be opened."""
    try:
        return grids_in(asked.file, content_of(asked.file, inbox, lexicon.limits), lexicon.limits)
    except (RefusedError, OSError):
        return ()


def reread(asked: RereadRequest, inbox: str, lexicon: Lexicon) -> Reread:
    """Return what a second reader makes of a file."""
    for name in ("numpy", "PIL"):  # openpyxl would load them, and they ask for what a child may not have
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]
    from pipeline.reading.rereading import reread_file  # noqa: PLC0415 — few runs ask for it

    try:
        return reread_file(asked.file, content_of(asked.file, inbox, lexicon.limits), lexicon.limits)
    except (RefusedError, OSError):
        return Reread("", trouble=say.CHANGED_FILE.text)


def content_of(file: InboxFile, inbox: str, limits: ReadingLimits) -> bytes:
    """Return the bytes of a file, also of one inside a zip."""
    descriptor = os.open(f"{inbox}/{file.location}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as stream:
        content = stream.read()
    if not file.member:
        return content
    package = Package(content, limits)
    if file.member not in package:
        raise RefusedError(say.CHANGED_FILE)
    return package.read(file.member)


def _refuse_forbidden(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN) or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING):
        raise PermissionError(event)


if __name__ == "__main__":
    main()
