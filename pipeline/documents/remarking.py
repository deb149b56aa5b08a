"""What the proof copy says beside a figure: its exact value, definition, formula, coverage, cells, and last period's value."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from pipeline.catalogue import register as words
from pipeline.documents.coverage import Coverage
from pipeline.documents.word.escaping import LINE_BREAK, escaped
from pipeline.documents.word.remarks import Remark
from pipeline.model.earlier import EarlierFigures
from pipeline.model.figure import Figure
from pipeline.model.merged import CellSource
from pipeline.model.unrounded import unrounded

_SHOWN = 10


class Remarking:
    """Remarks on what notices print, ready to stand in a comment; each figure's is written once, however often it is printed."""

    def __init__(self, coverage: Coverage, last: EarlierFigures | None) -> None:
        self._coverage, self._last = coverage, last
        self._written: dict[int, tuple[object, Remark]] = {}
        self._meanings: dict[tuple[str, str, str], Remark] = {}
        self._sources: dict[int, tuple[Sequence[CellSource], Remark]] = {}

    def on(self, subject: object, name: str) -> Remark:
        """Return the remark on one piece; empty for words, dates and numbers of the document itself."""
        known = self._written.get(id(subject))
        if known is not None:
            return known[1]
        if isinstance(subject, Mapping):
            return self.on(subject.get("名次"), name)
        if isinstance(subject, Figure):
            written = self.figure(subject)
        elif isinstance(subject, list | tuple) and name:
            written = _lines(_names(subject, name))
        else:
            return ""
        self._written[id(subject)] = subject, written
        return written

    def figure(self, figure: Figure) -> Remark:
        """Return the remark on a figure, one fact a line."""
        value = exact(figure) if figure.missing is None else words.MISSING.format(missing=figure.missing.value)
        own = _lines((words.NAMED.format(name=figure.name), value))
        meaning, last = self._meaning(figure), self.last(figure)
        return LINE_BREAK.join(filter(None, (own, meaning, last and escaped(last), self._sources_of(figure.sources))))

    def _meaning(self, figure: Figure) -> Remark:
        """Return the lines that many figures share: all of a column of a ranking, all of a unit."""
        key = figure.formula, figure.meaning, self._coverage.of(figure)
        known = self._meanings.get(key)
        if known is None:
            said = zip((words.FORMULA, words.MEANING, words.COVERAGE), key, strict=True)
            known = self._meanings[key] = _lines(sentence.format(said=one) for sentence, one in said if one)
        return known

    def _sources_of(self, sources: Sequence[CellSource]) -> Remark:
        """Return the line that a figure shares with its rank."""
        known = self._sources.get(id(sources))
        if known is None:
            known = self._sources[id(sources)] = sources, escaped(_sources(sources))
        return known[1]

    def last(self, figure: Figure) -> str:
        """Return the value of the period before; empty where there was no batch."""
        value = self.last_value(figure)
        if value is None:
            return "" if self._last is None else words.NO_LAST
        return words.LAST.format(value=unrounded(value, figure.kind, figure.unit))

    def last_value(self, figure: Figure) -> Decimal | None:
        """Return what the figure, or the rank, was in the period before."""
        if self._last is None:
            return None
        rank = self._last.ranks.get(figure.name.removesuffix(".名次")) if figure.kind == "rank" else None
        return self._last.values.get(figure.name) if rank is None else Decimal(rank)


def _lines(told: Iterable[str]) -> Remark:
    return LINE_BREAK.join([escaped(line) for line in told if line])


def exact(figure: Figure) -> str:
    """Return a figure's value before it was rounded, rates in percent."""
    return "" if figure.value is None else words.EXACT.format(value=unrounded(figure.value, figure.kind, figure.unit))


def _names(rows: Sequence[object], name: str) -> list[str]:
    sources = {source for row in rows if isinstance(row, Mapping) for one in row.values() for source in _cells_of(one)}
    counted = words.LIST.format(name=name, count=len(rows))
    if not sources:
        return [counted]
    files = len({source.file for source in sources})
    return [counted, words.LISTED.format(files=files, cells=sum(len(source.rows) for source in sources))]


def _cells_of(one: object) -> tuple[CellSource, ...]:
    return one.sources if isinstance(one, Figure) else ()


def _sources(sources: Sequence[CellSource]) -> str:
    if not sources:
        return words.NO_SOURCES
    if len(sources) == 1:
        return words.SOURCES.format(sources=_source(sources[0]))
    shown, rest = sources[:_SHOWN], sources[_SHOWN:]
    said = [_source(one) for one in shown]
    if rest:
        files = len({one.file for one in rest} - {one.file for one in shown})
        said.append(words.MORE_SOURCES.format(files=files, cells=sum(len(one.rows) for one in rest)))
    return words.SOURCES.format(sources=words.SEMICOLON.join(said))


def _source(one: CellSource) -> str:
    return words.SOURCE.format(file=one.file, sheet=one.sheet, cells=one.addresses)
