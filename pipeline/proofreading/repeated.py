"""The same indicator told twice with different numbers."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.numbers import STOPS, Number, numbers
from pipeline.proofreading.remark import DOUBT, Remark
from pipeline.proofreading.text import Paragraph, Text

_WHOLE: Final = re.compile(r"^(?:从|目前|今年|其中)?(?:全县|全市|全区|全州|全省|我县|我市|我区)")
_FILLER: Final = re.compile(r"^(?:从|目前|今年)|(?:只有|仅有|共有|共|有|为|达到?)$")
_THRESHOLD: Final = re.compile(r"\d+(?:\.\d+)?(?:亿|万)?元?以上的?[\u4e00-\u9fff]{2,6}")

Told = tuple[Paragraph, Number, str]
"""a number, and the words it counts"""


def repeated(text: Text) -> Iterator[Remark]:
    """Compare what is said twice of the whole county, and what differs by a slip of the hand."""
    told = [
        (paragraph, number, _counted(paragraph.text, number)) for paragraph in text.prose for number in numbers(paragraph.text)
    ]
    yield from _two_values(told)
    yield from _swapped(told)
    yield from _slipped(told)


def _counted(text: str, number: Number) -> str:
    behind = text[number.end : number.end + 24]
    stop = next((place for place, sign in enumerate(behind) if sign in STOPS), len(behind))
    return number.label + "…" + behind[:stop]


def _two_values(told: Sequence[Told]) -> Iterator[Remark]:
    first: dict[tuple[str, str], Told] = {}
    for paragraph, number, counted in told:
        if not (_WHOLE.search(number.label) and number.exact and number.unit) or number.label.endswith(("安排", "的")):
            continue
        named = _FILLER.sub("", number.label)
        noun = re.sub(r"来看$|.*[，。].*", "", counted.partition("…")[2])[:6]
        earlier = first.setdefault((named + noun, number.unit), (paragraph, number, counted))
        if earlier[1].value != number.value and len(named + noun) >= 5:
            yield Remark("A-09", DOUBT, paragraph, number.printed, _said(say.TWO_VALUES, number, earlier, named + noun))


def _swapped(told: Sequence[Told]) -> Iterator[Remark]:
    """Doubt 157 against 175 where both count what reaches the same threshold."""
    thresholds = [(one, _threshold(one)) for one in told if len(one[1].digits) >= 3 and "." not in one[1].digits]
    kept = [(one, found) for one, found in thresholds if found]
    for place, (one, found) in enumerate(kept):
        for other, same in kept[:place]:
            digits = one[1].digits, other[1].digits
            alike = found[:5] == same[:5] and one[1].unit == other[1].unit
            if alike and digits[0] != digits[1] and sorted(digits[0]) == sorted(digits[1]):
                yield Remark("A-10", DOUBT, one[0], one[1].printed, _said(say.SWAPPED_DIGITS, one[1], other, found))


def _threshold(told: Told) -> str:
    _, number, counted = told
    beside = _THRESHOLD.search(counted)
    if beside:
        return beside.group().replace("元", "")
    within = told[0].text[max(0, number.start - 16) : number.start]
    before = _THRESHOLD.search(within)
    return before.group().replace("元", "") if before and before.end() == len(within) else ""


def _slipped(told: Sequence[Told]) -> Iterator[Remark]:
    """Doubt 29.57亿元 against 29.57万元."""
    first: dict[str, Told] = {}
    for paragraph, number, counted in told:
        if number.unit != "元" or len(number.digits) < 4 or not number.exact or not number.decimals:
            continue
        earlier = first.setdefault(number.digits, (paragraph, number, counted))
        if earlier[1].scale != number.scale:
            yield Remark("A-11", DOUBT, paragraph, number.printed, _said(say.UNIT_SLIP, number, earlier, ""))


def _said(sentence: str, number: Number, earlier: Told, label: str) -> str:
    return sentence.format(label=label, here=number.printed, there=earlier[1].printed, paragraph=earlier[0].number)
