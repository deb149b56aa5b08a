"""A sheet as somebody would draw it: cells, merges, widths; no file format in it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Formula:
    """A formula with the value the spreadsheet program saved beside it."""

    text: str
    value: Decimal


@dataclass(frozen=True)
class Cell:
    """One cell and the look it has: title, note, heading, text, amount, day or plain."""

    value: str | Decimal | date | Formula | None
    look: str = "text"


@dataclass
class Sheet:
    """Cells by (row, column) from 0; merges as (first row, first column, last row, last column)."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: dict[int, int] = field(default_factory=dict)
    hidden: bool = False

    @property
    def height(self) -> int:
        return 1 + max((row for row, _ in self.cells), default=-1)

    def put(self, row: int, column: int, value: str | Decimal | date | Formula | None, look: str = "text") -> None:
        """Write a cell; None and empty text leave it blank but drawn."""
        self.cells[row, column] = Cell(value or None if isinstance(value, str) else value, look)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge cells; a single cell needs none."""
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))


def letter(column: int) -> str:
    """Return the letters of a column counted from 0."""
    return (letter(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)
