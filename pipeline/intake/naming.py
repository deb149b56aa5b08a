"""Names of files: which are nobody's return, and how others can be printed."""

import os
import unicodedata
from typing import Final

_SYSTEM_FILES: Final = frozenset(
    {"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information"}
)
_UNFINISHED: Final = (".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".opdownload", ".!ut", ".td", ".xltd")
"""what browsers, copying programs and download managers call a file they are still writing"""


def is_ignored(name: str) -> bool:
    """Tell whether a name is that of a lock file, a hidden or system file, or one that a program is still writing."""
    lower = name.lower()
    return name.startswith((".", "~$")) or lower in _SYSTEM_FILES or lower.endswith(_UNFINISHED) or _is_temporary(lower)


def _is_temporary(lower: str) -> bool:
    """Office and WPS save through ~wrl0003.tmp or ~df12ab.tmp; some shares leave the name without its ending."""
    return lower.startswith(("~wr", "~df")) and "." not in lower


def readable(on_disk: str) -> str:
    """Return a path that can be printed: NFC, bytes that are not UTF-8 read as GBK, control characters shown as ·."""
    raw = os.fsencode(on_disk)
    try:
        path = raw.decode("utf-8")
    except UnicodeDecodeError:
        path = raw.decode("gb18030", "replace")
    path = unicodedata.normalize("NFC", path)
    return "".join(char if char.isprintable() or char in "\u3000\u00a0" else "·" for char in path)
