"""A figure beside last year, the period before, its target and 序时进度 (handbook 1 §2.10).

环比 compares what the two periods counted; of a figure that adds up over the year, what each of them added to it.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from pipeline.catalogue import statistics as words
from pipeline.model.figure import Figure, FigureKind, Missing
from pipeline.model.figure_rule import Comparison
from pipeline.model.office import Policies
from pipeline.model.period import Period
from pipeline.statistics.rounding import EXACT, half_up
from pipeline.statistics.scopes import RATES

Outcome: TypeAlias = tuple[Decimal | None, Missing | None]


class Terms(Struct, frozen=True):
    """What one figure is compared with; an earlier value that is not known is None."""

    policies: Policies
    progress: Figure
    last: Decimal | None = None
    last_year: Decimal | None = None
    plan: Figure | None = None
    before_last: Decimal | None = None
    """of a cumulative figure: what it was a period before the last one"""
    cumulative: bool = False
    targets: Mapping[str, Figure] = field(default_factory=dict)
    small_base: Decimal = Decimal(0)


def compared(figure: Figure, wanted: Sequence[Comparison], terms: Terms) -> Figure:
    """Return the figure with the comparisons wanted in `related`."""
    period = Period.parse(figure.period)
    related = dict(figure.related)
    for comparison in wanted:
        match comparison:
            case "last year":
                then = _earlier(figure, words.LAST_YEAR, terms.last_year, period.last_year)
                related |= _change(figure, then, (words.GROWTH, words.CHANGE), terms)
            case "last":
                then = _earlier(figure, words.LAST, terms.last, period.previous)
                related |= _since_last(figure, then, terms)
            case "plan":
                related |= _completion(figure, terms)
            case "progress":
                related |= _pace(figure, terms)
            case "group mean":
                pass  # only known when the whole group is
    for name, target in terms.targets.items():
        related |= _against(figure, name, target, terms)
    return replace(figure, related=related)


def from_mean(figure: Figure, mean: Decimal, policies: Policies) -> Figure:
    """Return the figure with its group's mean, and how far it is from it."""
    average = _beside(figure, f"{figure.name}.{words.GROUP_MEAN}", figure.kind, (mean, None))
    if figure.kind in RATES:
        distance = gap(replace(figure, related={}), average, f"{figure.name}.{words.FROM_GROUP_MEAN}", policies)
    else:
        change = None if figure.value is None else EXACT.subtract(figure.value, mean)
        distance = _beside(figure, f"{figure.name}.{words.FROM_GROUP_MEAN}", figure.kind, (change, figure.missing))
    return replace(figure, related={**figure.related, words.GROUP_MEAN: average, words.FROM_GROUP_MEAN: distance})


def _since_last(figure: Figure, then: Figure, terms: Terms) -> dict[str, Figure]:
    """Return the change since the period before: of a cumulative figure, of what each of the two periods added."""
    named = words.LAST_GROWTH, words.LAST_CHANGE
    if not terms.cumulative:
        return _change(figure, then, named, terms)
    now = _added(figure, figure.value, terms.last, Period.parse(figure.period))
    before = _added(figure, terms.last, terms.before_last, Period.parse(figure.period).previous)
    now = replace(now, name=f"{figure.name}.{words.INCREMENT}", sources=figure.sources)
    before = replace(before, name=f"{figure.name}.{words.LAST_INCREMENT}", sources=())
    changed = {word: replace(one, name=f"{figure.name}.{word}") for word, one in _change(now, before, named, terms).items()}
    return {then.name.rsplit(".", 1)[-1]: then, **changed, words.INCREMENT: now, words.LAST_INCREMENT: before}


def _added(figure: Figure, value: Decimal | None, before: Decimal | None, period: Period) -> Figure:
    """Return what a period added to a cumulative figure: all of it where the year begins with the period."""
    begins = period.start.month == 1 and period.part == 1
    added = value if begins else None if value is None or before is None else EXACT.subtract(value, before)
    missing = None if added is not None else figure.missing or Missing.NO_BASE
    formula = words.CHANGE_FORMULA.format(now=figure.formula, base=words.LAST)
    return replace(_beside(figure, figure.name, figure.kind, (added, missing)), period=period.code, formula=formula)


def _against(figure: Figure, name: str, target: Figure, terms: Terms) -> dict[str, Figure]:
    """Return one level's target, how much of it is done, and how that stands to 序时."""
    found = _completion(figure, replace(terms, plan=target))
    rate = replace(found[words.COMPLETION], name=f"{figure.name}.{words.TARGET_COMPLETION.format(name=name)}")
    distance = gap(
        rate,
        replace(terms.progress, decimals=rate.decimals),
        f"{figure.name}.{words.TARGET_GAP.format(name=name)}",
        terms.policies,
    )
    return {
        words.TARGET.format(name=name): target,
        words.TARGET_COMPLETION.format(name=name): rate,
        words.TARGET_GAP.format(name=name): distance,
    }


