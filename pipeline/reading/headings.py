"""Finds the heading rows of tables and which column of which form each heading names."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct, field

from pipeline.model.stamp import is_for_reference
from pipeline.reading.lexicon import Heading, Lexicon, Target
from pipeline.reading.measures import canonical
from pipeline.reading.text import squeeze
from pipeline.reading.workbook import Merge, Raw, Sheet, address

_LONGEST_HEADING = 40
_MOST_LEVELS = 4
_MOST_REMEMBERED = 500
_JOINED, _BY_NAME, _BY_OTHER_NAME = 3, 2, 1
"""how surely a heading names a column: with the heading above it, by its own name, by another name"""


class Place(Struct, frozen=True):
    """Where a column of the form stands."""

    column: int
    row: int
    heading: str
    unit: str | None
    """unit of measure the heading states"""


class Header(Struct, frozen=True, eq=False, dict=True):
    """The heading rows of one table, from `top` to `bottom`."""

    form: str
    top: int
    bottom: int
    places: dict[str, Place]
    doubled: dict[str, list[Place]] = field(default_factory=dict)
    """columns that several headings name equally well"""
    extra: list[Place] = field(default_factory=list)
    """headings that name no column of the form"""
    rival: str = ""
    """another form the headings fit as well"""
    missing: list[str] = field(default_factory=list)
    """required columns that no heading names"""
    foreign: list[Place] = field(default_factory=list)
    """those of the extra headings that no blank form has either"""

    @cached_property
    def right(self) -> int:
        """The column to the right of all headings; known once they are complete."""
        doubled = (place for places in self.doubled.values() for place in places)
        return 1 + max(place.column for place in (*self.places.values(), *self.extra, *doubled))

    @cached_property
    def corner(self) -> str:
        """Address of the first heading that is a column of the form or an extra one."""
        return address(self.top, min((place.column for place in (*self.places.values(), *self.extra)), default=0))


class _Level(Struct, frozen=True):
    """One sheet column's headings from top to bottom, resolved through the merges."""

    column: int
    row: int
    texts: tuple[str, ...]


def headers_in(sheet: Sheet, lexicon: Lexicon) -> Iterator[Header]:
    """Find the headings of every table on a sheet, from top to bottom."""
    row, found, rows = 0, False, sheet.rows
    while row < len(rows):
        header, cells = None, rows[row]
        numbered = found and bool(cells) and type(cells[0]) is float  # as most rows below a table's headings
        if not numbered and may_be_header(cells, lexicon, whole_row=not found):
            header = _header_at(sheet, row, lexicon)
        if header is not None:
            yield header
            found = True
        row = header.bottom + 1 if header else row + 1


def may_be_header(cells: Sequence[Raw], lexicon: Lexicon, *, whole_row: bool) -> bool:
    """Tell whether two cells of a row are headings; below a table most of it must be headings if its first text is none."""
    hits = others = 0
    for column, cell in enumerate(cells):
        if not isinstance(cell, str):
            if not whole_row and not hits:
                return False
        elif cell and _is_heading(cells, column, cell, lexicon):
            hits += 1
            if hits > 1 and (whole_row or not others):
                return True
        elif cell and not whole_row and not hits:
            others += 1
    return hits > max(others, 2)


def _is_heading(cells: Sequence[Raw], column: int, cell: str, lexicon: Lexicon) -> bool:
    if len(cell) > _LONGEST_HEADING:
        return False
    heading = lexicon.heading(cell)
    return (heading.numbers or bool(heading.targets)) and not _is_label(cells, column, lexicon)


def _is_label(cells: Sequence[Raw], column: int, lexicon: Lexicon) -> bool:
    """Tell whether a cell is a label with its value in the next cell: 单位： | 县交通局."""
    beside = cells[column + 1] if column + 1 < len(cells) else ""
    label = str(cells[column]).rstrip().endswith((":", "："))
    return label and beside != "" and not (isinstance(beside, str) and lexicon.heading(beside).targets)


def _header_at(sheet: Sheet, row: int, lexicon: Lexicon) -> Header | None:
    """Look at the headings around a row; returns of one form have the same ones, so that most are remembered."""
    top, bottom, merges = _extent(sheet, row, lexicon)
    titled = lexicon.form_named_in(" ".join(_texts_above(sheet, top)))
    lines = tuple(tuple(sheet.rows[line]) for line in range(top, bottom + 1))
    seen = (titled, top, lines, tuple(merges))
    known: dict[object, Header | None] = lexicon.headers
    if seen not in known:
        if len(known) > _MOST_REMEMBERED:
            for remembered in (known, lexicon.layouts, lexicon.plans):
                remembered.clear()
        known[seen] = _header(_levels(sheet, top, bottom, merges), (top, bottom), titled, lexicon)
    return known[seen]


