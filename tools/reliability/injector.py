"""Faults in the file system calls of this process: a small C library that the loader puts before libc."""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from enum import IntEnum
from pathlib import Path

_LIBRARY = "TONGBAO_FAULTS"


class Fault(IntEnum):
    """What happens at the n-th call that changes a file."""

    COUNT = 0
    KILL = 1
    TEAR = 2
    ERROR_ONCE = 3
    ERROR_FROM_THEN_ON = 4


class Injector:
    """The library in this process."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(os.environ[_LIBRARY])
        self._library.faults_seen.restype = ctypes.c_long
        self._library.faults_name.restype = ctypes.c_char_p

    def arm(self, fault: Fault, call: int = 0, error: int = 0) -> None:
        """Begin to count anew, and let the fault happen at a call."""
        self._library.faults_arm(ctypes.c_long(call), int(fault), error)

    def disarm(self) -> None:
        """Count no more."""
        self._library.faults_disarm()

    @property
    def seen(self) -> list[str]:
        """Return the names of the calls that changed a file since `arm`."""
        return [self._library.faults_name(ctypes.c_long(number)).decode() for number in range(1, self._library.faults_seen() + 1)]


def missing() -> str:
    """Return why faults cannot be injected here; nothing where they can."""
    if not sys.platform.startswith("linux"):
        return "needs Linux"
    return "" if shutil.which("gcc") else "needs gcc"


def start_with_injector(arguments: list[str]) -> int:
    """Build the library and run this program again with it loaded; return its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "faults.so"
        source = Path(__file__).with_name("faults.c")
        subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
        environment = os.environ | {_LIBRARY: str(library), "LD_PRELOAD": str(library), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run([sys.executable, "-m", "tools.reliability", *arguments], env=environment, check=False).returncode


def is_loaded() -> bool:
    """Say whether this process was started with the library."""
    return _LIBRARY in os.environ
