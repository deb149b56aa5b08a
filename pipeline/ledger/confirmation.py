"""台账确认.xlsx: the workbook in which the office decides, as a form that reading knows, and its lines as decisions."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from pipeline.catalogue import ledger as words
from pipeline.model.definitions import Definitions
from pipeline.model.form import Column, Form, Reported
from pipeline.model.ledger import Decision, Verdict
from pipeline.model.merged import CellSource
from pipeline.model.period import Period
from pipeline.model.table import ReturnTable
from pipeline.model.unit import Unit, UnitDirectory
from pipeline.model.values import Value
from pipeline.model.vocabulary import Vocabulary

_ANSWERS = {
    words.VERDICT: Column("code", of=tuple(verdict.value for verdict in Verdict)),
    words.EVIDENCE: Column("note", also=("佐证材料", "理由")),
    words.OFFICER: Column("text"),
    words.NEW_DUE: Column("date"),
    words.DAY: Column("date"),
}
_DATES = ("发现日期", "期限")
FORM = Form(
    title=words.CONFIRMATION_NAME,
    reported=Reported(by=()),
    row="问题",
    columns={
        heading: Column("note" if name in ("问题", "单位申报") else "text")
        for heading, name, _ in words.CONFIRMATION_HEAD
        if name not in _DATES
    }
    | {heading: Column("date") for heading, name, _ in words.CONFIRMATION_HEAD if name in _DATES}
    | _ANSWERS,
    key=(words.NUMBER,),
)
"""nobody must report it; it comes from the office itself"""


class Readable(Struct, frozen=True):
    """What reading is told: the office's forms and, besides, the workbook in which it confirms."""

    forms: Mapping[str, Form]
    directory: UnitDirectory
    vocabulary: Vocabulary


def readable(definitions: Definitions) -> Readable:
    """Return the definitions for reading; the office itself is a sender, also where it is no unit that reports."""
    if definitions.ledger is None:
        return Readable(definitions.forms, definitions.directory, definitions.vocabulary)
    office, directory = definitions.office, definitions.directory
    if directory.resolve(office.name) is None:
        directory = UnitDirectory((*directory.units, Unit(office.name, "")), directory.county)
    return Readable({**definitions.forms, words.CONFIRMATION: FORM}, directory, definitions.vocabulary)


def parted(tables: Sequence[ReturnTable]) -> tuple[tuple[ReturnTable, ...], tuple[ReturnTable, ...]]:
    """Return the units' returns and, apart from them, the confirmation workbooks in the order in which they were received."""
    returns = tuple(table for table in tables if table.submission.form != words.CONFIRMATION)
    others = [table for table in tables if table.submission.form == words.CONFIRMATION]
    return returns, tuple(sorted(others, key=lambda table: (table.submission.file.received, table.submission.file.path)))


def decisions_in(workbooks: Iterable[ReturnTable], directory: UnitDirectory) -> dict[Period, tuple[Decision, ...]]:
    """Return period → decisions in the order in which they were received; a blank line decides nothing and takes nothing back."""
    found: dict[Period, list[Decision]] = {}
    for table in workbooks:
        lines = (_decision(table, row, directory) for row in range(len(table.rows)))
        found.setdefault(table.submission.period, []).extend(filter(_says_something, lines))
    return {period: tuple(decisions) for period, decisions in found.items()}


def _decision(table: ReturnTable, row: int, directory: UnitDirectory) -> Decision:
    def value(heading: str) -> Value:
        return table.columns[heading][row] if heading in table.columns else None

    def text(heading: str) -> str:
        found = value(heading)
        return "" if found is None else str(found).strip()

    verdict, unit = text(words.VERDICT), directory.resolve(text(words.UNIT))
    return Decision(
        number=plain_number(text(words.NUMBER)),
        verdict=Verdict(verdict) if verdict in set(Verdict) else None,
        evidence=text(words.EVIDENCE),
        officer=text(words.OFFICER),
        due=_day(value(words.NEW_DUE)),
        day=_day(value(words.DAY)),
        unit=unit.name if unit else text(words.UNIT),
        category=text(words.CATEGORY),
        subject=text(words.SUBJECT),
        source=_source(table, row),
        received=table.submission.file.received.date(),
    )


def plain_number(number: str) -> str:
    """Return a number as it was given, also where it was typed in full width or with another dash."""
    return re.sub(r"[‐‑‒–—―−]", "-", unicodedata.normalize("NFKC", number)).replace(" ", "")


def _source(table: ReturnTable, row: int) -> CellSource:
    """Return the cell of the verdict, which stands for the line."""
    sent = table.submission
    column = table.letters.get(words.VERDICT, "A")
    place = (table.rows[row],)
    return CellSource(sent.unit, sent.form, sent.period.code, sent.file.path, sent.file.sha256, sent.sheet, column, place)


def _says_something(decision: Decision) -> bool:
    return bool(decision.verdict or decision.evidence or decision.officer or decision.due)


def _day(value: Value) -> date | None:
    return date(value.year, value.month, value.day) if isinstance(value, date) else None
