"""Numbers as departments write them; a text with two readings is no number."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.reading.measures import canonical, factor
from pipeline.reading.text import small_numeral, squeeze

_CONFUSED: Final = str.maketrans(
    {"O": "0", "o": "0", "〇": "0", "l": "1", "I": "1", "。": ".", "．": ".", "−": "-", "–": "-", "—": "-", "﹣": "-"}
)
_NUMBER = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?|[-+]?\.\d+")
_WITH_UNIT = re.compile(r"(人民币|¥|\$)?([-+]?[\d,]*\.?\d+)([^\d.,+-][^\d]*)?")
_PERCENT = re.compile(r"([-+]?[\d,]*\.?\d+)([%‰])")
_PERCENT_IN_WORDS = re.compile(r"百分之([零〇一二两三四五六七八九十百]+|\d+(?:\.\d+)?)")
_CODE_LIKE = re.compile(r"[\dOolI〇.,。-]+")
_SIGNS: Final = {"¥": "元", "人民币": "元", "$": "美元"}
_LONG = 32
"""characters of what is no number and not remembered"""
_MANIFOLD = frozenset({"百", "千", "万", "百万", "千万", "亿"})


class Written(NamedTuple):
    """A number read from a text."""

    value: Decimal
    unit: str = ""
    """the unit it carried where that is not the column's"""
    carried: bool = False
    """True where it carried a unit, be it the column's"""


def exact(number: float) -> Decimal | None:
    """Return the decimal a typist meant by a cell's double: its 15 significant digits; None for what is no number."""
    return Decimal(f"{number:.15g}") if number - number == 0 else None


def plain_number(text: str) -> Decimal | None:
    """Read a number without a unit: full-width digits, blanks, well-formed thousands separators, O for 0."""
    squeezed = squeeze(text).removeprefix("'")
    if _CODE_LIKE.fullmatch(squeezed):
        squeezed = squeezed.translate(_CONFUSED)
    return Decimal(squeezed.replace(",", "")) if _NUMBER.fullmatch(squeezed) else None


def amount(text: str, unit: str) -> Written | None:
    """Read a number that may carry a unit, in the unit of its column; None for 约3000, 500-800, 壹佰 and a foreign unit."""
    return (_amount if len(text) < _LONG else _amount.__wrapped__)(text, unit)


@lru_cache(maxsize=4096)
def _amount(text: str, unit: str) -> Written | None:
    value = plain_number(text)
    if value is not None:
        return Written(value)
    match = _WITH_UNIT.fullmatch(squeeze(text))
    if match is None:
        return None
    value, stated = plain_number(match[2]), match[3] or ""
    if value is None or (match[1] == "$" and "美元" not in (stated or unit)):
        return None
    stated = stated or _SIGNS.get(match[1], "")
    if match[1] and not match[3] and stated != unit:
        return None
    known = stated if stated in _MANIFOLD or stated == unit else canonical(stated)
    times = factor(known, unit) if known else None
    return Written(value * times, "" if known == unit else stated, carried=True) if times else None


def percent(text: str) -> Decimal | None:
    """Read 56.3%, 563‰ or 百分之五十六 as a fraction of 1; None for a number without a sign."""
    squeezed = squeeze(text)
    match = _PERCENT.fullmatch(squeezed)
    if match:
        value = plain_number(match[1])
        return None if value is None else value.scaleb(-2 if match[2] == "%" else -3)
    match = _PERCENT_IN_WORDS.fullmatch(squeezed)
    if match is None:
        return None
    if match[1][0].isdigit():
        return Decimal(match[1]).scaleb(-2)
    whole = 100 if match[1] in {"百", "一百"} else small_numeral(match[1])
    return None if whole is None else Decimal(whole).scaleb(-2)
