"""更正: what a frozen issue said, and what it says once late and corrected returns are in."""

from datetime import datetime

from msgspec import Struct


class Correction(Struct, frozen=True):
    """One sentence of one document, as issued and as it should read; empty where there is none."""

    document: str
    place: str
    """where in the document: 第3段, 第12行（表格）"""
    old: str
    new: str
    edited: bool = False
    """True where the office changed the issued sentence by hand, so that `old` is not what was issued"""


class FrozenIssue(Struct, frozen=True):
    """One edition of a period that nobody may change any more."""

    period: str
    edition: int
    at: datetime
    by: str
    folder: str
    """below outbox/<period>/; empty for the first edition"""
    manifest_sha256: str
    journal: tuple[int, str]
    """how many entries the journal had, and the hash of the last"""
    outputs: dict[str, str]
    """document → hash of what the program had written"""
    standing: dict[str, str]
    """path → hash of what stood there when it was frozen; staff may have edited it before"""
    inputs: tuple[dict[str, object], ...] = ()
    """the returns it was made from, as the manifest lists them"""
