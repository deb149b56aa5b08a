"""What is wrong in bands, concentrations, funnels, durations and comparisons with peers."""

from collections import Counter
from collections.abc import Iterator

from pipeline.catalogue import statistics as names
from pipeline.catalogue import unit_kinds as say
from pipeline.model.figure_rule import FigureRule
from pipeline.model.row_kinds import BandRule, ConcentrationRule, DurationRule, FunnelRule, PeerRule
from pipeline.statistics.checker import Checker, Mistake, Path, meant, unknown
from pipeline.statistics.funnels import stages_of
from pipeline.statistics.scopes import all_declared


def band_mistakes(checker: Checker, rule: BandRule, path: Path) -> Iterator[Mistake]:
    """Yield bands that overlap without being said to be nested, or leave something out."""
    yield from checker.filter(rule.by, *path, "by")
    if not rule.nested:
        yield from checker.bands(list(rule.parts.values()), (*path, "parts"), gapless=True)
    yield from checker.filter(rule.where, *path, "where")
    value = FigureRule(rule.value, rule.as_, rule.measure)
    yield from checker.rule(value, checker.before, *path)
    yield from checker.columns(rule.columns, path)
    yield from checker.rules(rule.columns, all_declared({names.VALUE: value}, checker.before), *path, "columns")


def concentration_mistakes(checker: Checker, rule: ConcentrationRule, path: Path) -> Iterator[Mistake]:
    """Yield a column or an expression that is none."""
    yield from checker.column(rule.by, (*path, "by"))
    yield from checker.filter(rule.where, *path, "where")
    yield from checker.rule(FigureRule(rule.value, rule.as_, rule.unit), checker.before, *path)


def funnel_mistakes(checker: Checker, rule: FunnelRule, path: Path) -> Iterator[Mistake]:
    """Yield stages that are none, codes that stand in two, rates of what is no stage."""
    if bool(rule.stages) == bool(rule.reached) or bool(rule.stages) != bool(rule.by):
        yield path, say.STAGES_OR_REACHED
        return
    if len(stages_of(rule)) < 2:
        yield path, say.TWO_STAGES
    if rule.stages:
        yield from _codes(checker, rule, path)
    for stage, text in rule.reached.items():
        yield from checker.filter(text, *path, "reached", stage)
    for rate, both in rule.rates.items():
        yield from unknown(both, stages_of(rule), say.UNKNOWN_STAGE, (*path, "rates", rate))
    yield from checker.filter(rule.where, *path, "where")
    yield from checker.rule(FigureRule(rule.value, rule.as_, rule.unit), checker.before, *path)


def duration_mistakes(checker: Checker, rule: DurationRule, path: Path) -> Iterator[Mistake]:
    """Yield stages whose column holds no dates."""
    if len(rule.stages) < 2:
        yield (*path, "stages"), say.TWO_STAGES
    for stage, column in rule.stages.items():
        wrong = list(checker.column(column, (*path, "stages", stage)))
        yield from wrong
        definition = checker.reach.form.columns.get(column)
        if not wrong and (definition is None or definition.type != "date"):
            yield (*path, "stages", stage), say.NOT_A_DATE.format(name=column)
    for column in rule.columns:
        yield from checker.column(column, (*path, "columns"))
    yield from checker.filter(rule.where, *path, "where")


def peer_mistakes(checker: Checker, rule: PeerRule, path: Path) -> Iterator[Mistake]:
    """Yield a column, an expression or a figure that is none."""
    yield from checker.column(rule.by, (*path, "by"))
    yield from checker.filter(rule.where, *path, "where")
    yield from checker.rule(FigureRule(rule.value, rule.as_, rule.unit), checker.before, *path)
    if rule.figure and rule.figure not in checker.before:
        yield (*path, "figure"), say.UNKNOWN_FIGURE.format(name=rule.figure) + meant(rule.figure, checker.before)


def _codes(checker: Checker, rule: FunnelRule, path: Path) -> Iterator[Mistake]:
    wrong = list(checker.column(rule.by, (*path, "by")))
    yield from wrong
    column = checker.reach.form.columns.get(rule.by)
    if wrong or column is None or not column.codes:
        return
    for stage, codes in rule.stages.items():
        for code in codes:
            if code not in column.codes:
                text = say.UNKNOWN_CODE.format(name=code, by=rule.by)
                yield (*path, "stages", stage), text + meant(code, column.codes)
    counted = Counter(code for codes in rule.stages.values() for code in codes)
    for code, times in counted.items():
        if times > 1:
            yield (*path, "stages"), say.CODE_TWICE.format(name=code)
