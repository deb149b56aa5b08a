"""Text as it stands in the XML of a workbook (ECMA-376, ST_Xstring)."""

import re

_SPECIAL = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f&<>\ud800-\udfff\ufffe\uffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "_": "_x005F_", "\r": "_x000D_"}


def escaped(text: str) -> str:
    """Return text as it stands between tags; what XML has no place for is dropped, and what Excel would take for a code is not one."""
    return text if _SPECIAL.search(text) is None else _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], ""), text)


def quoted(text: str) -> str:
    """Return text as the value of an attribute."""
    return escaped(text).replace('"', "&quot;")
