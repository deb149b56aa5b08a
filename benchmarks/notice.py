"""docxtpl beside our engine on the same templates, context and formatters: a short notice and the long 月通报.

python -m benchmarks.notice — rounds are interleaved, medians of CPU time are compared.
"""

import gc
import io
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
from docxtpl import DocxTemplate

from benchmarks.county import PERIOD, lay_out
from benchmarks.figure_environment import FigureEnvironment, plain
from benchmarks.material import contexts
from benchmarks.short_notice import add_to
from pipeline.config import load_definitions
from pipeline.documents.formatters import formatters
from pipeline.documents.template import Template

ROUNDS = {"单位情况": 15, "月通报": 7}


def seconds(render: Callable[[], bytes], times: int) -> float:
    """Return the CPU time of one rendering of several in a row, as in a month of many notices."""
    gc.collect()
    start = time.process_time()
    for _ in range(times):
        render()
    return (time.process_time() - start) / times


def with_docxtpl(content: bytes, context: Mapping[str, object], filters: Mapping[str, Callable[..., str]]) -> bytes:
    """Render as docxtpl's manual says: a new template for every document."""
    environment = FigureEnvironment(autoescape=True)
    environment.filters.update(filters)
    document = DocxTemplate(io.BytesIO(content))
    document.render(dict(context), jinja_env=environment)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def text(content: bytes) -> list[str]:
    """Return the words of a document, paragraph by paragraph, tables included."""
    body = docx.Document(io.BytesIO(content)).element.body
    paragraphs = ("".join(node.text or "" for node in paragraph.iter(f"{WORD}t")) for paragraph in body.iter(f"{WORD}p"))
    return [paragraph for paragraph in paragraphs if paragraph.strip()]


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def main() -> None:
    """Print, for each notice, the two medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = lay_out(Path(folder) / "county")
        add_to(workspace / "templates/notices", 0)
        definitions = load_definitions(workspace)
        filters = formatters(definitions.office.policies, definitions.vocabulary.measure_words)
        by_notice = contexts(workspace, PERIOD)
        for name, rounds in ROUNDS.items():
            content, context = definitions.templates[name], by_notice[name]
            template = Template.compile(name, content, filters)
            theirs_given = plain(context)
            assert isinstance(theirs_given, dict)
            same = text(template.render(context)) == text(with_docxtpl(content, theirs_given, filters))
            times = [
                (seconds(lambda: template.render(context), 10), seconds(lambda: with_docxtpl(content, theirs_given, filters), 3))  # noqa: B023
                for _ in range(rounds)
            ]
            ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
            print(
                f"{name}: ours {ours * 1000:.2f} ms, docxtpl {theirs * 1000:.1f} ms, {theirs / ours:.0f} times; same text: {same}"
            )


if __name__ == "__main__":
    main()
