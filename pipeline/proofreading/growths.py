"""Increases printed beside the two numbers they compare: A, 增加C, 增长p%; 由B增加到A."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.numbers import Number, numbers, rounded
from pipeline.proofreading.remark import DOUBT, WRONG, Remark
from pipeline.proofreading.text import Paragraph, Text

_MORE: Final = re.compile(r"(?:增加|净增|增长|多)了?$")
_LESS: Final = re.compile(r"(?:减少|下降|少)了?$")
_CHANGE: Final = re.compile(r"[增加长多少降]了?\s*[-−－+]?\d")
_RISE: Final = re.compile(r"(?:增长|增幅为?|增速为?)$")
_FALL: Final = re.compile(r"(?:下降|降幅为?)$")
_TO: Final = re.compile(r"(?:增加到|增加至|增至|增长到|上升到|升至|提高到|减少到|降至|下降到|减至|→)$")
_NO_BASE: Final = ("%", "百分点", "倍", "")


def growths(text: Text) -> Iterator[Remark]:
    """Recompute differences and growth from the printed numbers of a sentence."""
    for paragraph in text.prose:
        if not _CHANGE.search(paragraph.text):
            continue
        for _, sentence in paragraph.sentences():
            found = numbers(sentence)
            for place, number in enumerate(found):
                if number.unit not in _NO_BASE and (_MORE.search(number.label) or _LESS.search(number.label)):
                    yield from _compared(found, place, paragraph, text)


def _compared(found: Sequence[Number], place: int, paragraph: Paragraph, text: Text) -> Iterator[Remark]:
    change = found[place]
    alike = [one for one in found[:place] if one.unit == change.unit and one.exact]
    if not alike or not change.exact:
        return
    now, fell = alike[-1], bool(_LESS.search(change.label))
    signed = -change.value if fell else change.value
    if len(alike) > 1 and _TO.search(now.label):
        yield from _difference(alike[-2], now, change, paragraph)
    growth = next((one for one in found[place + 1 : place + 2] if one.unit == "%"), None)
    base = now.value - signed
    if growth is None or base <= 0 or not (_FALL if fell else _RISE).search(growth.label):
        return
    yield from _growth(now, change, growth, paragraph, disclosed=text.discloses_rounding)


def _difference(base: Number, now: Number, change: Number, paragraph: Paragraph) -> Iterator[Remark]:
    right = abs(now.value - base.value)
    if abs(right - change.value) > now.half + base.half + change.half:
        said = say.DIFFERENCE.format(now=now.printed, base=base.printed, right=right.normalize(), printed=change.printed)
        yield Remark("A-02", WRONG, paragraph, change.printed, said)


def _growth(now: Number, change: Number, growth: Number, paragraph: Paragraph, *, disclosed: bool) -> Iterator[Remark]:
    fell = bool(_LESS.search(change.label))
    base = now.value + change.value if fell else now.value - change.value
    right, printed = rounded(change.value / base * 100, growth.decimals), Decimal(growth.digits)
    if right == printed:
        return
    slack = now.half + change.half
    least = (change.value - change.half) / (base + slack) * 100 - growth.half
    most = (change.value + change.half) / max(base - slack, slack or base) * 100 + growth.half
    explained = least <= printed <= most
    if explained and disclosed:
        return
    words = {
        "now": now.printed,
        "base": _money(base, now),
        "word": "下降" if fell else "增长",
        "right": rounded(change.value / base * 100, max(growth.decimals, 1)) if printed * 10 < right else right,
        "printed": growth.digits,
    }
    hundred = abs(rounded(change.value / base, growth.decimals) - printed) <= growth.half * 2
    said = say.GROWTH_ROUNDING if explained else say.GROWTH_HUNDRED if hundred else say.GROWTH
    yield Remark("A-03", DOUBT if explained else WRONG, paragraph, f"{growth.digits}%", said.format(**words))


def _money(value: Decimal, like: Number) -> str:
    factor = {"亿": Decimal(10**8), "万": Decimal(10**4)}.get(like.scale, Decimal(1))
    return f"{rounded(value / factor, like.decimals)}{like.scale}{like.unit}"
