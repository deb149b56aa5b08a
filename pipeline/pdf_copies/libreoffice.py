"""LibreOffice, asked to print Word documents as PDF: in a folder and a profile of its own, for so long and no longer."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

_START_SECONDS, _SECONDS_EACH = 60, 20
_OPTIONS: Final = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "pdf")
_WHOLE: Final = (b"%PDF-", b"%%EOF")


def program() -> str | None:
    """Return where LibreOffice is; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def seconds_for(documents: int) -> int:
    """Return how long printing may take before it is ended."""
    return _START_SECONDS + _SECONDS_EACH * documents


def printed(command: str, documents: Sequence[bytes]) -> list[bytes | None]:
    """Return each document as a PDF; None for one that could not be printed in time."""
    with tempfile.TemporaryDirectory(prefix="tongbao-pdf-") as place:
        folder = Path(place)
        names = [f"{number}.docx" for number in range(len(documents))]  # names of ours: no locale, no share can spoil them
        for name, content in zip(names, documents, strict=True):
            (folder / name).write_bytes(content)
        _run(
            [command, f"-env:UserInstallation={(folder / 'profile').as_uri()}", *_OPTIONS, *names],
            folder,
            seconds_for(len(names)),
        )
        return [_whole((folder / name).with_suffix(".pdf")) for name in names]


def _run(command: Sequence[str], folder: Path, seconds: int) -> None:
    """Run it until it ends or its time is over; then it is ended with all that it started."""
    known = {
        name: value
        for name, value in os.environ.items()
        if name in {"PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "SAL_USE_VCLPLUGIN"}
    }
    process = subprocess.Popen(
        command, cwd=folder, env={**known, "HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8"}, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        pass
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _whole(path: Path) -> bytes | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    begin, end = _WHOLE
    return content if content.startswith(begin) and content.rstrip().endswith(end) else None
