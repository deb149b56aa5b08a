"""Parts that must add to their whole: counts and amounts listed behind a total, and shares of one whole."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Final

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.numbers import Number, numbers, rounded
from pipeline.proofreading.pace import shares_of
from pipeline.proofreading.remark import DOUBT, WRONG, Remark
from pipeline.proofreading.text import Paragraph, Text

_FILLER: Final = re.compile(r"(?:只有|仅有|有|共|为|达|是)$")
_UNDONE: Final = re.compile(r"未([\u4e00-\u9fff]{2})$")
_BETWEEN: Final = re.compile(r"^[、，；,;]?[^\d，。；,;！？]{0,14}$")
_NO_PARTS: Final = ("%", "百分点", "倍", "")
_DIFFERENT: Final = re.compile(r"增加|减少|上年|同期|计划|目标|年度|当月|本月|应报|增|减|多$|少$")

_OWN_TASK: Final = re.compile(r"完成[^，。；\d]{0,8}(?:计划|目标|任务)")
"""what has a task of its own beside another is another indicator, and no part of it, unless parts are announced"""


def parts(text: Text) -> Iterator[Remark]:
    """Add up lists of parts and compare them with the number they are parts of."""
    for paragraph in text.prose:
        found = [one for one in numbers(paragraph.text) if one.exact]
        for unit in dict.fromkeys(one.unit for one in found if one.unit not in _NO_PARTS):
            alike = [one for one in found if one.unit == unit]
            for begin, end in _lists(alike, paragraph.text):
                yield from _list(alike, begin, end, paragraph, disclosed=text.discloses_rounding)


def _lists(alike: Sequence[Number], text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of parallel parts: 工业8个、农业3个…; labels that end alike."""
    begin = 0
    for place in range(1, len(alike) + 1):
        if place == len(alike) or not _parallel(alike[place - 1], alike[place], text):
            if place - begin >= 2:
                yield begin, place
            begin = place


def _parallel(first: Number, second: Number, text: str) -> bool:
    between = text[first.end : second.start]
    if "。" in between or "其中" in between or _DIFFERENT.search(first.label) or _DIFFERENT.search(second.label):
        return False
    if _OWN_TASK.search(between) and "其中" not in text[text.rfind("。", 0, first.start) + 1 : first.start]:
        return False
    if between.startswith(("、", "，", ",")) and len(between) <= 7:
        return True
    one, other = (_FILLER.sub("", number.label) for number in (first, second))
    return len(one) >= 2 and one[-2:] == other[-2:]


def _list(alike: Sequence[Number], begin: int, end: int, paragraph: Paragraph, *, disclosed: bool) -> Iterator[Remark]:
    wholes = [one for one in alike[:begin] if one.value > 0]
    run = list(alike[begin:end])
    while len(run) >= 2:
        whole = wholes[-1] if wholes else None
        taken = _taken(run, wholes)
        if taken:
            wholes, run = run[:taken], run[taken:]
            continue
        remark = None if whole is None else _differs(whole, run, paragraph, disclosed=disclosed)
        if remark is not None:
            yield remark
        return


def _taken(run: Sequence[Number], wholes: Sequence[Number]) -> int:
    """Return how many parts from the first on make one of the wholes exactly."""
    for count, total in enumerate(accumulate(one.value for one in run), 1):
        if count >= 2 and any(total == whole.value for whole in wholes):
            return count
    return 0


def _differs(whole: Number, run: Sequence[Number], paragraph: Paragraph, *, disclosed: bool) -> Remark | None:
    total = sum((one.value for one in run), Decimal(0))
    away = abs(total - whole.value) / whole.value
    if away > (Decimal("0.25") if len(run) >= 3 else Decimal("0.02")):
        return None
    explained = abs(total - whole.value) <= whole.half + sum(one.half for one in run)
    if explained and disclosed:
        return None
    factor = {"亿": Decimal(10**8), "万": Decimal(10**4)}.get(whole.scale, Decimal(1))
    right = f"{(total / factor).normalize():f}{whole.scale}{whole.unit}"
    listed = "＋".join(one.digits for one in run)
    said = (say.PARTS_ROUNDING if explained else say.PARTS).format(parts=listed, right=right, whole=whole.printed)
    return Remark("A-07", DOUBT if explained else WRONG, paragraph, listed, said)


def shares(text: Text) -> Iterator[Remark]:
    """Add up the shares of one whole in a sentence; two shares leave no tail, more may."""
    for paragraph in text.prose:
        for _, sentence in paragraph.sentences():
            found = shares_of(numbers(sentence))
            total = sum((Decimal(one.digits) for one in found), Decimal(0))
            if len(found) < 2 or total == 100 or not Decimal(98) <= total <= Decimal(102):
                continue
            tail = sum(one.half for one in found)
            explained = len(found) > 2 and abs(total - 100) <= tail
            if explained and text.discloses_rounding:
                continue
            listed = "＋".join(one.digits for one in found)
            said = (say.SHARES_ROUNDING if explained else say.SHARES).format(parts=listed, right=total)
            yield Remark("A-08", DOUBT if explained else WRONG, paragraph, listed, said)


def complements(text: Text) -> Iterator[Remark]:
    """Add 已… and 未… of the same thing and compare with the whole before them."""
    for paragraph in text.prose:
        found = numbers(paragraph.text) if "未" in paragraph.text else ()
        for place, undone in enumerate(found):
            match = _UNDONE.search(_FILLER.sub("", undone.label))
            done = [one for one in found[:place] if match and _FILLER.sub("", one.label).endswith(f"已{match[1]}")]
            if not done or undone.unit != done[-1].unit:
                continue
            wholes = [one for one in found[: found.index(done[-1])] if one.unit == undone.unit]
            total = done[-1].value + undone.value
            if wholes and all(one.value != total for one in wholes):
                listed = f"{done[-1].digits}＋{undone.digits}"
                said = say.PARTS.format(parts=listed, right=rounded(total, 0), whole=wholes[-1].printed)
                yield Remark("A-07", WRONG, paragraph, listed, said)
