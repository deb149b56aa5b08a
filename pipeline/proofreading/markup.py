"""The XML of one part of a .docx as the few tags a text is made of.

Word, WPS and LibreOffice write parts plainly: UTF-8, the usual prefixes, no comments; those are scanned as they stand, which costs a third
of what parsing them does. Whatever is written otherwise is parsed, and written again plainly, first.
"""

import re
from typing import Final

from lxml import etree

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SPACES: Final = ("w", _W), ("mc", _MC)
PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
_TAG: Final = re.compile(
    r"<(w:t|/?w:(?:p|tc|tr|tbl|del|moveFrom|tabs|tcPrChange|trPrChange)|w:(?:tab|br|cr|noBreakHyphen|gridSpan|vMerge|gridBefore)"
    r"|/?mc:Fallback)([\s/][^>]*)?>([^<]*)"
)
_DECLARED: Final = re.compile(r"<\?xml[^>]*encoding=[\"'](?!utf-8)", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));")
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}

Tag = tuple[str, str, str]
"""the name, with a / before it where it ends an element; its attributes, a / last where the element is empty; the text behind it"""


def tags(part: bytes) -> list[Tag]:
    """Return the tags of a part that make its text; raises XMLSyntaxError."""
    written = _usual(part)
    if written is None:
        root = etree.fromstring(part, PARSER)
        plain = etree.Element(root.tag, nsmap=dict(_SPACES))
        plain.extend(root)
        written = etree.tostring(plain, encoding="unicode")
    if "\r" in written:
        written = written.replace("\r\n", "\n").replace("\r", "\n")
    return _TAG.findall(written)


def _usual(part: bytes) -> str | None:
    try:
        written = part.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    plain = written.count("<?") == written.startswith("<?xml ") and "<!" not in written and not _DECLARED.match(written)
    return written if plain and all(_bound(written, prefix, space) for prefix, space in _SPACES) else None


def _bound(written: str, prefix: str, space: str) -> bool:
    """Whether a prefix means one thing in the whole part, and nothing else means it."""
    return written.count(space) == written.count(f' xmlns:{prefix}="{space}"') == written.count(f"xmlns:{prefix}=") <= 1


def unescaped(text: str) -> str:
    """Return text as it reads: &amp; is &."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    if reference[3]:
        return _NAMED[reference[3]]
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return chr(code) if code <= 0x10FFFF else ""
