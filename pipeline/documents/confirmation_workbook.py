"""台账确认.xlsx: what the office is asked about each problem, with drop-downs, and what it has decided so far.

It carries the stamp by which reading knows it again under any name; what has been decided stands in it already, so that the same
workbook, corrected and dropped again, says everything there is to say about its period.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from pipeline.catalogue import ledger as words
from pipeline.documents.material import Material
from pipeline.documents.row_heights import height
from pipeline.documents.workbook import NewBook
from pipeline.model.document import Document
from pipeline.model.ledger import AskedItem, Decision, LedgerBook, Verdict
from pipeline.model.stamp import STAMP_HEADINGS, STAMP_SHEET, Stamp
from pipeline.model.values import Value

_HEAD_ROW = 2
_SPARE_ROWS = 20
"""blank lines below, for problems the office enters by hand"""
_ASKED = {"bg_color": "#FFF8DC"}


def confirmation(ledger: LedgerBook, material: Material) -> Document:
    """Return the workbook of a period."""
    title = words.CONFIRMATION_TITLE.format(period=material.period.label)
    book = NewBook(title, material.period, material.definitions.office.policies)
    page = book.page(words.CONFIRMATION_SHEET)
    headings = (*((heading, width) for heading, _, width in words.CONFIRMATION_HEAD), *words.CONFIRMATION_ANSWERS)
    _opening(page, book, title, headings)
    looks = _looks(book)
    for number, asked in enumerate(ledger.asked, _HEAD_ROW + 1):
        _line(page, number, asked, looks)
        written = [*(asked.values[column] for _, column, _ in words.CONFIRMATION_HEAD), *_answers(asked.decision)]
        page.set_row(number, height(zip(map(shown, written), (width for _, width in headings), strict=True)))
    _drop_downs(page, _HEAD_ROW + 1, _HEAD_ROW + len(ledger.asked) + _SPARE_ROWS, material.period.start)
    _stamp(book, Stamp(words.CONFIRMATION, unit=material.definitions.office.name, period=material.period.code))
    return Document(words.CONFIRMATION_FILE, book.finished(), title)


def _opening(page: Any, book: NewBook, title: str, headings: Sequence[tuple[str, int]]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    last = len(headings) - 1
    page.merge_range(0, 0, 0, last, title, book.formats["title"])
    note = book.book.add_format({"font_name": "宋体", "font_size": 10, "text_wrap": True, "valign": "vcenter"})
    page.merge_range(1, 0, 1, last, words.CONFIRMATION_GUIDE, note)
    page.set_row(0, 28)
    page.set_row(1, 44)
    for place, (heading, width) in enumerate(headings):
        page.set_column(place, place, width)
        page.write_string(_HEAD_ROW, place, heading, book.formats["head"])
    page.freeze_panes(_HEAD_ROW + 1, 1)
    page.set_landscape()
    page.set_paper(8)
    page.repeat_rows(_HEAD_ROW)
    page.fit_to_pages(1, 0)


def _looks(book: NewBook) -> dict[str, Any]:
    boxed = {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
    day = {**boxed, "num_format": "yyyy-mm-dd", "align": "left"}
    properties = {"told": boxed, "told day": day, "asked": {**boxed, **_ASKED}, "asked day": {**day, **_ASKED}}
    return {name: book.book.add_format(each) for name, each in properties.items()}


def _line(page: Any, row: int, asked: AskedItem, looks: dict[str, Any]) -> None:  # noqa: ANN401
    told = [asked.values[column] for _, column, _ in words.CONFIRMATION_HEAD]
    for place, value in enumerate(told):
        _write(page, row, place, value, (looks["told"], looks["told day"]))
    for place, answer in enumerate(_answers(asked.decision), len(told)):
        _write(page, row, place, answer, (looks["asked"], looks["asked day"]))


def shown(value: object) -> str:
    """Return a cell's value as wide as it is shown: a date takes ten letters."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _answers(decision: Decision | None) -> tuple[str | date | None, ...]:
    if decision is None:
        return (None,) * len(words.CONFIRMATION_ANSWERS)
    verdict = decision.verdict.value if decision.verdict else None
    return verdict, decision.evidence, decision.officer, decision.due, decision.day


def _write(page: Any, row: int, place: int, value: Value | date, looks: tuple[Any, Any]) -> None:  # noqa: ANN401
    plain, day = looks
    if isinstance(value, date):
        page.write_datetime(row, place, datetime.combine(value, time()), day)
    elif value:
        page.write_string(row, place, str(value), plain)
    else:
        page.write_blank(row, place, None, plain)


def _drop_downs(page: Any, first: int, last: int, since: date) -> None:  # noqa: ANN401
    names = [heading for heading, _ in words.CONFIRMATION_ANSWERS]
    begin = len(words.CONFIRMATION_HEAD)
    choice = begin + names.index(words.VERDICT)
    verdicts = [verdict.value for verdict in Verdict]
    page.data_validation(first, choice, last, choice, {"validate": "list", "source": verdicts, "error_message": words.CHOOSE})
    for heading in (words.NEW_DUE, words.DAY):
        place = begin + names.index(heading)
        rule = {"validate": "date", "criteria": ">=", "value": since, "error_message": words.A_DAY, "error_type": "warning"}
        page.data_validation(first, place, last, place, rule)


def _stamp(book: NewBook, stamp: Stamp) -> None:
    page = book.page(STAMP_SHEET)
    for row, line in enumerate((STAMP_HEADINGS, stamp.line)):
        for column, text in enumerate(line):
            page.write_string(row, column, text)
    page.very_hidden()
