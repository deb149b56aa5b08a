"""The text of a finished part, paragraph by paragraph, read by lxml alone: what the register's places are proved against."""

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHARACTERS = {f"{W}tab": "\t", f"{W}br": "\n"}


def paragraph_texts(content: bytes, part: str = "word/document.xml") -> list[str]:
    """Return the text of every `w:p` in document order; a text box is not part of the paragraph it is anchored in."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(part))
    return ["".join(_texts(paragraph)) for paragraph in root.iter(f"{W}p")]


def _texts(paragraph: etree._Element) -> list[str]:
    found = []
    for element in paragraph.iter(f"{W}t", *_CHARACTERS):
        owner = next(one for one in element.iterancestors() if one.tag == f"{W}p")
        if owner is paragraph and element.getparent().tag == f"{W}r":
            found.append(_CHARACTERS.get(element.tag, element.text or ""))
    return found
