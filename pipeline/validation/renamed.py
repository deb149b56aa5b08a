"""Rows of one unit that went under another name the period before: the same details, or a name grown out of the old one.

Only asked about, never taken for one row. A pair counts where neither side has a second candidate, so that one of three similar
projects that ends is not made the beginning of another.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import product

from pipeline.catalogue import validation as say
from pipeline.model.rows import row_key
from pipeline.model.values import Value
from pipeline.validation.alike import SHORTEST_CORE, SHORTEST_WITH_A_SLIP, about_the_same, core_of, one_slip
from pipeline.validation.before import EarlierRow
from pipeline.validation.formrows import FormRows

_SAME_BEGINNING = 2
"""characters, mostly a place's name, with which both names begin"""


Likely = Callable[[FormRows, EarlierRow, int], bool]


def renamed(rows: FormRows, gone: Sequence[EarlierRow], new: Sequence[int]) -> list[tuple[EarlierRow, int]]:
    """Pair rows that are gone with rows that are new where one must be the other's continuation."""
    for likely in (_same_details, _same_name):
        pairs = list(_only(rows, gone, new, likely))
        if pairs:
            rest = [row for row in gone if all(row is not then for then, _ in pairs)]
            left = [row for row in new if all(row != now for _, now in pairs)]
            return pairs + (renamed(rows, rest, left) if rest and left else [])
    return []


def _only(rows: FormRows, gone: Sequence[EarlierRow], new: Sequence[int], likely: Likely) -> Iterator[tuple[EarlierRow, int]]:
    found = [(at, now) for (at, then), now in product(enumerate(gone), new) if likely(rows, then, now)]
    befores, afters = Counter(at for at, _ in found), Counter(now for _, now in found)
    yield from ((gone[at], now) for at, now in found if befores[at] == afters[now] == 1)


def _same_details(rows: FormRows, then: EarlierRow, now: int) -> bool:
    """Tell whether the columns that make two rows the same thing (项目代码) have the same values."""
    for columns in rows.form.same_thing:
        key = row_key([rows.value(now, column) for column in columns])
        if None not in key and key == row_key([then.get(column) for column in columns]):
            return True
    return False


def _same_name(rows: FormRows, then: EarlierRow, now: int) -> bool:
    """Tell whether one name has all that is told by the other, and the main amount is about the same if there is one."""
    if len(rows.form.key) != 1 or rows.form.columns[rows.form.key[0]].type != "text":
        return False
    before, after = core_of(then.get(rows.form.key[0])), core_of(rows.value(now, rows.form.key[0]))
    if min(len(before), len(after)) < SHORTEST_CORE:
        return False
    amounts = _main_amounts(rows, then, now)
    if amounts is not None and not about_the_same(*amounts):
        return False
    if before == after:
        return True
    if amounts is None:
        return False
    slip = min(len(before), len(after)) >= SHORTEST_WITH_A_SLIP and one_slip(before, after)
    return slip or _grown(*sorted((before, after), key=len))


def _grown(short: str, long: str) -> bool:
    """Tell whether a name is the other with words put in that do not tell things apart: 芝茅路改造, 芝茅公路升级改造."""
    if short[:_SAME_BEGINNING] != long[:_SAME_BEGINNING]:
        return False
    added, rest = [], iter(short)
    wanted = next(rest, "")
    for sign in long:
        if sign == wanted:
            wanted = next(rest, "")
        else:
            added.append(sign)
    return not wanted and not any(sign.isascii() or sign in say.TELLS_APART for sign in added)


def _main_amounts(rows: FormRows, then: EarlierRow, now: int) -> tuple[Decimal, Decimal] | None:
    """Return the first amount that both rows have."""
    for name, column in rows.form.columns.items():
        values: tuple[Value, Value] = (then.get(name), rows.value(now, name))
        if column.type == "amount" and isinstance(values[0], Decimal) and isinstance(values[1], Decimal):
            return values[0], values[1]
    return None
