"""What manifest.json says of a batch: what came in, how each unit stands, what was found, which figures came out and from which cells."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from pipeline import __version__
from pipeline.model.definitions import Definitions
from pipeline.model.figure import Figure, StatisticResult
from pipeline.model.finding import Finding
from pipeline.model.period import Period
from pipeline.model.reporting import UnitReport
from pipeline.model.submission import Submission
from pipeline.model.table import ReturnTable

FORMAT = 1


class BatchFacts(Struct, frozen=True, dict=True):
    """Everything a batch found out before it wrote anything."""

    definitions: Definitions
    period: Period
    due: Sequence[ReturnTable]
    accepted: Sequence[ReturnTable]
    reports: Sequence[UnitReport]
    findings: Sequence[Finding]
    results: Mapping[str, StatisticResult]
    explained: Sequence[Finding] = ()
    """findings that are closed, each with the explanation that was accepted"""

    def took(self, table: ReturnTable) -> bool:
        """Say whether a return was accepted."""
        return table.submission in self._taken

    @cached_property
    def _taken(self) -> frozenset[Submission]:
        return frozenset(table.submission for table in self.accepted)


def manifest(facts: BatchFacts) -> dict[str, Any]:
    """Return the facts as plain JSON data, in an order that depends on nothing but themselves."""
    return {
        "format": FORMAT,
        "program": __version__,
        "period": facts.period.code,
        "definitions": facts.definitions.sha256,
        "templates": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(facts.definitions.templates.items())},
        "inputs": [_input(table, accepted=facts.took(table)) for table in facts.due],
        "reports": [_report(report) for report in facts.reports],
        "findings": [_finding(finding) for finding in facts.findings],
        "explanations": [_explained(finding) for finding in facts.explained],
        "figures": [_figure(figure) for figure in printed_figures(facts.results)],
    }


def printed_figures(results: Mapping[str, StatisticResult]) -> Iterator[Figure]:
    """Yield every figure a notice may print once, comparisons included."""
    seen: set[str] = set()
    for result in results.values():
        for figure in _of_result(result):
            for one in _with_related(figure):
                if one.name not in seen:
                    seen.add(one.name)
                    yield one


def _of_result(result: StatisticResult) -> Iterator[Figure]:
    yield from result.figures.values()
    for shares in result.wholes.values():
        yield from (shares.whole, *shares.figures.values())
        for part in shares.parts:
            yield from (part.figure, part.share, *part.columns.values())
    for ranking in (one for by_group in result.tables.values() for one in by_group.values()):
        for unit in (*ranking.units, ranking.total):
            yield from (unit.figure, *unit.columns.values())
    yield from _besides(result)


def _besides(result: StatisticResult) -> Iterator[Figure]:
    """Yield the figures of sets of units and of stages."""
    for sets in result.unit_sets.values():
        yield from sets.figures.values()
    for staged in result.staged.values():
        yield from staged.figures.values()
        yield from (figure for of in staged.stages.values() for figure in of.values())


def _with_related(figure: Figure) -> Iterator[Figure]:
    yield figure
    for word, other in figure.related.items():
        if word not in {"本期", "基期"}:
            yield from _with_related(other)


def _input(table: ReturnTable, *, accepted: bool) -> dict[str, Any]:
    sent = table.submission
    return {
        "file": sent.file.path,
        "sha256": sent.file.sha256,
        "sheet": sent.sheet,
        "unit": sent.unit,
        "form": sent.form,
        "period": sent.period.code,
        "rows": len(table.rows),
        "accepted": accepted,
    }


def _report(report: UnitReport) -> dict[str, Any]:
    return {
        "unit": report.unit,
        "group": report.group,
        "form": report.form,
        "period": report.period,
        "state": report.state.value,
        "deadline": report.deadline.isoformat(sep=" "),
        "received": report.received and report.received.isoformat(sep=" "),
        "file": report.file,
        "late": report.late,
        "corrected": report.corrected and report.corrected.isoformat(sep=" "),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "level": finding.level.value,
        "unit": finding.unit,
        "form": finding.form,
        "file": finding.file,
        "sheet": finding.sheet,
        "cells": list(finding.cells),
        "row": finding.row,
        "text": finding.text,
        "found": finding.found,
        "expected": finding.expected,
        "remedy": finding.remedy,
    }


def _explained(finding: Finding) -> dict[str, Any]:
    given = finding.explanation
    return _finding(finding) | {
        "reason": given.text if given else "",
        "given in": f"{given.file}|{given.sheet}|{given.cell}" if given else "",
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": None if figure.value is None else str(figure.value),
        "missing": figure.missing and figure.missing.value,
        "kind": figure.kind,
        "unit": figure.unit,
        "period": figure.period,
        "formula": figure.formula,
        "meaning": figure.meaning,
        "sources": [source.written for source in figure.sources],
    }
