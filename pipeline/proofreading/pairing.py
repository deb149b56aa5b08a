"""Which paragraph of an edited document is which registered one, after paragraphs were added, taken away or changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pipeline.proofreading.registered import Printed

_WINDOW: Final = 40
_AHEAD: Final = 8

Pieces = Sequence[Printed]


def paired(registered: Mapping[int, Pieces], paragraphs: Sequence[str]) -> Iterator[tuple[Pieces, int | None]]:
    """Yield the pieces of each registered paragraph with the place of the paragraph they stand in now.

    Paragraphs keep their order; where one does not fit, the ones behind it decide by how far the text has moved.
    """
    order, shift = sorted(registered), 0
    for place, index in enumerate(order):
        if not fits(registered[index], paragraphs, index + shift):
            ahead = [(one, registered[one]) for one in order[place : place + _AHEAD]]
            shift = _best(ahead, paragraphs, shift)
        now = index + shift
        yield registered[index], now if 0 <= now < len(paragraphs) else None


def fits(pieces: Pieces, paragraphs: Sequence[str], place: int) -> bool:
    """Whether all pieces stand in a paragraph, in their order."""
    if not 0 <= place < len(paragraphs):
        return False
    since, text = 0, paragraphs[place]
    for piece in pieces:
        found = text.find(piece.text, since)
        if found < 0:
            return False
        since = found + len(piece.text)
    return True


def _best(ahead: Sequence[tuple[int, Pieces]], paragraphs: Sequence[str], shift: int) -> int:
    tried = sorted(range(shift - _WINDOW, shift + _WINDOW + 1), key=lambda one: abs(one - shift))
    return max(tried, key=lambda one: sum(fits(pieces, paragraphs, index + one) for index, pieces in ahead))
