"""Which calls of an undisturbed batch change a file, as the library that injects the faults sees them and as strace sees them."""

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tools.reliability.injector import Fault, Injector
from tools.reliability.running import run
from tools.reliability.scene import Scene

BEGIN, END = "/the batch under trial begins", "/the batch under trial ends"
"""places that do not exist; asked for, they mark the trace of strace"""
_TRACED: Final = (
    "open,openat,creat,write,pwrite64,writev,pwritev,fsync,fdatasync,ftruncate,truncate,rename,renameat,renameat2,link,linkat,symlink,"
    "symlinkat,unlink,unlinkat,rmdir,mkdir,mkdirat,chmod,fchmod,fchmodat,access,faccessat,faccessat2,sendfile,copy_file_range,fallocate"
)
_CALL: Final = re.compile(r"^\d+ +(?:<\.\.\. )?(\w+)\((.*)$")
_SAME: Final = {"open": "openat", "unlink": "unlinkat", "rename": "renameat", "mkdir": "mkdirat", "rmdir": "unlinkat"}
"""calls of one meaning: libc makes the one by the other, as it likes"""


def calls(scene: Scene) -> list[str]:
    """Return the calls by which an undisturbed batch changes files."""
    injector, said = Injector(), scene.folder / "calls"

    def count() -> None:
        injector.arm(Fault.COUNT)
        os.access(BEGIN, os.F_OK)
        leave, batch = os._exit, os.getpid()

        def tell(code: int) -> None:
            if os.getpid() == batch:  # what works beside it ends as it would
                os.access(END, os.F_OK)
                injector.disarm()
                said.write_text("\n".join(injector.seen), encoding="utf-8")
            leave(code)

        os._exit = tell  # type: ignore[assignment]

    run(scene.copy("counted"), count)
    return said.read_text(encoding="utf-8").split("\n")


def of_one_meaning(names: list[str]) -> Counter[str]:
    """Count calls, those of one meaning as one, whether the name says 64 or not."""
    plain = [name.removesuffix("64").replace("renameat2", "renameat") for name in names]
    return Counter(_SAME.get(name, name) for name in plain)


def seen_by_strace(arguments: list[str]) -> list[str]:
    """Return the calls that change files in the batch counted by this program with these arguments, as strace sees them."""
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace"
        subprocess.run(
            ["strace", "-f", "-y", "-qq", "-s", "40", "-e", f"trace={_TRACED}", "-o", trace, sys.executable, *arguments],
            check=True,
        )
        return list(_changing(trace.read_text(encoding="utf-8", errors="replace").splitlines()))


def _changing(lines: list[str]) -> Iterator[str]:
    begun = next(number for number, line in enumerate(lines) if BEGIN in line)
    ended = next(number for number, line in enumerate(lines) if END in line)
    for line in lines[begun:ended]:
        found = _CALL.match(line)
        if found and _changes(*found.groups()):
            yield found.group(1)


def _changes(name: str, rest: str) -> bool:
    """Say whether a traced call changes a file; a write to a pipe does not, nor does asking whether there is one."""
    if name.startswith(("access", "faccess")):
        return False
    if name in {"open", "openat"}:
        return "O_CREAT" in rest or "O_TRUNC" in rest
    return not name.startswith(("write", "pwrite")) or bool(re.match(r"\d+</(?!dev/(?!shm/))", rest))
