"""Rows in the order a list asks for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

Row = TypeVar("Row")


def in_order(
    rows: Sequence[Row], sort: Sequence[str], value: Callable[[str, Row], Any], orders: Mapping[str, Sequence[str]]
) -> list[Row]:
    """Return rows sorted by one name after the other, `-名` downwards; a name with an order of its own (codes, units) goes by that.

    Blanks come last either way; equals keep the order they were given in.
    """
    ordered = list(rows)
    for word in reversed(sort):
        name = word.removeprefix("-")
        places = {code: place for place, code in enumerate(orders[name])} if name in orders else None
        keyed = [(value(name, row), row) for row in ordered]
        known = [(known if places is None else places.get(known, len(places)), row) for known, row in keyed if known is not None]
        known.sort(key=lambda pair: pair[0], reverse=word.startswith("-"))
        ordered = [row for _, row in known] + [row for blank, row in keyed if blank is None]
    return ordered
