"""Concentrations: where most of something lies, the largest first, and what the first few make up together."""

from collections.abc import Mapping
from decimal import Decimal

import numpy as np
from msgspec.structs import replace

from pipeline.catalogue import unit_kinds as words
from pipeline.model.figure import Figure, Part, Shares, StatisticResult
from pipeline.model.row_kinds import ConcentrationRule
from pipeline.model.statistic import ShareRule
from pipeline.statistics.measured import Known
from pipeline.statistics.rounding import EXACT
from pipeline.statistics.shares import codes_of, whole_of_parts
from pipeline.statistics.subject import Positions, Subject
from pipeline.statistics.working import united

ZERO = Decimal(0)


def compute(subject: Subject, so_far: StatisticResult) -> Mapping[str, Shares]:
    """Return every concentration: 前三类问题占68.4%. Equals stand in the order of the code list, else of first appearance."""
    known = Known(so_far.figures)
    return {name: _concentrated(subject, name, rule, known.copy()) for name, rule in subject.statistic.concentrations.items()}


def share_rule(rule: ConcentrationRule) -> ShareRule:
    """Return the rule by which the parts are counted."""
    return ShareRule(rule.by, rule.value, rule.as_, rule.unit, rule.where, meaning=rule.meaning)


def _concentrated(subject: Subject, name: str, rule: ConcentrationRule, known: Known) -> Shares:
    rows = subject.where(rule.where, subject.rows)
    found = whole_of_parts(subject, name, share_rule(rule), _parts(subject, rule, rows), known)
    parts = sorted((part for part in found.parts if part.figure.value), key=lambda part: -(part.figure.value or ZERO))
    first = parts[: rule.top]
    return replace(found, parts=tuple(parts), figures=_together(subject, name, found, first), top=rule.top)


def _parts(subject: Subject, rule: ConcentrationRule, rows: Positions) -> dict[str, Positions]:
    held = subject.merged.frame[rule.by].to_numpy(dtype=object)
    order = codes_of(subject.form, rule.by, subject.ground.definitions.office) or ()
    by_value: dict[str, list[int]] = {code: [] for code in order}
    for row in rows.tolist():
        if held[row] is not None:
            by_value.setdefault(str(held[row]), []).append(row)
    return {value: np.array(of, dtype=np.intp) for value, of in by_value.items() if of}


def _together(subject: Subject, name: str, found: Shares, first: list[Part]) -> dict[str, Figure]:
    """Return what the first few have together, as a number and as a share of the whole."""
    whole = found.whole
    value = None if whole.value is None else sum((part.figure.value or ZERO for part in first), ZERO)
    share = None if value is None or not whole.value else EXACT.divide(value, whole.value)
    sources = united(source for part in first for source in part.figure.sources)
    formula = " + ".join(part.name for part in first)
    full = f"{subject.name}.{name}"
    counted = replace(whole, name=f"{full}.{words.FIRST_SUM}", value=value, formula=formula, sources=sources, related={})
    part_of = replace(counted, name=f"{full}.{words.FIRST_SHARE}", value=share, kind="rate", unit="%", missing=whole.missing)
    return {words.FIRST_SUM: counted, words.FIRST_SHARE: part_of}
