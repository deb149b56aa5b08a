"""送审说明: the points on which the director decides, each with its rule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from msgspec import Struct

from pipeline.catalogue import judgement as words
from pipeline.catalogue import statistics as names
from pipeline.documents.cells import cell
from pipeline.documents.growth import growth
from pipeline.documents.material import Material
from pipeline.documents.recomputing import disagreements
from pipeline.documents.register import Entry
from pipeline.documents.rounding import rounded, stripped
from pipeline.model.figure import Figure, Missing, RankedUnit, Ranking
from pipeline.model.finding import Finding
from pipeline.model.reporting import ReportingState

_UP, _DOWN = Decimal(1), Decimal("-0.5")
_MOST = 3
_SMALL = names.SMALL_BASE.partition("（")[0]
_STATES = (ReportingState.MISSING, ReportingState.RETURNED)


class Point(Struct, frozen=True):
    """One point: what it is about, what was found in this issue, and the rule."""

    subject: str
    told: Sequence[str]
    rule: str

    @property
    def shown(self) -> tuple[str, ...]:
        """What was found, in so few words that the page stays one page."""
        more = (words.MORE.format(count=len(self.rest)),) if self.rest else ()
        return (*(self.told[:_MOST] or (words.NOTHING,)), *more)

    @property
    def rest(self) -> Sequence[str]:
        """What there is no room for on the page."""
        return self.told[_MOST:]


def _long_ones(lengths: Mapping[str, int], material: Material) -> list[str]:
    """Tell how long each notice is; what comes nearest to its limit first, for the list is cut short."""
    most = {notice.title: notice.most_characters for notice in material.definitions.notices.values()}
    by_room = sorted(lengths.items(), key=lambda one: (most[one[0]] - one[1], one[0]))
    return [
        (words.LENGTH_BEYOND if count > most[title] else words.LENGTH_FOUND).format(title=title, count=count, most=most[title])
        for title, count in by_room
    ]


def points(material: Material, entries: Sequence[Entry], lengths: Mapping[str, int]) -> tuple[Point, ...]:
    """Return all points, in the order in which they matter; `lengths` is the number of characters by title."""
    policies = material.definitions.office.policies
    tables = list(_tables(material))
    figures = _growth_figures(material)
    extreme = [one for one in figures if one.value is not None and (one.value >= _UP or one.value <= _DOWN)]
    small = [one for one in figures if one.meaning.startswith(_SMALL)]
    limits = {"up": stripped(_UP * 100, 0), "down": stripped(-_DOWN * 100, 0)}
    return (
        Point(words.TIES, list(_ties(tables)), words.TIES_RULE),
        Point(words.EQUAL, list(_equal(tables, material)), words.EQUAL_RULE),
        Point(words.MISSING, list(_missing(material)), words.MISSING_RULE),
        Point(words.EXCLUDED, list(_excluded(tables)), words.EXCLUDED_RULE),
        Point(words.EXTREME, [_extreme(one, material) for one in extreme], words.EXTREME_RULE.format(**limits)),
        Point(
            words.SMALL,
            [
                words.SMALL_FOUND.format(name=_called(one), text=growth(one, policies=policies), meaning=one.meaning)
                for one in small
            ],
            words.SMALL_RULE,
        ),
        Point(words.EXPLAINED, list(dict.fromkeys(_explained(one) for one in material.explained)), words.EXPLAINED_RULE),
        Point(words.CORRECTED, list(_corrected((*material.findings, *material.explained))), words.CORRECTED_RULE),
        Point(words.RECOMPUTE, list(_disagreeing(entries)), words.RECOMPUTE_RULE),
        Point(words.LENGTH, _long_ones(lengths, material), words.LENGTH_RULE),
    )


def _tables(material: Material) -> Iterator[tuple[str, Ranking]]:
    for result in material.results.values():
        for by_group in result.tables.values():
            for ranking in by_group.values():
                yield result.name, ranking


def _ties(tables: Iterable[tuple[str, Ranking]]) -> Iterator[str]:
    for statistic, ranking in tables:
        first = [unit for unit in ranking.ranked if unit.rank is not None and unit.rank <= ranking.top]
        for rank, group in groupby(first, lambda unit: unit.rank):
            tied = [unit.unit for unit in group]
            if len(tied) > 1:
                yield words.TIED.format(
                    ranking=_table_name(statistic, ranking),
                    group=ranking.group,
                    names="、".join(tied),
                    rank=rank,
                    top=ranking.top,
                    count=len(first),
                )


def _equal(tables: Iterable[tuple[str, Ranking]], material: Material) -> Iterator[str]:
    policies = material.definitions.office.policies
    for statistic, ranking in tables:
        for first, second in pairwise(ranking.ranked):
            text = cell(first.figure, policies=policies)
            if first.rank != second.rank and text == cell(second.figure, policies=policies):
                yield words.EQUAL_FOUND.format(
                    ranking=_table_name(statistic, ranking),
                    group=ranking.group,
                    first=first.unit,
                    first_rank=first.rank,
                    second=second.unit,
                    second_rank=second.rank,
                    text=text,
                )


def _missing(material: Material) -> Iterator[str]:
    for form in material.definitions.forms:
        for state in _STATES:
            units = [report.unit for report in material.reports if report.form == form and report.state is state]
            if units:
                told = "、".join(unit + _effect(material, form, unit) for unit in units)
                yield words.MISSING_FOUND.format(form=form, state=state.value, count=len(units), units=told)


def _effect(material: Material, form: str, unit: str) -> str:
    """Say what the unit was of the county in the period before, by the first amount the form yields; empty where it is not known."""
    for by_group in (tables for result in material.results.values() for tables in result.rankings.values()):
        column = _amount_of(form, (ranking.total for ranking in by_group.values()))
        lines = [line for ranking in by_group.values() for line in ranking.units]
        last = {} if material.last is None or not column else material.last.values
        then = {line.unit: last.get(line.columns[column].name) or Decimal(0) for line in lines} if last else {}
        if then.get(unit):
            share = rounded(then[unit] / sum(then.values()) * 100, 1)
            return words.EFFECT.format(column=column, share=share)
    return ""


def _amount_of(form: str, totals: Iterable[RankedUnit]) -> str:
    """Return the first amount among the columns of a ranking that rests on a form."""
    columns = ((name, figure) for total in totals for name, figure in total.columns.items() if figure.kind == "amount")
    return next((name for name, figure in columns if any(source.form == form for source in figure.sources)), "")


def _excluded(tables: Iterable[tuple[str, Ranking]]) -> Iterator[str]:
    """Yield who is below the line for another reason than that it has not reported, with the rankings it is left out of.

    Units of one reason and the same rankings are told together: twenty-five without last year's figures are one matter.
    """
    out: dict[tuple[str, str], list[str]] = {}
    for statistic, ranking in tables:
        for unit in ranking.units:
            if unit.rank is None and unit.figure.missing is not Missing.NOT_REPORTED:
                out.setdefault((unit.unit, unit.reason), []).append(_table_name(statistic, ranking))
    together: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (name, reason), rankings in out.items():
        together.setdefault((reason, tuple(rankings)), []).append(name)
    for (reason, left), members in together.items():
        said = words.EXCLUDED_FOUND if len(left) == 1 else words.EXCLUDED_FROM_MORE
        yield said.format(unit="、".join(members), reason=reason, count=len(left), first=left[0])


def _table_name(statistic: str, ranking: Ranking) -> str:
    return ranking.name if ranking.name.startswith(statistic) else words.TABLE.format(statistic=statistic, ranking=ranking.name)


def _growth_figures(material: Material) -> list[Figure]:
    found: dict[str, Figure] = {}
    for result in material.results.values():
        lines = [unit for by_group in result.tables.values() for ranking in by_group.values() for unit in ranking.units]
        own = [*result.figures.values(), *(figure for line in lines for figure in (line.figure, *line.columns.values()))]
        for figure in own:
            for one in (figure, *figure.related.values()):
                if one.kind == "growth" and names.NOW in one.related:
                    found.setdefault(one.name, one)
    return list({_change_of(one): one for one in sorted(found.values(), key=_weight)}.values())


def _change_of(figure: Figure) -> tuple[object, ...]:
    """Return what a growth figure tells: a unit's from one amount to another is told once, by its longest name, in whatever tables."""
    path = figure.name.split(".")
    return (path[3], figure.related[names.BASE].value, figure.related[names.NOW].value) if len(path) > 3 else (figure.name,)


