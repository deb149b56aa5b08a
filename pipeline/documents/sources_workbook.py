"""溯源表.xlsx: every printed figure with its proof, and every cell it rests on with a link to the return as it was kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.catalogue import register as words
from pipeline.documents.material import Material
from pipeline.documents.register import Entry
from pipeline.documents.sheets import Cell, Column, Sheet
from pipeline.documents.table_book import table_book
from pipeline.model.document import Document
from pipeline.model.figure import Figure
from pipeline.model.merged import CellSource, MergedForm

_FIGURES = frozenset(("amount", "count", "rate", "days", "points", "growth", "rank", "score"))
_PRINTED_WIDTHS = (30, 16, 8, 20, 40, 24, 8, 10, 30, 40, 40, 10)
_SOURCES_WIDTHS = (40, 18, 14, 48, 14, 24)


def sources_workbook(entries: Sequence[Entry], figures: Iterable[Figure], material: Material) -> Document:
    """Return 溯源表.xlsx; words and dates of the document itself are in the register only."""
    period = material.period
    printed = [entry for entry in entries if entry.said.kind in _FIGURES or entry.said.sources]
    sheets = (
        Sheet(
            words.PRINTED_SHEET,
            words.PRINTED_TITLE.format(period=period.label),
            _columns(words.PRINTED_HEAD, _PRINTED_WIDTHS),
            [_printed_row(entry) for entry in printed],
        ),
        Sheet(
            words.SOURCES_SHEET,
            words.SOURCES_TITLE.format(period=period.label),
            (*_columns(words.SOURCES_HEAD, _SOURCES_WIDTHS), Column(words.ORIGINAL, "link")),
            list(_source_rows(figures, _endings(material.merged))),
        ),
    )
    content = table_book(sheets, words.BOOK_TITLE, period, material.definitions.office.policies)
    return Document(words.BOOK, content, words.BOOK_TITLE)


def _columns(headings: Sequence[str], widths: Sequence[int]) -> tuple[Column, ...]:
    return tuple(Column(heading, width=width) for heading, width in zip(headings, widths, strict=True))


def _printed_row(entry: Entry) -> tuple[Cell, ...]:
    said = entry.said
    return (
        entry.document,
        entry.part.rpartition("/")[2],
        entry.paragraph + 1,
        entry.text,
        said.figure,
        said.value if said.value is not None else said.missing,
        said.unit,
        said.period,
        said.meaning,
        said.formula,
        said.coverage,
        len(said.sources),
    )


def _source_rows(figures: Iterable[Figure], endings: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
    for figure in {one.name: one for one in figures if one.sources}.values():
        for source in figure.sources:
            yield (figure.name, source.unit, source.form, source.file, source.sheet, source.addresses, _kept(source, endings))


def _endings(merged: Mapping[str, MergedForm]) -> dict[str, str]:
    """Return content hash → kind of file, by which kept returns are named."""
    sent = (origin.submission.file for form in merged.values() for origin in form.origins)
    return {file.sha256: file.content for file in sent}


def _kept(source: CellSource, endings: Mapping[str, str]) -> str:
    return words.KEPT.format(sha256=source.sha256, ending=f".{endings.get(source.sha256, 'xlsx')}")
