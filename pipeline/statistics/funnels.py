"""Funnels: how many have come how far, and what part of one stage reaches another (在谈→签约→注册→开工→投产)."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from msgspec.structs import replace

from pipeline.catalogue import statistics as names
from pipeline.catalogue import unit_kinds as words
from pipeline.model.figure import Figure, Missing, Stages, StatisticResult
from pipeline.model.figure_rule import FigureRule
from pipeline.model.row_kinds import FunnelRule
from pipeline.statistics.measured import Known, Measured, Past
from pipeline.statistics.rounding import EXACT
from pipeline.statistics.steps import prepared
from pipeline.statistics.subject import Positions, Subject
from pipeline.statistics.working import Workplace, united


def compute(subject: Subject, so_far: StatisticResult) -> Mapping[str, Stages]:
    """Return every funnel; 签约18个，注册11个，开工7个，履约率61.1%，开工率38.9%.

    By codes a row counts in its own stage and in all before it, so no stage has more than the one before. By conditions it counts
    where its condition holds; rows that are at a later stage but not at the one before are told in a note.
    """
    known = Known(so_far.figures)
    return {name: _funnel(subject, name, rule, known) for name, rule in subject.statistic.funnels.items()}


def stages_of(rule: FunnelRule) -> tuple[str, ...]:
    """Return the names of the stages in order."""
    return tuple(rule.stages) or tuple(rule.reached)


def _funnel(subject: Subject, name: str, rule: FunnelRule, known: Known) -> Stages:
    rows = _reached(subject, rule)
    workplace = Workplace(subject)
    steps = prepared({names.VALUE: FigureRule(rule.value, rule.as_, rule.unit, rule.meaning)}, subject.reach, subject.names)
    counts = {}
    for stage, of in rows.items():
        full = f"{subject.name}.{name}.{stage}"
        past = (Past(subject.last, (full,)), Past(subject.last_year, (full,)))
        counts[stage] = workplace.figures(steps, Measured(full, known.copy(), *past, {None: of}))[names.VALUE]
    first = next(iter(counts.values()))
    stages: dict[str, dict[str, Figure]] = {}
    previous: Figure | None = None
    for stage, count in counts.items():
        stages[stage] = {words.COUNT: count, words.FROM_FIRST: quotient(count, first, f"{count.name}.{words.FROM_FIRST}")}
        if previous is not None:
            stages[stage][words.FROM_PREVIOUS] = quotient(count, previous, f"{count.name}.{words.FROM_PREVIOUS}")
        previous = count
    rates = {rate: quotient(counts[a], counts[b], f"{subject.name}.{name}.{rate}") for rate, (a, b) in rule.rates.items()}
    return Stages(name, stages, rates, note=_note(rows))


def quotient(part: Figure, whole: Figure, name: str) -> Figure:
    """Return one figure as a fraction of another, with the cells of both."""
    missing = part.missing or whole.missing or (None if whole.value else Missing.ZERO_BASE)
    value = None
    if missing is None and part.value is not None and whole.value is not None:
        value = EXACT.divide(part.value, whole.value)
    formula = f"{part.name.rsplit('.', 1)[-1]} ÷ {whole.name.rsplit('.', 1)[-1]}"
    cells = united((*part.sources, *whole.sources))
    return replace(
        part, name=name, value=value, kind="rate", unit="%", formula=formula, sources=cells, missing=missing, related={}
    )


def _reached(subject: Subject, rule: FunnelRule) -> dict[str, Positions]:
    """Return the rows that have reached each stage."""
    rows = subject.where(rule.where, subject.rows)
    if rule.reached:
        return {stage: subject.where(condition, rows) for stage, condition in rule.reached.items()}
    held = subject.merged.frame[rule.by].to_numpy(dtype=object)
    order = list(rule.stages)
    place = {code: order.index(stage) for stage, codes in rule.stages.items() for code in codes}
    return {
        stage: np.array([row for row in rows.tolist() if place.get(held[row], -1) >= at], dtype=np.intp)
        for at, stage in enumerate(order)
    }


def _note(rows: Mapping[str, Positions]) -> str:
    """Say how many rows have reached a stage without having reached the one before."""
    told = []
    for (earlier, before), (later, after) in pairwise(rows.items()):
        skipped = len(set(after.tolist()) - set(before.tolist()))
        if skipped:
            told.append(words.NOT_IN_ORDER.format(count=skipped, later=later, earlier=earlier))
    return "；".join(told)
