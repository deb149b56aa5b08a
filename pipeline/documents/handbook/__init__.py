"""字段手册.docx: every name a template may use, with what it means, the value of the last issue and the tag to copy."""

from collections.abc import Iterator

from pipeline.catalogue import field_handbook as words
from pipeline.catalogue.charts import NAME as CHARTS
from pipeline.documents import context
from pipeline.documents.context import Context
from pipeline.documents.formatters import formatters
from pipeline.documents.handbook.entries import Entry, entries_of
from pipeline.documents.handbook.examples import examples
from pipeline.documents.handbook.page import Section, handbook
from pipeline.documents.handbook.usual import Usual
from pipeline.documents.material import Material
from pipeline.documents.notices import document_context
from pipeline.documents.numbering import Numbering
from pipeline.documents.samples import sample
from pipeline.documents.unit_context import unit_contexts
from pipeline.model.definitions import Definitions
from pipeline.model.document import Document
from pipeline.model.period import Period

__all__ = ["field_handbook", "sections"]

_ANY_PERIOD = Period.parse("2023-04")


def field_handbook(definitions: Definitions, material: Material | None) -> Document:
    """Return the handbook; the names are read off a sample, so that it is whole also before the first batch."""
    period = None if material is None else material.period
    office = definitions.office.name
    subtitle = words.SUBTITLE_EMPTY if period is None else words.SUBTITLE
    head = subtitle.format(office=office, period="" if period is None else period.label)
    return Document(words.FILE, handbook(head, [*sections(definitions, material), *_formats()]), words.TITLE)


def sections(definitions: Definitions, material: Material | None) -> Iterator[Section]:
    """Yield the names of every notice, then those of each statistic."""
    usual = Usual(formatters(definitions.office.policies, definitions.vocabulary.measure_words))
    names, values = _sample_names(definitions), {} if material is None else context.build(material)
    for name in (*(one for one in words.SECTIONS if one in names), *definitions.statistics):
        found = entries_of((name,), names[name], values.get(name), usual)
        said = words.SECTIONS.get(name, words.STATISTIC.format(name=name))
        yield Section(said, words.HEADINGS, tuple(_lines(entry, name) for entry in found))
    charts = [(chart, rule.of) for notice in definitions.notices.values() for chart, rule in notice.charts.items()]
    if charts:
        yield Section(words.SECTIONS[CHARTS], words.HEADINGS, tuple(_chart(name, of) for name, of in charts))


def _sample_names(definitions: Definitions) -> Context:
    material = sample(definitions, _ANY_PERIOD)
    notice = next(iter(definitions.notices.values()), None)
    document = {} if notice is None else document_context(notice, _ANY_PERIOD, Numbering.of(definitions))
    own = next(unit_contexts(material, ()), {})
    return context.build(material) | {"文": {**document, "标题": ""}} | own


def _lines(entry: Entry, section: str) -> tuple[str, ...]:
    value = {"单位": words.PER_UNIT, "文": words.PER_NOTICE}.get(section, entry.value)
    unit = words.UNIT.format(unit=entry.unit) if entry.unit else ""
    return entry.name + unit, entry.meaning, value, entry.tag


def _chart(name: str, of: str) -> tuple[str, ...]:
    dotted = f"{CHARTS}.{name}"
    return dotted, words.CHART_MEANING.format(of=of), words.NO_VALUE, f"{{{{ {dotted} }}}}"


def _formats() -> Iterator[Section]:
    """Yield every formatter with its worked examples, by name, in the order of the handbook of wording."""
    lines = [
        (one.call.partition("(")[0], one.says, one.prints or words.NOTHING, words.FORMAT_TAG.format(call=one.call))
        for one in examples()
    ]
    yield Section(words.FORMATS, words.FORMATS_HEADINGS, tuple(sorted(lines, key=lambda line: line[0])))
