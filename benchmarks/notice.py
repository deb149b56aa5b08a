"""docxtpl beside our engine on the same templates, data and formatters, and the proof copy beside the clean copy.

python -m benchmarks.notice — all notices of the month together; then a short notice to every unit, the monthly notice, and a long one of
150 rows and three charts, each by itself: alone it bears the cost of remarks that other notices repeat. docxtpl cannot make our charts:
both engines are given the template without them. Rounds are interleaved, medians of CPU time are compared. Each engine makes documents in a
row until there is something to measure, without the garbage collector, which a batch does without.
"""

import gc
import io
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import docx
from docxtpl import DocxTemplate

from benchmarks import long_notice, short_notice
from benchmarks.county import PERIOD, lay_out
from benchmarks.figure_environment import FigureEnvironment, plain
from benchmarks.material import CHARTS, Printable, material_of, printables
from pipeline.documents import context, notices
from pipeline.documents.compiled import due_notices
from pipeline.documents.coverage import Coverage
from pipeline.documents.formatters import formatters
from pipeline.documents.material import Material
from pipeline.documents.notices import IssuedNotice
from pipeline.documents.proof import Proof
from pipeline.documents.register import Register
from pipeline.documents.register import document as register_of
from pipeline.documents.template import Template
from pipeline.model.notice import Notice
from pipeline.proofreading import proofread, read
from pipeline.proofreading.registered import parsed

NOTICES = ("单位情况", "月通报", "县通览")
ROUNDS = 9
FEW = 3
LEAST = 0.1
"""seconds a measurement lasts"""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Filters = Mapping[str, Callable[..., object]]


def with_docxtpl(content: bytes, context: Mapping[str, object], filters: Filters) -> bytes:
    """Render as docxtpl's manual says: a new template for every document."""
    environment = FigureEnvironment(autoescape=True)
    environment.filters.update(filters)
    document = DocxTemplate(io.BytesIO(content))
    document.render(dict(context), jinja_env=environment)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def without_charts(content: bytes) -> bytes:
    """Return a template without the paragraphs that stand for charts."""
    document = docx.Document(io.BytesIO(content))
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("{{ " + CHARTS):
            paragraph._p.getparent().remove(paragraph._p)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def text(content: bytes) -> list[str]:
    """Return the words of a document, paragraph by paragraph, tables included."""
    body = docx.Document(io.BytesIO(content)).element.body
    paragraphs = ("".join(node.text or "" for node in paragraph.iter(f"{WORD}t")) for paragraph in body.iter(f"{WORD}p"))
    return [paragraph for paragraph in paragraphs if paragraph.strip()]


class Trial:
    """One notice to be made by both engines: all its documents by ours, the first few by docxtpl."""

    def __init__(self, name: str, given: Sequence[Printable], material: Material) -> None:
        definitions = material.definitions
        self.name, self.given, self.material = name, given, material
        self.filters = formatters(definitions.office.policies, definitions.vocabulary.measure_words)
        content = definitions.templates[name]
        self.bare = without_charts(content)
        self.whole, self.undrawn = (Template.compile(name, one, self.filters) for one in (content, self.bare))
        self.plain = [plain(one.without_charts) for one in given[:FEW]]

    def docxtpl(self) -> list[bytes]:
        return [with_docxtpl(self.bare, one, self.filters) for one in self.plain]

    def ours(self) -> list[bytes]:
        return [self.undrawn.render(one.context) for one in self.given]

    def with_charts(self) -> list[bytes]:
        return [issued.content for issued in self._issued()]

    def with_proof(self) -> list[tuple[bytes, bytes]]:
        proof = Proof(self.material)
        return [(issued.content, proof.copy(issued).content) for issued in self._issued()]

    def with_register(self) -> None:
        proof = Proof(self.material)
        for issued in self._issued():
            proof.enter(issued)
            issued.content, proof.copy(issued)

    def as_issued(self) -> None:
        """Do for each what a notice needs to stand in the outbox: made, registered, read again against the register."""
        material = self.material
        register, roster = Register(Coverage(material)), material.definitions.directory.roster
        for issued in self._issued():
            entries = register.entries(issued.path, issued.rendering)
            printed = parsed(register_of(entries, {}, material.period, {}).content)
            proofread(read(issued.content, issued.path), [piece for piece in printed if piece.text], roster=roster)

    def _issued(self) -> Iterator[IssuedNotice]:
        for one in self.given:
            yield IssuedNotice(self.name, self.name, self.whole.printed(one.context, one.charts))

    @property
    def same(self) -> bool:
        """Whether both engines print the same words."""
        return all(text(ours) == text(theirs) for ours, theirs in zip(self.ours(), self.docxtpl(), strict=False))


