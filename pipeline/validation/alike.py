"""Rows of two units that may be the same thing: the same details (项目代码, 文号 and amount), or names that are nearly the same.

Both units are asked, each with both places; nothing is ever merged by likeness. Names are held to be near where they are the same but
for words like 项目 and 工程, or where one character differs and the main amount agrees; what tells things apart (一期 and 二期, 东 and 西,
小学 and 中学) is never taken for a slip.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from pipeline.catalogue import validation as say
from pipeline.catalogue.findings import Wording
from pipeline.model.finding import Finding, Level
from pipeline.model.rows import row_key
from pipeline.model.values import Value
from pipeline.validation.formrows import FormRows
from pipeline.validation.sentences import Said, finding_at, printed

_GENERIC = re.compile("|".join(say.GENERIC_WORDS))
SHORTEST_CORE = 4
SHORTEST_WITH_A_SLIP = 6
MOST_APART = Decimal("0.1")
"""share by which the main amounts of two rows may differ for a slip in the name to be believed"""

Pair = tuple[int, int]


def alike_findings(rows: FormRows) -> Iterator[Finding]:
    """Ask both units about every pair of rows that may be the same thing; pairs with the very same key are asked about elsewhere."""
    asked: set[Pair] = set()
    for columns in rows.form.same_thing:
        for pair in _same(rows, columns):
            if pair not in asked and rows.keys[pair[0]] != rows.keys[pair[1]]:
                asked.add(pair)
                yield from _both(rows, pair, say.SAME_DETAILS, columns)
    for pair in _near(rows):
        if pair not in asked:
            asked.add(pair)
            yield from _both(rows, pair, say.NEARLY_SAME, rows.form.key)


def _same(rows: FormRows, columns: Sequence[str]) -> Iterator[Pair]:
    groups: dict[tuple[Value, ...], list[int]] = defaultdict(list)
    for row in range(len(rows.origins)):
        key = row_key([rows.value(row, column) for column in columns])
        if None not in key:
            groups[key].append(row)
    yield from _pairs(rows, groups.values())


def _near(rows: FormRows) -> Iterator[Pair]:
    """Yield rows whose names are the same but for generic words, or for one character where their main amounts agree."""
    same: dict[str, list[int]] = defaultdict(list)
    shorter: dict[str, list[int]] = defaultdict(list)
    for row in range(len(rows.origins)):
        core = _core(rows, row)
        if len(core) >= SHORTEST_CORE:
            same[core].append(row)
        if len(core) >= SHORTEST_WITH_A_SLIP:
            for form in {core, *(core[:at] + core[at + 1 :] for at in range(len(core)))}:
                shorter[form].append(row)
    yield from (pair for pair in _pairs(rows, same.values()) if rows.keys[pair[0]] != rows.keys[pair[1]])
    for one, other in dict.fromkeys(_pairs(rows, shorter.values())):
        if one_slip(_core(rows, one), _core(rows, other)) and _same_size(rows, one, other):
            yield one, other


def _pairs(rows: FormRows, groups: Iterable[Sequence[int]]) -> Iterator[Pair]:
    for group in groups:
        for one, other in pairwise(group):
            if _sender(rows, one) != _sender(rows, other):
                yield one, other


def _sender(rows: FormRows, row: int) -> str:
    return rows.origins[row][0].submission.unit


def _core(rows: FormRows, row: int) -> str:
    """Return the name of a row without the words that any name may have; empty where its rows are not known by a name alone."""
    if len(rows.form.key) != 1 or rows.form.columns[rows.form.key[0]].type != "text":
        return ""
    return core_of(rows.keys[row][0])


def core_of(name: object) -> str:
    """Return a name without the words that any name may have; empty for what is no name in Chinese."""
    return _GENERIC.sub("", name) if isinstance(name, str) and not name.isascii() else ""


def one_slip(one: str, other: str) -> bool:
    """Return whether two names differ by one character that tells nothing apart."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    differing = {*one[at : at + 1], *other[at : at + 1]}
    one_rest = one[at + (len(one) >= len(other)) :]
    other_rest = other[at + (len(other) >= len(one)) :]
    return one_rest == other_rest and not any(sign.isascii() or sign in say.TELLS_APART for sign in differing)


def _same_size(rows: FormRows, one: int, other: int) -> bool:
    """Return whether the first amount that both rows have is about the same."""
    for name, column in rows.form.columns.items():
        values = rows.value(one, name), rows.value(other, name)
        if column.type == "amount" and isinstance(values[0], Decimal) and isinstance(values[1], Decimal):
            return about_the_same(values[0], values[1])
    return False


def about_the_same(one: Decimal, other: Decimal) -> bool:
    """Return whether two amounts may be that of one thing, reported twice."""
    return abs(one - other) <= MOST_APART * max(abs(one), abs(other))


def _both(rows: FormRows, pair: Pair, rule: Wording, columns: Sequence[str]) -> Iterator[Finding]:
    for here, there in (pair, pair[::-1]):
        values = say.ENUMERATION.join(printed(rows.value(here, column), rows.form.columns.get(column)) for column in columns)
        slots = {
            "here": _place(rows, here, columns),
            "there": _place(rows, there, columns),
            "columns": say.ENUMERATION.join(columns),
            "values": values,
            "row": rows.form.row,
            "others": _sender(rows, there),
        }
        said = Said(
            rule.text.format_map(slots),
            slots["there"] + say.BETWEEN_VALUES + values,
            rule.expected.format_map(slots),
            rule.remedy.format_map(slots),
        )
        cells = rows.cells(here, columns)
        yield finding_at(rows.origins[here][0], (rule.code, Level(rule.level)), said, cells, rows.label(here))


def _place(rows: FormRows, row: int, columns: Sequence[str]) -> str:
    cell = say.ENUMERATION.join(rows.cells(row, columns))
    return say.PLACE_OF_ROW.format(unit=_sender(rows, row), number=rows.sheet_row(row), label=rows.label(row), cell=cell)
