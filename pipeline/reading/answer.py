"""What a child answers about one file."""

from datetime import datetime

from msgspec import Struct

from pipeline.model.explanation import Answered
from pipeline.model.finding import Finding
from pipeline.model.submission import InboxFile
from pipeline.model.table import ReturnTable


class Receipt(Struct, frozen=True):
    """One line of the receipt register; `file` is a path below the inbox or a file's name."""

    file: str
    received: datetime


class GridRequest(Struct, frozen=True):
    """Asks a child to show a file as it is, instead of reading the returns in it."""

    file: InboxFile


class RereadRequest(Struct, frozen=True):
    """Asks a child to read a file with a second reader as well, and to compare the cells."""

    file: InboxFile


class Answer(Struct, frozen=True):
    """All that came out of one file."""

    tables: tuple[ReturnTable, ...] = ()
    findings: tuple[Finding, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    answers: tuple[Answered, ...] = ()
    """what its 审核意见 sheet answers to earlier findings"""
