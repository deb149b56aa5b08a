"""Everything a batch prints: what is read again at once, and what is still being made beside while that is done."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Self

from msgspec import Struct

from pipeline.beside import Beside, Shared
from pipeline.documents.findings_book import findings_book
from pipeline.documents.ledger_workbook import ledger_workbooks
from pipeline.documents.material import Material
from pipeline.documents.notices import IssuedNotice
from pipeline.documents.proof import Proof
from pipeline.documents.summary_workbook import summary
from pipeline.model.document import Document

Make = Callable[[], Sequence[Document]]


class Rendered(Struct, frozen=True):
    """The documents of a period. The notices and the register are finished; copies and workbooks may still be under way."""

    notices: Sequence[Document]
    register: Document
    companions: Sequence[Document]
    """送审说明, and what the pages show of the issue"""
    sources: Beside[Document]
    others: Shared[Make, Sequence[Document]]
    """the workbooks, then the proof copy of each notice"""

    @classmethod
    def of(cls, issued: Sequence[IssuedNotice], material: Material) -> Self:
        """Finish the notices and their register, and begin the rest."""
        proof = Proof(material)
        books: list[Make] = [
            lambda: [summary(material)],
            lambda: [findings_book(material)],
            lambda: [*ledger_workbooks(material)],
        ]
        copies: list[Make] = [partial(_copy, proof, one) for one in issued]
        others: Shared[Make, Sequence[Document]] = Shared(_made, books + copies)  # what takes longest begins first
        for one in issued:
            proof.enter(one)
        sources = proof.sources()
        return cls([one.document for one in issued], proof.register(), tuple(proof.companions()), sources, others)

    def whole(self) -> tuple[Document, ...]:
        """Wait for the rest and return all documents, each notice before its copy; to be called once."""
        made = self.others.result()
        first = len(made) - len(self.notices)
        books, copies = made[:first], made[first:]
        notices = [one for notice, copy in zip(self.notices, copies, strict=True) for one in (notice, *copy)]
        return (*notices, *(book for some in books for book in some), *self.companions, self.sources.result(), self.register)


def _made(make: Make) -> Sequence[Document]:
    return make()


def _copy(proof: Proof, issued: IssuedNotice) -> Sequence[Document]:
    return [proof.copy(issued)]
