"""One file of the inbox read from end to end: opened, its tables found, identified and typed."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from pipeline.catalogue import reading as say
from pipeline.catalogue.findings import Wording
from pipeline.model.finding import Finding
from pipeline.model.grid import Grid
from pipeline.model.stamp import stamp_for
from pipeline.model.submission import InboxFile, Submission
from pipeline.model.table import ReturnTable
from pipeline.reading.answer import Answer
from pipeline.reading.finding_tables import tables_on
from pipeline.reading.found import FoundTable
from pipeline.reading.headings import headers_in
from pipeline.reading.identity import Preamble, hints_of, preamble_of, stamps_of
from pipeline.reading.journal import Journal, Scope
from pipeline.reading.lexicon import Lexicon
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.other_books import open_ods, open_xlsb
from pipeline.reading.ownership import owner_of
from pipeline.reading.refusal import RefusedError
from pipeline.reading.register import is_register, receipts_in
from pipeline.reading.review_sheets import without_review
from pipeline.reading.siblings import TypedTable, one_per_form
from pipeline.reading.table_findings import say_changed_layout
from pipeline.reading.tables import TableTyping
from pipeline.reading.text_table import open_text
from pipeline.reading.unread import hinted_scope, unread
from pipeline.reading.workbook import Raw, Sheet, Workbook
from pipeline.reading.xlsx import open_xlsx


def _open_xls(content: bytes, limits: ReadingLimits) -> Workbook:
    from pipeline.reading.xls import open_xls  # noqa: PLC0415 — xlrd is a quarter of a child's start, and few returns need it

    return open_xls(content, limits)


def _open_xml_2003(content: bytes, limits: ReadingLimits) -> Workbook:
    from pipeline.reading.xml_2003 import open_xml_2003  # noqa: PLC0415 — and so is lxml

    return open_xml_2003(content, limits)


def _open_web_table(content: bytes, limits: ReadingLimits) -> Workbook:
    from pipeline.reading.web_table import open_web_table  # noqa: PLC0415

    return open_web_table(content, limits)


OPENERS: Final[Mapping[str, Callable[[bytes, ReadingLimits], Workbook]]] = {
    "xlsx": open_xlsx,
    "xls": _open_xls,
    "xlsb": open_xlsb,
    "ods": open_ods,
    "html": _open_web_table,
    "xml2003": _open_xml_2003,
    "text": open_text,
}
_NOT_WORKBOOKS: Final = frozenset({"html", "xml2003", "text"})
"""read although they are no workbooks, which is said"""
_REFUSALS: Final[Mapping[str, Wording]] = {
    "empty": say.EMPTY_FILE,
    "incomplete": say.INCOMPLETE,
    "encrypted": say.ENCRYPTED,
    "rights managed": say.RIGHTS_MANAGED,
    "ciphered": say.CIPHERED,
    "locked zip": say.LOCKED_ZIP,
    "large zip": say.LARGE_ZIP,
    "damaged zip": say.DAMAGED_ZIP,
}
_ARCHIVES: Final = frozenset({"zip", "rar", "7z", "gzip"})


def read_file(file: InboxFile, content: bytes, lexicon: Lexicon) -> Answer:
    """Read one file; whatever is wrong with it becomes findings."""
    try:
        book = opened(file, content, lexicon.limits)
    except RefusedError as refusal:
        return unread(file, lexicon, refusal)
    if is_register(file.name):
        receipts = receipts_in(book, file.path)
        if receipts is not None:
            return Answer(receipts=tuple(receipts))
    book, answers = without_review(book, file)
    if not book.sheets and answers:
        return Answer(answers=answers)
    answer = _Reading(file, book, lexicon).answer()
    return replace(answer, answers=answers) if answers else answer


def grids_in(file: InboxFile, content: bytes, limits: ReadingLimits) -> tuple[Grid, ...]:
    """Return what a person sees of a file: its visible sheets; raises RefusedError where it cannot be opened."""
    book = opened(file, content, limits)
    return tuple(Grid(sheet.name, _with_errors(sheet), tuple(sheet.merges)) for sheet in book.sheets if sheet.visible)


def _with_errors(sheet: Sheet) -> list[list[Raw]]:
    rows = [list(row) for row in sheet.rows]
    for (row, column), error in sheet.errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = error
    return rows


def opened(file: InboxFile, content: bytes, limits: ReadingLimits) -> Workbook:
    """Open a file by what it is; raises RefusedError."""
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise RefusedError(say.CHANGED_FILE)
    if file.content in OPENERS:
        return OPENERS[file.content](content, limits)
    if file.content in _REFUSALS:
        raise RefusedError(_REFUSALS[file.content])
    wording = say.UNPACK if file.content in _ARCHIVES else say.WRONG_KIND
    raise RefusedError(wording, kind=say.KINDS.get(file.content, say.KINDS["unknown"]))


class _Reading:
    """The reading of one opened workbook."""

    def __init__(self, file: InboxFile, book: Workbook, lexicon: Lexicon) -> None:
        self.file, self.book, self.lexicon = file, book, lexicon
        self.hints, self.stamps = hints_of(file.path, lexicon), stamps_of(book)
        self.journal = Journal(hinted_scope(file, self.hints, lexicon))

    def answer(self) -> Answer:
        found = [table for sheet in self.book.sheets if sheet.visible for table in tables_on(sheet, self.lexicon)]
        typed = [table for table in map(self._typed, found) if table]
        if not found:
            typed = list(self._without_headings())
        if self.file.content in _NOT_WORKBOOKS:
            kind = say.KINDS[self.file.content]
            if not typed:
                return unread(self.file, self.lexicon, RefusedError(say.WRONG_KIND, kind=kind))
            self.journal.add(say.READ_AS, kind=kind)
        self._say_hidden_sheets()
        self._say_form(found)
        tables = one_per_form(typed, self.hints)
        findings = [*self.journal.findings(), *(finding for each in tables for finding in each.findings)]
        most = self.lexicon.limits.findings
        return Answer(tuple(each.table for each in tables if each.table), tuple(_capped(findings, self.file.path, most)))

    def _typed(self, found: FoundTable) -> TypedTable:
        form = found.header.form
        journal = Journal(Scope(self.file.path, form=form, sheet=found.sheet.name))
        rival = found.header.rival
        stamp = stamp_for(form, self.stamps)
        if rival and form not in {stamp.form, self.hints.form}:
            journal.add(say.UNCLEAR_FORM, found.corner, first=form, second=rival)
            return TypedTable(form, None, journal.findings(), len(found.rows), found.corner)
        if stamp.version and stamp.version != found.form.version:
            journal.add(say.OLD_FORM, found.corner, form=form)
        elif stamp.version:
            say_changed_layout(found, journal)
        owner = owner_of(found.form, found.preamble, (self.file, self.hints, stamp), self.lexicon, journal)
        if owner and stamp.version and found.is_as_handed_out:
            journal.add(say.UNTOUCHED, found.corner)
            return TypedTable(form, None, journal.findings(), len(found.rows), found.corner)
        table = TableTyping(found, owner, self.lexicon, journal, self.book.from_1904).table() if owner else None
        return TypedTable(form, table, journal.findings(), len(found.rows), found.corner)

    def _without_headings(self) -> Iterator[TypedTable]:
        """Look for a 零报告 stated under a form's title without any table."""
        for sheet in self.book.sheets:
            told = preamble_of(sheet, 0, len(sheet.rows)) if sheet.visible else Preamble()
            name = self.lexicon.form_named_in("\n".join((*told.lines, sheet.name))) or self.hints.form
            if name and any(map(self.lexicon.states_zero, told.lines)):
                journal = Journal(Scope(self.file.path, form=name, sheet=sheet.name))
                sender = (self.file, self.hints, stamp_for(name, self.stamps))
                owner = owner_of(self.lexicon.forms[name], told, sender, self.lexicon, journal)
                table = None
                if owner:
                    sent = Submission(self.file, owner.unit, name, owner.period, sheet.name)
                    table = ReturnTable(sent, {}, {}, (), zero_report=True)
                yield TypedTable(name, table, journal.findings(), 0, "")
                return
        blank = not any(cell != "" for sheet in self.book.sheets for line in sheet.rows for cell in line)
        nothing = say.PICTURES_ONLY if self.book.pictures else say.EMPTY_TABLE
        self.journal.add(nothing if blank else say.NO_TABLE)

    def _say_hidden_sheets(self) -> None:
        for sheet in self.book.sheets:
            if not sheet.visible:
                for form in dict.fromkeys(header.form for header in headers_in(sheet, self.lexicon)):
                    scope = self.journal.scope
                    self.journal.scope = replace(scope, sheet=sheet.name)
                    self.journal.add(say.HIDDEN_SHEET, form=form)
                    self.journal.scope = scope

    def _say_form(self, found: list[FoundTable]) -> None:
        if len(found) == 1 and self.hints.form and self.hints.form != found[0].header.form and not found[0].header.rival:
            self.journal.add(say.WRONG_FORM, stated=found[0].header.form, hinted=self.hints.form)


def _capped(findings: list[Finding], path: str, most: int) -> list[Finding]:
    if len(findings) <= most:
        return findings
    journal = Journal(Scope(path, findings[0].unit, findings[0].form, findings[0].period))
    journal.add(say.MANY_MORE, shown=most, rest=len(findings) - most)
    return [*findings[:most], *journal.findings()]
