"""Names as they are shown and as they are linked to; both inert, whatever a department called its file."""

import unicodedata
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from pipeline.catalogue import overview as say

_NEVER_SHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_PLAIN: Final = frozenset("/-_.~!$&'()*+,;=@")


class _Written(dict[int, str]):
    """Character → how it is written, worked out when it is first met; a page is made of a few hundred, each many times."""

    def __init__(self, write: Callable[[str], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, code: int) -> str:
        self[code] = written = self._write(chr(code))
        return written


def _shown(one: str) -> str:
    return say.CONTROL.format(code=ord(one)) if unicodedata.category(one) in _NEVER_SHOWN else one


def _quoted(one: str) -> str:
    return one if _stands(one) else quote(one, safe="", errors="surrogateescape")


def _stands(one: str) -> bool:
    if one.isascii():
        return one.isalnum() or one in _PLAIN
    return unicodedata.category(one) not in _NEVER_SHOWN and not one.isspace()


_SHOWN: Final = _Written(_shown)
_QUOTED: Final = _Written(_quoted)


def visible(text: object) -> str:
    """Show characters that print nothing or turn the text around them by their number, so that no name looks like another."""
    return str(text).translate(_SHOWN)


def link(path: str) -> str:
    """Return the address of a file below the page's folder.

    Chinese stands as it is: Internet Explorer reads percent signs in file addresses in the machine's own code page, every browser reads
    the characters. What means something in an address, or cannot be seen, is percent-encoded.
    """
    first, *rest = path.split("/")
    return "/".join(part.translate(_QUOTED) for part in ("./" + first if ":" in first else first, *rest))
