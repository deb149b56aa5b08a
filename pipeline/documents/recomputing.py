"""Whether a reader with a calculator gets the printed rate from the printed amounts."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from pipeline.catalogue import statistics as words
from pipeline.documents.register import Entry

_RATIO = re.compile(r"([^\W\d][\w.]*) / ([^\W\d][\w.]*)")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(亿|万)?")
_PERCENT = "%"
_SCALES = {"亿": Decimal(10**8), "万": Decimal(10**4), "": Decimal(1)}


class Disagreement(Struct, frozen=True):
    """A rate that cannot be had from what stands beside it: the texts of its parts, and what they give."""

    rate: Entry
    part: str
    whole: str
    computed: Decimal


def disagreements(entries: Sequence[Entry]) -> Iterator[Disagreement]:
    """Yield every printed rate whose printed parts, in the same document, give another one.

    No value within the rounding of the parts gives the printed rate: 11.36亿元 ÷ 29.57亿元 is 38.42%, and so is 11.355 ÷ 29.565.
    """
    printed = {(entry.document, entry.said.figure): entry.text for entry in entries if not entry.part.startswith("word/charts")}
    for entry in entries:
        found = _parts(entry)
        texts = [printed.get((entry.document, name)) for name in found]
        if entry.said.kind == "rate" and len(texts) == 2 and texts[0] and texts[1]:
            yield from _compared(entry, texts[0], texts[1])


def _parts(entry: Entry) -> tuple[str, ...]:
    """Return the full names of what a rate divides; empty where it is no plain quotient of two figures."""
    owner, _, last = entry.said.figure.rpartition(".")
    if last == words.COMPLETION:
        return owner, f"{owner}.{words.PLAN}"
    if last == words.SHARE:
        return owner, f"{owner.rpartition('.')[0]}.{words.TOTAL}"
    ratio = _RATIO.fullmatch(entry.said.formula)
    return () if ratio is None else (f"{owner}.{ratio[1]}", f"{owner}.{ratio[2]}")


def _compared(entry: Entry, part: str, whole: str) -> Iterator[Disagreement]:
    over, under, rate = _interval(part), _interval(whole), _interval(entry.text)
    if over is None or under is None or rate is None or under[0] <= 0:
        return
    least, most = over[0] / under[1] * 100, over[1] / under[0] * 100
    if most < rate[0] or least > rate[1]:
        middle = (over[0] + over[1]) / (under[0] + under[1]) * 100
        places = (rate[1] - rate[0]).normalize()
        yield Disagreement(entry, part, whole, middle.quantize(places, ROUND_HALF_UP))


def _interval(text: str) -> tuple[Decimal, Decimal] | None:
    """Return between which values a printed number was rounded; None where the text has not exactly one number."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    digits, scale = found[0]
    half = Decimal(5).scaleb(-len(digits.partition(".")[2]) - 1) if "." in digits or scale or _PERCENT in text else Decimal(0)
    value = Decimal(digits)
    return (value - half) * _SCALES[scale], (value + half) * _SCALES[scale]
