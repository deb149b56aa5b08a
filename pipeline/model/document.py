"""What a batch gives out."""

from msgspec import Struct


class Document(Struct, frozen=True):
    """One finished file of outbox/<period>/; `path` is below that folder, with forward slashes."""

    path: str
    content: bytes
    title: str = ""
