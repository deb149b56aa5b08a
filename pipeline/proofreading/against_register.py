"""A finished text against the register: what was changed, moved, lost, or added by hand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from msgspec import Struct

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.charts import CHARTS, charts
from pipeline.proofreading.numbers import numbers
from pipeline.proofreading.pairing import Pieces, paired
from pipeline.proofreading.registered import Printed
from pipeline.proofreading.remark import DOUBT, WRONG, Remark
from pipeline.proofreading.text import DOCUMENT, Paragraph, Text

_DIRECTION: Final = re.compile(r"增长|下降|增加|减少|上升|快于|慢于|高于|低于|多于|少于|还差|超出|持平")
_DIGIT: Final = re.compile(r"[\d.]")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SHOWN: Final = 24
_CONTEXT: Final = 2

Span = tuple[int, int]


class Fixed(Struct, frozen=True, dict=True):
    """What the office's templates say by themselves: numbers, and direction words with what stands before them."""

    text: str

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Numbers of the templates, as printed."""
        return frozenset(one.printed for line in self.text.splitlines() for one in numbers(line))


def against(text: Text, register: Sequence[Printed], fixed: Fixed | None = None) -> Iterator[Remark]:
    """Yield what differs from the register of this document; `fixed` lets numbers added by hand be told from the template's own."""
    body = [one for one in text.paragraphs if one.part == DOCUMENT] or list(text.paragraphs)
    registered: dict[int, list[Printed]] = {}
    for piece in register:
        if piece.part == DOCUMENT:
            registered.setdefault(piece.paragraph, []).append(piece)
    claimed: dict[int, list[Span]] = {}
    if _as_issued(registered, body):
        claimed = {place: [(piece.start, piece.end) for piece in pieces] for place, pieces in registered.items()}
    else:
        yield from _moved(registered, body, claimed, same_length=any(piece.of == len(body) for piece in register[:1]))
    if fixed is not None:
        for place, paragraph in enumerate(body):
            yield from _by_hand(paragraph, claimed.get(place, []), fixed.text, fixed.numbers)
    yield from _elsewhere(text, register)
    yield from charts(text, register)


def _as_issued(registered: Mapping[int, Pieces], body: Sequence[Paragraph]) -> bool:
    """Whether each piece stands where it was printed, in a text of as many paragraphs: then nothing has moved."""
    if any(pieces[0].of != len(body) for pieces in islice(registered.values(), 1)):
        return False
    return all(place < len(body) and _stand(pieces, body[place].text) for place, pieces in registered.items())


def _stand(pieces: Pieces, text: str) -> bool:
    for piece in pieces:
        printed, start = piece.text, piece.start
        if printed != text and not (text.startswith(printed, start) and _whole(text, start, start + len(printed))):
            return False
    return True


def _moved(
    registered: Mapping[int, Pieces], body: Sequence[Paragraph], claimed: dict[int, list[Span]], *, same_length: bool
) -> Iterator[Remark]:
    """Yield what stands elsewhere, otherwise or no more; fill in where in each paragraph registered pieces stand."""
    furthest = -1
    pairs = list(paired(registered, [one.text for one in body]))
    yield from _elsewhere_now(pairs, body) if same_length else _astray(pairs, body)
    for pieces, place in pairs:
        ordered = sorted(pieces, key=lambda piece: piece.start)
        if place is None:
            yield _lost(ordered, body[-1])
            continue
        if place <= furthest:
            words = {"printed": ordered[0].text[:_SHOWN], "figure": ordered[0].named}
            yield Remark("B-03", DOUBT, body[place], ordered[0].text, say.MOVED.format(**words))
        furthest = max(furthest, place)
        yield from _compared(ordered, body[place], claimed.setdefault(place, []))


def _elsewhere_now(pairs: Sequence[tuple[Pieces, int | None]], body: Sequence[Paragraph]) -> Iterator[Remark]:
    """Say which pieces stand in another paragraph, in a text that has as many paragraphs as it was issued with."""
    for pieces, place in pairs:
        if place is not None and place != pieces[0].paragraph:
            words = {"printed": pieces[0].text[:_SHOWN], "figure": pieces[0].named}
            yield Remark("B-03", DOUBT, body[place], pieces[0].text, say.MOVED.format(**words))


def _astray(pairs: Sequence[tuple[Pieces, int | None]], body: Sequence[Paragraph]) -> Iterator[Remark]:
    """Say which paragraph's pieces stand elsewhere while those before and behind it have kept their places."""
    moves = [(pieces, place, None if place is None else place - pieces[0].paragraph) for pieces, place in pairs]
    for (_, _, before), (pieces, place, here), (_, _, behind) in zip(moves, moves[1:], moves[2:], strict=False):
        if place is not None and before == behind and here != before:
            words = {"printed": pieces[0].text[:_SHOWN], "figure": pieces[0].named}
            yield Remark("B-03", DOUBT, body[place], pieces[0].text, say.MOVED.format(**words))


