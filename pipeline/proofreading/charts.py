"""The numbers the charts of a finished text keep, against those that were registered."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.registered import Printed
from pipeline.proofreading.remark import WRONG, Remark
from pipeline.proofreading.text import Text

CHARTS: Final = "/charts/"

Points = Mapping[tuple[int, int], str]
"""series and category → the number, as written"""


def charts(text: Text, register: Sequence[Printed]) -> Iterator[Remark]:
    """Yield what differs in a chart, and the charts that are gone.

    Another program names the parts of a package anew: a chart is known again by its numbers, in the order of the charts.
    """
    registered: defaultdict[str, list[Printed]] = defaultdict(list)
    for piece in register:
        if CHARTS in piece.part:
            registered[piece.part].append(piece)
    there = _there(text) if registered else {}
    for part in sorted(registered, key=_order):
        pieces = registered[part]
        found = max(
            there, key=lambda one: sum(_same(there[one].get(_place(piece), ""), piece.text) for piece in pieces), default=""
        )
        yield from _compared(pieces, there.pop(found, None), text)


def _there(text: Text) -> dict[str, Points]:
    found: dict[str, dict[tuple[int, int], str]] = {}
    for part, series in sorted(text.charts, key=lambda one: (_order(one[0]), one[1])):
        points = enumerate(text.charts[part, series])
        found.setdefault(part, {}).update({(series, category): point for category, point in points})
    return {part: points for part, points in found.items() if points}


def _order(part: str) -> tuple[int, str]:
    return len(part), part


def _place(piece: Printed) -> tuple[int, int]:
    return piece.paragraph, piece.start


def _compared(pieces: Sequence[Printed], points: Points | None, text: Text) -> Iterator[Remark]:
    at = text.paragraphs[-1]
    if points is None:
        yield Remark("B-02", WRONG, at, pieces[0].figure, say.CHART_GONE.format(figure=pieces[0].figure))
        return
    for piece in pieces:
        now = points.get(_place(piece), "")
        if not _same(now, piece.text):
            said = say.CHART_CHANGED.format(printed=piece.text, figure=piece.named, now=now)
            yield Remark("B-05", WRONG, at, now, said)


def _same(one: str, other: str) -> bool:
    try:
        return abs(Decimal(one) - Decimal(other)) < Decimal("1e-9")
    except InvalidOperation:
        return one == other
