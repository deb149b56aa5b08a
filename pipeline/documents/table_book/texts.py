"""Texts as a workbook holds them: each once, in the table of shared strings."""

import re

LONGEST_TEXT = 32767
"""characters; Excel cuts off the rest"""

_SPECIAL = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f&<>\ud800-\udfff\ufffe\uffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "_": "_x005F_", "\r": "_x000D_"}


def escaped(text: str) -> str:
    """Return text as it stands between tags; what XML has no place for is dropped, and what Excel would take for a code is not one."""
    return text if _SPECIAL.search(text) is None else _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], ""), text)


def quoted(text: str) -> str:
    """Return text as the value of an attribute."""
    return escaped(text).replace('"', "&quot;")


class SharedTexts:
    """Every text of a workbook, numbered as it first comes."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text, given anew where it has none."""
        return self._numbers.setdefault(text, len(self._numbers))

    def xml(self) -> bytes:
        """Return the part xl/sharedStrings.xml."""
        items = "".join(f'<si><t xml:space="preserve">{escaped(text)}</t></si>' for text in self._numbers)
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'uniqueCount="{len(self._numbers)}">{items}</sst>'
        ).encode()
