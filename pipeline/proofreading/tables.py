"""Tables prove themselves: totals, rates and differences between columns, ranks, serial numbers."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations
from math import inf
from typing import Final

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.columns import NOT_ADDED, Column, Grid, grid
from pipeline.proofreading.numbers import rounded
from pipeline.proofreading.remark import DOUBT, WRONG, Remark
from pipeline.proofreading.text import Text

_MOST: Final = Decimal("0.75")
"""share of the rows a relation must hold in, to be what the columns mean"""
_FEWEST: Final = 4

_NO_SLACK: Final = Decimal(0)

Worked = Callable[[Decimal, Decimal], Decimal | None]
_RELATIONS: Final[dict[str, Worked]] = {
    "/": lambda one, other: one / other * 100 if other else None,
    "growth": lambda one, other: (one - other) / other * 100 if other else None,
    "-": lambda one, other: one - other,
}


def tables(text: Text) -> Iterator[Remark]:
    """Check every table that holds numbers under headings."""
    for table in text.tables:
        found = grid(table)
        if found is not None:
            yield from _totals(found, disclosed=text.discloses_rounding)
            yield from _related(found)
            yield from _ranks(found)
            yield from _serials(found)


def _totals(found: Grid, *, disclosed: bool) -> Iterator[Remark]:
    total = found.total
    if total is None:
        return
    for column in found.columns:
        printed = column.values[total]
        if NOT_ADDED.search(column.heading) or column is found.rank or printed is None:
            continue
        values = [column.values[place] or Decimal(0) for place in found.body]
        right, slack = sum(values, Decimal(0)), column.half * (len(values) + 1)
        explained = abs(right - printed) <= slack
        ranked = sum((column.values[place] or Decimal(0) for place in _ranked(found)), Decimal(0))
        if printed in (right, ranked) or (explained and disclosed) or (right < printed and _unreported(found, column)):
            continue
        said = (say.TOTAL_ROUNDING if explained else say.TOTAL).format(column=column.heading, right=right, printed=printed)
        paragraph = found.paragraph(column, total)
        if paragraph is not None:
            yield Remark("T-01", DOUBT if explained else WRONG, paragraph, str(printed), said)


def _unreported(found: Grid, column: Column) -> bool:
    """Whether a row of the column holds a word in place of a number (未报送): its share of the total is not printed."""
    told = (column.cells[place] for place in found.body)
    return any(cell is not None and re.search(r"[\u4e00-\u9fff]", cell.text) for cell in told)


def _ranked(found: Grid) -> Sequence[int]:
    return [place for place in found.body if found.rank is not None and found.rank.values[place] is not None]


def _related(found: Grid) -> Iterator[Remark]:
    """Find which two columns a third is made of, from the rows themselves, and the rows that do not follow."""
    for column in found.columns:
        kinds = _kinds(column.heading)
        others = [one for one in found.columns if one is not column] if kinds else []
        best = max(_candidates(column, others, kinds), key=lambda held: (held[0], held[1] == 0), default=None)
        constant = _constant(column, others)
        if constant is not None and not any(_off(found, column, *constant)):
            continue
        if best is not None and best[0] >= _MOST and best[1]:
            yield from _broken(found, column, best[2], best[3])
        elif (best is None or best[0] < _MOST) and constant is not None:
            yield from _off(found, column, *constant)


_KINDS: Final = (
    (re.compile(r"同比|增幅|增速|增长率"), ("growth",)),
    (re.compile(r"率|比|%|％|占"), ("/",)),
    (re.compile(r"差|增减|变化|净增|剩余|未"), ("-",)),
)
"""what a heading lets a column be made of"""


def _kinds(heading: str) -> tuple[str, ...]:
    return next((kinds for pattern, kinds in _KINDS if pattern.search(heading)), ())


Held = tuple[Decimal, int, tuple[Column, Column], str]


def _candidates(column: Column, others: Sequence[Column], kinds: Sequence[str]) -> Iterator[Held]:
    """Yield how well each relation to two other columns holds, but for those too many rows are far from: most pairs have none."""
    wanted = {(other, kind): _wanted(column, others[other], kind) for other in range(len(others)) for kind in kinds}
    for one, other in permutations(range(len(others)), 2):
        for kind in kinds:
            if not _hopeless(others[one], wanted[other, kind]):
                yield _held(column, others[one], others[other], kind)


def _wanted(column: Column, other: Column, kind: str) -> Sequence[tuple[float, float]]:
    """Return about what the first column of a relation must hold in each row, and how far from it is far."""
    near = 2 * float(column.step + other.half)
    if kind == "-":
        return [(printed + second, near) for printed, second in zip(column.near, other.near, strict=True)]
    rest = 1 if kind == "growth" else 0
    return [
        (second * (rest + printed / 100), abs(second) * near / 100 if second else inf)
        for printed, second in zip(column.near, other.near, strict=True)
    ]


def _hopeless(one: Column, wanted: Sequence[tuple[float, float]]) -> bool:
    most_wrong, more, wrong = len(wanted) / 4, 2 * float(one.half), 0
    for first, (right, near) in zip(one.near, wanted, strict=True):
        if abs(first - right) > near + more:
            wrong += 1
            if wrong > most_wrong:
                return True
    return False


def _held(column: Column, one: Column, other: Column, kind: str) -> Held:
    """Say in what share of the rows a relation holds; one that fails too often is given up at once."""
    rows = wrong = telling = 0
    most_wrong = (1 - _MOST) * len(column.values)
    for printed, first, second in zip(column.values, one.values, other.values, strict=True):
        if printed is None or first is None or second is None:
            continue
        holds = _follows(printed, _RELATIONS[kind](first, second), column, (one, other), kind)
        rows += 1
        wrong += not holds
        telling += holds and bool(first) and bool(second) and bool(printed)
        if wrong > most_wrong:
            return Decimal(0), wrong, (one, other), kind
    share = Decimal(rows - wrong) / rows if rows >= _FEWEST and telling >= 3 else Decimal(0)
    return share, wrong, (one, other), kind


def _follows(printed: Decimal, right: Decimal | None, column: Column, of: tuple[Column, Column], kind: str) -> bool:
    """Whether the number is printed as it should be: rounded half up, and for a difference within what its parts were rounded by."""
    if right is None:
        return not printed
    away, slack = abs(right - printed), of[0].half + of[1].half if kind == "-" else _NO_SLACK
    return away <= slack or away < column.step or (away == column.step and abs(right) < abs(printed))


def _broken(found: Grid, column: Column, of: tuple[Column, Column], kind: str) -> Iterator[Remark]:
    for row, printed in enumerate(column.values):
        first, second = of[0].values[row], of[1].values[row]
        if printed is None or first is None or second is None:
            continue
        right = _RELATIONS[kind](first, second)
        if right is not None and not _follows(printed, right, column, of, kind):
            formula = say.FORMULAS[kind].format(of[0].heading, of[1].heading)
            yield from _told(found, column, row, (formula, rounded(right, column.decimals)))


def _constant(column: Column, others: Sequence[Column]) -> tuple[Column, Decimal] | None:
    """Return the column this one differs from by the same amount in nearly all rows (与序时差); both must vary to say anything."""
    for other in others:
        pairs = [(one, two) for one, two in zip(other.values, column.values, strict=True) if one is not None and two is not None]
        if len(pairs) < _FEWEST or not column.decimals or column.decimals != other.decimals:
            continue
        gap, times = Counter(one - two for one, two in pairs).most_common(1)[0]
        varied = len({two for one, two in pairs if one - two == gap}) >= _FEWEST
        if gap and varied and times >= _MOST * len(pairs):
            return other, gap
    return None


def _off(found: Grid, column: Column, other: Column, gap: Decimal) -> Iterator[Remark]:
    for row, (printed, base) in enumerate(zip(column.values, other.values, strict=True)):
        if printed is not None and base is not None and base - printed != gap:
            formula = say.FORMULAS["gap"].format(other.heading, gap)
            yield from _told(found, column, row, (formula, base - gap))


def _told(found: Grid, column: Column, row: int, right: tuple[str, Decimal]) -> Iterator[Remark]:
    paragraph, printed = found.paragraph(column, row), column.values[row]
    if paragraph is not None:
        words = {"row": found.names[row], "column": column.heading, "formula": right[0], "right": right[1], "printed": printed}
        yield Remark("T-02", WRONG, paragraph, str(printed), say.RELATION.format(**words))


def _ranks(found: Grid) -> Iterator[Remark]:
    rows = _ranked(found)
    if found.rank is None or len(rows) < 3:
        return
    yield from _names_twice(found, rows)
    ranks = [found.rank.values[row] for row in rows]
    tried = [
        (column, _places(column, rows)) for column in found.columns if column is not found.rank and "上" not in column.heading
    ]
    known = [(column, places) for column, places in tried if places]
    if not known:
        return
    column, places = max(known, key=lambda one: sum(a == b for a, b in zip(one[1], ranks, strict=True)))
    agreeing = sum(a == b for a, b in zip(places, ranks, strict=True))
    if agreeing < _MOST * len(rows):
        return
    for row, right, printed in zip(rows, places, ranks, strict=True):
        paragraph = found.paragraph(found.rank, row)
        if right != printed and paragraph is not None:
            said = say.RANK.format(row=found.names[row], column=column.heading, right=right, printed=printed)
            yield Remark("T-03", WRONG, paragraph, f"{printed}", said)


def _places(column: Column, rows: Sequence[int]) -> list[Decimal]:
    """Return the place of each row among these, the greatest first, equal ones the same; nothing where a value is missing."""
    values = [value for row in rows if (value := column.values[row]) is not None]
    if len(values) < len(rows):
        return []
    first: dict[Decimal, int] = {}
    for place, value in enumerate(sorted(values, reverse=True), 1):
        first.setdefault(value, place)
    return [Decimal(first[value]) for value in values]


def _names_twice(found: Grid, rows: Sequence[int]) -> Iterator[Remark]:
    seen: set[str] = set()
    for row in rows:
        name = found.names[row]
        paragraph = found.paragraph(found.rank, row) if found.rank else None
        if name and name in seen and paragraph is not None:
            yield Remark("T-04", WRONG, paragraph, name, say.NAME_TWICE.format(name=name))
        seen.add(name)


def _serials(found: Grid) -> Iterator[Remark]:
    for column in found.columns:
        if column.heading != "序号":
            continue
        rows = [row for row in found.body if column.values[row] is not None]
        for right, row in enumerate(rows, 1):
            paragraph = found.paragraph(column, row)
            if column.values[row] != right and paragraph is not None:
                said = say.SERIAL.format(right=right, printed=column.values[row])
                yield Remark("T-05", WRONG, paragraph, str(column.values[row]), said)
                return
