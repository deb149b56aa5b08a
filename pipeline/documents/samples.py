"""Results as they will look, made from the definitions alone.

A template is tried on them before the inbox is opened: the names it may use are the names found here, and a formatter that does not
suit a figure shows itself at once. The numbers mean nothing and are never published.
"""

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from pipeline.catalogue import scores as marks
from pipeline.catalogue import statistics as words
from pipeline.documents.empty_samples import emptied
from pipeline.documents.kind_samples import bands, cell, concentration, durations, funnel, league_line, peers, unit_sets
from pipeline.documents.ledger_samples import ledger_sample
from pipeline.documents.material import Material
from pipeline.documents.sample_figures import VALUES, of_kind, ruled, sample_figure
from pipeline.model.definitions import Definitions
from pipeline.model.figure import Figure, ListedRow, ListTable, Part, RankedUnit, Ranking, Shares, StatisticResult
from pipeline.model.finding import Explanation, Finding, Level
from pipeline.model.form import Form
from pipeline.model.period import Period
from pipeline.model.reporting import ReportingState, UnitReport
from pipeline.model.scoring import ScoreRule
from pipeline.model.statistic import ListRule, RankingRule, ShareRule
from pipeline.model.unit_kinds import LeagueRule

_RANKED = 8


def sample(definitions: Definitions, period: Period, *, empty: bool = False) -> Material:
    """Return material in which every name of every definition has a value of its kind; or, empty, what no return at all leaves."""
    if empty:
        return emptied(sample(definitions, period))
    results = {name: _result(name, definitions, period.code) for name in definitions.statistics}
    return Material(
        definitions,
        period,
        results,
        {},
        _reports(definitions, period),
        _findings(definitions),
        _explained(definitions),
        ledger=ledger_sample(definitions, period.code),
    )


def _result(name: str, definitions: Definitions, period: str) -> StatisticResult:
    statistic = definitions.statistics[name]
    form = definitions.forms[statistic.from_]
    rankings = {
        ranking: {group: _ranking(ranking, group, rule, definitions, period) for group in _groups(rule, definitions)}
        for ranking, rule in statistic.rankings.items()
    }
    scores = {
        score: {group: score_sample(score, group, rule, definitions, period) for group in _groups(rule, definitions)}
        for score, rule in statistic.scores.items()
    }
    leagues = {
        league: {
            group: sample_table(Ranking(league, group, (), league_line(group, period), rule.top, rule.bottom), definitions)
            for group in _groups(rule, definitions)
        }
        for league, rule in statistic.leagues.items()
    }
    tables = {**rankings, **scores, **leagues}
    return StatisticResult(
        name,
        {figure: ruled(f"{name}.{figure}", rule, period) for figure, rule in statistic.figures.items()},
        {shares: _shares(shares, rule, form, period) for shares, rule in statistic.shares.items()},
        rankings,
        {listed: _list(listed, rule, form) for listed, rule in statistic.lists.items()},
        {listed: next(iter(tables[rule.from_].values())).ranked[:2] for listed, rule in statistic.unit_lists.items()},
        scores,
        leagues,
        {one: peers(one, rule, definitions, period) for one, rule in statistic.peers.items()},
        {one: bands(one, rule, period) for one, rule in statistic.bands.items()},
        {one: concentration(one, rule, period) for one, rule in statistic.concentrations.items()},
        funnels={one: funnel(one, rule, period) for one, rule in statistic.funnels.items()},
        durations={one: durations(one, rule, form, period) for one, rule in statistic.durations.items()},
        **unit_sets(statistic, tables, period),
    )


def _groups(rule: RankingRule | ScoreRule | LeagueRule, definitions: Definitions) -> tuple[str, ...]:
    return (words.COUNTY,) if rule.within == words.COUNTY else rule.groups or definitions.office.groups