def _lost(pieces: Pieces, at: Paragraph) -> Remark:
    listed = "、".join(piece.text for piece in pieces)[:_SHOWN]
    return Remark("B-02", WRONG, at, listed, say.GONE_PARAGRAPH.format(count=len(pieces), printed=listed))


def _compared(pieces: Pieces, paragraph: Paragraph, claimed: list[Span]) -> Iterator[Remark]:
    """Match the pieces of a paragraph in their order; say what stands in place of those that are not there."""
    text = paragraph.text
    if _stand(pieces, text):
        claimed += [(piece.start, piece.end) for piece in pieces]
        return
    standing = _chain(pieces, text)
    claimed += [(start, start + len(pieces[place].text)) for place, start in standing.items()]
    for place, piece in enumerate(pieces):
        if place in standing:
            continue
        begin = max((standing[one] + len(pieces[one].text) for one in standing if one < place), default=0)
        until = min((standing[one] for one in standing if one > place), default=len(text))
        moved = next((one for one in occurrences(text, piece.text) if not _taken(one, piece, claimed)), None)
        words = {"printed": piece.text[:_SHOWN], "figure": piece.named, "now": text[begin:until].strip()[:_SHOWN]}
        if moved is not None:
            claimed.append((moved, moved + len(piece.text)))
            yield Remark("B-03", DOUBT, paragraph, piece.text, say.MOVED.format(**words))
        elif words["now"]:
            claimed.append((begin, until))
            yield Remark("B-01", WRONG, paragraph, str(words["now"]), say.CHANGED.format(**words))
        else:
            yield Remark("B-02", WRONG, paragraph, piece.text, say.GONE.format(**words))


def _taken(start: int, piece: Printed, claimed: Sequence[Span]) -> bool:
    return any(begin < start + len(piece.text) and start < end for begin, end in claimed)


def _chain(pieces: Pieces, text: str) -> dict[int, int]:
    """Return the longest run of pieces that stand in their order, by place: where each begins."""
    nodes = [(start, place) for place, piece in enumerate(pieces) for start in occurrences(text, piece.text)]
    nodes.sort(key=lambda node: (node[0], node[1]))
    best: list[tuple[float, int]] = []
    for number, (start, place) in enumerate(nodes):
        weight = len(pieces[place].text) + 1 - min(abs(start - pieces[place].start), 1000) / 2000
        score, back = 0.0, -1
        for other in range(number):
            begin, one = nodes[other]
            if one < place and begin + len(pieces[one].text) <= start and best[other][0] > score:
                score, back = best[other][0], other
        best.append((score + weight, back))
    if not best:
        return {}
    at = max(range(len(best)), key=lambda number: best[number][0])
    standing: dict[int, int] = {}
    while at >= 0:
        standing[nodes[at][1]] = nodes[at][0]
        at = best[at][1]
    return dict(sorted(standing.items()))


def occurrences(text: str, piece: str) -> Iterator[int]:
    """Yield where a piece stands by itself: no digit continues it on either side."""
    start = text.find(piece)
    while start >= 0:
        if _whole(text, start, start + len(piece)):
            yield start
        start = text.find(piece, start + 1)


def _whole(text: str, start: int, end: int) -> bool:
    before, behind = text[start - 1 : start], text[end : end + 1]
    item = before == "." and bool(_YEAR.match(text, start))  # 附件：1.2023年…
    joined = bool(_DIGIT.match(before)) and text[start].isdigit() and not item
    signed = before in ("-", "−") and text[start].isdigit() and not text[: start - 1].strip()
    continued = text[end - 1].isdigit() and (behind.isdigit() or (behind == "." and text[end + 1 : end + 2].isdigit()))
    return not (joined or signed or continued)


def _by_hand(paragraph: Paragraph, claimed: Sequence[Span], fixed: str, known: frozenset[str]) -> Iterator[Remark]:
    """Numbers and direction words that are neither registered nor the template's own."""
    for number in numbers(paragraph.text):
        if not _covered((number.start, number.end), claimed) and number.printed not in known:
            yield Remark("B-04", DOUBT, paragraph, number.printed, say.BY_HAND.format(printed=number.printed))
    for match in _DIRECTION.finditer(paragraph.text):
        told = paragraph.text[max(0, match.start() - _CONTEXT) : match.end()]
        if not _covered(match.span(), claimed) and told not in fixed:
            yield Remark("B-04", DOUBT, paragraph, match.group(), say.BY_HAND.format(printed=told))


def _covered(span: Span, claimed: Sequence[Span]) -> bool:
    return any(begin < span[1] and span[0] < end for begin, end in claimed)


def _elsewhere(text: Text, register: Sequence[Printed]) -> Iterator[Remark]:
    """Headers, footers and notes: their parts may have other names now, so each piece must stand in one of them."""
    told = [one for one in text.paragraphs if one.part not in ("", DOCUMENT)]
    whole = "\n".join(one.text for one in told)
    for piece in register:
        if piece.part != DOCUMENT and CHARTS not in piece.part and told and next(occurrences(whole, piece.text), None) is None:
            said = say.GONE.format(printed=piece.text, figure=piece.named)
            yield Remark("B-02", WRONG, told[0], piece.text, said)
