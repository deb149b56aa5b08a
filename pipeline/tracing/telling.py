"""A trace as lines of text."""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.catalogue import tracing as say
from pipeline.tracing.cells import CellTrace
from pipeline.tracing.figures import FigureTrace

_PRINTED, _CELLS = 3, 10
_PERCENTAGES = ("rate", "growth")


def figure_lines(trace: FigureTrace, depth: int = 0) -> Iterator[str]:
    """Yield the tree of a figure, each level set in."""
    for line in _own_lines(trace):
        yield "　" * (2 * depth) + line
    for part in trace.parts:
        yield from figure_lines(part, depth + 1)


def _own_lines(trace: FigureTrace) -> Iterator[str]:
    figure = trace.figure
    if figure["value"] is None:
        yield say.MISSING.format(name=figure["name"], missing=figure["missing"])
    else:
        yield say.VALUE.format(name=figure["name"], value=_shown(figure["value"], figure["kind"]), unit=_unit(figure))
    for key, words in (("formula", say.FORMULA), ("meaning", say.MEANING)):
        if figure.get(key):
            yield "　" + words.format(**{key: figure[key]})
    if trace.coverage:
        yield "　" + say.COVERAGE.format(coverage=trace.coverage)
    for entry in trace.printed[:_PRINTED]:
        yield "　" + say.PRINTED.format(text=entry["text"], document=entry["document"], paragraph=entry["paragraph"] + 1)
    if len(trace.printed) > _PRINTED:
        yield "　" + say.MORE_PRINTED.format(count=len(trace.printed) - _PRINTED)
    yield from _cell_lines(trace)


def _cell_lines(trace: FigureTrace) -> Iterator[str]:
    before = ("", "")
    for file, sheet, cells in trace.cells:
        if (file, sheet) != before:
            yield "　" + say.SOURCE.format(file=file, sheet=sheet)
        before = file, sheet
        shown = [say.CELL.format(cell=cell, value=value or say.BLANK) for cell, value in cells[:_CELLS]]
        more = [say.MORE_CELLS.format(count=len(cells) - _CELLS)] if len(cells) > _CELLS else []
        yield "　　" + "，".join((*shown, *more))


def cell_lines(trace: CellTrace) -> Iterator[str]:
    """Yield what a cell is, and every sentence it moves."""
    yield say.CELL_HEAD.format(**{**vars(trace), "value": trace.value or say.BLANK})
    pieces = sum(len(one.pieces) for one in trace.sentences)
    yield say.MOVES.format(count=pieces) if pieces else say.MOVES_NOTHING
    for one in trace.sentences:
        texts = "、".join(dict.fromkeys(piece["text"] for piece in one.pieces))
        place = one.paragraph + 1 if one.text else say.IN_CHART
        yield say.SENTENCE.format(document=one.document, paragraph=place, texts=texts)
        if one.text and one.text != texts:
            yield say.IN_SENTENCE.format(sentence=one.text)


def _shown(value: str, kind: str) -> str:
    exact = Decimal(value) * 100 if kind in (*_PERCENTAGES, "points") else Decimal(value)
    return format(exact.normalize() if exact else Decimal(0), "f")


def _unit(figure: FigureTrace | object) -> str:
    assert isinstance(figure, dict)  # noqa: S101 - it comes out of a JSON file
    return say.PERCENT if figure["kind"] in _PERCENTAGES else str(figure["unit"])
