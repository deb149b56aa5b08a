"""What is wrong in the definition of a statistic, and under which keys it stands; config adds the file and the line."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from pipeline.catalogue import scores as bands
from pipeline.catalogue import statistics as say
from pipeline.model.form import Form
from pipeline.model.office import Office
from pipeline.model.statistic import ListRule, RankingRule, ShareRule, Statistic, UnitListRule
from pipeline.model.yaml_keys import yaml_key
from pipeline.statistics.checker import Checker, Mistake, Path, meant, refused, sorted_by, unknown
from pipeline.statistics.ordering import circle
from pipeline.statistics.row_checking import (
    band_mistakes,
    concentration_mistakes,
    duration_mistakes,
    funnel_mistakes,
    peer_mistakes,
)
from pipeline.statistics.scopes import Reach, all_declared, columns_of, declared, value_rule
from pipeline.statistics.score_checking import score_mistakes
from pipeline.statistics.shares import codes_of
from pipeline.statistics.steps import with_value
from pipeline.statistics.unit_checking import board_mistakes, coverage_mistakes, league_mistakes, light_mistakes, table_scope


def mistakes(
    statistic: Statistic, forms: Mapping[str, Form], office: Office, name: str = "", others: Mapping[str, Statistic] | None = None
) -> Iterator[Mistake]:
    """Yield everything by which a statistic could not be computed or would say something else than it is meant to."""
    if statistic.from_ not in forms:
        yield ("from",), say.UNKNOWN_FORM.format(name=statistic.from_) + meant(statistic.from_, forms)
        return
    checker = Checker(statistic, Reach(forms[statistic.from_], forms), office, name, others or {})
    yield from _names(statistic)
    yield from checker.filter(statistic.where, "where")
    yield from checker.rules(statistic.figures, {}, "figures")
    if name in circle(checker.others):
        yield ("scores",), bands.TAKEN_IN_CIRCLE.format(name=name)
    for kind, check in CHECKS.items():
        for rule_name, rule in getattr(statistic, kind).items():
            yield from check(checker, rule, (yaml_key(kind), rule_name))


def _names(statistic: Statistic) -> Iterator[Mistake]:
    """Yield names used twice: a template could not tell one from the other."""
    kinds = {kind: getattr(statistic, kind) for kind in ("figures", *CHECKS)}
    seen: set[str] = set()
    for kind, name in chain.from_iterable(((kind, name) for name in named) for kind, named in kinds.items()):
        if name in seen:
            yield (yaml_key(kind), name), say.TWICE.format(name=name)
        seen.add(name)


def _share(checker: Checker, share: ShareRule, path: Path) -> Iterator[Mistake]:
    codes = codes_of(checker.reach.form, share.by, checker.office)
    if share.by not in columns_of(checker.reach.form):
        yield from checker.column(share.by, (*path, "by"))
    elif codes is None:
        yield (*path, "by"), say.NOT_CODES.format(name=share.by)
    elif share.tail == "other" and share.other not in codes:
        yield (*path, "other"), say.NOT_A_PART.format(name=share.other, by=share.by) + meant(share.other, codes)
    if share.within:
        yield from _within(checker, share, path)
    yield from checker.filter(share.where, *path, "where")
    value = value_rule(share)
    yield from checker.rule(value, checker.before, *path)
    yield from checker.columns(share.columns, path)
    yield from checker.rules(share.columns, all_declared({say.VALUE: value}, checker.before), *path, "columns")


def _within(checker: Checker, share: ShareRule, path: Path) -> Iterator[Mistake]:
    """Check that the part above is there, and above."""
    name, _, part = share.within.partition(".")
    shares = list(checker.statistic.shares)
    above = shares[: shares.index(str(path[-1]))]
    codes = (codes_of(checker.reach.form, checker.statistic.shares[name].by, checker.office) or ()) if name in above else ()
    if part not in codes:
        known = [
            f"{one}.{code}"
            for one in above
            for code in codes_of(checker.reach.form, checker.statistic.shares[one].by, checker.office) or ()
        ]
        yield (*path, "within"), say.UNKNOWN_WHOLE.format(name=share.within) + meant(share.within, known)


def _ranking(checker: Checker, ranking: RankingRule, path: Path) -> Iterator[Mistake]:
    yield from checker.contest(ranking.by, ranking.groups, path)
    yield from unknown(ranking.ties, ranking.columns, say.UNKNOWN_TIE, (*path, "ties"))
    yield from checker.columns(ranking.columns, path)
    value = value_rule(ranking)
    scope = checker.reach.aggregate(all_declared(ranking.columns, checker.before))
    wrong = [*refused(value.value, scope, (*path, "value")), *refused(value.plan, scope, (*path, "plan"))]
    if wrong:
        yield from wrong
        return
    names = dict(checker.before)
    for name, rule in with_value(value, ranking.columns, checker.reach, checker.before).items():
        yield from checker.rule(rule, names, *path) if name == say.VALUE else checker.rule(rule, names, *path, "columns", name)
        names |= declared(name, rule, names)


def _list(checker: Checker, rule: ListRule, path: Path) -> Iterator[Mistake]:
    known = columns_of(checker.reach.form)
    yield from checker.filter(rule.where, *path, "where")
    for name, text in rule.computed.items():
        yield from checker.filter(text, *path, "computed", name)
    for name in rule.columns:
        if name not in known:
            yield from checker.column(name, (*path, "columns"))
    yield from unknown(sorted_by(rule.sort), known | rule.computed.keys(), say.UNKNOWN_SORT, (*path, "sort"))


def _unit_list(checker: Checker, rule: UnitListRule, path: Path) -> Iterator[Mistake]:
    scope = yield from table_scope(checker, rule.from_, rule.groups, path)
    if scope is None:
        return
    yield from refused(rule.where, scope, (*path, "where"))
    yield from unknown(sorted_by(rule.sort), scope.columns, say.UNKNOWN_SORT, (*path, "sort"))


CHECKS: Mapping[str, Callable[[Checker, Any, Path], Iterable[Mistake]]] = {
    "shares": _share,
    "bands": band_mistakes,
    "concentrations": concentration_mistakes,
    "funnels": funnel_mistakes,
    "durations": duration_mistakes,
    "rankings": _ranking,
    "leagues": league_mistakes,
    "peers": peer_mistakes,
    "scores": score_mistakes,
    "lists": _list,
    "unit_lists": _unit_list,
    "lights": light_mistakes,
    "boards": board_mistakes,
    "coverage": coverage_mistakes,
}
"""Field of `Statistic` → what is held against each of its rules."""
