"""Sorts the rows below a table's headings: records, totals, categories, repeated headings, sign-off; and undoes merges."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct, field

from pipeline.reading.headings import Header, Place
from pipeline.reading.lexicon import Lexicon
from pipeline.reading.text import squeeze, without_brackets
from pipeline.reading.workbook import Cell, Raw, Sheet

_NUMERAL = r"[一二三四五六七八九十]{1,3}"
_CATEGORY = re.compile(rf"{_NUMERAL}[、.．,，:]|\({_NUMERAL}\)")
_NUMERAL_ALONE = re.compile(_NUMERAL)
_OF_WHICH = re.compile(r"其中[:：]")
_SAMPLE = re.compile(r"[(【\[]?(?:填写)?(?:示例|样例|范例)[)】\]:：、]?|[(【\[]例[)】\]]|例[:：]|例如[:：]")
_BEGINS_SPECIAL = frozenset("([【（填示样范例其一二三四五六七八九十 \t\n\u3000")
_COLUMN_LETTERS = frozenset("甲乙丙丁戊己庚辛")
_LONGEST_TOTAL = 14
_MOST_SIGNED = 4
"""cells of a sign-off row: 单位负责人, 审核人, 填表人, 报出日期"""


class Record(Struct):
    """One record: its row, and further rows it runs over."""

    row: int
    section: int
    more: tuple[int, ...] = ()


class Total(Struct):
    """A row that adds up others."""

    row: int
    label: str
    section: int
    """the section it totals; −1 for 其中 rows, which total nothing that can be told"""
    opens: bool
    """True for a category row, which stands above what it totals"""
    after: int
    """how many records stand above it"""


class Body(Struct):
    """The rows of one table, sorted; rows count from 0."""

    records: list[Record] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    nil_rows: list[int] = field(default_factory=list)
    """rows in which nothing but nil words and zeros stand"""
    samples: list[int] = field(default_factory=list)
    says_zero: bool = False
    end: int = 0
    anchors: dict[Cell, Cell] = field(default_factory=dict)
    """cell covered by a merge → the cell that holds its content"""
    merged_columns: frozenset[int] = frozenset()
    """columns with cells that a merge covers"""
    spread: list[tuple[int, Record]] = field(default_factory=list)
    """records that run over several rows, each with its place among all"""


def body_of(sheet: Sheet, header: Header, until: int, lexicon: Lexicon) -> Body:
    """Sort the rows from the headings down to the sign-off rows or to `until`."""
    return _Sorting(sheet, header, lexicon).sort(until)


class _Layout(NamedTuple):
    """What of a table's headings its rows are sorted by; the same for all returns with the same headings."""

    mapped: list[int]
    """the sheet's columns that are columns of the form"""
    keys: list[Place]
    key: int
    """column of the first of them; −1 where there is none"""
    texts: list[int]
    """columns that a record has a text in, besides the key"""
    heading_lines: list[dict[int, Raw]]
    """texts of each heading row by their columns"""
    heading_texts: frozenset[Raw]


def _layout_of(sheet: Sheet, header: Header, lexicon: Lexicon) -> _Layout:
    """Return the layout of a table; headings that are remembered have the same texts on every sheet."""
    known: _Layout | None = lexicon.layouts.get(header)
    if known is None:
        form, places = lexicon.forms[header.form], header.places
        texts = [name for name in places if form.columns[name].type in ("text", "unit", "note")]
        keys = [places[name] for name in [name for name in form.key if name in places] or texts[:1]]
        key = keys[0].column if keys else -1
        records = [place.column for name, place in places.items() if form.columns[name].type in ("code", "unit", "date", "text")]
        lines: list[dict[int, Raw]] = [
            {column: cell for column, cell in enumerate(line) if isinstance(cell, str) and cell}
            for line in sheet.rows[header.top : header.bottom + 1]
        ]
        known = lexicon.layouts[header] = _Layout(
            sorted(place.column for place in places.values()),
            keys,
            key,
            [column for column in records if column != key],
            lines,
            frozenset(text for line in lines for text in line.values()),
        )
    return known


