"""From a figure down to the cells it rests on, through the figures it was worked out from."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, Final

from msgspec import Struct

from pipeline.catalogue import statistics as words
from pipeline.catalogue import tracing as say
from pipeline.tracing.addresses import addresses
from pipeline.tracing.trail import Json, NotFoundError, Trail

_NAME: Final = re.compile(r"[^\W\d]\w*(?:\.\w+)*")
_BASES: Final = {
    words.GROWTH: words.LAST_YEAR,
    words.CHANGE: words.LAST_YEAR,
    words.LAST_GROWTH: words.LAST,
    words.LAST_CHANGE: words.LAST,
}
_MOST_NAMED: Final = 8


class FigureTrace(Struct, frozen=True):
    """A figure, what it was worked out from, and the cells of its own; printed places are the entries of the register."""

    figure: Json
    coverage: str
    printed: Sequence[Json]
    parts: Sequence["FigureTrace"]
    cells: Sequence[tuple[str, str, Sequence[tuple[str, str | None]]]]
    """file, sheet, and each cell with its value; empty where the parts name them"""

    def as_json(self) -> dict[str, Any]:
        shown = ("name", "value", "missing", "kind", "unit", "period", "meaning", "formula")
        return {
            **{key: self.figure.get(key) for key in shown},
            "coverage": self.coverage,
            "printed": [
                {key: entry[key] for key in ("document", "part", "paragraph", "start", "text")} for entry in self.printed
            ],
            "parts": [part.as_json() for part in self.parts],
            "cells": [{"file": file, "sheet": sheet, "cells": dict(found)} for file, sheet, found in self.cells],
        }


def trace_figure(trail: Trail, name: str) -> FigureTrace:
    """Trace a figure by its full name or, where no other ends so, the end of it; raises NotFoundError."""
    return _traced(trail, _full_name(trail, name), frozenset())


def _full_name(trail: Trail, name: str) -> str:
    if name in trail.figures:
        return name
    ending = [full for full in trail.figures if full.endswith(f".{name}")]
    fewest = min((full.count(".") for full in ending), default=0)
    shortest = [full for full in ending if full.count(".") == fewest]
    if len(shortest) == 1:
        return shortest[0]
    if shortest:
        raise NotFoundError(say.SEVERAL.format(name=name, names="、".join(shortest[:_MOST_NAMED])))
    near = get_close_matches(name, trail.figures, 3) or get_close_matches(
        name, {full.rpartition(".")[2] for full in trail.figures}, 3
    )
    nearest = say.NEAREST.format(names="、".join(near)) if near else ""
    raise NotFoundError(say.UNKNOWN.format(name=name, nearest=nearest))


def _traced(trail: Trail, name: str, above: frozenset[str]) -> FigureTrace:
    figure = trail.figures[name]
    inner = above | {name}
    parts = [_traced(trail, part, inner) for part in dict.fromkeys(_parts(trail, figure)) if part not in inner]
    printed = trail.places.get(name, ())
    coverage = next((entry["coverage"] for entry in printed if entry["coverage"]), "")
    cells = () if any(_has_cells(part) for part in parts) else tuple(_cells(trail, figure))
    return FigureTrace(figure, coverage, printed, parts, cells)


def _has_cells(trace: FigureTrace) -> bool:
    return bool(trace.cells) or any(map(_has_cells, trace.parts))


def _parts(trail: Trail, figure: Json) -> Iterator[str]:
    """Yield the full names of the figures a formula uses, as far as figures of that name exist."""
    owner, _, last = figure["name"].rpartition(".")
    if last in _BASES:
        yield from (name for name in (owner, f"{owner}.{_BASES[last]}") if name in trail.figures)
        return
    if last == words.COMPLETION and owner in trail.figures:
        yield from (name for name in (owner, f"{owner}.{words.PLAN}") if name in trail.figures)
        return
    if last in (words.LAST, words.LAST_YEAR):
        return
    for token in _NAME.findall(figure.get("formula") or ""):
        found = next((name for name in _candidates(figure["name"], token) if name in trail.figures), None)
        if found is not None and found != figure["name"]:
            yield found


def _candidates(name: str, token: str) -> Iterator[str]:
    """Yield what a name in a formula may stand for, the nearest first: a column of the same line, a figure of the file, a full name."""
    owner = name
    while owner:
        owner = owner.rpartition(".")[0]
        yield f"{owner}.{token}" if owner else token


def _cells(trail: Trail, figure: Json) -> Iterator[tuple[str, str, Sequence[tuple[str, str | None]]]]:
    for source in figure.get("sources") or ():
        file, sheet, folded = source.split("|")
        values = trail.cells.get(f"{file}|{sheet}", {})
        yield file, sheet, [(cell, values.get(cell)) for cell in addresses(folded)]
