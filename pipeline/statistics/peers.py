"""Peers: the county among others, whose figures the office has typed in (11个县区中排名第一)."""

from collections.abc import Mapping

import numpy as np
from msgspec.structs import replace

from pipeline.catalogue import statistics as names
from pipeline.catalogue import unit_kinds as words
from pipeline.model.figure import Figure, RankedUnit, Ranking, StatisticResult
from pipeline.model.figure_rule import FigureRule
from pipeline.model.row_kinds import PeerRule
from pipeline.statistics.measured import Known, Measured, Past
from pipeline.statistics.standing import as_compared, in_places
from pipeline.statistics.steps import prepared
from pipeline.statistics.subject import Positions, Subject
from pipeline.statistics.working import Workplace


def compute(subject: Subject, so_far: StatisticResult) -> Mapping[str, Mapping[str, Ranking]]:
    """Return every comparison with peers, as a ranking with one group.

    The county stands under its own name, typed in like the others or taken from a figure of this file; a peer without a number stands
    below the line.
    """
    return {name: {words.ALL_PEERS: _ranked(subject, name, rule, so_far)} for name, rule in subject.statistic.peers.items()}


def own_name(subject: Subject, rule: PeerRule) -> str:
    """Return the name the county goes by among its peers."""
    return rule.own or subject.ground.definitions.office.county


def _ranked(subject: Subject, name: str, rule: PeerRule, so_far: StatisticResult) -> Ranking:
    workplace = Workplace(subject)
    steps = prepared({names.VALUE: _value(rule)}, subject.reach, subject.names)
    lines = []
    for peer, rows in _rows_of(subject, rule).items():
        full = f"{subject.name}.{name}.{words.ALL_PEERS}.{peer}"
        whom = Measured(full, Known(so_far.figures), Past(subject.last, (full,)), Past(subject.last_year, (full,)), {None: rows})
        lines.append(_line(subject, peer, workplace.figures(steps, whom)[names.VALUE]))
    if rule.figure:
        own, known = own_name(subject, rule), Known(so_far.figures).figures[rule.figure]
        figure = replace(known, name=f"{subject.name}.{name}.{words.ALL_PEERS}.{own}", decimals=rule.decimals, related={})
        lines = [line for line in lines if line.unit != own] + [_line(subject, own, figure)]
    sign = -1 if rule.order == "ascending" else 1
    ordered = in_places(lines, lambda line: (sign * as_compared(line.figure, subject.policies),))
    nothing = Figure(name, None, rule.as_, rule.unit)
    total = RankedUnit(names.TOTAL, words.ALL_PEERS, None, False, nothing, {})
    return Ranking(name, words.ALL_PEERS, ordered, total, rule.top, rule.bottom, own=own_name(subject, rule))


def _value(rule: PeerRule) -> FigureRule:
    return FigureRule(rule.value, rule.as_, rule.unit, rule.meaning, decimals=rule.decimals)


def _rows_of(subject: Subject, rule: PeerRule) -> dict[str, Positions]:
    values = subject.merged.frame[rule.by].to_numpy(dtype=object)
    found: dict[str, list[int]] = {}
    for row in subject.where(rule.where, subject.rows).tolist():
        if values[row] is not None:
            found.setdefault(str(values[row]), []).append(row)
    return {peer: np.array(rows, dtype=np.intp) for peer, rows in found.items()}


def _line(subject: Subject, peer: str, figure: Figure) -> RankedUnit:
    last = subject.last
    previous = None if last is None else last.ranks.get(figure.name)
    reason = "" if figure.value is not None else names.NO_COMPARISON
    return RankedUnit(peer, words.ALL_PEERS, None, False, figure, {}, previous, reason)
