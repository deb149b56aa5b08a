"""Units of measure: which there are, how they are written beside a table or in a cell, and what one is in another."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

MONEY: Final[Mapping[str, Decimal]] = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿元": Decimal(100_000_000),
}
DOLLARS: Final = {name.replace("元", "美元"): factor for name, factor in MONEY.items()}
AREA: Final = {"平方米": Decimal(1), "亩": Decimal(2000) / 3, "公顷": Decimal(10_000), "平方公里": Decimal(1_000_000)}
LENGTH: Final = {"米": Decimal(1), "公里": Decimal(1000), "千米": Decimal(1000)}
WEIGHT: Final = {"公斤": Decimal(1), "吨": Decimal(1000), "万吨": Decimal(10_000_000)}
_FAMILIES: Final = (MONEY, DOLLARS, LENGTH, WEIGHT, AREA)
_COUNTED: Final = frozenset(
    [
        "个",
        "项",
        "件",
        "次",
        "人",
        "人次",
        "户",
        "家",
        "批",
        "处",
        "台",
        "套",
        "辆",
        "座",
        "天",
        "日",
        "名",
        "条",
        "张",
        "份",
        "㎡",
        "m2",
    ]
)
_MANIFOLD: Final = {
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
}
_MANIFOLD_WIDE: Final = {**_MANIFOLD, "亿": Decimal(100_000_000)}
_SPELLINGS: Final = {"人民币": "元", "㎡": "平方米", "m2": "平方米", "平米": "平方米", "km": "公里", "圆": "元", "％": "%"}
PERCENT: Final = frozenset({"%", "‰"})
KNOWN: Final = frozenset(name for family in _FAMILIES for name in family) | _COUNTED | PERCENT

_NOTE = re.compile(r"(?:计量|货币|金额|数量)?单位[:：]\s*(?:人民币)?([^\s,，;；、。:：()（）]{1,6})")
_IN_BRACKETS = re.compile(r"(?:单位[:：])?(.{1,8})")


def canonical(text: str) -> str | None:
    """Return a unit by its usual name, or None for a word that is no unit."""
    text = _SPELLINGS.get(text, text).replace("億", "亿").replace("萬", "万")
    if text in KNOWN:
        return text
    short = text.removeprefix("人民币")
    return short if short in KNOWN else None


@lru_cache(maxsize=4096)
def stated_beside(text: str) -> str | None:
    """Return the unit a line above the table states (计量单位：万元); 单位：县交通局 states none."""
    for match in _NOTE.finditer(text):
        unit = canonical(match[1])
        if unit:
            return unit
    return None


def in_heading(bracketed: tuple[str, ...]) -> str | None:
    """Return the unit among the bracketed parts of a heading."""
    for part in bracketed:
        match = _IN_BRACKETS.fullmatch(part)
        unit = canonical(match[1]) if match else None
        if unit:
            return unit
    return None


def factor(stated: str, wanted: str) -> Decimal | None:
    """Return what one `stated` is in `wanted` units, or None where they measure different things.

    A bare 万 or 亿 multiplies the smallest unit of the wanted one's family: 2000万 is money where money is wanted.
    """
    if stated == wanted:
        return Decimal(1)
    for family in _FAMILIES:
        if wanted in family:
            within = family.get(stated) or (_MANIFOLD_WIDE.get(stated) if family in (MONEY, DOLLARS) else None)
            return within / family[wanted] if within else None
    return _MANIFOLD_WIDE.get(stated) if wanted in _COUNTED or not wanted else None