def seconds(make: Callable[[], object], count: int) -> float:
    """Return the CPU time of one document, of several made in a row; `make` makes `count` of them."""
    gc.collect()
    gc.disable()
    start, made, spent = time.process_time(), 0, 0.0
    while spent < LEAST:
        make()
        made, spent = made + count, time.process_time() - start
    gc.enable()
    return spent / made


def measured(trial: Trial) -> dict[str, float]:
    """Return the medians in milliseconds by what was made."""
    many, few = len(trial.given), len(trial.plain)
    makers = {
        "docxtpl": (trial.docxtpl, few),
        "ours": (trial.ours, many),
        "with its charts": (trial.with_charts, many),
        "and its proof copy": (trial.with_proof, many),
        "and its register": (trial.with_register, many),
        "as the outbox has it, registered and read again": (trial.as_issued, many),
    }
    rounds = [{name: seconds(*maker) for name, maker in makers.items()} for _ in range(ROUNDS)]
    return {name: statistics.median(one[name] for one in rounds) * 1000 for name in makers}


def told(trial: Trial) -> Iterator[str]:
    """Yield what was measured of one notice."""
    rendering = trial.whole.printed(trial.given[0].context, trial.given[0].charts)
    figures = len(rendering.recorder.printed)
    yield f"{trial.name}: {len(trial.given)} documents; {rendering.paragraphs} paragraphs, {figures} values; same text: {trial.same}"
    took = measured(trial)
    yield "  " + ", ".join(f"{name} {time:.2f} ms" for name, time in took.items())
    clean, both = took["with its charts"], took["and its proof copy"]
    yield f"  docxtpl takes {took['docxtpl'] / took['ours']:.1f} times as long as ours on the same content"
    issued = took["as the outbox has it, registered and read again"]
    yield f"  the proof copy costs {(both - clean) / clean:.2f} times the rendering, {(both - clean) / issued:.2f} times the notice as issued"


def month(material: Material) -> dict[str, float]:
    """Return the CPU milliseconds of all notices of the month: made from the figures, their proof copies, their register."""
    due = due_notices(material.definitions, material.period)
    rounds = [_month_once(material, due) for _ in range(ROUNDS)]
    return {name: statistics.median(one[name] for one in rounds) * 1000 for name in rounds[0]}


def _month_once(material: Material, due: Sequence[tuple[Notice, Template]]) -> dict[str, float]:
    gc.collect()
    gc.disable()
    begun = time.process_time()
    shared = context.build(material)
    issued = [one for notice, template in due for one in notices.issue(notice, template, shared, material)]
    clean = [one.document for one in issued]
    made = time.process_time()
    proof = Proof(material)
    copies = [proof.copy(one) for one in issued]
    copied = time.process_time()
    for one in issued:
        proof.enter(one)
    entered = time.process_time()
    gc.enable()
    assert len(clean) == len(copies)
    return {"clean": made - begun, "proof copies": copied - made, "register": entered - copied}


def told_of_month(material: Material) -> Iterator[str]:
    """Yield what was measured of all notices of the month together."""
    took = month(material)
    yield "all notices of the month: " + ", ".join(f"{name} {time:.0f} ms" for name, time in took.items())
    yield f"  the proof copies cost {took['proof copies'] / took['clean']:.2f} times the clean copies"


def main() -> None:
    """Print, for each notice and for all of the month, the medians and their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = lay_out(Path(folder) / "county")
        short_notice.add_to(workspace / "templates/notices", 0)
        long_notice.add_to(workspace / "templates/notices")
        material = material_of(workspace, PERIOD)
    for line in told_of_month(material):
        print(line)
    given = printables(material)
    for name in NOTICES:
        for line in told(Trial(name, given[name], material)):
            print(line)


if __name__ == "__main__":
    main()
