"""Names as they are shown and as they are linked to; both inert, whatever a department called its file."""

import unicodedata
from typing import Final
from urllib.parse import quote

from pipeline.catalogue import overview as say

_NEVER_SHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_PLAIN: Final = frozenset("/-_.~!$&'()*+,;=@")


def visible(text: object) -> str:
    """Show characters that print nothing or turn the text around them by their number, so that no name looks like another."""
    return "".join(say.CONTROL.format(code=ord(one)) if unicodedata.category(one) in _NEVER_SHOWN else one for one in str(text))


def link(path: str) -> str:
    """Return the address of a file below the page's folder.

    Chinese stands as it is: Internet Explorer reads percent signs in file addresses in the machine's own code page, every browser reads
    the characters. What means something in an address, or cannot be seen, is percent-encoded.
    """
    first, *rest = path.split("/")
    return "/".join(map(_quoted, ("./" + first if ":" in first else first, *rest)))


def _quoted(part: str) -> str:
    return "".join(one if _stands(one) else quote(one, safe="", errors="surrogateescape") for one in part)


def _stands(one: str) -> bool:
    if one.isascii():
        return one.isalnum() or one in _PLAIN
    return unicodedata.category(one) not in _NEVER_SHOWN and not one.isspace()
