"""A table as columns of numbers: headings, rows with a name, the total row."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import islice
from math import nan
from typing import Final

from msgspec import Struct

from pipeline.proofreading.text import Cell, Paragraph, Table

_NUMBER: Final = re.compile(r"[-−－]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−－]?\d+(?:\.\d+)?[%％]?")
_ARROW: Final = re.compile(r"([↑↓])\s*(\d+)")
TOTAL: Final = re.compile(r"^(?:合计|总计|小计|全[县市区州省](?:合计|总计)?|总和)$")
NOT_ADDED: Final = re.compile(r"率|%|％|比|占|幅|速|名次|位次|排名|序号|差|均|百分点|时间|日期|年月|得分|分数")
RANK: Final = re.compile(r"^(?:名次|排名|排序|位次|本期名次)$")
NAME: Final = re.compile(r"单位|地区|名称|部门|乡镇|项目|组别|隶属|县市区|行业|类别|小组")


class Column(Struct, frozen=True, dict=True):
    """One column of numbers; None where a cell holds none, `printed` as it stands."""

    heading: str
    values: tuple[Decimal | None, ...]
    cells: tuple[Cell | None, ...]

    @cached_property
    def decimals(self) -> int:
        return max((-int(one.as_tuple().exponent) for one in self.values if one is not None), default=0)

    @cached_property
    def near(self) -> tuple[float, ...]:
        """The values to compare roughly: no number where a cell holds none, which is near to everything."""
        return tuple(nan if one is None else float(one) for one in self.values)

    @cached_property
    def half(self) -> Decimal:
        return self.step if self.decimals else Decimal(0)

    @cached_property
    def step(self) -> Decimal:
        """Half of the last printed place, also where a whole number is no rounded one."""
        return Decimal(5).scaleb(-self.decimals - 1)


class Grid(Struct, frozen=True):
    """The rows under the headings; `total` is the place of the total row."""

    names: tuple[str, ...]
    columns: tuple[Column, ...]
    total: int | None
    rank: Column | None
    table: Table
    named: str

    def paragraph(self, column: Column, row: int) -> Paragraph | None:
        """Return the paragraph of a cell."""
        cell = column.cells[row]
        return None if cell is None else cell.paragraph

    @property
    def body(self) -> tuple[int, ...]:
        """Places of the rows that are no totals."""
        return tuple(place for place in range(len(self.names)) if place != self.total)


@lru_cache(maxsize=64)
def grid(table: Table) -> Grid | None:
    """Return a table as a grid of numbers; None where it has no headings over numbers."""
    head = _head(table)
    width = max((len(row) for row in table.rows), default=0)
    rows = [row + (None,) * (width - len(row)) for row in table.rows[head:]]
    if not head or len(rows) < 2 or width < 2:
        return None
    headings = [_heading(table, head, place) for place in range(width)]
    naming = next((place for place, heading in enumerate(headings) if NAME.search(heading)), 0)
    names = tuple(_plain(row[naming].text) if row[naming] else "" for row in rows)  # type: ignore[union-attr]
    columns = tuple(_columns(rows, headings))
    total = next((place for place, row in enumerate(rows) if _is_total(row)), None)
    rank = next((column for column in columns if RANK.fullmatch(column.heading)), None)
    return Grid(names, columns, total, rank, table, headings[naming])


def _is_total(row: tuple[Cell | None, ...]) -> bool:
    """Whether one of the first three cells names the row a total."""
    return any(TOTAL.fullmatch(_plain(cell.text)) for cell in islice(filter(None, row), 3))


def _head(table: Table) -> int:
    """Return how many rows are headings: those before the first that holds a number."""
    for place, row in enumerate(table.rows):
        if any(cell and _NUMBER.fullmatch(cell.text.strip()) for cell in row):
            return place
    return 0


def _heading(table: Table, head: int, place: int) -> str:
    told = [row[place] for row in table.rows[:head] if place < len(row)]
    return _plain("".join(dict.fromkeys(cell.text for cell in told if cell)))


def _plain(text: str) -> str:
    return "".join(text.split())


def _columns(rows: list[tuple[Cell | None, ...]], headings: list[str]) -> Iterator[Column]:
    for place, heading in enumerate(headings):
        cells = tuple(row[place] for row in rows)
        values = tuple(value_of(cell.text) if cell and cell.origin else None for cell in cells)
        if sum(value is not None for value in values) >= 2:
            yield Column(heading, values, cells)


@lru_cache(maxsize=4096)
def value_of(text: str) -> Decimal | None:
    """Return the number a cell holds; an arrow counts places up or down."""
    plain = text.strip()
    arrow = _ARROW.fullmatch(plain)
    if arrow:
        return Decimal(arrow[2]) * (1 if arrow[1] == "↑" else -1)
    if not _NUMBER.fullmatch(plain):
        return None
    return Decimal(re.sub(r"[,%％]", "", plain).replace("−", "-").replace("－", "-"))
