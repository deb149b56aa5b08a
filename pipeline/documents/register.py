"""The register: every number, rank, list of names, date and text of the data that a document prints, with its place and its proof."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from pipeline.catalogue.templates import ORDINAL
from pipeline.documents.coverage import Coverage
from pipeline.documents.word.charts.data import ChartSeries
from pipeline.documents.word.rendering import Rendering
from pipeline.model.document import Document
from pipeline.model.figure import Figure, FigureKind
from pipeline.model.merged import RETURN, ROW, MergedForm
from pipeline.model.period import Period
from pipeline.model.register import FILE, FORMAT, folded

EntryKind = FigureKind | Literal["names", "date", "number", "text"]
_NUMBERS = ("文号", "序号")
_DATED = ("期", "文")
_NAMES = ("单位", "名称", "项目名称", "全称", "组别")


class Said(NamedTuple):
    """What is known of a printed piece wherever it stands. `value` is exact; it is None where `missing` says why, and for words."""

    figure: str
    kind: EntryKind
    value: str | None = None
    missing: str | None = None
    unit: str = ""
    period: str = ""
    meaning: str = ""
    formula: str = ""
    coverage: str = ""
    sources: tuple[str, ...] = ()


class Entry(NamedTuple):
    """One printed piece: where it stands, and what it tells."""

    document: str
    part: str
    paragraph: int
    """which of the part's paragraphs, from 0, tables included; the series of a chart"""
    start: int
    """place in the paragraph's text; the category of a chart"""
    text: str
    said: Said


class Register:
    """Makes entries of what a rendering printed; what is said of a figure is worked out once."""

    def __init__(self, coverage: Coverage) -> None:
        self._coverage = coverage
        self._said: dict[int, tuple[Figure, Said]] = {}

    def entries(self, document: str, rendering: Rendering) -> Iterator[Entry]:
        """Yield an entry for each piece of a document and for each number of its charts."""
        recorder = rendering.recorder
        for piece in rendering.pieces():
            said = self.said_of(recorder.subjects[piece.number], recorder.names[piece.number])
            yield Entry(document, piece.part, piece.paragraph, piece.start, piece.text, said)
        for part, chart in rendering.charts.items():
            for number, series in enumerate(chart.series):
                yield from self._of_series(document, (part, number), series)

    def _of_series(self, document: str, place: tuple[str, int], series: ChartSeries) -> Iterator[Entry]:
        for category, (value, figure) in enumerate(zip(series.values, series.figures, strict=True)):
            if value is not None and figure is not None:
                text = f"{value:.{series.decimals}f}"
                yield Entry(document, *place, category, text, self.said_of(figure, series.name))

    def said_of(self, subject: object, name: str) -> Said:
        """Return what an entry says besides its place."""
        if isinstance(subject, Mapping):
            subject = subject.get("名次", subject.get("单位", ""))
        if isinstance(subject, Figure):
            return self._of_figure(subject)
        if isinstance(subject, list | tuple) and not name:
            return Said(ORDINAL, "number")  # 一是, 二是: which of several points this is
        if isinstance(subject, list | tuple):
            return Said(name, "names", str(len(subject)), sources=tuple(_sources_of_rows(subject)))
        return Said(name, _kind_of(subject, name), sources=getattr(subject, "sources", ()))

    def _of_figure(self, figure: Figure) -> Said:
        known = self._said.get(id(figure))
        if known is None:
            known = self._said[id(figure)] = figure, self._said_of_figure(figure)
        return known[1]

    def _said_of_figure(self, figure: Figure) -> Said:
        return Said(
            figure.name,
            figure.kind,
            None if figure.value is None else format(figure.value, "f"),
            None if figure.missing is None else figure.missing.value,
            figure.unit,
            figure.period,
            figure.meaning,
            figure.formula,
            self._coverage.of(figure),
            tuple([source.written for source in figure.sources]),
        )


def document(
    entries: Iterable[Entry], paragraphs: Mapping[str, int], period: Period, merged: Mapping[str, MergedForm]
) -> Document:
    """Return register.json: what is printed, how many paragraphs each body has, and the cells it rests on, by file and sheet."""
    listing = {
        "format": FORMAT,
        "period": period.code,
        "paragraphs": dict(paragraphs),
        **folded(Said._fields, ((entry[:-1], entry.said) for entry in entries)),
        "cells": {f"{file}|{sheet}": cells for (file, sheet), cells in _cells(merged.values()).items()},
    }
    return Document(FILE, json.dumps(listing, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _cells(merged: Iterable[MergedForm]) -> dict[tuple[str, str], dict[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for form in merged:
        columns = {name: form.frame[name].tolist() for name in form.form.columns}
        for place, (origin, row) in enumerate(zip(form.frame[RETURN].tolist(), form.frame[ROW].tolist(), strict=True)):
            sent = form.origins[origin].submission
            cells = found.setdefault((sent.file.path, sent.sheet), {})
            for name, letter in form.origins[origin].letters.items():
                value = columns[name][place] if name in columns else None
                if value is not None:
                    cells[f"{letter}{row}"] = format(value, "f") if isinstance(value, Decimal) else str(value)
    return found


def _kind_of(subject: object, name: str) -> EntryKind:
    first, last = name.partition(".")[0], name.rpartition(".")[2]
    if isinstance(subject, Decimal | int) or last in _NUMBERS:
        return "number"
    if isinstance(subject, date) or first in _DATED:
        return "date"
    return "names" if last in _NAMES else "text"


def _sources_of_rows(rows: Iterable[object]) -> Iterator[str]:
    """Yield the cells that decide about the rows named: those of their values."""
    yield from dict.fromkeys(source for row in rows for source in _sources_of_row(row))


def _sources_of_row(row: object) -> Iterator[str]:
    for told in row.values() if isinstance(row, Mapping) else (row,):
        if isinstance(told, Figure):
            yield from (source.written for source in told.sources)
        else:
            yield from getattr(told, "sources", ())
