"""What is wrong in a 考核办法: formulas that contradict themselves, bands that overlap, names that are none."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.catalogue import scores as say
from pipeline.catalogue import statistics as names
from pipeline.model.period import Period
from pipeline.model.scoring import ScoreItem, ScoreRule, ScoreVersion
from pipeline.model.statistic import Statistic
from pipeline.statistics.checker import Checker, Mistake, Path, meant, refused, unknown
from pipeline.statistics.marks import full_mark, ways
from pipeline.statistics.score_items import value_text
from pipeline.statistics.scores import all_items, names_in_items
from pipeline.statistics.taking import split
from pipeline.statistics.unit_lists import LEAGUE_COLUMNS


def score_mistakes(checker: Checker, rule: ScoreRule, path: Path) -> Iterator[Mistake]:
    """Yield everything by which a score could not be worked out as it is meant."""
    yield from checker.contest(rule.by, rule.groups, path)
    yield from checker.columns(rule.columns, path)
    yield from _item_names(rule, path)
    columns = list(checker.rules(rule.columns, checker.before, *path, "columns"))
    yield from columns
    yield from unknown(rule.ties, (*rule.columns, *all_items(rule)), names.UNKNOWN_TIE, (*path, "ties"))
    yield from _versions(rule.versions, path)
    if not columns:
        yield from _items(checker, rule, rule.items, (*path, "items"))
        for number, version in enumerate(rule.versions):
            yield from _items(checker, rule, version.items, (*path, "versions", number, "items"))
        scope = checker.reach.aggregate(names_in_items(checker.before, rule.columns))
        for what, text in rule.vetoes.items():
            yield from refused(text, scope, (*path, "vetoes", what))


def _item_names(rule: ScoreRule, path: Path) -> Iterator[Mistake]:
    for name in all_items(rule):
        if name in rule.columns:
            yield (*path, "items", name), say.SAME_NAME.format(name=name)
        elif name in names.RESERVED_NAMES:
            yield (*path, "items", name), names.RESERVED.format(name=name)


def _versions(versions: Sequence[ScoreVersion], path: Path) -> Iterator[Mistake]:
    starts = []
    for number, version in enumerate(versions):
        try:
            starts.append(Period.parse(version.from_).start)
        except ValueError:
            yield (*path, "versions", number, "from"), say.BAD_PERIOD.format(code=version.from_)
    if starts != sorted(starts):
        yield (*path, "versions"), say.VERSION_ORDER


def _items(checker: Checker, rule: ScoreRule, items: Mapping[str, ScoreItem], path: Path) -> Iterator[Mistake]:
    for name, item in items.items():
        yield from _formula(item, (*path, name))
        yield from _reads(checker, rule, item, (*path, name))
        spreads = item.counts == "basic" and item.no_task == "redistribute" and len(items) > 1
        if spreads and item.each is None and full_mark(item) is None:
            yield (*path, name), say.NO_FULL.format(name=name)


def _formula(item: ScoreItem, path: Path) -> Iterator[Mistake]:
    found = ways(item)
    if len(found) > 1:
        yield path, say.SEVERAL_WAYS.format(found="、".join(found))
    if not found and item.full is None:
        yield path, say.NO_WAY
    for number, step in enumerate(item.steps):
        if step.from_ is None and step.to is None:
            yield (*path, "steps", number), say.STEP_END
        if step.every <= 0:
            yield (*path, "steps", number, "every"), say.STEP_SIZE


def _reads(checker: Checker, rule: ScoreRule, item: ScoreItem, path: Path) -> Iterator[Mistake]:
    yield from checker.bands(item.bands, (*path, "bands"))
    if item.take is not None:
        yield from _taken(checker, item.take, path)
    if bool(item.value) == (item.take is not None):
        yield path, say.VALUE_AND_TAKE if item.value else say.NO_VALUE
        return
    if item.over is not None and item.take is None:
        yield (*path, "over"), say.OVER_WITHOUT_TAKE
    scope = checker.reach.aggregate(names_in_items(checker.before, rule.columns))
    if item.factor is not None:
        yield from refused(item.factor.value, scope, (*path, "factor", "value"))
        yield from checker.bands(item.factor.bands, (*path, "factor", "bands"))
    if item.rows is None:
        yield from _whole(item, path)
        for key, text in (("value", item.value or None), ("of", item.of)):
            yield from refused(text, scope, (*path, key))
        return
    compared = [name for name in ("relative", "ranks", "against") if getattr(item, name)]
    if compared:
        yield path, say.ROWS_RELATIVE.format(found="、".join(compared))
    yield from checker.filter(value_text(item), *path, "value")
    yield from checker.filter(item.where, *path, "where")


def _whole(item: ScoreItem, path: Path) -> Iterator[Mistake]:
    if item.where is not None:
        yield (*path, "where"), say.ROWS_WANTED


def _taken(checker: Checker, named: str, path: Path) -> Iterator[Mistake]:
    """Check that there is such a table, with such a column, before this score."""
    statistics = {**checker.others, checker.name: checker.statistic}
    statistic, table, column = split(named, checker.name, statistics)
    tables = columns_of_tables(statistics[statistic])
    if table not in tables:
        known = [*tables, *(f"{other}.{name}" for other, one in checker.others.items() for name in columns_of_tables(one))]
        yield (*path, "take"), say.UNKNOWN_TAKEN.format(name=named) + meant(named, known)
    elif statistic == checker.name and path[0] == "scores" and _not_before(checker, table, str(path[1])):
        yield (*path, "take"), say.TAKEN_IN_CIRCLE.format(name=named)
    elif column != names.VALUE and column not in tables[table]:
        yield (*path, "take"), say.UNKNOWN_TAKEN.format(name=named) + meant(column, tables[table])


def _not_before(checker: Checker, table: str, score: str) -> bool:
    scores = list(checker.statistic.scores)
    return table in scores and scores.index(table) >= scores.index(score)


def columns_of_tables(statistic: Statistic) -> dict[str, list[str]]:
    """Return each table of units of a statistic with its columns."""
    ranked = {name: list(rule.columns) for name, rule in statistic.rankings.items()}
    ranked |= {name: list(LEAGUE_COLUMNS) for name in statistic.leagues}
    return ranked | {name: [*rule.columns, *all_items(rule)] for name, rule in statistic.scores.items()}
