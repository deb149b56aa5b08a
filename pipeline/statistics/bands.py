"""Bands: rows by where a value of theirs lies, every end said to be inside or outside (5000万元（含）—1亿元（不含）)."""

from collections.abc import Mapping

import numpy as np
from msgspec.structs import replace

from pipeline.catalogue import statistics as words
from pipeline.expressions import compile_expression
from pipeline.model.bands import Band
from pipeline.model.figure import Part, Shares, StatisticResult
from pipeline.model.row_kinds import BandRule
from pipeline.model.statistic import ShareRule
from pipeline.statistics.band_names import band_name, end_printer
from pipeline.statistics.measured import Known
from pipeline.statistics.shares import whole_of_parts
from pipeline.statistics.subject import Positions, Subject


def compute(subject: Subject, so_far: StatisticResult) -> Mapping[str, Shares]:
    """Return every set of bands in the order they are written; 157个5000万元以上，其中33个亿元以上 where they are nested.

    A row without a value is one part more, 未分类; bands that lie inside each other have no note, for nobody adds them up.
    """
    return {name: _banded(subject, name, rule, Known(so_far.figures)) for name, rule in subject.statistic.bands.items()}


def share_rule(rule: BandRule) -> ShareRule:
    """Return the rule by which the parts are counted."""
    return ShareRule(rule.by, rule.value, rule.as_, rule.measure, rule.where, meaning=rule.meaning, columns=rule.columns)


def unit_of_ends(subject: Subject, rule: BandRule) -> str:
    """Return in which unit the ends are written: the rule's own, else that of the column."""
    return rule.unit or (subject.form.unit_of(rule.by) if rule.by in subject.form.columns else "")


def _banded(subject: Subject, name: str, rule: BandRule, known: Known) -> Shares:
    rows = subject.where(rule.where, subject.rows)
    values = compile_expression(rule.by, subject.reach.rows).rows(subject.merged.frame, subject.moment).values
    parts = {part: _in_band(rows, values, band) for part, band in rule.parts.items()}
    taken = {row for of in parts.values() for row in of.tolist()}
    rest = np.array([row for row in rows.tolist() if row not in taken], dtype=np.intp)
    found = whole_of_parts(subject, name, share_rule(rule), parts | ({words.UNCLASSIFIED: rest} if len(rest) else {}), known)
    printed = end_printer(rule.kind, unit_of_ends(subject, rule))
    labels = {part: band_name(band, printed) for part, band in rule.parts.items()}
    labelled = tuple(_labelled(part, labels.get(part.name, part.name)) for part in found.parts)
    return replace(found, parts=labelled, note="" if rule.nested else found.note)


def _in_band(rows: Positions, values: "Positions", band: Band) -> Positions:
    return np.array([row for row in rows.tolist() if values[row] is not None and band.holds(values[row])], dtype=np.intp)


def _labelled(part: Part, label: str) -> Part:
    meaning = part.figure.meaning or label
    return replace(part, label=label, figure=replace(part.figure, meaning=meaning))
