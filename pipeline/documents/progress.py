"""Completion and 序时进度: the decision tables of handbook 6 §7.2 and §7.6."""

from decimal import Decimal

from pipeline.catalogue import wording
from pipeline.documents.amounts import decimals_of
from pipeline.documents.rates import percentage, printed_points
from pipeline.documents.suitable import figure, period_of
from pipeline.documents.word.marks import prints
from pipeline.model.calendar import progress_share
from pipeline.model.figure import Figure, Missing
from pipeline.model.office import Policies
from pipeline.model.period import Cadence

_JUNE, _DECEMBER = 6, 12


@prints
def completion(value: object, task: str = wording.TASK, *, policies: Policies) -> str:
    """Print a completion rate: 完成年度任务的40.7%, 已提前8个月完成年度任务，完成率100%, 年度任务未下达."""
    given = figure(value, "完成", "rate")
    if given.value is None:
        words = wording.NO_TARGET if given.missing is Missing.NOT_REPORTED else wording.NO_TASK
        return words.format(task=task)
    if given.value == 0:
        return wording.COMPLETION_NONE.format(task=task)
    rate = percentage(given.value, decimals_of(given, None, policies.rate_decimals))
    if given.value < 1:
        return wording.COMPLETION.format(task=task, rate=rate)
    return _completed(given, task, rate)


@prints
def against_schedule(value: object, *, policies: Policies) -> str:
    """Print the gap to 序时进度: 快于序时进度2.3个百分点, 与序时进度持平, 慢于…, 滞后…, 严重滞后…; at the year's end 距全年任务还差…."""
    given = figure(value, "序时比较", "points")
    if given.value is None:
        return wording.NO_SCHEDULE
    printed = printed_points(given, None, policies)
    words = _year_words(printed) if _year_is_over(given, policies) else _gap_words(printed)
    return words.format(points=f"{abs(printed):f}{wording.PERCENTAGE_POINTS}")


@prints
def pace(value: object, *, policies: Policies) -> str:
    """Judge the gap to 序时进度 in the approved words: 进展较快, 进展平稳, 进展缓慢, 进展滞后, 进展严重滞后."""
    given = figure(value, "进度评价", "points")
    if given.value is None:
        return wording.PACE_UNKNOWN
    printed = printed_points(given, None, policies)
    ahead, *behind = wording.PACE
    if printed >= ahead[0]:
        return ahead[1]
    return next((words for limit, words in behind if printed > limit), wording.PACE_SLOWEST)


@prints
def half_year(value: object, *, policies: Policies) -> str:
    """Say in June whether half the task is done in half the year (双过半); empty in every other month."""
    given = figure(value, "双过半", "rate")
    period = period_of(given.period)
    if period is None or period.month != _JUNE or given.value is None:
        return ""
    return wording.HALF_YEAR_DONE if given.value >= Decimal("0.5") else wording.HALF_YEAR_NOT_DONE


def _completed(given: Figure, task: str, rate: str) -> str:
    words = wording.COMPLETION_WHOLE if given.value == 1 else wording.COMPLETION_BEYOND
    period = period_of(given.period)
    early = period is not None and period.month < _DECEMBER
    ahead = wording.COMPLETION_EARLY.format(months=_DECEMBER - period.month) if period is not None and early else ""
    return wording.COMPLETION_DONE + ahead + words.format(task=task, rate=rate)


def _year_is_over(given: Figure, policies: Policies) -> bool:
    """Say whether the schedule of a figure is the whole task; a year as such may still be running."""
    period = period_of(given.period)
    if period is None or period.month != _DECEMBER or period.cadence is Cadence.YEAR:
        return False
    return progress_share(period, policies) == 1


def _year_words(printed: Decimal) -> str:
    if printed == 0:
        return wording.YEAR_EVEN
    return wording.YEAR_BEYOND if printed > 0 else wording.YEAR_SHORT


def _gap_words(printed: Decimal) -> str:
    if printed == 0:
        return wording.ON_SCHEDULE
    if printed > 0:
        return wording.AHEAD
    if printed <= wording.FAR_BEHIND_FROM:
        return wording.FAR_BEHIND
    return wording.LAGGING if printed <= wording.LAGGING_FROM else wording.BEHIND
