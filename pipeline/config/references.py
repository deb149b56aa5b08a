"""Definitions held against each other: every name that one uses must be defined by another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.catalogue import definitions as say
from pipeline.config.shapes import did_you_mean
from pipeline.config.yaml_lines import Path, Written
from pipeline.expressions import ExpressionError, Scope, compile_expression
from pipeline.model.definitions import Definitions
from pipeline.model.errors import Mistake
from pipeline.model.form import Form
from pipeline.model.merged import GROUP, UNIT
from pipeline.model.office import Office
from pipeline.model.statistic import FigureRule, RankingRule, Statistic
from pipeline.model.unit import UnitDirectory

RANK, VALUE = "名次", "值"


@dataclass(frozen=True)
class Place:
    """A spot in a file, from which mistakes are told."""

    written: Written
    path: Path = ()

    def __truediv__(self, step: str | int) -> "Place":
        return Place(self.written, (*self.path, step))

    def mistake(self, text: str) -> Mistake:
        return self.written.mistake(self.path, text)

    def known(self, kind: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Mistake]:
        """Yield a mistake for every name that is not known."""
        options = list(known)
        for name in names:
            if name not in options:
                yield self.mistake(say.UNKNOWN[kind].format(name=name) + did_you_mean(name, options))

    def expression(self, text: str | None, scope: Scope) -> Iterator[Mistake]:
        """Yield the mistake of an expression, if it has one."""
        if text is None:
            return
        try:
            compile_expression(text, scope)
        except ExpressionError as error:
            yield self.mistake(say.IN_EXPRESSION.format(text=text, place=error.offset + 1, message=error))


def columns_of(form: Form) -> frozenset[str]:
    """Return the columns of a form's merged table that expressions may use."""
    grouped = (column.group_as for column in form.columns.values() if column.group_as)
    return frozenset({*form.columns, *grouped, UNIT, GROUP})


def figure_scope(statistic: Statistic, forms: Mapping[str, Form], before: Iterable[str]) -> Scope:
    """Return what a figure of a statistic may use, given the figures before it."""
    others = tuple((name, columns_of(form)) for name, form in sorted(forms.items()))
    return Scope(columns_of(forms[statistic.from_]), others, frozenset(before), aggregate=True)


def row_scope(form: Form) -> Scope:
    """Return what a check or filter of a form may use."""
    return Scope(columns_of(form))


def office_mistakes(office: Office, place: Place, forms: Iterable[str]) -> Iterator[Mistake]:
    """Check config.yaml against itself and the forms."""
    names = [unit.name for unit in office.units]
    directory = UnitDirectory(office.units, office.county)
    taken: dict[str, str] = {}
    for number, unit in enumerate(office.units):
        here = place / "units" / number
        yield from (here / "group").known("group", [unit.group], office.groups)
        yield from (here / "successor").known("unit", [unit.successor] if unit.successor else [], names)
        yield from (here / "no task").known("form", unit.no_task, forms)
        for name in dict.fromkeys(directory.key(name) for name in (unit.name, unit.full, *unit.also) if name):
            if taken.setdefault(name, unit.name) != unit.name:
                yield here.mistake(say.SAME_NAME.format(name=unit.name, other=taken[name]))
    yield from (place / "deadlines").known("form", [name for name in office.deadlines if name != "default"], forms)
    if "default" not in office.deadlines:
        for form in forms:
            if form not in office.deadlines:
                yield (place / "deadlines").mistake(say.NO_DEFAULT.format(form=form))
    months = [str(month) for month in range(1, 13) if str(month) not in office.policies.progress_table]
    if office.policies.progress == "table" and months:
        yield (place / "policies" / "progress table").mistake(say.PERIOD_TABLE.format(missing="、".join(months)))


def form_mistakes(form: Form, place: Place, office: Office) -> Iterator[Mistake]:
    """Check a form against the office and itself."""
    reporters = [*office.groups, *(unit.name for unit in office.units)]
    yield from (place / "reported" / "by").known("reporter", form.reported.by, reporters)
    yield from (place / "key").known("column", form.key, form.columns)
    yield from (place / "owner").known("column", [form.owner] if form.owner else [], form.columns)
    for name, column in form.columns.items():
        if column.type == "code" and not column.of:
            yield (place / "columns" / name).mistake(say.NO_CODES)
    for code, check in form.checks.items():
        here = place / "checks" / code
        if (check.check is None) == (check.total is None):
            yield here.mistake(say.NO_RULE)
        yield from (here / "check").expression(check.check, row_scope(form))
        yield from (here / "when").expression(check.when, row_scope(form))
        named = [name for name in (check.at, check.unless, *check.columns) if name]
        yield from here.known("column", named, columns_of(form))


