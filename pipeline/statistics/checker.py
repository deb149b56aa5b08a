"""What all kinds of statistics are held against: names there are, expressions that compile, bands that follow each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from pipeline.catalogue import scores as say_bands
from pipeline.catalogue import statistics as say
from pipeline.expressions import Expression, ExpressionError, Scope, compile_expression
from pipeline.expressions.scope import nearest
from pipeline.model.bands import Band, gap, overlapping
from pipeline.model.figure_rule import FigureRule
from pipeline.model.office import Office
from pipeline.model.statistic import Statistic
from pipeline.statistics.band_names import plain
from pipeline.statistics.scopes import Names, Reach, all_declared, columns_of, declared, is_unit, kind_of

Path = tuple[str | int, ...]
Mistake = tuple[Path, str]
"""Keys from the top of the file, and what is wrong there."""
MOST_OPTIONS = 8


class Checker(Struct, frozen=True):
    """One statistic, and everything a name in it may mean."""

    statistic: Statistic
    reach: Reach
    office: Office
    name: str = ""
    others: Mapping[str, Statistic] = field(default_factory=dict)
    """all statistics, by name"""

    @property
    def before(self) -> Names:
        return all_declared(self.statistic.figures, {})

    def filter(self, text: str | None, *path: str | int) -> Iterator[Mistake]:
        if text is not None:
            yield from refused(text, self.reach.rows, path)

    def rules(self, rules: Mapping[str, FigureRule], before: Names, *path: str | int) -> Iterator[Mistake]:
        names = dict(before)
        for name, rule in rules.items():
            yield from self.rule(rule, names, *path, name)
            names |= declared(name, rule, names)

    def rule(self, rule: FigureRule, before: Names, *path: str | int) -> Iterator[Mistake]:
        scope = self.reach.aggregate(before)
        wrong = list(refused(rule.value, scope, (*path, "value")))
        yield from wrong or self.unit(rule, compile_expression(rule.value, scope), path)
        for level, text in rule.targets.items():
            yield from refused(text, scope, (*path, "targets", level))
        if "last" in rule.compare and not rule.cumulative and not wrong:
            columns = compile_expression(rule.value, scope).columns
            yield from (
                ((*path, "compare"), say.NOT_CUMULATIVE.format(column=column)) for column in columns if say.CUMULATIVE in column
            )
        if rule.plan is not None:
            yield from refused(rule.plan, scope, (*path, "plan"))
        elif "plan" in rule.compare:
            yield (*path, "compare"), say.NO_PLAN.format(comparison="plan")
        elif "progress" in rule.compare and kind_of(rule, before) != "rate":
            yield (*path, "compare"), say.NO_RATE

    def unit(self, rule: FigureRule, value: Expression, path: Path) -> Iterator[Mistake]:
        """Yield a unit that is not the one of the columns added up; a product or a quotient may convert."""
        if rule.as_ != "amount" or any(sign in rule.value for sign in "*/×÷／＊"):
            return
        found = self.reach.units(value)
        if len(found) > 1:
            yield path, say.MIXED_UNITS.format(found="、".join(found))
        elif found and rule.unit and rule.unit != found[0]:
            yield (*path, "unit"), say.OTHER_UNIT.format(found=found[0], written=rule.unit)

    def columns(self, columns: Iterable[str], path: Path) -> Iterator[Mistake]:
        """Yield the names of columns that a line of the table already has for something else."""
        for name in columns:
            if name in say.RESERVED_NAMES:
                yield (*path, "columns", name), say.RESERVED.format(name=name)

    def column(self, name: str, path: Path) -> Iterator[Mistake]:
        """Yield a column the form does not have."""
        known = columns_of(self.reach.form)
        if name not in known:
            yield path, say.UNKNOWN_COLUMN.format(form=self.statistic.from_, name=name) + meant(name, known)

    def contest(self, by: str, groups: Iterable[str], path: Path) -> Iterator[Mistake]:
        """Yield what is wrong in who is held against whom."""
        if by not in columns_of(self.reach.form):
            yield from self.column(by, (*path, "by"))
        elif not is_unit(self.reach.form, by):
            yield (*path, "by"), say.NOT_UNITS.format(name=by)
        yield from unknown(groups, self.office.groups, say.UNKNOWN_GROUP, (*path, "groups"))

    def bands(self, bands: Sequence[Band], path: Path, *, gapless: bool = False) -> Iterator[Mistake]:
        """Yield bands that state an end twice, overlap, or leave something out between them."""
        doubled = [band for band in bands if band.doubled]
        if doubled:
            yield path, say_bands.END_TWICE
        elif (value := overlapping(bands)) is not None:
            yield path, say_bands.OVERLAP.format(value=plain(value))
        elif gapless and (value := gap(bands)) is not None:
            yield path, say_bands.GAP.format(value=plain(value))


def refused(text: str | None, scope: Scope, path: Path) -> Iterator[Mistake]:
    """Yield why a text cannot be compiled."""
    if text is None:
        return
    try:
        compile_expression(text, scope)
    except ExpressionError as error:
        yield path, say.IN_EXPRESSION.format(text=text, place=error.offset + 1, message=error)


def unknown(names: Iterable[str], known: Iterable[str], words: str, path: Path) -> Iterator[Mistake]:
    """Yield every name that is not known, with the one that is nearest."""
    options = list(known)
    for name in names:
        if name not in options:
            yield path, words.format(name=name) + meant(name, options)


def meant(name: str, known: Iterable[str]) -> str:
    """Return the clause that offers the nearest name, or the names there are where they are few."""
    options = list(known)
    near = nearest(name, options)
    if near is not None:
        return say.DID_YOU_MEAN.format(suggestion=near)
    few = options and len(options) <= MOST_OPTIONS
    return say.ONE_OF.format(options="、".join(sorted(options))) if few else ""


def sorted_by(sort: Iterable[str]) -> list[str]:
    """Return the names a table is sorted by, without their signs."""
    return [name.removeprefix("-") for name in sort]
