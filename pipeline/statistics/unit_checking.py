"""What is wrong in lights, boards, coverage and leagues."""

from collections.abc import Generator, Iterator

from pipeline.catalogue import statistics as names
from pipeline.catalogue import unit_kinds as say
from pipeline.expressions import ExpressionError, Scope, compile_expression
from pipeline.model.unit_kinds import BoardRule, BoardSide, CoverageRule, LeagueRule, LightRule
from pipeline.statistics.checker import Checker, Mistake, Path, meant, refused, unknown
from pipeline.statistics.scopes import is_unit
from pipeline.statistics.score_checking import columns_of_tables
from pipeline.statistics.unit_lists import scope_of


def light_mistakes(checker: Checker, rule: LightRule, path: Path) -> Iterator[Mistake]:
    """Yield lights that overlap or leave a gap, and names that are none."""
    yield from checker.bands(list(rule.lights.values()), (*path, "lights"), gapless=True)
    for number, lasting in enumerate(rule.lasting):
        yield from unknown([lasting.light], rule.lights, say.UNKNOWN_LIGHT, (*path, "lasting", number, "light"))
    if rule.unreported:
        yield from unknown([rule.unreported], rule.names, say.UNKNOWN_LIGHT, (*path, "unreported"))
    scope = yield from table_scope(checker, rule.from_, rule.groups, path)
    if scope is not None:
        wrong = list(refused(rule.of, scope, (*path, "of")))
        yield from wrong
        if not wrong and compile_expression(rule.of, scope).kind not in {"number", "any"}:
            yield (*path, "of"), say.NUMBER_WANTED.format(text=rule.of)


def board_mistakes(checker: Checker, rule: BoardRule, path: Path) -> Iterator[Mistake]:
    """Yield conditions that cannot be asked, and groups there are not."""
    scope = yield from table_scope(checker, rule.from_, rule.groups, path)
    for key, side in (("red", rule.red), ("black", rule.black)):
        yield from _side(checker, side, (*path, key))
        if scope is not None:
            yield from condition(side.where, scope, (*path, key, "where"))
    if scope is not None and rule.exempt is not None:
        yield from condition(rule.exempt, scope, (*path, "exempt"))


def coverage_mistakes(checker: Checker, rule: CoverageRule, path: Path) -> Iterator[Mistake]:
    """Yield a column that is none, and names wanted where it holds no units."""
    wrong = list(checker.column(rule.by, (*path, "by")))
    yield from wrong
    if not wrong and not rule.among and not is_unit(checker.reach.form, rule.by):
        yield (*path, "by"), say.NAMES_WANTED.format(by=rule.by)
    yield from checker.filter(rule.where, *path, "where")
    yield from unknown(rule.groups, checker.office.groups, names.UNKNOWN_GROUP, (*path, "groups"))


def league_mistakes(checker: Checker, rule: LeagueRule, path: Path) -> Iterator[Mistake]:
    """Yield forms and groups there are not."""
    yield from unknown(rule.forms, checker.reach.forms, names.UNKNOWN_FORM, (*path, "forms"))
    yield from unknown(rule.groups, checker.office.groups, names.UNKNOWN_GROUP, (*path, "groups"))
    yield from unknown(rule.ties, columns_of_tables(checker.statistic)[str(path[1])], names.UNKNOWN_TIE, (*path, "ties"))


def condition(text: str, scope: Scope, path: Path) -> Iterator[Mistake]:
    """Yield why a text is no condition."""
    wrong = list(refused(text, scope, path))
    yield from wrong
    if not wrong and compile_expression(text, scope).kind != "condition":
        error = ExpressionError(text, 0, say.CONDITION_WANTED)
        yield path, names.IN_EXPRESSION.format(text=text, place=1, message=error)


def table_scope(checker: Checker, table: str, groups: tuple[str, ...], path: Path) -> Generator[Mistake, None, Scope | None]:
    """Yield what is wrong with the table units are taken from; return what may be asked of them, or None."""
    tables = columns_of_tables(checker.statistic)
    if table not in tables:
        yield (*path, "from"), names.UNKNOWN_RANKING.format(name=table) + meant(table, tables)
        return None
    yield from unknown(groups, checker.office.groups, names.UNKNOWN_GROUP, (*path, "groups"))
    try:
        return scope_of(checker.statistic, table, checker.reach, checker.before)
    except ExpressionError:
        return None  # the table has a mistake of its own


def _side(checker: Checker, side: BoardSide, path: Path) -> Iterator[Mistake]:
    if isinstance(side.places, dict):
        yield from unknown(side.places, checker.office.groups, names.UNKNOWN_GROUP, (*path, "places"))
