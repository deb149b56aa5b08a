"""Cells as registers write them: K5:K9,K12."""

import re
from collections.abc import Iterator
from typing import Final

_RUN: Final = re.compile(r"([A-Z]{1,3})(\d+)(?::[A-Z]{1,3}(\d+))?")


def addresses(folded: str) -> Iterator[str]:
    """Yield every cell of a folded list."""
    for letter, first, last in _RUN.findall(folded):
        for row in range(int(first), int(last or first) + 1):
            yield f"{letter}{row}"


def holds(folded: str, cell: str) -> bool:
    """Say whether a folded list has a cell in it."""
    found = _RUN.fullmatch(cell)
    if found is None:
        return False
    row = int(found[2])
    return any(letter == found[1] and int(first) <= row <= int(last or first) for letter, first, last in _RUN.findall(folded))
