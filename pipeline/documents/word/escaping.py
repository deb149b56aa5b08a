"""Text as it must stand inside a `w:t`: escaped always, without characters XML has no place for."""

import re
from typing import Final

_SPECIAL: Final = re.compile("[\x00-\x1f&<>\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MARKED: Final = re.compile("[\x00-\x0d\x11-\x1f&<>\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""the same, but for the marks of `marks`"""
_AGAIN: Final = '<w:t xml:space="preserve">'
LINE_BREAK: Final = f"</w:t><w:br/>{_AGAIN}"
"""between two lines of one `w:t`"""
_REPLACEMENTS: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "\t": f"</w:t><w:tab/>{_AGAIN}",
    "\n": LINE_BREAK,
    "\f": f'</w:t><w:br w:type="page"/>{_AGAIN}',
}


class Xml(str):
    """Text the engine has already rendered; nothing a template or its data can bring about is of this type."""

    __slots__ = ()


def escaped(text: str) -> str:
    """Return text as the content of a `w:t`; a newline breaks the line, a tab tabs, a form feed breaks the page.

    Control characters, lone surrogates and non-characters are dropped: a Word file cannot hold them.
    """
    if _SPECIAL.search(text) is None:
        return text
    return _SPECIAL.sub(_replacement, text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped_marked(text: str) -> str:
    """Return marked text as the content of a `w:t`, its marks kept for `marks` to replace."""
    if _MARKED.search(text) is None:
        return text
    return _MARKED.sub(_replacement, text.replace("\r\n", "\n").replace("\r", "\n"))


def _replacement(match: re.Match[str]) -> str:
    return _REPLACEMENTS.get(match[0], "")