class _Sorting:
    def __init__(self, sheet: Sheet, header: Header, lexicon: Lexicon) -> None:
        self.sheet, self.header, self.lexicon = sheet, header, lexicon
        self.layout = _layout_of(sheet, header, lexicon)
        self.mapped, self.keys, self.key = self.layout.mapped, self.layout.keys, self.layout.key
        self.body = Body()
        self.section = 0
        self.wide_rows: set[int] = set()
        self.troubled = (
            {row for row, column in [*sheet.errors, *sheet.unsaved] if column in self.mapped}
            if sheet.errors or sheet.unsaved
            else frozenset[int]()
        )

    def sort(self, until: int) -> Body:
        """Go through the rows from top to bottom."""
        if self.sheet.merges:
            self._undo_merges(until)
        row = self.header.bottom + 1
        while row < until:
            if self._is_plain(row):
                self.body.records.append(Record(row, self.section))
                row += 1
            else:
                label = _label(self.sheet.rows[row])
                if self._is_footer(row, label):
                    break
                row += self._sort_row(row, label)
        if self.body.anchors:
            self.body.merged_columns = frozenset({column for _, column in self.body.anchors})
            self.body.spread = [(index, record) for index, record in enumerate(self.body.records) if record.more]
        self.body.end = min(row, until)
        self.body.says_zero = self.body.says_zero or self._zero_below(row, until)
        return self.body

    def _sort_row(self, row: int, label: str) -> int:
        """Sort one row and return how many rows are done with."""
        cells = self.sheet.rows[row]
        filled = self._filled(cells)
        total = label or self._label_in_key(row)
        if label and self.lexicon.states_zero(label):
            self.body.says_zero = True
        elif not filled and row not in self.troubled:
            self._open_section(row, label)
        elif repeated := self._repeated(row):
            return repeated
        elif not self._is_column_numbers(row, cells) and not (total and self._is_total(row, total, filled)):
            self._record(row, label, filled)
        return 1

    def _is_plain(self, row: int) -> bool:
        """Tell a numbered row with an ordinary name, which can only be a record, without looking at the rest of it."""
        cells, key = self.sheet.rows[row], self.key
        if not 0 <= key < len(cells) or type(cells[0]) is not float:
            return False
        name = cells[key]
        return (
            isinstance(name, str)
            and len(name) > 3
            and name[0] not in _BEGINS_SPECIAL
            and name[-1] not in self.lexicon.ends_special
            and (row, key) not in self.body.anchors
            and (bool(self.body.records) or self._begins_plainly(row, name))
        )

    def _begins_plainly(self, row: int, name: str) -> bool:
        """Tell whether a row that looks like a record is one although none stands above it."""
        cells = self.sheet.rows[row]
        named = squeeze(name) == name and name not in self.lexicon.nil and not self._label_in_key(row)
        return named and self.layout.heading_texts.isdisjoint(cells) and not self._is_column_numbers(row, cells)

    def _record(self, row: int, label: str, filled: list[Raw]) -> None:
        if _SAMPLE.match(label or self._key_text(row)):
            self.body.samples.append(row)
        elif self._is_nil(row, filled):
            self.body.nil_rows.append(row)
        elif self._runs_on(row):
            self.body.records[-1].more += (row,)
        else:
            self.body.records.append(Record(row, self.section))

    def _filled(self, cells: Sequence[Raw]) -> list[Raw]:
        width = len(cells)
        return [
            cell
            for column in self.mapped
            if column < width and (cell := cells[column]) != "" and not (isinstance(cell, str) and cell.isspace())
        ]

    def _is_total(self, row: int, label: str, filled: list[Raw]) -> bool:
        bare = without_brackets(label)[0].strip(":")
        if len(bare) <= _LONGEST_TOTAL and bare.endswith(self.lexicon.totals):
            self._total(row, label, opens=False)
            self.section += 1
        elif _OF_WHICH.match(label):
            self.body.totals.append(Total(row, label, -1, opens=False, after=len(self.body.records)))
        elif _NUMERAL_ALONE.fullmatch(label) and not self._has_text_besides(row):
            self._open_section(row, f"{label}、{self._key_text(row)}")
        elif (_CATEGORY.match(label) and not self._has_text_besides(row)) or (row in self.wide_rows and len(filled) <= 1):
            self._open_section(row, label)
        else:
            return False
        return True

    def _open_section(self, row: int, label: str) -> None:
        if label and (row in self.wide_rows or _CATEGORY.match(label)):
            self.section += 1
            self._total(row, label, opens=True)

    def _total(self, row: int, label: str, *, opens: bool) -> None:
        self.body.totals.append(Total(row, label, self.section, opens, len(self.body.records)))

    def _key_text(self, row: int) -> str:
        text = self.sheet.at(row, self.keys[0].column) if self.keys else ""
        return squeeze(text) if isinstance(text, str) else ""

    def _label_in_key(self, row: int) -> str:
        """Return the label of a total or category that stands in the key column, numbers standing before it."""
        label = self._key_text(row)
        summed = without_brackets(label)[0].strip(":").endswith(self.lexicon.totals)
        return label if summed or _CATEGORY.match(label) or _OF_WHICH.match(label) else ""

    def _has_text_besides(self, row: int) -> bool:
        """Tell whether a row has texts besides its label, as a record has."""
        texts = [self.sheet.at(row, column) for column in self.layout.texts if (row, column) not in self.body.anchors]
        return sum(text != "" and (not isinstance(text, str) or bool(text.strip())) for text in texts) > 0

    def _is_nil(self, row: int, filled: list[Raw]) -> bool:
        """Tell whether a row only says that there is nothing."""
        key = self._key_text(row)
        if key and key not in self.lexicon.nil:
            return False
        texts = [squeeze(cell) if isinstance(cell, str) else cell for cell in filled]
        return bool(texts) and all(cell in self.lexicon.nil or cell in {0, "0", "0.00"} for cell in texts)

    def _runs_on(self, row: int) -> bool:
        """Tell whether a row belongs to the record above it: its key cells are merged down from there."""
        if not self.body.records or not self.keys or not self.body.anchors:
            return False
        above = self.body.records[-1].row
        return all(self.body.anchors.get((row, key.column), (row, 0))[0] == above for key in self.keys)

    def _repeated(self, row: int) -> int:
        """Return how many rows repeat the headings here, as on a new page."""
        cells, lines = self.sheet.rows[row], self.layout.heading_lines
        if self.layout.heading_texts.isdisjoint(cells):
            return 0
        for line, texts in enumerate(lines):
            hits = sum(column < len(cells) and cells[column] == text for column, text in texts.items())
            if hits and hits >= min(len(texts), max(2, 0.6 * len(texts))):
                return len(lines) - line
        return 0

    def _is_column_numbers(self, row: int, cells: Sequence[Raw]) -> bool:
        """Tell whether this is the row that numbers the columns: 甲 乙 1 2 3."""
        if row > self.header.bottom + 2 or self.body.records:
            return False
        filled = [cell for cell in cells if cell != ""]
        words = [cell for cell in filled if isinstance(cell, str) and "一" <= cell[0] <= "龥" and cell[0] not in _COLUMN_LETTERS]
        if len(words) > 0.3 * (len(filled) - 1):
            return False
        texts = [squeeze(cell) if isinstance(cell, str) else cell for cell in filled]
        texts = [text for text in texts if text not in _COLUMN_LETTERS]
        numbers = [number for number in map(_small_number, texts) if number]
        rising = sum(later == earlier + 1 for earlier, later in pairwise(numbers))
        return len(numbers) >= 3 and rising >= 0.7 * (len(texts) - 1)

    def _is_footer(self, row: int, label: str) -> bool:
        """Tell whether a row begins the sign-off; one filled in like a record is none, whatever its first words are."""
        if not self.lexicon.begins_footer(label):
            return False
        filled = self._filled(self.sheet.rows[row])
        return len(filled) <= max(_MOST_SIGNED, len(self.mapped) // 2) and not any(isinstance(cell, float) for cell in filled)

    def _zero_below(self, row: int, until: int) -> bool:
        texts = (cell for line in self.sheet.rows[row:until] for cell in line if isinstance(cell, str) and cell)
        return not self.body.records and any(map(self.lexicon.states_zero, texts))

    def _undo_merges(self, until: int) -> None:
        """Note, for each covered cell of the body's columns, where its content stands."""
        columns, first, last = set(self.mapped), self.header.bottom + 1, self.mapped[-1]
        for top, left, bottom, right in [merge for merge in self.sheet.merges if first <= merge[0] < until]:
            covered = [column for column in range(left, min(right, last) + 1) if column in columns]
            rows = range(top, min(bottom + 1, until))
            if len(covered) >= max(3, len(self.mapped) // 2):
                self.wide_rows.update(rows)
            self.body.anchors.update(
                {(row, column): (top, left) for row in rows for column in covered if (row, column) != (top, left)}
            )


def _label(cells: Sequence[Raw]) -> str:
    """Return the squeezed first content of a row if it is a text."""
    for cell in cells:
        if cell != "":
            return squeeze(cell) if isinstance(cell, str) else ""
    return ""


def _small_number(text: Raw) -> int:
    """Return a number that may count columns; 0 for anything else."""
    if isinstance(text, str):
        bare = text.strip("()")
        return int(bare) if bare.isdigit() and len(bare) <= 3 else 0
    return int(text) if isinstance(text, float) and text.is_integer() and 0 < text < 600 else 0
