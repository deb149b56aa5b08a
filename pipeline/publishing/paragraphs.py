"""The text of a Word document as lines a reader would compare: one for each paragraph, one for each row of a table."""

import io
import zipfile
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY: Final = "word/document.xml"
_CELL: Final = "　"


def lines_of(content: bytes) -> list[str] | None:
    """Return the lines of a .docx without empty ones; None where the bytes are no Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            root = etree.fromstring(package.read(_BODY), etree.XMLParser(resolve_entities=False, no_network=True))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError):
        return None
    body = root.find(f"{_W}body")
    return [line for line in _lines(body if body is not None else root) if line.strip()]


def text_differences(old: bytes | None, new: bytes | None) -> Iterator[tuple[str, str]]:
    """Yield each passage that reads otherwise, before and after; a document that is not there has no text."""
    before, after = ([] if content is None else lines_of(content) or [] for content in (old, new))
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield "".join(before[start:end]), "".join(after[new_start:new_end])


def _lines(container: etree._Element) -> Iterator[str]:
    for element in container:
        if element.tag == f"{_W}p":
            yield _text(element)
        elif element.tag == f"{_W}tr":
            yield _CELL.join("".join(_text(paragraph) for paragraph in cell.iter(f"{_W}p")) for cell in element.iter(f"{_W}tc"))
        else:
            yield from _lines(element)


def _text(paragraph: etree._Element) -> str:
    """Return what a reader sees; deleted text of tracked changes has another tag and is not there."""
    return "".join(
        (element.text or "") if element.tag == f"{_W}t" else " " for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br")
    )
