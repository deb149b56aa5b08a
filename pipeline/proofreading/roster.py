"""Each unit of the roster accounted for: a table that ranks a group lists all of it, or the text says why it does not."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.columns import Grid, grid
from pipeline.proofreading.numbers import counted_in
from pipeline.proofreading.remark import DOUBT, Remark
from pipeline.proofreading.text import Text

Roster = Mapping[str, Sequence[str]]
"""group → the units in it"""

_REASON: Final = re.compile(r"未报|未按要求报|退回|无.{0,4}任务|没有.{0,4}任务|不参评|不参加|不参与|不纳入|未纳入|不排名|免于")
_FIRST: Final = re.compile(r"前(\d+|[一二三四五六七八九十])[名位]")
_TITLE: Final = 30
"""characters of the longest title"""
_FEWEST: Final = 3
"""units of a group in a table that make it a table of the group"""


def unaccounted(text: Text, roster: Roster) -> Iterator[Remark]:
    """Yield a remark on each ranking table in which units of its group are missing without a word."""
    excused: str | None = None
    for table in text.tables:
        found = grid(table)
        if found is None or found.rank is None:
            continue
        absent = [unit for unit in _group(found, roster) if unit not in found.names]
        if absent and _is_of_the_first(found, text):
            continue
        if absent and excused is None:
            excused = _excused(text)
        absent = [unit for unit in absent if unit not in (excused or "")]
        paragraph = found.paragraph(found.rank, 0)
        if absent and paragraph is not None:
            names = "、".join(absent)
            yield Remark("R-05", DOUBT, paragraph, paragraph.text, say.ROSTER.format(names=names))


def _is_of_the_first(found: Grid, text: Text) -> bool:
    """Whether a title speaks of the first few, equal ones included, and the table has no place behind them."""
    titles = [told for one in text.prose if len(told := one.text.strip()) <= _TITLE]
    asked = [count for title in titles for written in _FIRST.findall(title) if (count := counted_in(written)) is not None]
    places = [found.rank.values[row] for row in found.body] if found.rank else []
    return bool(asked) and all(place is not None and place <= max(asked) for place in places)


def _excused(text: Text) -> str:
    """Return the sentences that say why somebody is not ranked."""
    told = [one for one in text.paragraphs if _REASON.search(one.text)]
    return "\n".join(sentence for one in told for _, sentence in one.sentences() if _REASON.search(sentence))


def _group(found: Grid, roster: Roster) -> Sequence[str]:
    """Return the group a table is about: the one most of its rows belong to; nothing where it names only the first few of it."""
    listed = [found.names[place] for place in found.body]
    most = max(roster.values(), key=lambda units: sum(name in units for name in listed), default=())
    there = sum(name in most for name in listed)
    return most if there >= _FEWEST and 2 * there > len(listed) and 2 * there >= len(most) else ()
