"""Growth and change: the decision table of handbook 6 §7.1, so that the same two numbers always read the same way."""

from decimal import Decimal

from pipeline.catalogue import wording
from pipeline.documents.amounts import amount, decimals_of, is_large, is_money, scaled
from pipeline.documents.rates import percentage, printed_points
from pipeline.documents.rounding import digits, rounded, stripped, vanishes
from pipeline.documents.suitable import figure, missing_text, period_of
from pipeline.documents.word.marks import prints
from pipeline.model.figure import Figure, Missing
from pipeline.model.office import Policies

NOW = "本期"
THEN = "基期"
_MANIFOLD = Decimal(10)
"""growth from which the multiple is told instead of the percentage"""


@prints
def growth(value: object, decimals: int | None = None, *, policies: Policies) -> str:
    """Print a growth figure: 同比增长41.2%, 同比下降8.9%, 与上年同期持平, 是上年同期的12.4倍, 上年同期为零，净增320万元."""
    given = figure(value, "增长", "growth")
    base = _base_word(given)
    now, then = given.related.get(NOW), given.related.get(THEN)
    if now is None or then is None or now.value is None or then.value is None:
        return _rate_alone(given, base, decimals, policies)
    if then.value <= 0:
        return _without_base(now, then, base, policies)
    if now.value == 0:
        return wording.GROWTH_TO_ZERO.format(base=base, then=_size(then, (), policies))
    rate = now.value / then.value - 1 if given.value is None else given.value
    if rate >= _MANIFOLD:
        return wording.GROWTH_MANIFOLD.format(base=base, times=stripped(now.value / then.value, 1))
    if policies.multiples == "times" and rate >= 1:
        return _multiple(rate, base, decimals_of(given, decimals, policies.rate_decimals))
    return _phrase(rate, base, decimals_of(given, decimals, policies.rate_decimals), equal=now.value == then.value)


def growth_cell(given: Figure, decimals: int | None, policies: Policies) -> str:
    """Print a growth figure in a table: 12.3, -8.9, >1000, — where there is no rate."""
    if given.value is None:
        now, then = given.related.get(NOW), given.related.get(THEN)
        both_zero = now is not None and then is not None and now.value == 0 and then.value == 0
        return "0" if both_zero else wording.DASH
    if given.value >= _MANIFOLD:
        return wording.GROWTH_BEYOND_TABLE
    return digits(given.value * 100, decimals_of(given, decimals, policies.rate_decimals))


@prints
def difference(value: object, *beside: object, policies: Policies) -> str:
    """Print a change with its direction: 增加2.26亿元, 减少4个, 提高2.3个百分点, 持平.

    `beside` are amounts printed in the same comparison: where they are told in 亿元 the change is as well, unless nothing of it were left.
    """
    given = figure(value, "增减", "amount", "count", "days", "points")
    if given.value is None:
        return missing_text(given, policies.missing_word)
    if given.kind == "points":
        return _points_difference(given, policies)
    if given.value == 0:
        return wording.SAME
    words = wording.MORE if given.value > 0 else wording.LESS
    compared = tuple(one for one in beside if isinstance(one, Figure))
    return words.format(amount=_size(given, () if _lost_in_yi(given, policies) else compared, policies))


def _lost_in_yi(given: Figure, policies: Policies) -> bool:
    return given.kind == "amount" and is_money(given) and vanishes(scaled(given, "亿"), policies.amount_decimals)


def _points_difference(given: Figure, policies: Policies) -> str:
    printed = printed_points(given, None, policies)
    if printed == 0:
        return wording.SAME
    words = wording.RATE_UP if printed > 0 else wording.RATE_DOWN
    return words.format(points=f"{abs(printed):f}{wording.PERCENTAGE_POINTS}")


def _rate_alone(given: Figure, base: str, decimals: int | None, policies: Policies) -> str:
    if given.value is None:
        reported = given.missing is not Missing.NOT_REPORTED
        return wording.GROWTH_NO_BASE.format(base=base) if reported else missing_text(given, policies.missing_word)
    return _phrase(given.value, base, decimals_of(given, decimals, policies.rate_decimals), equal=given.value == 0)


def _without_base(now: Figure, then: Figure, base: str, policies: Policies) -> str:
    if then.value == 0 and now.value == 0:
        return wording.GROWTH_BOTH_ZERO.format(base=base)
    if then.value == 0:
        return wording.GROWTH_FROM_ZERO.format(base=base, now=_size(now, (), policies))
    words = wording.GROWTH_NEGATIVE_BASE
    return words.format(base=base, then=_signed(then, now, policies), now=_signed(now, then, policies))


def _phrase(rate: Decimal, base: str, decimals: int, *, equal: bool) -> str:
    if equal:
        return wording.GROWTH_EQUAL.format(base=base)
    if not rounded(rate * 100, decimals):
        return wording.GROWTH_NEARLY_EQUAL.format(base=base)
    words = wording.GROWTH_RISE if rate > 0 else wording.GROWTH_FALL
    basis = wording.YEAR_ON_YEAR if base == wording.LAST_YEAR else wording.PERIOD_ON_PERIOD
    return words.format(basis=basis, rate=percentage(abs(rate), decimals))


def _multiple(rate: Decimal, base: str, decimals: int) -> str:
    """Tell a growth of 100 % and more as a multiple: 增长1.5倍, 翻一番 where it is printed as exactly 100 %."""
    basis = wording.YEAR_ON_YEAR if base == wording.LAST_YEAR else wording.PERIOD_ON_PERIOD
    words = wording.GROWTH_DOUBLED.get(rounded(rate * 100, decimals), wording.GROWTH_TIMES)
    return words.format(basis=basis, times=stripped(rate, 1))


def _base_word(given: Figure) -> str:
    """Name the period compared with: last year's where the two periods are a year apart or not stated."""
    now, then = given.related.get(NOW), given.related.get(THEN)
    period = period_of(now.period) if now is not None else None
    if period is None or then is None or then.period in ("", period.last_year.code):
        return wording.LAST_PERIOD_OTHERWISE if given.name.endswith(wording.PERIOD_ON_PERIOD) else wording.LAST_YEAR
    return wording.LAST_PERIOD.get(period.cadence.value, wording.LAST_PERIOD_OTHERWISE)


def _size(given: Figure, beside: tuple[Figure, ...], policies: Policies) -> str:
    """Print how much, without its sign."""
    value = abs(given.value) if given.value is not None else Decimal(0)
    if given.kind == "amount":
        plain = Figure(given.name, value, "amount", given.unit, decimals=given.decimals)
        return amount(plain, *beside, policies=policies)
    return f"{stripped(value, 2)}{given.unit or wording.MEASURE}"


def _signed(given: Figure, beside: Figure, policies: Policies) -> str:
    sign = "-" if given.value is not None and given.value < 0 else ""
    return sign + _size(given, (beside,) if is_large((beside,)) else (), policies)
