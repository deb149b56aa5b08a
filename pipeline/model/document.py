"""What a batch gives out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """One finished file of outbox/<period>/; `path` is below that folder, with forward slashes."""

    path: str
    content: bytes
    title: str = ""
