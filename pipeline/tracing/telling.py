"""A trace as lines of text."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import asdict

from pipeline.catalogue import tracing as say
from pipeline.model.unrounded import unrounded
from pipeline.tracing.cells import CellTrace
from pipeline.tracing.figures import FigureTrace
from pipeline.tracing.trail import Json

_PRINTED, _CELLS = 3, 10


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
        yield say.VALUE.format(name=figure["name"], value=_value(trace))
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
    yield say.CELL_HEAD.format(**{**asdict(trace), "value": trace.value or say.BLANK})
    pieces = sum(len(one.pieces) for one in trace.sentences)
    yield say.MOVES.format(count=pieces) if pieces else say.MOVES_NOTHING
    for one in trace.sentences:
        texts = "、".join(dict.fromkeys(piece["text"] for piece in one.pieces))
        place = one.paragraph + 1 if one.text else say.IN_CHART
        yield say.SENTENCE.format(document=one.document, paragraph=place, texts=texts)
        if one.text and one.text != texts:
            yield say.IN_SENTENCE.format(sentence=one.text)


def _value(trace: FigureTrace) -> str:
    """Return a figure as it is printed, beside it what it was before it was rounded; only that where it is not printed."""
    figure = trace.figure
    value = Decimal(figure["value"])
    exact = unrounded(value, figure["kind"], figure["unit"])
    text = next((entry["text"] for entry in trace.printed if _prints(entry, value)), exact)
    return exact if text == exact else say.PRINTED_VALUE.format(text=text, exact=exact)


def _prints(entry: Json, value: Decimal) -> bool:
    """Say whether a printed piece is this number: lines of a list share a name, and a list of names has only their count."""
    return entry["kind"] != "names" and entry["value"] is not None and Decimal(entry["value"]) == value
