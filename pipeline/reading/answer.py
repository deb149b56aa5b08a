"""What a child answers about one file."""

from dataclasses import dataclass
from datetime import datetime

from pipeline.model.explanation import Answered
from pipeline.model.finding import Finding
from pipeline.model.submission import InboxFile
from pipeline.model.table import ReturnTable


@dataclass(frozen=True)
class Receipt:
    """One line of the receipt register; `file` is a path below the inbox or a file's name."""

    file: str
    received: datetime


@dataclass(frozen=True)
class GridRequest:
    """Asks a child to show a file as it is, instead of reading the returns in it."""

    file: InboxFile


@dataclass(frozen=True)
class RereadRequest:
    """Asks a child to read a file with a second reader as well, and to compare the cells."""

    file: InboxFile


@dataclass(frozen=True)
class Answer:
    """All that came out of one file."""

    tables: tuple[ReturnTable, ...] = ()
    findings: tuple[Finding, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    answers: tuple[Answered, ...] = ()
    """what its 审核意见 sheet answers to earlier findings"""
