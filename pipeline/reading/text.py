"""Written text without what writers add or leave out."""

import re
from typing import Final
from unicodedata import normalize

_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE_ENDS = re.compile(r"[ \t\u3000\u00a0]*(?:_x000[dD]_)?(?:\r\n|\r|\n|\u2028|\u2029)[ \t\u3000\u00a0]*")
_BRACKETED = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_WIDE_GAP = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_CARRIAGE: Final = "_x000D_"


def squeeze(text: str) -> str:
    """Return a text in compatibility form without blanks, line ends and invisible characters, for comparison only."""
    plain = "".join(normalize("NFKC", text).split())
    if "_x000" in plain:
        plain = plain.replace(_CARRIAGE, "").replace(_CARRIAGE.lower(), "")
    return plain if plain.isprintable() else _INVISIBLE.sub("", plain)


def tidy(text: str) -> str:
    """Return a text as its writer meant it: no invisible characters, no blanks at its ends, one kind of line end."""
    text = text.strip()
    if text.isprintable() and "_x000" not in text:
        return text
    text = _LINE_ENDS.sub("\n", text).replace(_CARRIAGE, "").replace("\u00a0", " ").replace("\t", " ")
    return _INVISIBLE.sub("", text).strip()


def one_line(text: str) -> str:
    """Return a name without its line ends and without blanks between Chinese characters."""
    text = tidy(text)
    return _WIDE_GAP.sub("", text.replace("\n", "")) if not text.isprintable() or " " in text or "\u3000" in text else text


def without_brackets(squeezed: str) -> tuple[str, tuple[str, ...]]:
    """Return a squeezed text without its bracketed parts, and those parts."""
    if "(" not in squeezed and "[" not in squeezed and "【" not in squeezed:
        return squeezed, ()
    return _BRACKETED.sub("", squeezed), tuple(_BRACKETED.findall(squeezed))


_DIGITS: Final = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def small_numeral(text: str) -> int | None:
    """Return the value of a Chinese numeral below one hundred: 四, 十二, 五十六."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text)
    high = 1 if not tens else _DIGITS.get(tens)
    low = 0 if not ones else _DIGITS.get(ones)
    return None if high is None or low is None else high * 10 + low
