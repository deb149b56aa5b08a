"""元 for 万元, 亿元 for 万元: amounts that are about ten thousand or a hundred million times what they should be.

An amount is held against its own past where it has one, otherwise against what other rows show of the same column beside its sisters in
the row. One question is asked for each row; one for the whole return where most of its rows show the same slip.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import log10
from statistics import median

from msgspec import Struct

from pipeline.catalogue import validation as say
from pipeline.model.finding import Finding, Level
from pipeline.validation.before import Before
from pipeline.validation.formrows import FormRows
from pipeline.validation.sentences import Said, finding_at, in_row, printed

SCALES = (4, 8, -4, -8)
NEAR = 0.45
"""how far from a whole scale, in powers of ten, an amount may have moved since the period before"""
NARROW = 1.0
"""how far apart, in powers of ten, other rows' amounts of a column may lie for a row to be held against them"""
FEWEST_OTHERS = 5
SHARE_OF_RETURN = 0.6


class _Slip(Struct, frozen=True):
    """One cell that is off by a scale, beside what it was held against."""

    row: int
    column: str
    scale: int
    found: Decimal
    before: Decimal | None


def unit_slip_findings(rows: FormRows, past: Before) -> Iterator[Finding]:
    """Ask about amounts that seem to be in another unit than their column."""
    amounts = [
        name for name, column in rows.form.columns.items() if column.type == "amount" and rows.form.unit_of(name) in say.UNITS
    ]
    slips: dict[tuple[int, int], list[_Slip]] = defaultdict(list)
    for slip in (*_against_past(rows, past, amounts), *_against_sisters(rows, past, amounts)):
        slips[slip.row, slip.scale].append(slip)
    by_return: dict[tuple[int, int], list[list[_Slip]]] = defaultdict(list)
    for (row, scale), cells in slips.items():
        by_return[id(rows.origins[row][0]), scale].append(cells)
    for of_rows in by_return.values():
        table = rows.origins[of_rows[0][0].row][0]
        if len(of_rows) > 1 and len(of_rows) >= SHARE_OF_RETURN * len(table.rows):
            yield _whole(rows, [slip for cells in of_rows for slip in cells])
        else:
            for cells in of_rows:
                yield _in_row(rows, cells)


def _against_past(rows: FormRows, past: Before, amounts: Sequence[str]) -> Iterator[_Slip]:
    known = past.then["last"].by_identity if "last" in past.then else {}
    for row in range(len(rows.origins)):
        then = known.get(rows.identity(row), {})
        for column in amounts:
            value, before = rows.value(row, column), then.get(column)
            if isinstance(value, Decimal) and isinstance(before, Decimal) and value > 0 and before > 0:
                scale = _scale(log10(value / before))
                if scale:
                    yield _Slip(row, column, scale, value, before)


def _scale(powers: float) -> int:
    return next((scale for scale in SCALES if abs(powers - scale) <= NEAR), 0)


def _against_sisters(rows: FormRows, past: Before, amounts: Sequence[str]) -> Iterator[_Slip]:
    """Hold rows without a past against what the same two columns show in all rows; two sisters must say the same of a column."""
    known = past.then["last"].by_identity if "last" in past.then else {}
    told: dict[tuple[int, str, int], int] = defaultdict(int)
    for (column, _), powers in _ratios(rows, amounts).items():
        if rows.form.columns[column].required and len(powers) > FEWEST_OTHERS:
            ordered = sorted(powers.values())
            usual = median(ordered)
            for row, power in powers.items():
                scale = _scale(power - usual)
                if scale and rows.identity(row) not in known and _narrow_without(ordered, power):
                    told[row, column, scale] += 1
    for (row, column, scale), sisters in told.items():
        found = rows.value(row, column)
        if sisters > 1 and isinstance(found, Decimal):
            yield _Slip(row, column, scale, found, None)


def _narrow_without(ordered: Sequence[float], power: float) -> bool:
    """Return whether all other rows lie close together; `ordered` has this row's own power as well."""
    lowest, highest = ordered[ordered[0] == power], ordered[-2 if ordered[-1] == power else -1]
    return highest - lowest <= 2 * NARROW


def _ratios(rows: FormRows, amounts: Sequence[str]) -> Mapping[tuple[str, str], Mapping[int, float]]:
    """Return for each pair of columns, by row, how many powers of ten the first is above the second."""
    powers = {column: _powers(rows, column) for column in amounts}
    return {
        (one, other): {row: power - powers[other][row] for row, power in powers[one].items() if row in powers[other]}
        for one in amounts
        for other in amounts
        if one != other
    }


def _powers(rows: FormRows, column: str) -> dict[int, float]:
    values = ((row, rows.value(row, column)) for row in range(len(rows.origins)))
    return {row: log10(value) for row, value in values if isinstance(value, Decimal) and value > 0}


def _in_row(rows: FormRows, slips: Sequence[_Slip]) -> Finding:
    """Ask one question about a row, naming every cell once."""
    first = slips[0]
    columns = list(dict.fromkeys(slip.column for slip in slips))
    cells = rows.cells(first.row, columns)
    once = {slip.column: slip for slip in reversed(slips)}
    told = say.ENUMERATION.join(_cell_told(rows, once[column]) for column in columns)
    label = rows.label(first.row)
    return _finding(rows, slips, in_row(rows.sheet_row(first.row), label, told), cells, label)


def _cell_told(rows: FormRows, slip: _Slip) -> str:
    template = say.SLIP_SISTER if slip.before is None else say.SLIP_PAST
    before = "" if slip.before is None else printed(slip.before)
    return template.format(
        column=slip.column, address=rows.address(slip.row, slip.column) or "", found=printed(slip.found), before=before
    )


def _whole(rows: FormRows, slips: Sequence[_Slip]) -> Finding:
    """Ask one question about a whole return."""
    cells = tuple(dict.fromkeys(cell for slip in slips for cell in rows.cells(slip.row, [slip.column])))
    text = say.SLIP_WHOLE.format(count=len({slip.row for slip in slips}), example=_cell_told(rows, slips[0]))
    return _finding(rows, slips, text, cells, "")


def _finding(rows: FormRows, slips: Sequence[_Slip], text: str, cells: tuple[str, ...], label: str) -> Finding:
    first = slips[0]
    unit = rows.form.unit_of(first.column)
    asked = (say.SLIP_UP if first.scale > 0 else say.SLIP_DOWN).format(times=say.SLIP_TIMES[abs(first.scale)])
    probable = say.PROBABLE_UNITS.get((unit, first.scale), "")
    doubt = say.SLIP_DOUBT.format(written=probable, unit=unit) if probable else ""
    said = Said(text + asked + doubt, text, say.UNIT_SLIP.expected.format(unit=unit), say.UNIT_SLIP.remedy.format(unit=unit))
    return finding_at(rows.origins[first.row][0], (say.UNIT_SLIP.code, Level(say.UNIT_SLIP.level)), said, cells, label)
