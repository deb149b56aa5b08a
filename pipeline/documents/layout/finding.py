"""One place where a document is not laid out as the standard asks."""

from msgspec import Struct

from pipeline.catalogue import layout as say


class LayoutFinding(Struct, frozen=True):
    """Where, what was found, what the standard asks for, and in which clause."""

    where: str
    found: str
    expected: str
    clause: str

    def __str__(self) -> str:
        return say.FINDING.format(where=self.where, found=self.found, expected=self.expected, clause=self.clause)
