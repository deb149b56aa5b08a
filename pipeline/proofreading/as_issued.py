"""A finished text against the same text as it was issued: sentences that stand elsewhere, numbers and directions of the fixed words.

The register knows the data of a text; what the template said around it is known from the copy of the issue alone. Staff may rewrite words:
only what still reads the same elsewhere, or the same but for a number, is remarked.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.remark import DOUBT, WRONG, Remark
from pipeline.proofreading.text import DOCUMENT, Paragraph, Text

_TOLD: Final = re.compile(
    r"\d[\d.,]*|增长|下降|增加|减少|上升|快于|慢于|高于|低于|多于|少于|还差|超出|(?<=第)[一二三四五六七八九十]+|(?<=[前后])[一二三四五六七八九十]+(?=[名位])"
)
_SHOWN: Final = 24

Sentence = tuple[Paragraph, str]


def against_issue(text: Text, issued: Text) -> Iterator[Remark]:
    """Yield the sentences that have moved since the issue, one a paragraph, and what was changed in sentences that else read the same."""
    now, then = list(_sentences(text)), list(_sentences(issued))
    pairs = _kept([told for _, told in then], [told for _, told in now])
    yield from _moved(now, then, pairs)
    yield from _changed(now, then, pairs)


def _sentences(text: Text) -> Iterator[Sentence]:
    for paragraph in text.paragraphs:
        if paragraph.part == DOCUMENT:
            yield from ((paragraph, told) for _, sentence in paragraph.sentences() if (told := sentence.strip()))


def _kept(then: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """Return which sentence is which of the issue, by place, for those that have kept their order."""
    blocks = SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks()
    return {now_at + step: then_at + step for then_at, now_at, size in blocks for step in range(size)}


def _moved(now: Sequence[Sentence], then: Sequence[Sentence], pairs: dict[int, int]) -> Iterator[Remark]:
    left = Counter(told for place, (_, told) in enumerate(then) if place not in set(pairs.values()))
    places = [place for place, (paragraph, _) in enumerate(now) if not paragraph.in_table]
    for _, group in groupby(places, key=lambda place: id(now[place][0])):
        own = list(group)
        home = Counter(id(then[pairs[place]][0]) for place in own if place in pairs).most_common(1)
        for place in own:
            paragraph, told = now[place]
            astray = left[told] > 0 if place not in pairs else id(then[pairs[place]][0]) != home[0][0]
            if astray:
                yield Remark("B-03", DOUBT, paragraph, told[:_SHOWN], say.SENTENCE_MOVED.format(sentence=told[:_SHOWN]))
                break


def _changed(now: Sequence[Sentence], then: Sequence[Sentence], pairs: dict[int, int]) -> Iterator[Remark]:
    """Say which number or direction differs where a sentence reads the same but for those."""
    known = set(pairs.values())
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for place, (_, told) in enumerate(then):
        if place not in known:
            alike[_TOLD.sub("＃", told)].append(told)
    for place, (paragraph, told) in enumerate(now):
        masked = _TOLD.sub("＃", told)
        before = alike.get(masked) if place not in pairs and masked.strip("＃.%") else None
        if before and told not in before:
            for old, new in zip(_TOLD.findall(before[0]), _TOLD.findall(told), strict=True):
                if old != new:
                    yield Remark("B-06", WRONG, paragraph, new, say.CHANGED_SINCE.format(old=old, new=new))
