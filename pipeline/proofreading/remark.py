"""What a check has to say about a place of a text."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final, Protocol

from msgspec import Struct

from pipeline.proofreading.text import Paragraph, Text


class Severity(StrEnum):
    """错误 is proved by the text or the register; 疑问 wants a person's eye."""

    WRONG = "错误"
    DOUBT = "疑问"


class Remark(Struct, frozen=True):
    """One thing found: where, what stands there, what is expected there."""

    code: str
    severity: Severity
    paragraph: Paragraph
    found: str
    said: str


class Check(Protocol):
    """A check reads a whole text and yields what it finds."""

    def __call__(self, text: Text, /) -> Iterator[Remark]: ...


WRONG: Final = Severity.WRONG
DOUBT: Final = Severity.DOUBT