def _weight(figure: Figure) -> tuple[int, Decimal]:
    """Order figures of the county before those of units, and the larger change first."""
    return figure.name.count("."), -abs(figure.value or Decimal(0))


def _extreme(figure: Figure, material: Material) -> str:
    policies = material.definitions.office.policies
    now, base = figure.related[names.NOW], figure.related[names.BASE]
    sent = {(source.unit, source.form) for source in figure.sources}
    reasons = [
        one.explanation.text for one in material.explained if one.explanation and (one.unit, one.form) in sent and len(sent) == 1
    ]
    told = words.EXTREME_FOUND.format(
        name=_called(figure),
        text=growth(figure, policies=policies),
        base=stripped(base.value or Decimal(0), 2),
        now=stripped(now.value or Decimal(0), 2),
        unit=now.unit,
    )
    if reasons:
        return told + words.REASON.format(reason=reasons[0])
    return told + (words.NO_REASON if len(sent) == 1 else "")


def _called(figure: Figure) -> str:
    """Return what a growth figure is the growth of, by the last names of its path: 青滩镇到位资金; a unit's own by its table."""
    path = figure.name.split(".")
    if len(path) <= 3:
        return "".join(path[-2:-1])
    column = "".join(path[4:-1])
    return path[3] + (column or words.IN_TABLE.format(table=path[1]))


def _explained(finding: Finding) -> str:
    text = finding.explanation.text if finding.explanation else ""
    return words.EXPLAINED_FOUND.format(unit=finding.unit, form=finding.form, row=finding.row, text=text)


def _corrected(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        if finding.code in words.CHAIN_CODES:
            yield words.CORRECTED_FOUND.format(unit=finding.unit, form=finding.form, text=finding.text)


def _disagreeing(entries: Sequence[Entry]) -> Iterator[str]:
    for one in disagreements(entries):
        yield words.RECOMPUTE_FOUND.format(
            document=one.rate.document.removesuffix(".docx"),
            part=one.part,
            whole=one.whole,
            computed=one.computed,
            printed=one.rate.text,
            name=one.rate.said.figure,
        )
