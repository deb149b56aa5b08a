"""How high a row of a worksheet must be for its text: not every program measures rows when it opens a workbook."""

import re
from collections.abc import Iterable
from functools import lru_cache

LINE = 14.0
"""points of a line of text of 10 points"""
_HIGHEST = 400.0
_WIDE = re.compile("[\u0250-\U0010ffff]+")


def height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height, in points, of a row whose cells hold these texts in columns of these widths (in characters)."""
    return height_of(max((lines(text, width) for text, width in cells), default=1))


def height_of(most: int) -> float:
    """Return the height, in points, of a row whose longest text takes so many lines."""
    return min(LINE * most + 8, _HIGHEST)


@lru_cache(maxsize=20_000)  # the names of units, figures and columns stand in thousands of rows
def lines(text: str, width: float) -> int:
    """Return on how many lines a text stands; a Chinese character is as wide as two others."""
    if 2 * len(text) < width and "\n" not in text:
        return 1
    return sum(1 + int(max(_width(line) - 0.1, 0) // (width - 1)) for line in text.split("\n"))


def _width(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(map(len, _WIDE.findall(text)))