def growth(now: Figure, then: Figure, name: str) -> Figure:
    """Return the change relative to the base; without a value where the base is missing, zero or negative."""
    missing = now.missing or then.missing
    if missing is None and then.value is not None and then.value <= 0:
        missing = Missing.ZERO_BASE if then.value == 0 else Missing.NOT_APPLICABLE
    value = None
    if missing is None and now.value is not None and then.value is not None:
        value = EXACT.divide(EXACT.subtract(now.value, then.value), then.value)
    grown = _beside(now, name, "growth", (value, missing))
    both = {words.NOW: now, words.BASE: then}
    return replace(grown, decimals=None, formula=words.GROWTH_FORMULA.format(now=words.NOW, base=words.BASE), related=both)


def gap(now: Figure, then: Figure, name: str, policies: Policies) -> Figure:
    """Return the difference of two rates in points: of the printed ones, so that a reader can check it, or of the exact ones."""
    missing = now.missing or then.missing
    value = None
    if now.value is not None and then.value is not None:
        places = printed_places(now, policies)
        by_print = policies.gap_by == "printed"
        value = half_up(now.value, places) - half_up(then.value, places) if by_print else EXACT.subtract(now.value, then.value)
    points = _beside(now, name, "points", (value, missing))
    return replace(points, formula=words.CHANGE_FORMULA.format(now=now.name, base=then.name))


def printed_places(figure: Figure, policies: Policies) -> int:
    """Return to how many places of its exact value a figure is printed; a rate is printed in percent."""
    if figure.kind in RATES:
        return 2 + (policies.rate_decimals if figure.decimals is None else figure.decimals)
    return policies.amount_decimals if figure.decimals is None else figure.decimals


def _earlier(figure: Figure, word: str, value: Decimal | None, period: Period) -> Figure:
    return replace(
        figure,
        name=f"{figure.name}.{word}",
        value=value,
        period=period.code,
        meaning=words.FROM_HISTORY.format(period=period.label),
        formula=figure.name,
        sources=(),
        missing=Missing.NO_BASE if value is None else None,
        related={},
    )


def _change(now: Figure, then: Figure, named: tuple[str, str], terms: Terms) -> dict[str, Figure]:
    relative, absolute = named
    alone = replace(now, related={})
    found = {then.name.rsplit(".", 1)[-1]: then}
    if now.kind in RATES:
        return found | {absolute: gap(alone, then, f"{now.name}.{absolute}", terms.policies)}
    grown = growth(alone, then, f"{now.name}.{relative}")
    if grown.value is not None and then.value is not None and then.value < terms.small_base:
        grown = replace(grown, meaning=words.SMALL_BASE.format(least=terms.small_base, unit=now.unit))
    value = None if now.value is None or then.value is None else EXACT.subtract(now.value, then.value)
    change = _beside(now, f"{now.name}.{absolute}", now.kind, (value, now.missing or then.missing))
    formula = words.CHANGE_FORMULA.format(now=words.NOW, base=then.name.rsplit(".", 1)[-1])
    return found | {relative: grown, absolute: replace(change, formula=formula)}


def _completion(figure: Figure, terms: Terms) -> dict[str, Figure]:
    plan = terms.plan
    assert plan is not None  # noqa: S101 - `mistakes` refuses a comparison with a plan that is not written
    missing = figure.missing or plan.missing or (Missing.ZERO_BASE if plan.value == 0 else None)
    value = None
    if missing is None and figure.value is not None and plan.value is not None:
        value = EXACT.divide(figure.value, plan.value)
    rate = _beside(figure, f"{figure.name}.{words.COMPLETION}", "rate", (value, missing))
    formula = words.COMPLETION_FORMULA.format(now=figure.formula, plan=plan.formula)
    both = replace(rate, decimals=None, formula=formula, sources=(*figure.sources, *plan.sources))
    return {words.PLAN: plan, words.COMPLETION: both}


def _pace(figure: Figure, terms: Terms) -> dict[str, Figure]:
    target = {} if figure.kind == "rate" else _completion(figure, terms)
    rate = replace(target.get(words.COMPLETION, figure), related={})
    progress = replace(terms.progress, decimals=rate.decimals)
    return target | {words.PROGRESS: progress, words.GAP: gap(rate, progress, f"{figure.name}.{words.GAP}", terms.policies)}


def _beside(figure: Figure, name: str, kind: FigureKind, outcome: Outcome) -> Figure:
    value, missing = outcome
    unit = figure.unit if kind == figure.kind else words.UNITS[kind]
    return replace(figure, name=name, kind=kind, unit=unit, value=value, missing=missing, meaning="", related={})
