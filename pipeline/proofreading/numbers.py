"""The numbers of a sentence with their units, and what is no number of the data: dates, document numbers, ordinals."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct

_NO_DATA: Final = re.compile(
    r"(?:19|20)\d\d年(?:度|第?[一二三四1-4]季度|\d{1,2}[—–\-－~～至]\d{1,2}月份?|\d{1,2}月(?:\d{1,2}日|底|末|初|份|[上中下]旬)?)?"
    r"|\d{1,2}[—–\-－~～至]\d{1,2}(?:月份?|日)|(?<![\d.])\d{1,2}月(?:\d{1,2}日|底|末|初|份|[上中下]旬)?"
    r"|(?<![\d.])\d{1,2}[:：]\d\d|[〔\[【（(](?:19|20)\d\d[〕\]】）)]\s*\d*号?|第\d+|附[件表]\d+|^\s*[（(]?\d+[）).．、](?!\d)|前\d+|后\d+"
    r"|“[\d+]+”|\d+[A-Za-z]+|[A-Za-z]+\d+|(?:19|20)\d\d\.\d{1,2}(?:\.\d{1,2})?|(?<=[：:])\d+[.．](?!\d)|\d{7,}"
)
_NUMBER: Final = re.compile(
    r"(?P<about>近|约|超过?|逾|不足|大约|将近|接近)?(?P<sign>(?<![\d\w])[-−－+])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<more>[多余来])?(?P<scale>[亿万千])?(?P<more2>[多余])?"
    r"(?P<unit>元|美元|个百分点|百分点|[%％‰]|倍|个|家|件|项|次|人|条|份|笔|处|户|名|位|座|所|台|辆|公里|平方米|亩|吨|天|分)?"
    r"(?P<limit>(?:（含）)?(?:以上|以下|以内|左右|上下))?"
)
SCALES: Final = {"亿": Decimal(10**8), "万": Decimal(10**4), "千": Decimal(1000)}
STOPS: Final = "，。；：、（）,;:()！？\n"
_NUMERALS: Final = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九十")}


class Number(Struct, frozen=True):
    """A number as printed. `value` is in its basic unit; `half` is half of its last printed place, 0 for whole counts."""

    start: int
    end: int
    digits: str
    value: Decimal
    half: Decimal
    unit: str
    scale: str
    exact: bool
    """False for 近40%, 50多个, 5000万元以上"""
    label: str
    """what stands before it in its clause"""

    @property
    def decimals(self) -> int:
        return len(self.digits.partition(".")[2])

    @property
    def printed(self) -> str:
        """The number with its unit."""
        return f"{self.digits}{self.scale}{self.unit}"


@lru_cache(maxsize=2048)
def numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of the data in a text, in their order."""
    masked = _NO_DATA.sub(lambda match: "＃" * len(match.group()), text)
    found: list[Number] = []
    for match in _NUMBER.finditer(masked):
        since = found[-1].end if found else 0
        found.append(_number(match, text, since))
    return tuple(found)


def _number(match: re.Match[str], text: str, since: int) -> Number:
    digits, scale, unit = match["digits"].replace(",", ""), match["scale"] or "", match["unit"] or ""
    factor = SCALES.get(scale, Decimal(1))
    value = Decimal(digits) * factor * (-1 if (match["sign"] or "") in "-−－" and match["sign"] else 1)
    decimals = len(digits.partition(".")[2])
    counted = not decimals and not scale and unit not in ("", "元", "%", "％", "百分点", "个百分点", "倍")
    half = Decimal(0) if counted else factor / 2 / 10**decimals
    if scale and not unit:
        unit = "元"
    exact = not (match["about"] or match["more"] or match["more2"] or match["limit"])
    begin = clause(text, match.start("digits"), since)
    start = match.start("sign") if match["sign"] else match.start("digits")
    return Number(start, match.end("limit") if match["limit"] else _end(match), digits, value, half,
                  {"％": "%", "个百分点": "百分点"}.get(unit, unit), scale, exact, text[begin:start].strip())  # fmt: skip


def clause(text: str, end: int, since: int = 0) -> int:
    """Return where the clause begins that a place is in."""
    while end > since and text[end - 1] not in STOPS:
        end -= 1
    return end


def _end(match: re.Match[str]) -> int:
    return max(match.end(name) for name in ("digits", "more", "scale", "more2", "unit"))


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round as the office does."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def counted_in(written: str) -> int | None:
    """Return the count that digits or one Chinese numeral write; None for other words."""
    return int(written) if written.isdigit() else _NUMERALS.get(written)
