"""Gaps to the schedule (序时进度) against the rate they are taken from."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.numbers import Number, numbers, rounded
from pipeline.proofreading.remark import DOUBT, WRONG, Remark
from pipeline.proofreading.text import Paragraph, Text

_AHEAD: Final = re.compile(r"(?:快于|超过?|高于|领先)(?:了)?(?:序时|时间)(?:进度)?(?:要求)?$")
_BEHIND: Final = re.compile(r"(?:慢于|欠|落后于?|滞后于?|低于)(?:序时|时间)(?:进度)?(?:要求)?$")
_SCHEDULE: Final = re.compile(r"(?:序时|时间)进度(?:要求)?(?:为|是|[（(])?\s*(\d+(?:\.\d+)?)[%％]")
_BEYOND_YEAR: Final = re.compile(r"(?:超出|超过|超额完成)了?(?:全年|年度)(?:目标)?任务$")
_SHORT_OF_YEAR: Final = re.compile(r"[距离]?(?:完成)?(?:全年|年度)(?:目标)?任务[还尚]?[差欠]$")
_MONTHS: Final = re.compile(r"1[—–\-－~～至](\d{1,2})月")


class _Schedule(Struct, frozen=True):
    """The schedule a gap is measured from; `exact` is what it rounds, printed or worked out from the months."""

    printed: Decimal
    exact: Decimal
    stated: bool


_WHOLE: Final = _Schedule(Decimal(100), Decimal(100), stated=True)
"""what a gap to the task of the whole year is measured from"""


def paces(text: Text) -> Iterator[Remark]:
    """Subtract the schedule from each rate that is compared with it."""
    whole = "\n".join(one.text for one in text.prose)
    for paragraph in text.prose:
        for _, sentence in paragraph.sentences():
            found = numbers(sentence)
            for place, gap in enumerate(found):
                rates = [one for one in found[:place] if one.unit == "%"]
                if gap.unit in ("百分点", "%") and gap.exact and rates and _compares(gap):
                    schedule = _WHOLE if _of_the_year(gap) else _schedule(paragraph.text, whole, rates[-1].decimals)
                    yield from _judged(rates[-1], gap, schedule, paragraph, disclosed=text.discloses_rounding)


def _compares(gap: Number) -> bool:
    return bool(_ahead(gap) or _BEHIND.search(gap.label) or _SHORT_OF_YEAR.search(gap.label))


def _ahead(gap: Number) -> bool:
    return bool(_AHEAD.search(gap.label) or _BEYOND_YEAR.search(gap.label))


def _of_the_year(gap: Number) -> bool:
    return bool(_BEYOND_YEAR.search(gap.label) or _SHORT_OF_YEAR.search(gap.label))


def _schedule(paragraph: str, whole: str, decimals: int) -> _Schedule | None:
    for place in (paragraph, whole):
        stated = _SCHEDULE.search(place)
        if stated:
            return _Schedule(Decimal(stated[1]), Decimal(stated[1]), stated=True)
    for place in (paragraph, whole):
        months = _MONTHS.search(place)
        if months:
            exact = Decimal(months[1]) / 12 * 100
            return _Schedule(rounded(exact, max(decimals, 1)), exact, stated=False)
    return None


def _judged(rate: Number, gap: Number, schedule: _Schedule | None, paragraph: Paragraph, *, disclosed: bool) -> Iterator[Remark]:
    if gap.decimals > rate.decimals:
        said = say.PACE_DECIMALS.format(printed=gap.printed, rate=rate.digits)
        yield Remark("A-04", DOUBT, paragraph, gap.printed, said)
        return
    if schedule is None:
        return
    difference = Decimal(rate.digits) - schedule.printed
    word = next((one for one in ("快于", "超", "高于", "慢于", "欠", "落后", "滞后", "低于", "差") if one in gap.label), "")
    words = {"rate": rate.digits, "schedule": schedule.printed, "printed": gap.digits, "word": word}
    if difference and (difference > 0) is not _ahead(gap):
        yield Remark("A-05", WRONG, paragraph, gap.label + gap.printed, say.PACE_WORD.format(**words))
        return
    yield from _sized(rate, gap, schedule, (paragraph, words), disclosed=disclosed)


def _sized(
    rate: Number, gap: Number, schedule: _Schedule, at: tuple[Paragraph, dict[str, object]], *, disclosed: bool
) -> Iterator[Remark]:
    right = rounded(abs(Decimal(rate.digits) - schedule.printed), gap.decimals)
    printed = Decimal(gap.digits)
    if right == printed:
        return
    explained = abs(abs(Decimal(rate.digits) - schedule.exact) - printed) <= rate.half + gap.half
    if explained and disclosed:
        return
    said = (say.PACE_ROUNDING if explained else say.PACE).format(right=right, **at[1])
    yield Remark("A-06", DOUBT if explained or not schedule.stated else WRONG, at[0], gap.printed, said)


def shares_of(found: Sequence[Number]) -> list[Number]:
    """Return the shares (占p%) among numbers of one sentence."""
    return [one for one in found if one.unit == "%" and "占" in one.label and one.exact]