def statistic_mistakes(statistic: Statistic, place: Place, forms: Mapping[str, Form], groups: Iterable[str]) -> Iterator[Mistake]:
    """Check a statistic against the forms."""
    unknown = list((place / "from").known("form", [statistic.from_], forms))
    if unknown:
        yield from unknown
        return
    form = forms[statistic.from_]
    yield from (place / "where").expression(statistic.where, row_scope(form))
    yield from _name_clashes(statistic, place)
    before: list[str] = []
    for name, rule in statistic.figures.items():
        yield from _rule_mistakes(rule, place / "figures" / name, figure_scope(statistic, forms, before))
        before.append(name)
    for name, share in statistic.shares.items():
        here = place / "shares" / name
        yield from (here / "by").known("column", [share.by], columns_of(form))
        yield from (here / "where").expression(share.where, row_scope(form))
        yield from (here / "value").expression(share.value, figure_scope(statistic, forms, ()))
        yield from _column_mistakes(share.columns, here, statistic, forms)
    for name, ranking in statistic.rankings.items():
        yield from _ranking_mistakes(ranking, place / "rankings" / name, statistic, forms, list(groups))
    yield from _list_mistakes(statistic, place, form)


def _ranking_mistakes(
    ranking: RankingRule, here: Place, statistic: Statistic, forms: Mapping[str, Form], groups: list[str]
) -> Iterator[Mistake]:
    yield from (here / "by").known("column", [ranking.by], columns_of(forms[statistic.from_]))
    yield from (here / "groups").known("group", ranking.groups, groups)
    yield from (here / "ties").known("ranking column", ranking.ties, ranking.columns)
    yield from _rule_mistakes(ranking, here, figure_scope(statistic, forms, ()))
    yield from _column_mistakes(ranking.columns, here, statistic, forms)


def _column_mistakes(
    columns: Mapping[str, FigureRule], here: Place, statistic: Statistic, forms: Mapping[str, Form]
) -> Iterator[Mistake]:
    before: list[str] = []
    for name, rule in columns.items():
        yield from _rule_mistakes(rule, here / "columns" / name, figure_scope(statistic, forms, before))
        before.append(name)


def _rule_mistakes(rule: FigureRule | RankingRule, here: Place, scope: Scope) -> Iterator[Mistake]:
    yield from (here / "value").expression(rule.value, scope)
    yield from (here / "plan").expression(rule.plan, scope)
    if "plan" in rule.compare and rule.plan is None:
        yield (here / "compare").mistake(say.NO_PLAN.format(comparison="plan"))


def _list_mistakes(statistic: Statistic, place: Place, form: Form) -> Iterator[Mistake]:
    for name, rule in statistic.lists.items():
        here = place / "lists" / name
        yield from (here / "where").expression(rule.where, row_scope(form))
        yield from (here / "columns").known("column", rule.columns, columns_of(form))
        yield from (here / "sort").known("column", [column.removeprefix("-") for column in rule.sort], columns_of(form))
    for name, units in statistic.unit_lists.items():
        here = place / "unit lists" / name
        yield from (here / "from").known("ranking", [units.from_], statistic.rankings)


def _name_clashes(statistic: Statistic, place: Place) -> Iterator[Mistake]:
    seen: set[str] = set()
    kinds: dict[str, Iterable[str]] = {
        "figures": statistic.figures,
        "shares": statistic.shares,
        "rankings": statistic.rankings,
        "lists": statistic.lists,
        "unit lists": statistic.unit_lists,
    }
    for kind, names in kinds.items():
        for name in names:
            if name in seen:
                yield (place / kind / name).mistake(say.TWICE.format(name=name))
            seen.add(name)


def notice_mistakes(definitions: Definitions, name: str, place: Place) -> Iterator[Mistake]:
    """Check a notice against the statistics."""
    yield from (place / "uses").known("statistic", definitions.notices[name].uses, definitions.statistics)
    if name not in definitions.templates:
        file = definitions.notices[name].template or f"{name}.docx"
        yield place.mistake(say.NO_TEMPLATE.format(file=f"templates/notices/{file}"))