def _shares(name: str, rule: ShareRule, form: Form, period: str) -> Shares:
    figure = sample_figure(name, rule.as_, rule.unit, period)
    share = Figure(words.SHARE, VALUES["rate"], "rate", related={words.SHARE: of_kind("rate", words.SHARE)})
    columns = {column: ruled(column, one, period) for column, one in rule.columns.items()}
    columns |= {words.SHARE_OF_ALL: of_kind("rate", words.SHARE_OF_ALL)} if rule.within else {}
    return Shares(name, tuple(Part(part, figure, share, columns) for part in _parts(rule.by, form)), figure, words.ROUNDING_NOTE)


def _parts(by: str, form: Form) -> tuple[str, ...]:
    for name, column in form.columns.items():
        if name == by and column.codes:
            return column.codes
        if column.group_as == by:
            return tuple(column.of)
    return (words.TOTAL,)


def _ranking(name: str, group: str, rule: RankingRule, definitions: Definitions, period: str) -> Ranking:
    columns = {column: ruled(column, one, period) for column, one in rule.columns.items()}
    return sample_table(
        Ranking(name, group, (), _line(group, ruled(name, rule, period), columns), rule.top, rule.bottom), definitions
    )


def score_sample(name: str, group: str, rule: ScoreRule, definitions: Definitions, period: str) -> Ranking:
    """Return a score in which every item of every version has marks."""
    figure = Figure(name, VALUES["score"], "score", marks.UNIT, period, decimals=rule.decimals, formula=words.TOTAL)
    related = {marks.RAW: of_kind("rate", marks.RAW), marks.FULL: of_kind("score", marks.FULL)}
    items = {item for version in (rule.items, *(one.items for one in rule.versions)) for item in version}
    columns = {column: ruled(column, one, period) for column, one in rule.columns.items()}
    columns |= {item: Figure(item, VALUES["score"], "score", marks.UNIT, related=related) for item in sorted(items)}
    return sample_table(Ranking(name, group, (), _line(group, figure, columns), rule.top, rule.bottom, words.TOTAL), definitions)


def sample_table(empty: Ranking, definitions: Definitions) -> Ranking:
    """Return a table of units with some of its group's units in their places, and one below the line."""
    total, group = empty.total, empty.group
    units = [unit.name for unit in definitions.directory.units if unit.group == group][:_RANKED] or [group]
    ranked = (replace(total, unit=unit, rank=rank, previous_rank=rank) for rank, unit in enumerate(units, 1))
    return replace(empty, units=(*ranked, replace(total, reason=words.NO_TASK)))


def _line(group: str, figure: Figure, columns: Mapping[str, Figure]) -> RankedUnit:
    return RankedUnit(words.TOTAL, group, None, False, figure, columns)


def _list(name: str, rule: ListRule, form: Form) -> ListTable:
    columns = (*rule.columns, *(column for column in rule.computed if column not in rule.columns))
    values = {column: cell(column, form) for column in columns}
    return ListTable(name, columns, (ListedRow(values, ()), ListedRow(values, ())))


def _reports(definitions: Definitions, period: Period) -> tuple[UnitReport, ...]:
    moment = datetime(period.year, period.month, 1)
    units = definitions.directory.units[:1]
    return tuple(
        UnitReport(unit.name, unit.group, form, period.code, state, moment, moment)
        for unit in units
        for form in definitions.forms
        for state in ReportingState
    )


def _findings(definitions: Definitions) -> tuple[Finding, ...]:
    return tuple(
        Finding("Q-000", Level.MUST_FIX, words.TOTAL, words.TOTAL, unit=unit.name, form=form)
        for unit in definitions.directory.units[:1]
        for form in definitions.forms
    )


def _explained(definitions: Definitions) -> tuple[Finding, ...]:
    given = Explanation(words.TOTAL, words.TOTAL)
    return tuple(replace(finding, level=Level.MUST_EXPLAIN, explanation=given) for finding in _findings(definitions))