def _header(levels: list[_Level], rows: tuple[int, int], titled: str, lexicon: Lexicon) -> Header | None:
    candidates = _candidates(levels, lexicon)
    ranked = sorted(
        ((_fit(form, columns, lexicon, titled), form) for form, columns in candidates.items()),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not ranked or ranked[0][0] <= 0:
        return None
    form = ranked[0][1]
    rival = ranked[1][1] if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.05 else ""
    header = _assigned(form, candidates[form], rows, rival)
    header.extra.extend(_extra(header, levels, lexicon))
    definition, known = lexicon.forms[form], header.places.keys() | header.doubled.keys()
    header.missing.extend(name for name, column in definition.columns.items() if column.required and name not in known)
    header.foreign.extend(place for place in header.extra if not is_for_reference(squeeze(place.heading), definition))
    return header


def _texts_above(sheet: Sheet, top: int) -> Iterator[str]:
    yield sheet.name
    for row in range(max(0, top - 6), top):
        yield from (cell for cell in sheet.rows[row] if isinstance(cell, str) and cell)


def _extent(sheet: Sheet, row: int, lexicon: Lexicon) -> tuple[int, int, list[Merge]]:
    """Return the first and last heading row around a row that holds headings, and the merges among them."""
    near = [merge for merge in sheet.merges if merge[0] <= row + _MOST_LEVELS and merge[2] >= row - 2]
    bottom = row
    while bottom < row + _MOST_LEVELS - 1 and bottom + 1 < len(sheet.rows):
        reach = max((merge[2] for merge in near if row <= merge[0] <= bottom < merge[2]), default=bottom)
        if reach <= bottom and not _continues_below(sheet, bottom, near, lexicon):
            break
        bottom = min(max(reach, bottom + 1), row + _MOST_LEVELS - 1)
    top = row
    width = sum(1 for cell in sheet.rows[row] if cell != "")
    while top > max(0, row - 2) and _is_above(sheet.rows[top - 1], top - 1, near, width):
        top -= 1
    return top, bottom, [merge for merge in near if merge[0] <= bottom and merge[2] >= top]


def _continues_below(sheet: Sheet, bottom: int, near: list[Merge], lexicon: Lexicon) -> bool:
    """Tell whether the next row belongs to the headings: below a heading merged over columns, or made of headings itself."""
    following = sheet.rows[bottom + 1]
    texts = [cell for cell in following if cell != ""]
    if not texts or any(not isinstance(cell, str) or len(cell) > _LONGEST_HEADING for cell in texts):
        return False
    parents = [merge for merge in near if merge[0] == bottom and merge[3] > merge[1]]
    if any(sheet.at(bottom + 1, column) != "" for merge in parents for column in range(merge[1], min(merge[3], 511) + 1)):
        return True
    named = [str(cell) for cell in texts if _is_unit_alone(str(cell)) or lexicon.heading(str(cell)).targets]
    repeated = [cell for column, cell in enumerate(following) if cell != "" and cell == sheet.at(bottom, column)]
    return len(named) >= max(1, (len(texts) + 1) // 2) and not repeated


def _is_above(cells: Sequence[Raw], row: int, near: list[Merge], width: int) -> bool:
    """Tell whether the row above the headings holds headings over them: merged over some columns, but not over all."""
    widest = max([merge[3] - merge[1] + 1 for merge in near if merge[0] == row == merge[2]], default=0)
    if not 1 < widest <= max(2, 0.6 * width):
        return False
    texts = [cell for cell in cells if cell != ""]
    return bool(texts) and not any(not isinstance(cell, str) or ":" in squeeze(cell) for cell in texts)


def _is_unit_alone(text: str) -> bool:
    return canonical(squeeze(text).strip("()[]【】")) is not None


def _levels(sheet: Sheet, top: int, bottom: int, merges: list[Merge]) -> list[_Level]:
    """Resolve every column's headings through the merges; what is not merged reaches right over blanks with headings below."""
    width = max(len(sheet.rows[row]) for row in range(top, bottom + 1))
    grid = [[str(cell) if isinstance(cell, str) else "" for cell in sheet.rows[row]] for row in range(top, bottom + 1)]
    for line in grid:
        line.extend([""] * (width - len(line)))
    for first, left, last, right in merges:
        text = grid[first - top][left] if first >= top and left < width else ""
        for row in range(max(first, top), min(last, bottom) + 1):
            for column in range(left, min(right + 1, width)):
                grid[row - top][column] = text
    _reach_right(grid)
    levels = []
    for column in range(width):
        texts = [line[column] for line in grid]
        leaf = next((text for text in reversed(texts) if text), "")
        row = top + texts.index(leaf)
        levels.append(_Level(column, row, tuple(dict.fromkeys(text for text in texts if text))))
    return levels


def _reach_right(grid: list[list[str]]) -> None:
    """Let a heading that nobody merged stand over the blanks to its right that have headings below."""
    for line, below in pairwise(grid):
        for column in range(1, len(line)):
            if not line[column] and below[column] and line[column - 1] and below[column - 1] not in {"", line[column - 1]}:
                line[column] = line[column - 1]


Candidates = dict[str, dict[str, list[tuple[int, Place]]]]
"""form → column → how surely, and where"""


def _candidates(levels: list[_Level], lexicon: Lexicon) -> Candidates:
    found: Candidates = {}
    for level in levels:
        texts = [text for text in level.texts if not _is_unit_alone(text)]
        if not texts:
            continue
        units = [canonical(squeeze(text).strip("()[]【】")) for text in level.texts if _is_unit_alone(text)]
        heading, parents = lexicon.heading(texts[-1]), [squeeze(text).lower() for text in texts[:-1]]
        above = [lexicon.heading(text).unit for text in reversed(texts[:-1])]
        unit = next((unit for unit in [heading.unit, *units, *above] if unit), None)
        place = Place(level.column, level.row, texts[-1], unit)
        for target, sureness in _meant(heading, parents, lexicon).items():
            found.setdefault(target.form, {}).setdefault(target.column, []).append((sureness, place))
    return found


def _meant(heading: Heading, parents: list[str], lexicon: Lexicon) -> dict[Target, int]:
    """Return the columns a heading under its parents may mean, each with how surely."""
    found: dict[Target, int] = {}
    for target in heading.targets:
        if target.under and any(target.under in parent for parent in parents):
            sureness = _JOINED
        elif target.by_name:
            sureness = _BY_NAME
        else:
            sureness = _BY_OTHER_NAME if not target.under or not parents else 0
        if sureness:
            found[target] = sureness
    for parent in parents:
        for target in lexicon.columns.get(parent + heading.text, ()):
            found[target] = _JOINED
    best: dict[tuple[str, str], tuple[int, Target]] = {}
    for target, sureness in found.items():
        key = (target.form, target.column)
        best[key] = max(best.get(key, (0, target)), (sureness, target))
    return {target: sureness for sureness, target in best.values()}


def _fit(form: str, columns: dict[str, list[tuple[int, Place]]], lexicon: Lexicon, titled: str) -> float:
    """Return how well headings fit a form; 0 where they are too few to be its table."""
    definition = lexicon.forms[form]
    required = [name for name, column in definition.columns.items() if column.required]
    present = sum(name in columns for name in required)
    few = len({place.column for places in columns.values() for _, place in places}) < min(3, len(definition.columns))
    if few or (present * 2 < len(required) and titled != form):
        return 0
    return len(columns) / len(definition.columns) + (present / len(required) if required else 1) + (0.5 if titled == form else 0)


def _assigned(form: str, columns: dict[str, list[tuple[int, Place]]], rows: tuple[int, int], rival: str) -> Header:
    """Give each column of the form its place, the surest first; what is equally sure in two places is doubled."""
    header = Header(form, *rows, {}, rival=rival)
    taken: set[int] = set()
    for sureness in (_JOINED, _BY_NAME, _BY_OTHER_NAME):
        wanted = {
            name: [place for sure, place in places if sure == sureness and place.column not in taken]
            for name, places in columns.items()
            if name not in header.places and name not in header.doubled
        }
        claims = Counter(place.column for places in wanted.values() for place in places)
        for name, places in wanted.items():
            if len(places) > 1:
                header.doubled[name] = places
            elif places and claims[places[0].column] == 1:
                header.places[name] = places[0]
        taken.update(place.column for places in [*header.doubled.values(), header.places.values()] for place in places)
    return header


def _extra(header: Header, levels: list[_Level], lexicon: Lexicon) -> list[Place]:
    taken = {place.column for places in [*header.doubled.values(), header.places.values()] for place in places}
    return [
        Place(level.column, level.row, level.texts[-1], None)
        for level in levels
        if level.texts and level.column not in taken and not lexicon.is_numbering(level.texts[-1])
    ]
