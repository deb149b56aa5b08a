"""Rates and shares printed beside the numbers they are made of: 占…的p%, 完成…的p%, …率p%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.numbers import Number, clause, numbers, rounded
from pipeline.proofreading.remark import DOUBT, WRONG, Remark
from pipeline.proofreading.text import Paragraph, Text

_SHARE: Final = re.compile(r"占(?:比)?[^占]*$")
_DONE: Final = re.compile(r"完成[^完]*(?:计划|目标|任务)[^完]*的?$")
_RATE: Final = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2})率(?:为|达到?|仅为?|只有)?$")
_TARGET: Final = re.compile(r"计划|目标|任务|安排")
_COUNTED: Final = re.compile(r"按$")
_NEAR: Final = Decimal(5)
_NEAR_TARGET: Final = Decimal(9)


class _Asked(Struct, frozen=True):
    """A printed percentage, what is divided, and by which numbers it may have been."""

    percent: Number
    part: Number
    wholes: Sequence[Number]
    near: Decimal
    """how many points away the nearest ratio may be, to be taken for the one meant"""


def ratios(text: Text) -> Iterator[Remark]:
    """Recompute each printed share and rate from the printed numbers of its paragraph."""
    for paragraph in text.prose:
        found = numbers(paragraph.text)
        questions = [
            asked
            for place, number in enumerate(found)
            if number.unit == "%" and number.exact and (asked := _asked(paragraph.text, number, found[:place])) is not None
        ]
        for asked in questions:
            yield from _judged(_among_wholes(asked, questions), paragraph, text)


def _among_wholes(asked: _Asked, questions: Sequence[_Asked]) -> _Asked:
    """Leave out other parts of the same whole: those whose own printed share stands to this one as the parts themselves do."""
    shares = {one.part: one.percent for one in questions}
    wholes = [one for one in asked.wholes if one not in shares or not _siblings(asked, one, shares[one])]
    return replace(asked, wholes=wholes)


def _siblings(asked: _Asked, other: Number, share: Number) -> bool:
    least = (asked.percent.value - asked.percent.half) / (share.value + share.half)
    most = (asked.percent.value + asked.percent.half) / max(share.value - share.half, share.half)
    return least <= asked.part.value / other.value <= most


def _asked(text: str, percent: Number, before: Sequence[Number]) -> _Asked | None:
    begin = clause(text, percent.start)
    before_it, inside = text[begin : percent.start], [one for one in before if one.start >= begin]
    earlier = [one for one in before if one.end <= begin]
    for pattern, choose in ((_SHARE, _share), (_DONE, _done), (_RATE, _rate)):
        match = pattern.search(before_it)
        if match:
            within = [one for one in inside if one.start >= begin + match.start()]
            outside = [*earlier, *(one for one in inside if one not in within)]
            return choose(percent, outside, within, match)
    return None


def _share(percent: Number, before: Sequence[Number], within: Sequence[Number], _: re.Match[str]) -> _Asked | None:
    part = _last(before)
    if part is None:
        return None
    explicit = _alike(within, part)
    return _Asked(percent, part, explicit or _alike(before, part), Decimal(100) if explicit else _NEAR)


def _done(percent: Number, before: Sequence[Number], within: Sequence[Number], _: re.Match[str]) -> _Asked | None:
    counted = [one for one in before if _COUNTED.search(one.label)]
    part = _last(counted or before)
    if part is None:
        return None
    explicit = _alike(within, part, smaller=True)
    targets = [one for one in _alike(before, part, smaller=True) if _TARGET.search(one.label)]
    return _Asked(percent, part, explicit or targets, Decimal(1000) if explicit else _NEAR_TARGET)


def _rate(percent: Number, before: Sequence[Number], _: Sequence[Number], match: re.Match[str]) -> _Asked | None:
    stemmed = [one for one in before if match["stem"] in one.label and f"未{match['stem']}" not in one.label]
    part = _last(stemmed)
    return None if part is None else _Asked(percent, part, _alike(before, part), _NEAR)


def _last(found: Sequence[Number]) -> Number | None:
    return next((one for one in reversed(found) if one.unit not in ("%", "百分点", "倍", "") and one.exact), None)


def _alike(found: Sequence[Number], part: Number, *, smaller: bool = False) -> list[Number]:
    return [
        one
        for one in found
        if one is not part and one.unit == part.unit and one.exact and one.value > 0 and (smaller or one.value >= part.value)
    ]


def _judged(asked: _Asked, paragraph: Paragraph, text: Text) -> Iterator[Remark]:
    printed = Decimal(asked.percent.digits)
    results = [(rounded(asked.part.value / whole.value * 100, asked.percent.decimals), whole) for whole in asked.wholes]
    if not results or any(result == printed for result, _ in results):
        return
    right, whole = min(results, key=lambda one: abs(one[0] - printed))
    if abs(right - printed) > asked.near:
        return
    explained = any(explains(asked.part, one, asked.percent) for one in asked.wholes)
    if explained and text.discloses_rounding:
        return
    said = (say.RATIO_ROUNDING if explained else say.RATIO).format(
        part=asked.part.printed, whole=whole.printed, right=right, printed=asked.percent.digits
    )
    yield Remark("A-01", DOUBT if explained else WRONG, paragraph, f"{asked.percent.digits}%", said)


def explains(part: Number, whole: Number, percent: Number) -> bool:
    """Whether numbers that print as these can have a ratio that prints as that."""
    if whole.value <= whole.half:
        return False
    least = (part.value - part.half) / (whole.value + whole.half) * 100 - percent.half
    most = (part.value + part.half) / (whole.value - whole.half) * 100 + percent.half
    return least <= Decimal(percent.digits) <= most
