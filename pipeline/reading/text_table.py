"""Opens a table saved as text (CSV or TSV in UTF-8, UTF-16 or GBK), whatever its name ends in."""

import csv
from io import StringIO

from pipeline.catalogue import reading as say
from pipeline.reading.decoding import decoded
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.plain_cells import plain_cell, without_errors
from pipeline.reading.refusal import RefusedError
from pipeline.reading.workbook import Raw, Sheet, Workbook

_DELIMITERS = ("\t", ",", ";")
_STATED = "sep="


def open_text(content: bytes, limits: ReadingLimits) -> Workbook:
    """Open a text as a workbook of one sheet; raises RefusedError for one that is no table."""
    text = decoded(content)
    lines = StringIO(text, newline="")
    first = text.partition("\n")[0].strip()
    if first.lower().startswith(_STATED) and len(first) > len(_STATED):
        delimiter = first[len(_STATED)]
        lines.readline()
    else:
        delimiter = _delimiter(text)
    try:
        rows: list[list[Raw]] = [
            [plain_cell(cell.strip()) for cell in line] for line in csv.reader(lines, delimiter=delimiter, strict=True)
        ]
    except csv.Error:
        raise RefusedError(say.DAMAGED) from None
    widest = max(map(len, rows), default=0)
    if len(rows) > limits.rows or widest > limits.columns or len(rows) * widest > limits.cells:
        raise RefusedError(say.TOO_WIDE, sheet=say.TEXT_SHEET, rows=len(rows), columns=widest)
    return Workbook([Sheet(say.TEXT_SHEET, rows, errors=without_errors(rows))])


def _delimiter(text: str) -> str:
    """Return what parts the cells: a tab where there is any, for no cell holds one; else commas, else semicolons, on two lines at least."""
    for delimiter in _DELIMITERS:
        if sum(delimiter in line for line in text.splitlines()) > 1:
            return delimiter
    raise RefusedError(say.WRONG_KIND, kind=say.KINDS["text"])
