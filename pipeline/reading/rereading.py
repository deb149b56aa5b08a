"""A file read a second time by another reader, and every cell of it compared; in a child process, like all reading."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from pipeline.catalogue import twice as say
from pipeline.model.rereading import Contrast, Difference, Reread
from pipeline.model.submission import InboxFile
from pipeline.reading.columns import as_text
from pipeline.reading.contrasts import contrast_between
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.returns import opened
from pipeline.reading.second_readers import SECOND, SecondSheet
from pipeline.reading.workbook import Cell, Raw, Sheet, Workbook, address

_MOST = 1000
"""differences told of one file"""


def reread_file(file: InboxFile, content: bytes, limits: ReadingLimits) -> Reread:
    """Read a file with both readers; raises RefusedError where ours cannot open it."""
    return reread(opened(file, content, limits), file.content, content, limits)


def reread(book: Workbook, kind: str, content: bytes, limits: ReadingLimits) -> Reread:
    """Compare what our reader took from a file with what the second reader finds in it."""
    second = SECOND.get(kind)
    if second is None:
        return Reread("")
    try:
        others = second.read(content, limits)
    except MemoryError:
        return Reread(second.name, trouble=say.TOO_LARGE)
    except Exception as error:  # noqa: BLE001 — whatever the second reader runs into is what is told
        return Reread(second.name, trouble=f"{type(error).__name__}: {error}"[:200])
    pairs, missing = _paired(book.sheets, others)
    differences = [*missing, *(each for ours, theirs in pairs for each in _between(ours, theirs.cells))]
    cells = sum(len(_cells(ours).keys() | theirs.cells.keys()) for ours, theirs in pairs)
    return Reread(second.name, cells, tuple(differences[:_MOST]))


def _paired(ours: Sequence[Sheet], theirs: Sequence[SecondSheet]) -> tuple[list[tuple[Sheet, SecondSheet]], list[Difference]]:
    """Pair sheets by their order where both have as many, else by their names; what only one has and is not blank is a difference."""
    if len(ours) == len(theirs):
        return list(zip(ours, theirs, strict=True)), []
    named, own = {sheet.name: sheet for sheet in theirs}, {sheet.name for sheet in ours}
    missing = [
        Difference(Contrast.VALUES, sheet.name, "", say.HAS_SHEET, say.NO_SHEET)
        for sheet in ours
        if sheet.name not in named and _cells(sheet)
    ]
    missing += [
        Difference(Contrast.VALUES, sheet.name, "", say.NO_SHEET, say.HAS_SHEET)
        for sheet in theirs
        if sheet.name not in own and sheet.cells
    ]
    return [(sheet, named[sheet.name]) for sheet in ours if sheet.name in named], missing


def _between(sheet: Sheet, theirs: dict[Cell, Raw]) -> Iterator[Difference]:
    ours = _cells(sheet)
    covered = _covered(sheet, ours.keys() - theirs.keys())
    for cell in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(cell, ""), theirs.get(cell, "")
        contrast = contrast_between(one, other, covered=cell in covered)
        if contrast:
            yield Difference(contrast, sheet.name, address(*cell), _shown(one), _shown(other))


def _cells(sheet: Sheet) -> dict[Cell, Raw]:
    cells = {(row, column): cell for row, line in enumerate(sheet.rows) for column, cell in enumerate(line) if cell != ""}
    return {**cells, **sheet.errors}


def _covered(sheet: Sheet, cells: set[Cell]) -> set[Cell]:
    """Return those of some cells that a merge covers."""
    return {
        (row, column)
        for row, column in cells
        for top, left, bottom, right in sheet.merges
        if top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
    }


def _shown(cell: Raw) -> str:
    """Return a cell as it is told, texts in quotation marks so that 007 and 7 are told apart."""
    if cell == "":
        return say.BLANK
    if isinstance(cell, str):
        return say.TEXT.format(text=cell if cell.isprintable() else repr(cell)[1:-1])
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return f"{cell:.17g}"
    return cell.isoformat(" ") if isinstance(cell, datetime) and cell.time() != time() else _day_or_text(cell)


def _day_or_text(cell: Raw) -> str:
    return (
        cell.date().isoformat() if isinstance(cell, datetime) else cell.isoformat() if isinstance(cell, date) else as_text(cell)
    )
