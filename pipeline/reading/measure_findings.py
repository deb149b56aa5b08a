"""What there is to say about units of measure: conversions, and statements that do not agree."""

from pipeline.catalogue import reading as say
from pipeline.reading.found import FoundTable
from pipeline.reading.headings import Place
from pipeline.reading.journal import Journal
from pipeline.reading.measures import MONEY, factor
from pipeline.reading.workbook import address


def ask_measures(found: FoundTable, journal: Journal) -> None:
    """Ask where the lines above a table state two units for its money."""
    stated = {unit: cell for unit, cell in reversed(found.preamble.measures) if unit in MONEY}
    if len(stated) > 1:
        places = "、".join(f"{cell}写的是{unit}" for unit, cell in reversed(stated.items()))
        journal.add(say.TWO_MEASURES, *reversed(stated.values()), places=places)


def say_table_measure(found: FoundTable, journal: Journal) -> None:
    """Say once that money is converted from the unit the lines above the table state."""
    stated, unit, columns = found.preamble.measure, found.form.unit, found.form.columns
    if stated not in MONEY or unit not in MONEY or stated == unit:
        return
    if any(
        not place.unit and columns[name].type == "amount" and columns[name].unit is None
        for name, place in found.header.places.items()
    ):
        journal.add(say.TABLE_CONVERTED, found.preamble.measures[0][1], found=stated, unit=unit)


def say_measure(found: FoundTable, column: str, place: Place, units: tuple[str, str], journal: Journal) -> None:
    """Say that a column was converted, or ask about it; `units` are the unit stated for it and the form's."""
    stated, unit = units
    if not stated and not place.unit:
        return
    cell, above = address(place.row, place.column), found.preamble.measure
    if place.unit and {place.unit, above} <= MONEY.keys() and place.unit != above and found.form.columns[column].unit is None:
        other = found.preamble.measures[0][1]
        journal.add(say.MEASURES_DIFFER, cell, other, found=place.unit, column=column, cell=cell, other=other, above=above)
    elif stated not in {"", unit} and place.unit:
        wording = say.UNIT_UNCLEAR if factor(stated, unit) is None else say.UNIT_CONVERTED
        journal.add(wording, cell, found=stated, column=column, unit=unit)
