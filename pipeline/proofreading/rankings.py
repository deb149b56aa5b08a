"""Rankings told in sentences: their order, both ends, how many names, and who should not be among them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.numbers import counted_in
from pipeline.proofreading.remark import DOUBT, WRONG, Remark
from pipeline.proofreading.text import Paragraph, Text

NAMED: Final = re.compile(r"([\u4e00-\u9fff]{2,12}?)[（(](\d+(?:\.\d+)?)\s?[%％分]?[）)]")
_NAME: Final = r"[\u4e00-\u9fffA-Za-z]{2,14}(?:[（(]\d+(?:\.\d+)?\s?[%％分]?[）)])?"
_PLACES: Final = re.compile(
    rf"(?P<names>{_NAME}(?:、{_NAME})*)(?:分别)?(?:居|位居|列)(?P<end>[前后])(?P<count>[一二三四五六七八九十\d]+)[位名]"
)
_OTHERS: Final = re.compile(rf"(?P<names>{_NAME}(?:、{_NAME})+)等(?P<count>\d+)个")
_EXCLUDED: Final = re.compile(r"([\u4e00-\u9fff]{2,12}?)(?:[^，。；、（）]{0,12}，)?(?:不参加评比|不参评|不参与排名|不纳入排名)")
_RANKING: Final = re.compile(r"居前|居后|前\d+名|前[一二三四五六七八九十]+名|排名|名次|依次")


def rankings(text: Text) -> Iterator[Remark]:
    """Check each paragraph that ranks."""
    for paragraph in text.prose:
        yield from _listed(paragraph)
        if _RANKING.search(paragraph.text):
            yield from _both_ends(paragraph)
            yield from _order(paragraph)
            yield from _excluded(paragraph)


def _listed(paragraph: Paragraph) -> Iterator[Remark]:
    for match in _OTHERS.finditer(paragraph.text) if "等" in paragraph.text else ():
        names = _names(match["names"])
        if len(names) > int(match["count"]):
            said = say.COUNT_OF_NAMES.format(right=len(names), printed=f"等{match['count']}个")
            yield Remark("R-01", WRONG, paragraph, match.group()[-30:], said)


def _both_ends(paragraph: Paragraph) -> Iterator[Remark]:
    ends: dict[str, set[str]] = {"前": set(), "后": set()}
    for match in _PLACES.finditer(paragraph.text):
        names = _names(match["names"])
        ends[match["end"]] |= set(names)
        count = counted_in(match["count"])
        if count is not None and len(names) != count:
            said = say.COUNT_OF_NAMES.format(right=len(names), printed=f"{match['end']}{match['count']}")
            yield Remark("R-01", DOUBT, paragraph, match.group()[-30:], said)
    both = sorted(ends["前"] & ends["后"])
    if both:
        yield Remark("R-02", WRONG, paragraph, "、".join(both), say.BOTH_ENDS.format(names="、".join(both)))


def _names(listed: str) -> list[str]:
    plain = re.sub(r"[（(][^）)]*[）)]", "", listed).split("、")
    return [re.sub(r"^(?:其中|乡镇中|县直部门中|涉及)", "", one) for one in plain]


def _order(paragraph: Paragraph) -> Iterator[Remark]:
    """Say where a value rises from 居前 to 居后: the best stand first."""
    for _, sentence in paragraph.sentences():
        found = [(match[1], Decimal(match[2])) for match in NAMED.finditer(sentence)]
        if not re.search(r"居前|前\d+名|居第", sentence) or "低到高" in sentence:
            continue
        for (first, high), (second, low) in pairwise(found):
            if low > high:
                said = say.ORDER.format(second=f"{second}（{low}）", first=f"{first}（{high}）")
                yield Remark("R-03", WRONG, paragraph, f"{second}（{low}", said)


def _excluded(paragraph: Paragraph) -> Iterator[Remark]:
    ranked = {match[1] for match in NAMED.finditer(paragraph.text)}
    ranked |= {name for match in _PLACES.finditer(paragraph.text) for name in _names(match["names"])}
    for match in _EXCLUDED.finditer(paragraph.text):
        if match[1] in ranked:
            yield Remark("R-04", WRONG, paragraph, match[1], say.EXCLUDED.format(name=match[1]))
