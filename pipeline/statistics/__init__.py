"""Stage 5 of 7 — statistics. Takes merged tables, definitions and what earlier batches left. Gives figures, shares, rankings and lists.

Never rounds what it keeps: a value stays exact until it is printed. What rounding decides (ranks, points, tails of shares) follows the
office's policies. A kind of statistic is one module here and one line in `KINDS`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from pipeline.model.definitions import Definitions
from pipeline.model.earlier import Earlier
from pipeline.model.figure import StatisticResult
from pipeline.model.finding import Finding
from pipeline.model.merged import MergedForm
from pipeline.model.period import Period
from pipeline.model.reporting import UnitReport
from pipeline.statistics import (
    bands,
    boards,
    concentrations,
    coverage,
    durations,
    figures,
    funnels,
    leagues,
    lights,
    lists,
    peers,
    rankings,
    scores,
    shares,
    unit_lists,
)
from pipeline.statistics.checking import mistakes
from pipeline.statistics.keeping import for_history
from pipeline.statistics.ordering import in_order_of_taking, remembered
from pipeline.statistics.subject import Ground, Subject

__all__ = ["KINDS", "compute", "for_history", "mistakes", "remembered"]

KINDS: Mapping[str, Callable[[Subject, StatisticResult], Mapping[str, Any]]] = {
    "figures": figures.compute,
    "shares": shares.compute,
    "bands": bands.compute,
    "concentrations": concentrations.compute,
    "funnels": funnels.compute,
    "durations": durations.compute,
    "rankings": rankings.compute,
    "leagues": leagues.compute,
    "peers": peers.compute,
    "scores": scores.compute,
    "lists": lists.compute,
    "unit_lists": unit_lists.compute,
    "lights": lights.compute,
    "boards": boards.compute,
    "coverage": coverage.compute,
}
"""Field of `Statistic` and `StatisticResult` → what computes it; each may use what those before it have computed."""


class Standing(Struct, frozen=True):
    """How units stand with their returns, and what was found in them."""

    reports: Sequence[UnitReport]
    findings: Sequence[Finding] = ()


def compute(
    merged: Mapping[str, MergedForm], definitions: Definitions, earlier: Earlier, standing: Standing, period: Period
) -> Mapping[str, StatisticResult]:
    """Return the result of every statistic, by its name."""
    done: dict[str, StatisticResult] = {}
    ground = Ground(merged, definitions, earlier, standing.reports, period, standing.findings, done)
    for name in in_order_of_taking(definitions.statistics):
        done[name] = _result(Subject(name, definitions.statistics[name], ground))
    return {name: done[name] for name in definitions.statistics}


def _result(subject: Subject) -> StatisticResult:
    found: dict[str, Any] = {}
    for kind, computed in KINDS.items():
        found[kind] = computed(subject, StatisticResult(subject.name, **found))
    return StatisticResult(subject.name, **found)
