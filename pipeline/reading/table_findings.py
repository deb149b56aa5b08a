"""What there is to say about a table as a whole: its headings, hidden parts, error values."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher, get_close_matches
from itertools import pairwise
from re import Pattern
from typing import NamedTuple
from unicodedata import normalize

from pipeline.catalogue import reading as say
from pipeline.reading.columns import as_text
from pipeline.reading.found import FoundTable
from pipeline.reading.headings import Place
from pipeline.reading.journal import Journal
from pipeline.reading.lexicon import Lexicon
from pipeline.reading.text import squeeze
from pipeline.reading.workbook import Cell, Raw, address, letter

_NOT_WRITTEN = re.compile(r"[\s_年月日/-]+")
_MOST_NAMED = 12
_MOST_LINES_BELOW = 12
_LONG, _MOST_REMEMBERED = 200, 1000
"""characters of a text that is not remembered, and how many texts are"""


def say_headings(found: FoundTable, journal: Journal) -> None:
    """Name columns that are doubled, missing or not of the form."""
    for name, places in found.header.doubled.items():
        cells = _cells(places)
        journal.add(say.TWO_COLUMNS, *cells, column=name, count=len(cells), places="、".join(cells))
    missing = found.header.missing
    if missing:
        first = address(found.header.top, min((place.column for place in found.header.places.values()), default=0))
        journal.add(say.MISSING_COLUMNS, first, columns=_quoted(missing), nearest=_nearest(missing, found.header.extra))
    extra = [place for place in found.header.foreign if any(found.sheet.at(row, place.column) != "" for row in found.rows)]
    if extra:
        journal.add(say.EXTRA_COLUMNS, *_cells(extra), columns=_quoted([as_text(place.heading) for place in extra]))


def say_changed_layout(found: FoundTable, journal: Journal) -> None:
    """Name columns put into a blank form that was handed out, and columns taken out of it."""
    known, required = found.header.places, found.header.missing
    gone = [name for name in found.form.columns if name not in known.keys() | found.header.doubled.keys() | set(required)]
    taken = sorted(place.column for place in known.values())
    put_in = [column for left, right in pairwise(taken) for column in range(left + 1, right)]
    if gone and not found.header.doubled:
        journal.add(say.COLUMNS_TAKEN_OUT, found.corner, columns=_quoted(gone))
    if put_in and not (gone or required):
        letters = "、".join(map(letter, put_in))
        journal.add(say.COLUMNS_PUT_IN, *(address(found.header.top, column) for column in put_in), columns=letters)


def say_hidden(found: FoundTable, journal: Journal) -> None:
    """Say what counts although it is hidden, which rows do not count, and what depends on other workbooks."""
    sheet = found.sheet
    for row in found.body.samples:
        journal.add(say.SAMPLE_ROW, f"A{row + 1}", line=row + 1)
    rows = sorted(sheet.hidden_rows.intersection(found.rows)) if sheet.hidden_rows else []
    if rows:
        journal.add(say.HIDDEN_ROWS, *(f"A{row + 1}" for row in rows), rows="、".join(str(row + 1) for row in rows))
    hidden = sheet.hidden_columns
    places = [place for place in found.header.places.values() if place.column in hidden] if hidden and found.rows else []
    if places:
        journal.add(say.HIDDEN_COLUMNS, *_cells(places), columns="、".join(letter(place.column) for place in places))
    if sheet.linked is not None and found.rows:
        journal.add(say.LINKED_WORKBOOK, address(*sheet.linked))


def say_sign_off(found: FoundTable, lexicon: Lexicon, journal: Journal) -> None:
    """Name what is not filled in in the sign-off rows below the table, if it has such rows."""
    unsigned: dict[str, str] = {}
    if lexicon.sign_off is None:
        return
    below = found.sheet.rows[found.body.end : min(found.until, found.body.end + _MOST_LINES_BELOW)]
    for row, cells in enumerate(below, found.body.end):
        for column, cell in enumerate(cells):
            if cell and isinstance(cell, str) and (":" in cell or "：" in cell):
                for name in _unsigned(cell, cells[column + 1 :], lexicon):
                    unsigned[name] = address(row, column)
    if unsigned:
        journal.add(say.UNSIGNED, *dict.fromkeys(unsigned.values()), names="、".join(unsigned))


def say_below(found: FoundTable, journal: Journal) -> None:
    """Ask about rows below the sign-off that are filled in like records, and are none: they may have been added in a hurry."""
    key, below = found.label_column, enumerate(found.sheet.rows[found.body.end : found.until], found.body.end)
    labelled = [(row, cells) for row, cells in below if 0 <= key < len(cells) and cells[key] != ""]
    columns = [place.column for place in found.header.places.values()] if labelled else []
    rows = [row for row, cells in labelled if _is_filled_in(cells, columns)]
    if rows:
        lines = "、".join(str(row + 1) for row in rows)
        given = "、".join(as_text(found.sheet.at(row, key)) for row in rows)
        journal.add(say.BELOW_SIGN_OFF, *(address(row, key) for row in rows), found=given, rows=lines, thing=found.form.row)


def _is_filled_in(cells: Sequence[Raw], columns: Sequence[int]) -> bool:
    """Tell whether most of the columns hold something, and not labels such as 填表人：."""
    filled = [cells[column] for column in columns if column < len(cells) and cells[column] != ""]
    labels = [cell for cell in filled if isinstance(cell, str) and (":" in cell or "：" in cell)]
    return len(filled) * 2 > len(columns) and len(labels) * 2 < len(filled)


def ask_others_rows(found: FoundTable, unit: str, lexicon: Lexicon, journal: Journal) -> None:
    """Ask about rows that a column put into the form says are another unit's: two units' rows may have come in one return."""
    for place in found.header.foreign:
        if squeeze(as_text(place.heading)) not in say.OWNING_HEADINGS:
            continue
        merges = [(top, bottom) for top, left, bottom, _ in found.sheet.merges if left == place.column]
        holders = {row: next((top for top, bottom in merges if top <= row <= bottom), row) for row in found.rows}
        named = {row: lexicon.directory.resolve(as_text(found.sheet.at(top, place.column))) for row, top in holders.items()}
        others = {row: other.name for row, other in named.items() if other and other.name != unit}
        if others:
            slots = {"rows": "、".join(str(row + 1) for row in others), "units": "、".join(dict.fromkeys(others.values()))}
            cells = (address(row, place.column) for row in others)
            told = {"column": as_text(place.heading), "unit": unit, "thing": found.form.row, **slots}
            journal.add(say.OTHERS_ROWS, *cells, found=slots["units"], **told)


def say_bare_rows(found: FoundTable, journal: Journal) -> None:
    """Ask once about a row of which only one cell is filled in, such as a note below the total, and not about each blank."""
    if "bare_rows" not in found.__dict__:  # nobody asked for them, so no required cell is blank
        return
    for row, blank in found.bare_rows.items():
        name, place = next((name, place) for name, place in found.header.places.items() if found.at(row, place.column) != "")
        cells = [address(row, column) for column in (place.column, *(found.header.places[each].column for each in blank))]
        given = as_text(found.at(row, place.column))
        journal.add(
            say.BARE_ROW, *cells, row=as_text(found.label(row)), found=given, line=row + 1, column=name, thing=found.form.row
        )


def _unsigned(text: str, following: Sequence[Raw], lexicon: Lexicon) -> Sequence[str]:
    """Return the labels of a cell that nothing stands after; what a lone label means may stand in the next cell."""
    labels = _labels_in(text, lexicon)
    if not labels.last_is_empty:
        return labels.empty
    beside = next((each for each in following if each != ""), "")
    written = beside != "" and not (isinstance(beside, str) and _labels_in(beside, lexicon).any)
    return labels.empty[:-1] if written else labels.empty


class _Labels(NamedTuple):
    """The labels in a text whose value is to be written in by hand."""

    empty: tuple[str, ...]
    """those that nothing stands after"""
    last_is_empty: bool
    any: bool


def _labels_in(text: str, lexicon: Lexicon) -> _Labels:
    known: _Labels | None = lexicon.labels.get(text)
    if known is None:
        known = _read_labels(text, lexicon.sign_off)
        if len(lexicon.labels) >= _MOST_REMEMBERED:
            lexicon.labels.clear()
        if len(text) < _LONG:
            lexicon.labels[text] = known
    return known


def _read_labels(text: str, label: Pattern[str] | None) -> _Labels:
    plain = normalize("NFKC", text)
    labels = list(label.finditer(plain)) if label else []
    ends = [*(match.start() for match in labels[1:]), len(plain)]
    written = [_NOT_WRITTEN.sub("", plain[match.end() : until]) for match, until in zip(labels, ends, strict=False)]
    empty = tuple(squeeze(match[1]) for match, text in zip(labels, written, strict=True) if not text)
    return _Labels(empty, bool(written) and not written[-1], bool(labels))


def ask_errors(found: FoundTable, journal: Journal) -> set[Cell]:
    """Ask for error values and formulas without a result, which are never taken for blanks; return their cells."""
    sheet, asked = found.sheet, set[Cell]()
    if not sheet.errors and not sheet.unsaved:
        return asked
    lines = {row for record in found.body.records for row in (record.row, *record.more)}
    for name, place in found.header.places.items():
        for row in sorted(lines | {total.row for total in found.body.totals}):
            cell = (row, place.column)
            if cell not in sheet.errors and cell not in sheet.unsaved:
                continue
            asked.add(cell)
            if cell in sheet.errors:
                wording, text = say.ERROR_VALUE, sheet.errors[cell]
            else:
                needed = found.form.columns[name].required and row in lines
                wording, text = say.UNSAVED_REQUIRED if needed else say.UNSAVED_FORMULA, ""
            journal.add(wording, address(*cell), row=as_text(found.label(row)), found=text, line=row + 1, column=name)
    return asked


def _cells(places: Sequence[Place]) -> list[str]:
    return [address(place.row, place.column) for place in places]


def _quoted(names: Sequence[str]) -> str:
    shown = "、".join(f"“{name}”" for name in names[:_MOST_NAMED])
    return shown if len(names) <= _MOST_NAMED else say.SOME_COLUMNS.format(names=shown, count=len(names))


def _nearest(missing: Sequence[str], extra: Sequence[Place]) -> str:
    """Name the headings that could be the missing columns, for the sender to decide; a heading can be one column only."""
    places = {place.heading: place for place in extra}
    near = [(name, heading) for name in missing for heading in get_close_matches(name, places, n=1, cutoff=0.6)]
    best = {heading: name for name, heading in sorted(near, key=lambda pair: SequenceMatcher(None, *pair).ratio())}
    return "".join(
        say.NEAREST_HEADING.format(cell=address(places[heading].row, places[heading].column), heading=heading, column=name)
        for name, heading in near
        if best[heading] == name
    )
