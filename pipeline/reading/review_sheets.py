"""审核意见 sheets that come back: taken out of the workbook before tables are looked for, their answers read."""

from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.model.explanation import ANSWER_HEADING, REVIEW_STAMP, Answered, stamped
from pipeline.model.finding import Explanation
from pipeline.model.submission import InboxFile
from pipeline.reading.workbook import Cell, Sheet, Workbook, address

_FIRST_ROWS = 12


def without_review(book: Workbook, file: InboxFile) -> tuple[Workbook, tuple[Answered, ...]]:
    """Return the workbook without its 审核意见 sheets, and what these answer; known by their stamp, whatever they are called."""
    stamps = {sheet.name: place for sheet in book.sheets if (place := _stamp(sheet))}
    if not stamps:
        return book, ()
    answers = [
        answered for sheet in book.sheets if sheet.name in stamps for answered in _answers(sheet, stamps[sheet.name], file)
    ]
    return replace(book, sheets=[sheet for sheet in book.sheets if sheet.name not in stamps]), tuple(answers)


def _stamp(sheet: Sheet) -> Cell | None:
    """Return where the stamp stands, in the row of the headings."""
    for row, cells in enumerate(sheet.rows[:_FIRST_ROWS]):
        if REVIEW_STAMP in cells:
            return row, list(cells).index(REVIEW_STAMP)
    return None


def _answers(sheet: Sheet, stamp: Cell, file: InboxFile) -> Iterator[Answered]:
    top, stamps = stamp
    answers = next((column for column, cell in enumerate(sheet.rows[top]) if cell == ANSWER_HEADING), None)
    if answers is None:
        return
    for row in range(top + 1, len(sheet.rows)):
        told, written = stamped(sheet.at(row, stamps)), str(sheet.at(row, answers)).strip()
        if told and written:
            explanation = Explanation(written, file.path, sheet.name, address(row, answers))
            yield Answered(*told, explanation, file.received)
