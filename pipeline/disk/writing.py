"""Writing so that after any interruption, power loss included, a file is either the old one or the new one, entire."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

MODE: Final = 0o644
"""whatever the umask of cron is, colleagues can read what the office publishes"""
_AT_ONCE: Final = 8
_HELD: Final = 64
"""files whose contents are held in memory together"""
TEMPORARY: Final = (".", ".tmp")
"""how the name of a file being written begins and ends"""


def write_whole(path: Path, content: bytes, mode: int = MODE) -> None:
    """Replace a file in one step."""
    make_folder(path.parent)
    _replace(path, content, mode)
    sync_folder(path.parent)


def write_all(files: Iterable[tuple[Path, bytes]], mode: int = MODE) -> None:
    """Replace files, each in one step; all are on the disk on return."""
    folders: set[Path] = set()
    at_once(lambda path, content: _replace(path, content, mode), _with_folders(files, folders))
    for folder in sorted(folders):
        sync_folder(folder)


def _with_folders(files: Iterable[tuple[Path, bytes]], made: set[Path]) -> Iterator[tuple[Path, bytes]]:
    """Yield files, each once its folder has been made."""
    for path, content in files:
        if path.parent not in made:
            make_folder(path.parent)
            made.add(path.parent)
        yield path, content


def at_once(write: Callable[[Path, bytes], None], files: Iterable[tuple[Path, bytes]]) -> None:
    """Write files, several at once, for each waits until the disk has it."""
    waiting = iter(files)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        while some := list(islice(waiting, _HELD)):
            list(pool.map(write, *zip(*some, strict=True)))


def _replace(path: Path, content: bytes, mode: int) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY[0], suffix=TEMPORARY[1])
    try:
        write_out(handle, content, mode)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def clear_half_written(*folders: Path) -> None:
    """Remove what runs that were killed left half written in these folders; nobody else may be writing there."""
    for folder in folders:
        for path in folder.glob("????????".join(TEMPORARY)):
            with suppress(OSError):  # whoever may not remove it will not get far anyway, and is told why there
                path.unlink()


def write_out(handle: int, content: bytes, mode: int = MODE) -> None:
    """Write, bring to the disk and close."""
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fchmod(handle, mode)
        os.fsync(handle)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, and bring their names to the disk."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in missing:
        sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; a share that cannot do so is taken at its word."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)
