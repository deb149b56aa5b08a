"""What the sentences say against what the tables of the same document say."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.columns import TOTAL, Grid, grid
from pipeline.proofreading.numbers import Number, numbers, rounded
from pipeline.proofreading.rankings import NAMED
from pipeline.proofreading.remark import DOUBT, WRONG, Remark
from pipeline.proofreading.text import Paragraph, Text

_COUNTED: Final = re.compile(r"(?<![\d.])(\d+)个(小组|乡镇|镇街|县市区|部门|科室)")
_UNIT: Final = re.compile(r"单位[：:]\s*(\S+)|[（(](亿元|万元|%)[）)]")
_LABELS: Final = ("完成投资", "到位资金", "争取资金", "计划投资")


def text_and_tables(text: Text) -> Iterator[Remark]:
    """Compare names with values, amounts of rows, and how many rows there are."""
    grids = [found for table in text.tables if (found := grid(table))]
    for paragraph in text.prose:
        yield from _rates(paragraph, grids)
        yield from _amounts(paragraph, grids)
        yield from _rows(paragraph, grids)


def _rates(paragraph: Paragraph, grids: Sequence[Grid]) -> Iterator[Remark]:
    """A（40.0%）、B（38.0%）: some table must hold each of them."""
    for match in NAMED.finditer(paragraph.text):
        name, printed = match[1], Decimal(match[2])
        held = [values for found in grids for values in [_row(found, name)] if values]
        if held and all(printed not in values and not _agrees(printed, match[2], values) for values in held):
            right = "、".join(str(one) for one in held[0][:6])
            said = say.TEXT_AND_TABLE.format(name=name, printed=match[2], right=right)
            yield Remark("X-01", DOUBT, paragraph, match.group(), said)


def _row(found: Grid, name: str) -> list[Decimal]:
    places = [place for place, one in enumerate(found.names) if one == name or (name.endswith(one) and len(one) >= 2)]
    return [value for column in found.columns for place in places[:1] if (value := column.values[place]) is not None]


def _agrees(printed: Decimal, digits: str, values: Sequence[Decimal]) -> bool:
    decimals = len(digits.partition(".")[2])
    return any(rounded(abs(value), decimals) == printed for value in values)


def _amounts(paragraph: Paragraph, grids: Sequence[Grid]) -> Iterator[Remark]:
    """州直完成投资114.8亿元: the row 州直 must hold it in the column 完成投资."""
    for number in numbers(paragraph.text):
        label = next((one for one in _LABELS if one in number.label), "")
        if number.unit != "元" or not label or not number.exact:
            continue
        clause = number.label.partition(label)[0]
        for found in grids:
            name = next((one for one in found.names if len(one) >= 2 and clause.endswith(one) and not TOTAL.fullmatch(one)), "")
            columns = [column for column in found.columns if label in column.heading]
            if name and columns:
                yield from _amount(
                    paragraph, number, (name, found), [column.values[found.names.index(name)] for column in columns]
                )


def _amount(paragraph: Paragraph, number: Number, row: tuple[str, Grid], values: Sequence[Decimal | None]) -> Iterator[Remark]:
    factor = Decimal(10**8) if "亿" in _unit(row[1]) else Decimal(10**4)
    held = [value * factor for value in values if value is not None]
    if held and all(abs(value - number.value) > number.half for value in held):
        right = f"{held[0] / factor}{'亿' if factor > 10**4 else '万'}元"
        said = say.TEXT_AND_TABLE.format(name=row[0], printed=number.printed, right=right)
        yield Remark("X-02", WRONG, paragraph, number.printed, said)


def _unit(found: Grid) -> str:
    told = " ".join([*found.table.before, *(column.heading for column in found.columns)])
    match = _UNIT.search(told)
    return (match[1] or match[2]) if match else ""


def _rows(paragraph: Paragraph, grids: Sequence[Grid]) -> Iterator[Remark]:
    for match in _COUNTED.finditer(paragraph.text):
        for found in grids:
            rows = [place for place in found.body if found.names[place].endswith(match[2])]
            if len(rows) >= 3 and len(rows) == len(found.body) and len(rows) != int(match[1]):
                said = say.MISSING_ROWS.format(printed=match.group(), right=len(rows))
                yield Remark("X-03", DOUBT, paragraph, match.group(), said)
