"""What the proof copy says beside a figure: its exact value, definition, formula, coverage, cells, and last period's value."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.catalogue import register as words
from pipeline.documents.coverage import Coverage
from pipeline.model.earlier import EarlierFigures
from pipeline.model.figure import Figure
from pipeline.model.merged import CellSource

_SHOWN = 10
_DECIMALS = 6
"""a quotient has no end: what a reader compares are its first places; the register has all"""
_PERCENTAGES = ("rate", "growth", "points")


class Remarking:
    """Remarks on what notices print; each figure's is written once, however often it is printed."""

    def __init__(self, coverage: Coverage, last: EarlierFigures | None) -> None:
        self._coverage, self._last = coverage, last
        self._written: dict[int, tuple[object, str]] = {}

    def on(self, subject: object, name: str) -> str | None:
        """Return the remark on one piece; None for words, dates and numbers of the document itself."""
        if isinstance(subject, Mapping):
            subject = subject.get("名次")
        if not isinstance(subject, Figure | list | tuple) or not (name or isinstance(subject, Figure)):
            return None
        known = self._written.get(id(subject))
        if known is None:
            written = self.figure(subject) if isinstance(subject, Figure) else _names(subject, name)
            known = self._written[id(subject)] = subject, written
        return known[1]

    def figure(self, figure: Figure) -> str:
        """Return the remark on a figure, one fact a line."""
        coverage = self._coverage.of(figure)
        lines = [
            words.NAMED.format(name=figure.name),
            exact(figure) if figure.missing is None else words.MISSING.format(missing=figure.missing.value),
            words.FORMULA.format(formula=figure.formula) if figure.formula else "",
            words.MEANING.format(meaning=figure.meaning) if figure.meaning else "",
            words.COVERAGE.format(coverage=coverage) if coverage else "",
            self.last(figure),
            _sources(figure.sources),
        ]
        return "\n".join(line for line in lines if line)

    def last(self, figure: Figure) -> str:
        """Return the value of the period before; empty where there was no batch."""
        value = self.last_value(figure)
        if value is None:
            return "" if self._last is None else words.NO_LAST
        return words.LAST.format(value=_digits(value, figure), unit=_unit(figure))

    def last_value(self, figure: Figure) -> Decimal | None:
        """Return what the figure, or the rank, was in the period before."""
        if self._last is None:
            return None
        rank = self._last.ranks.get(figure.name.removesuffix(".名次")) if figure.kind == "rank" else None
        return self._last.values.get(figure.name) if rank is None else Decimal(rank)


def exact(figure: Figure) -> str:
    """Return a figure's value before it was rounded, rates in percent."""
    return "" if figure.value is None else words.EXACT.format(value=_digits(figure.value, figure), unit=_unit(figure))


def _digits(value: Decimal, figure: Figure) -> str:
    shown = value * 100 if figure.kind in _PERCENTAGES else value
    whole, point, decimals = format(shown.normalize() if shown else Decimal(0), "f").partition(".")
    return f"{whole}{point}{decimals}" if len(decimals) <= _DECIMALS else f"{whole}.{decimals[:_DECIMALS]}{words.AND_SO_ON}"


def _unit(figure: Figure) -> str:
    return words.PERCENT if figure.kind in ("rate", "growth") else figure.unit


def _names(rows: Sequence[object], name: str) -> str:
    sources = {source for row in rows if isinstance(row, Mapping) for one in row.values() for source in _cells_of(one)}
    counted = words.LIST.format(name=name, count=len(rows))
    if not sources:
        return counted
    files = len({source.file for source in sources})
    return counted + "\n" + words.LISTED.format(files=files, cells=sum(len(source.rows) for source in sources))


def _cells_of(one: object) -> tuple[CellSource, ...]:
    return one.sources if isinstance(one, Figure) else ()


def _sources(sources: Sequence[CellSource]) -> str:
    if not sources:
        return words.NO_SOURCES
    shown, rest = sources[:_SHOWN], sources[_SHOWN:]
    said = [words.SOURCE.format(file=one.file, sheet=one.sheet, cells=one.addresses) for one in shown]
    if rest:
        files = len({one.file for one in rest} - {one.file for one in shown})
        said.append(words.MORE_SOURCES.format(files=files, cells=sum(len(one.rows) for one in rest)))
    return words.SOURCES.format(sources=words.SEMICOLON.join(said))
