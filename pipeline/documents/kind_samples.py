"""Samples of the kinds that sort rows and units: every name of a definition with a value of its kind."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from pipeline.catalogue import statistics as words
from pipeline.catalogue import unit_kinds as names
from pipeline.documents.sample_figures import ruled, sample_figure
from pipeline.model.definitions import Definitions
from pipeline.model.figure import Figure, FigureKind, ListedRow, ListTable, Part, RankedUnit, Ranking, Shares, Stages, UnitSets
from pipeline.model.form import Form
from pipeline.model.row_kinds import BandRule, ConcentrationRule, DurationRule, FunnelRule, PeerRule
from pipeline.model.statistic import Statistic
from pipeline.model.values import StatedDate, Value

_LEAGUE_RATES = (names.ON_TIME_RATE, names.AT_ONCE_RATE)


def league_line(group: str, period: str) -> RankedUnit:
    """Return the line of a league: counts and rates."""
    columns = {word: sample_figure(word, "count", names.PARTS, period) for word in names.COUNTED}
    columns |= {word: sample_figure(word, "rate", "%", period) for word in _LEAGUE_RATES}
    return RankedUnit(words.TOTAL, group, None, False, sample_figure(words.VALUE, "rate", "%", period), columns)


def peers(name: str, rule: PeerRule, definitions: Definitions, period: str) -> Mapping[str, Ranking]:
    """Return the county alone among its peers."""
    own = rule.own or definitions.office.county
    figure = sample_figure(name, rule.as_, rule.unit, period)
    line = RankedUnit(own, names.ALL_PEERS, 1, False, figure, {}, 1)
    total = RankedUnit(words.TOTAL, names.ALL_PEERS, None, False, figure, {})
    return {names.ALL_PEERS: Ranking(name, names.ALL_PEERS, (line,), total, rule.top, rule.bottom, own=own)}


def bands(name: str, rule: BandRule, period: str) -> Shares:
    """Return every band with a number in it."""
    columns = {column: ruled(column, one, period) for column, one in rule.columns.items()}
    return _whole(name, tuple(rule.parts), sample_figure(name, rule.as_, rule.measure, period), columns)


def concentration(name: str, rule: ConcentrationRule, period: str) -> Shares:
    """Return as many parts as are told of."""
    figure = sample_figure(name, rule.as_, rule.unit, period)
    found = _whole(name, tuple(f"{words.TOTAL}{place}" for place in range(1, rule.top + 1)), figure, {})
    together = {names.FIRST_SUM: figure, names.FIRST_SHARE: sample_figure(names.FIRST_SHARE, "rate", "%", period)}
    return replace(found, figures=together, top=rule.top)


def funnel(name: str, rule: FunnelRule, period: str) -> Stages:
    """Return every stage and rate."""
    rates = (names.FROM_FIRST, names.FROM_PREVIOUS)
    figures = {word: sample_figure(word, "rate", "%", period) for word in rates}
    stages = {
        stage: {names.COUNT: sample_figure(stage, rule.as_, rule.unit, period), **figures}
        for stage in rule.stages or rule.reached
    }
    first = next(iter(stages), "")
    stages[first] = {word: figure for word, figure in stages.get(first, {}).items() if word != names.FROM_PREVIOUS}
    return Stages(name, stages, {rate: sample_figure(rate, "rate", "%", period) for rate in rule.rates}, note=name)


def durations(name: str, rule: DurationRule, form: Form, period: str) -> Stages:
    """Return every stage, and one row beyond the days allowed."""
    kinds: dict[str, FigureKind] = {names.DONE: "count", names.PENDING: "count", names.DONE_RATE: "rate", names.MEAN_DAYS: "days"}
    stages = {stage: {word: sample_figure(word, kind, "", period) for word, kind in kinds.items()} for stage in rule.stages}
    whole: dict[str, FigureKind] = {names.MEAN_ALL: "days", names.BEYOND: "count", names.PENDING: "count"}
    derived: dict[str, Value] = {names.DAYS: Decimal(400), names.CURRENT: words.TOTAL, names.STAYED: Decimal(40)}
    values = {column: cell(column, form) for column in rule.columns or form.key} | derived
    listed = ListTable(name, tuple(values), (ListedRow(values, ()),))
    return Stages(name, stages, {word: sample_figure(word, kind, "", period) for word, kind in whole.items()}, listed)


def unit_sets(statistic: Statistic, tables: Mapping[str, Mapping[str, Ranking]], period: str) -> dict[str, dict[str, UnitSets]]:
    """Return lights, boards and coverage, with units of the tables they go by."""

    def some(table: str) -> tuple[RankedUnit, ...]:
        return next(iter(tables[table].values())).ranked[:2]

    lights = {
        name: UnitSets(name, dict.fromkeys((*rule.names, names.UNLIT), some(rule.from_)), rule=rule.rule)
        for name, rule in statistic.lights.items()
    }
    sides = (names.RED, names.BLACK, names.EXEMPT)
    boards = {
        name: UnitSets(name, dict.fromkeys(sides, some(rule.from_)), rule=rule.rule) for name, rule in statistic.boards.items()
    }
    coverage = {name: _coverage(name, period) for name in statistic.coverage}
    return {"lights": lights, "boards": boards, "coverage": coverage}


def _coverage(name: str, period: str) -> UnitSets:
    counts = (names.DUE, names.COVERED, names.UNCOVERED, names.UNREPORTED)
    figures = {word: sample_figure(word, "count", "个", period) for word in counts}
    figures[names.COVERAGE] = sample_figure(names.COVERAGE, "rate", "%", period)
    line = RankedUnit(words.TOTAL, "", None, False, sample_figure(name, "count", "个", period), {})
    return UnitSets(name, dict.fromkeys(counts[1:], (line,)), figures)


def _whole(name: str, parts: tuple[str, ...], figure: Figure, columns: Mapping[str, Figure]) -> Shares:
    share = sample_figure(words.SHARE, "rate", "%", figure.period)
    share = replace(share, related={words.SHARE: share})
    return Shares(name, tuple(Part(part, figure, share, columns) for part in parts), figure, words.ROUNDING_NOTE)


def cell(column: str, form: Form) -> Value:
    """Return a value a cell of a column could hold."""
    definition = form.columns.get(column)
    match definition.type if definition else "unit":
        case "amount" | "count" | "percent":
            return Decimal(12)
        case "date":
            return StatedDate(2023, 4, 1)
        case _:
            return words.TOTAL
