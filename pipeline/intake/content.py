"""What a file is, judged by its bytes; its name is not asked."""

import re
from typing import Final

READABLE: Final = frozenset({"xlsx", "xls", "xlsb", "ods", "html", "xml2003", "text"})

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END_OF_ZIP = b"PK\x05\x06"
_BEGINNINGS: Final = (
    (_END_OF_ZIP, "zip"),
    (b"b\x14#e", "ciphered"),
    (b"%TSD-Header-###%", "ciphered"),
    (b"%PDF-", "pdf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"{\\rtf", "rtf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
_ZIPPED: Final = tuple(
    (name, re.compile(rb"PK\x01\x02.{42}" + re.escape(name), re.DOTALL), kind)
    for name, kind in (
        (b"xl/workbook.bin", "xlsb"),
        (b"xl/", "xlsx"),
        (b"word/", "docx"),
        (b"ppt/", "pptx"),
        (b"content.xml", "odt"),
    )
)
"""beginnings of entries' names, and how one stands in the zip's directory: 46 bytes after the beginning of the entry"""
_STREAMS: Final = (
    ("DRMEncryptedDataSpace", "rights managed"),
    ("DRMEncryptedTransform", "rights managed"),
    ("\tDRMContent", "rights managed"),
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
)
_BEGINNING: Final = 4096
"""bytes a text is judged by"""
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_MARK_UP: Final = ((b"urn:schemas-microsoft-com:office:spreadsheet", "xml2003"), (b"<html", "html"), (b"<table", "html"))


def content_kind(content: bytes) -> str:
    """Return what the bytes are: a readable kind, encrypted, incomplete, empty, or the kind they are instead."""
    if not content:
        return "empty"
    if content.startswith(_ZIP):
        return _zip_kind(content)
    if content.startswith(_COMPOUND):
        return _compound_kind(content)
    if not content.strip(b"\0"):
        return "incomplete"
    known = next((kind for beginning, kind in _BEGINNINGS if content.startswith(beginning)), None)
    return known or _text_kind(content)


def _zip_kind(content: bytes) -> str:
    """Look at the names in the zip's directory, which stands at its end; without one the copy is incomplete."""
    end = content.rfind(_END_OF_ZIP)
    if end < 0:
        return "incomplete"
    begin = int.from_bytes(content[end + 16 : end + 20], "little")
    directory = content[begin if begin < end else 0 : end].replace(b"\\", b"/")
    if _ODS in content[:200] or (b"mimetype" in directory and _ODS in content):
        return "ods"
    return next((kind for name, entry, kind in _ZIPPED if name in directory and entry.search(directory)), "zip")


def _compound_kind(content: bytes) -> str:
    """Look for the streams' names; a tail of zeros is the rest of a copy that has not arrived."""
    lower = content.lower()
    kind = next((kind for name, kind in _STREAMS if f"{name.lower()}\0".encode("utf-16-le") in lower), "ole")
    return "incomplete" if kind in {"ole", "xls"} and not content[-4096:].strip(b"\0") else kind


def _text_kind(content: bytes) -> str:
    """Look at the beginning, as text; bytes that no text has stand for a program's own file, zeros at the end for a part of a copy."""
    head = content[:_BEGINNING]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16", "ignore").encode() if wide else head
    text = text.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if text.startswith(b"mime-version"):
        return "mht"
    if not wide and any(byte < 9 or 13 < byte < 32 for byte in head.rstrip(b"\0")):
        return "unknown"
    if not wide and content.endswith(b"\0"):
        return "incomplete"
    return next((kind for mark, kind in _MARK_UP if mark in text), "text")
