"""Bytes of a text file made text, strictly: a file that is none of the encodings in use is not read."""

import codecs
import re
from typing import Final

from pipeline.catalogue import reading as say
from pipeline.reading.refusal import RefusedError

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""")
_CHINESE: Final = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "cp936", "ms936", "x-gbk"})
_FIRST_BYTES = 4096
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")


def decoded(content: bytes) -> str:
    """Return the text of a file: by its mark, by what it declares, as UTF-8 or as GB18030; raises RefusedError for anything else."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding) or _refuse()
    declared = _DECLARED.search(content[:_FIRST_BYTES])
    name = declared[1].decode().lower() if declared else ""
    wanted = "gb18030" if name in _CHINESE else "utf-8"
    for encoding in dict.fromkeys((wanted, "utf-8", "gb18030")):
        text = _strictly(content, encoding)
        if text is not None:
            return text
    return _refuse()


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROLS.search(text) else text


def _refuse() -> str:
    raise RefusedError(say.DAMAGED)
