"""Nested shares: parts of a part, which together are that part, and what each is of the whole above (占产业比 and 占全部比)."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from pipeline.catalogue import statistics as words
from pipeline.model.figure import Figure, Missing, Part, Shares
from pipeline.model.statistic import ShareRule
from pipeline.statistics.rounding import EXACT

ZERO = Decimal(0)


def nested(shares: Shares, rule: ShareRule, above: Mapping[str, Shares], decimals: int) -> Shares:
    """Return the shares with the part above as their whole.

    What its parts leave of it is a part of its own, under the name `other`; parts that are more than it are told in the note.
    """
    of, part = parent(above, rule.within)
    counted = sum((one.figure.value or ZERO for one in shares.parts), ZERO)
    whole = part.figure
    parts = list(shares.parts)
    if whole.value is not None and whole.value > counted:
        parts.append(_rest(rule, whole, whole.value - counted, {one.name for one in parts}))
    note = words.OVERLAP_NOTE if whole.value is not None and counted > whole.value else shares.note
    shared = tuple(_shared(one, whole, of.whole, decimals) for one in parts) if len(parts) > len(shares.parts) else None
    held = shared or tuple(_beside_whole(one, of.whole, decimals) for one in parts)
    return replace(shares, parts=held, whole=whole, note=note)


def parent(above: Mapping[str, Shares], within: str) -> tuple[Shares, Part]:
    """Return the shares and the part a name stands for."""
    name, _, part = within.partition(".")
    return above[name], next(one for one in above[name].parts if one.name == part)


def _rest(rule: ShareRule, whole: Figure, value: Decimal, taken: set[str]) -> Part:
    name = words.UNCLASSIFIED if rule.other in taken else rule.other
    figure = replace(whole, name=f"{whole.name}.{name}", value=value, related={}, formula=words.REST)
    return Part(name, figure, figure)


def _shared(part: Part, whole: Figure, top: Figure, decimals: int) -> Part:
    share = fraction(part.figure, whole, words.SHARE, decimals)
    share = replace(share, related={words.SHARE: share})
    return _beside_whole(
        replace(part, share=share, figure=replace(part.figure, related={**part.figure.related, words.SHARE: share})),
        top,
        decimals,
    )


def _beside_whole(part: Part, top: Figure, decimals: int) -> Part:
    """Return a part with its fraction of the whole above, among its columns."""
    of_all = fraction(part.figure, top, words.SHARE_OF_ALL, decimals)
    return replace(part, columns={**part.columns, words.SHARE_OF_ALL: of_all})


def fraction(part: Figure, whole: Figure, word: str, decimals: int) -> Figure:
    """Return one figure as a fraction of another."""
    missing = part.missing or whole.missing or (None if whole.value else Missing.ZERO_BASE)
    value = None if missing or part.value is None or not whole.value else EXACT.divide(part.value, whole.value)
    return replace(
        part, name=f"{part.name}.{word}", value=value, kind="rate", unit="%", missing=missing, decimals=decimals, related={}
    )
