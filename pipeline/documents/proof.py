"""The proof of the notices of a batch: a copy of each with a comment on every figure, the register, and 溯源表.xlsx."""

from collections.abc import Iterator

from pipeline.beside import Beside
from pipeline.catalogue import register as words
from pipeline.documents import register
from pipeline.documents.coverage import Coverage
from pipeline.documents.judgement import points
from pipeline.documents.judgement_page import judgement_page
from pipeline.documents.material import Material
from pipeline.documents.notices import IssuedNotice
from pipeline.documents.overview.facts import overview_facts
from pipeline.documents.register import Entry, Register
from pipeline.documents.remarking import Remarking
from pipeline.documents.sources_workbook import sources_workbook
from pipeline.documents.word.remarks import Signature
from pipeline.model.document import Document
from pipeline.model.figure import Figure


class Proof:
    """Makes the proof copy of each notice, and collects what all of them print."""

    def __init__(self, material: Material) -> None:
        self._material = material
        coverage = Coverage(material)
        self._register = Register(coverage)
        self._remarking = Remarking(coverage, material.last)
        day = material.period.end.isoformat()
        self._signature = Signature(words.AUTHOR, words.INITIALS, f"{day}T00:00:00Z")
        self._entries: list[Entry] = []
        self._figures: list[Figure] = []
        self._lengths: dict[str, int] = {}
        self._paragraphs: dict[str, int] = {}

    def copy(self, issued: IssuedNotice) -> Document:
        """Return the proof copy of a notice: the same rendering, with a remark on every figure of its body."""
        recorder = issued.rendering.recorder
        content = issued.rendering.proof(
            lambda number: self._remarking.on(recorder.subjects[number], recorder.names[number]), self._signature
        )
        path = words.PROOF_NAME.format(folder=words.FOLDER, stem=issued.path.removesuffix(".docx"))
        return Document(path, content, words.PROOF_TITLE.format(title=issued.title))

    def enter(self, issued: IssuedNotice) -> None:
        """Keep in the register what a notice prints."""
        rendering = issued.rendering
        self._lengths[issued.title] = max(rendering.characters, self._lengths.get(issued.title, 0))
        if any(part.name == rendering.body for part, _ in rendering.parts):
            self._paragraphs[issued.path] = rendering.paragraphs
        self._entries += self._register.entries(issued.path, rendering)
        self._figures += (one for one in rendering.recorder.subjects if isinstance(one, Figure))

    def sources(self) -> Beside[Document]:
        """Begin 溯源表.xlsx."""
        return Beside(lambda: sources_workbook(self._entries, self._figures, self._material), len(self._entries))

    def register(self) -> Document:
        """Return register.json."""
        return register.document(self._entries, self._paragraphs, self._material.period, self._material.merged)

    def companions(self) -> Iterator[Document]:
        """Yield 送审说明 and what the pages show of the issue."""
        to_judge = points(self._material, self._entries, self._lengths)
        yield judgement_page(to_judge, self._material.period)
        yield overview_facts(self._material, to_judge)
