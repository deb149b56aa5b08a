"""Coverage: who has at least one of something, and who has none (每个单位领办一个以上项目)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.catalogue import unit_kinds as words
from pipeline.model.figure import Figure, Missing, RankedUnit, StatisticResult, UnitSets
from pipeline.model.merged import UNIT, CellSource
from pipeline.model.reporting import ReportingState
from pipeline.model.unit import Unit
from pipeline.model.unit_kinds import CoverageRule
from pipeline.statistics.rounding import EXACT
from pipeline.statistics.subject import Positions, Subject

NOT_THERE = {ReportingState.MISSING, ReportingState.RETURNED}


def compute(subject: Subject, _: StatisticResult) -> Mapping[str, UnitSets]:
    """Return every coverage: the covered, the uncovered, and those of whom nobody can say because they have not reported.

    A unit without the task is not asked, in months without a return of its kind either; one that is not ranked (不参评) still is.
    Names come in official order.
    """
    return {name: _covered(subject, name, rule) for name, rule in subject.statistic.coverage.items()}


def _covered(subject: Subject, name: str, rule: CoverageRule) -> UnitSets:
    rows = _rows_of(subject, rule)
    sets: dict[str, list[RankedUnit]] = {words.COVERED: [], words.UNCOVERED: [], words.UNREPORTED: []}
    for who, group, unreported in _asked(subject, rule):
        line = _line(subject, name, rule, (who, group), rows.get(who, ()))
        enough = len(rows.get(who, ())) >= rule.at_least
        sets[words.COVERED if enough else words.UNREPORTED if unreported else words.UNCOVERED].append(line)
    frozen = {label: tuple(lines) for label, lines in sets.items()}
    return UnitSets(name, frozen, _figures(subject, name, rule, frozen))


def _asked(subject: Subject, rule: CoverageRule) -> list[tuple[str, str, bool]]:
    """Return who should be covered, with group, and whether the lack of rows may only be a lack of a return."""
    if rule.among:
        return [(name, "", False) for name in rule.among]
    found = []
    for unit in subject.ground.definitions.directory.units:
        state = subject.ground.states.get((subject.statistic.from_, unit.name))
        if _takes_part(subject, rule, unit, state):
            found.append((unit.name, unit.group, rule.by == UNIT and state in NOT_THERE))
    return found


def _takes_part(subject: Subject, rule: CoverageRule, unit: Unit, state: ReportingState | None) -> bool:
    ended = unit.until is not None and unit.until < subject.period.start
    in_group = unit.group in rule.groups if rule.groups else state is not None
    # a quarterly form has no states in the months between, and its last quarter's figures are told again
    excused = state is ReportingState.NO_TASK or (state is None and subject.statistic.from_ in unit.no_task)
    return in_group and not ended and not excused


def _rows_of(subject: Subject, rule: CoverageRule) -> dict[str, list[int]]:
    values = subject.merged.frame[rule.by].to_numpy(dtype=object)
    found: dict[str, list[int]] = {}
    chosen: Positions = subject.where(rule.where, subject.rows)
    for row in chosen.tolist():
        if values[row] is not None:
            found.setdefault(values[row], []).append(row)
    return found


def _line(subject: Subject, name: str, rule: CoverageRule, who: tuple[str, str], rows: Sequence[int]) -> RankedUnit:
    unit, group = who
    full = f"{subject.name}.{name}.{unit}"
    count = Figure(
        full, Decimal(len(rows)), "count", "个", subject.period.code, rule.meaning, sources=_cells(subject, rule, rows)
    )
    return RankedUnit(unit, group, None, False, count, {})


def _cells(subject: Subject, rule: CoverageRule, rows: Sequence[int]) -> tuple[CellSource, ...]:
    return subject.merged.cells(list(rows), (rule.by, *subject.form.key)) if rows else ()


def _figures(subject: Subject, name: str, rule: CoverageRule, sets: Mapping[str, Sequence[RankedUnit]]) -> dict[str, Figure]:
    covered, uncovered = len(sets[words.COVERED]), len(sets[words.UNCOVERED])
    due = covered + uncovered + len(sets[words.UNREPORTED])
    sources = tuple(dict.fromkeys(source for line in sets[words.COVERED] for source in line.figure.sources))
    counts = {words.DUE: due, words.COVERED: covered, words.UNCOVERED: uncovered, words.UNREPORTED: due - covered - uncovered}
    code, known = subject.period.code, subject.statistic.from_ in subject.ground.accepted
    missing = None if known else Missing.NOT_REPORTED
    found = {
        word: Figure(
            f"{subject.name}.{name}.{word}",
            Decimal(count) if known else None,
            "count",
            "个",
            code,
            rule.meaning,
            "",
            sources,
            missing,
        )
        for word, count in counts.items()
    }
    share = EXACT.divide(Decimal(covered), Decimal(due)) if due and known else None
    formula = f"{words.COVERED} ÷ {words.DUE}"
    why = missing or (None if due else Missing.ZERO_BASE)
    found[words.COVERAGE] = Figure(
        f"{subject.name}.{name}.{words.COVERAGE}", share, "rate", "%", code, rule.meaning, formula, sources, why
    )
    return found
