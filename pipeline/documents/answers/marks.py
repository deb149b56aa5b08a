"""Which cells of which sheet are coloured, and what is noted on them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby

from msgspec import Struct, field

from pipeline.catalogue import answers as words
from pipeline.documents.answers.replies import Reply
from pipeline.model.finding import Finding, Level

Shade = tuple[Level, bool]
"""a level, and whether the cell itself is wrong or only has to do with it"""
SHADES: tuple[Shade, ...] = tuple((level, wrong) for wrong in (True, False) for level in Level)
"""where several fall on one cell the first in this order is shown"""
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class SheetMarks(Struct):
    """The marks of one sheet, by A1 address."""

    shades: dict[str, Shade] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def shade(self, cell: str, shade: Shade) -> None:
        if cell not in self.shades or SHADES.index(shade) < SHADES.index(self.shades[cell]):
            self.shades[cell] = shade

    def ranges(self, shade: Shade) -> str:
        """Return the cells of one shade with runs down a column folded: K5:K9 M12."""
        return folded(cell for cell, has in self.shades.items() if has == shade)


def marks_of(reply: Reply) -> dict[str, SheetMarks]:
    """Return sheet → its marks."""
    sheets: dict[str, SheetMarks] = defaultdict(SheetMarks)
    for number, finding in enumerate(reply.findings, 1):
        cells = [cell for cell in finding.cells if _ADDRESS.fullmatch(cell)]
        if not finding.sheet or not cells:
            continue
        marks = sheets[finding.sheet]
        column = column_of(cells[0])
        for cell in cells:
            marks.shade(cell, (finding.level, column_of(cell) == column))
        marks.notes[cells[0]].append(_note(number, finding))
    return dict(sheets)


def moved(marks: SheetMarks, merges: Mapping[str, str]) -> SheetMarks:
    """Return the marks with those inside a merged area moved to the cell of it that is seen."""
    seen = SheetMarks()
    for cell, shade in marks.shades.items():
        seen.shade(merges.get(cell, cell), shade)
    for cell, notes in marks.notes.items():
        seen.notes[merges.get(cell, cell)] += notes
    return seen


def folded(cells: Iterable[str]) -> str:
    """Return addresses with runs down a column folded, in the order of columns."""
    places = sorted((len(column_of(cell)), column_of(cell), row_of(cell)) for cell in cells)
    told = []
    for _, run in groupby(enumerate(places), key=lambda one: (*one[1][:2], one[1][2] - one[0])):
        rows = [place for _, place in run]
        first, last = f"{rows[0][1]}{rows[0][2]}", f"{rows[-1][1]}{rows[-1][2]}"
        told.append(first if first == last else f"{first}:{last}")
    return " ".join(told)


def column_of(cell: str) -> str:
    """Return the letters of an address."""
    return cell.rstrip("0123456789")


def row_of(cell: str) -> int:
    """Return the row number of an address."""
    return int(cell[len(column_of(cell)) :])


def _note(number: int, finding: Finding) -> str:
    lines = [words.NOTE.format(level=finding.level.value, number=number, text=finding.text)]
    lines += [words.NOTE_EXPECTED.format(expected=finding.expected)] if finding.expected else []
    lines += [words.NOTE_REMEDY.format(remedy=finding.remedy)] if finding.remedy else []
    return "\n".join(lines)
