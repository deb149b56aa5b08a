"""Rows that stand twice: within one return (returned), or in the returns of two units (to be explained)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.catalogue import validation as say
from pipeline.model.finding import Finding, Level
from pipeline.model.table import ReturnTable
from pipeline.model.unit import UnitDirectory
from pipeline.validation.formrows import FormRows
from pipeline.validation.sentences import Said, finding_at, printed

PROPER_NAME = 4
"""fewest characters of a text that names one thing throughout the county; 道路 or WT-1 may well occur twice"""


def repeated_in_return(rows: FormRows, directory: UnitDirectory) -> Iterator[Finding]:
    """Find rows of one return with the same key; sheets of one file are one return.

    Rows of two units of which one has taken over the other are two rows, though both are the successor's now: a sheet of the year's
    targets was written before.
    """
    groups: dict[object, list[int]] = defaultdict(list)
    if rows.form.key:
        for row in filter(rows.can_be_told, range(len(rows.origins))):
            sent = rows.origins[row][0].submission
            groups[sent.file.path, sent.unit, rows.identity(row), _taken_over(rows, row, directory)].append(row)
    for group in groups.values():
        if len(group) > 1:
            yield _repeated(rows, group)


def _taken_over(rows: FormRows, row: int, directory: UnitDirectory) -> tuple[str, ...]:
    """Return the units the row names for which their successor stands now."""
    written = rows.origins[row][0].as_written
    units = [name for name in rows.form.key if rows.form.columns[name].type == "unit"]
    named = (directory.resolve(written[cell]) for cell in rows.cells(row, units) if cell in written)
    return tuple(unit.name for unit in named if unit and unit.successor)


def _repeated(rows: FormRows, group: Sequence[int]) -> Finding:
    table = rows.origins[group[-1]][0]
    label = rows.label(group[-1])
    here = [row for row in group if rows.origins[row][0] is table]
    places = say.ENUMERATION.join(_place(rows, row, table) for row in group)
    said = Said(
        say.REPEATED.text.format(places=places, label=label),
        places,
        say.REPEATED.expected.format(row=rows.form.row),
        say.REPEATED.remedy.format(row=rows.form.row),
    )
    cells = tuple(cell for row in reversed(here) for cell in rows.cells(row, rows.form.key))
    return finding_at(table, (say.REPEATED.code, Level(say.REPEATED.level)), said, cells, label)


def _place(rows: FormRows, row: int, table: ReturnTable) -> str:
    own = rows.origins[row][0]
    form = say.ROW_PLACE if own is table else say.ROW_PLACE_ON_SHEET
    return form.format(number=rows.sheet_row(row), sheet=own.submission.sheet)


def reported_by_several(rows: FormRows, directory: UnitDirectory) -> Iterator[Finding]:
    """Find rows with the same key in the returns of different units; each of them is asked, none is returned for it."""
    groups: dict[object, list[int]] = defaultdict(list)
    if rows.form.key:
        for row in range(len(rows.origins)):
            if _names_one_thing(rows, row):
                groups[rows.keys[row]].append(row)
    for group in groups.values():
        units = sorted({_sender(rows, row) for row in group}, key=lambda unit: (directory.positions.get(unit, -1), unit))
        if len(units) > 1:
            for row in group:
                yield _asked(rows, row, group, units)


def _sender(rows: FormRows, row: int) -> str:
    return rows.origins[row][0].submission.unit


def _names_one_thing(rows: FormRows, row: int) -> bool:
    for column, part in zip(rows.form.key, rows.keys[row], strict=True):
        if rows.form.columns[column].type == "text" and isinstance(part, str):
            return len(part) >= PROPER_NAME and not part.isascii()
    return False


def _asked(rows: FormRows, row: int, group: Sequence[int], units: Sequence[str]) -> Finding:
    """Ask one of several senders; where they give different figures for the thing, say which."""
    table = rows.origins[row][0]
    others = [unit for unit in units if unit != table.submission.unit]
    label, differing = rows.label(row), _differing(rows, group)
    rule = say.REPORTED_DIFFERENTLY if differing else say.REPORTED_TWICE
    slots = {"label": label, "units": say.ENUMERATION.join(units), "others": say.ENUMERATION.join(others), "row": rows.form.row}
    slots |= {"column": differing, "values": _values(rows, group, differing) if differing else ""}
    said = Said(
        rule.text.format_map(slots),
        slots["values"] or slots["units"],
        rule.expected.format_map(slots),
        rule.remedy.format_map(slots),
    )
    cells = rows.cells(row, (*rows.form.key, *([differing] if differing else [])))
    return finding_at(table, (rule.code, Level(rule.level)), said, cells, label)


def _differing(rows: FormRows, group: Sequence[int]) -> str:
    """Return the first required amount that is not the same in all rows; empty where they agree."""
    for name, column in rows.form.columns.items():
        if column.type == "amount" and len({rows.value(row, name) for row in group} - {None}) > 1:
            return name
    return ""


def _values(rows: FormRows, group: Sequence[int], column: str) -> str:
    told = (
        say.UNIT_VALUE.format(
            unit=_sender(rows, row),
            cell=rows.address(row, column) or "",
            value=printed(rows.value(row, column), rows.form.columns[column]),
        )
        for row in group
    )
    return say.BETWEEN_VALUES.join(told)
