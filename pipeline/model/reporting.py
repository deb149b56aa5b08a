"""报送状态: who has reported what, and when."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from pipeline.model.period import Cadence, Period

Place = tuple[str, str, str]
"""unit, form and period code of one return"""


class ReportingState(StrEnum):
    """The states a return can be in; never conflated, never silently counted as 0."""

    ON_TIME = "按时"
    LATE = "迟报"
    RETURNED = "退回"
    MISSING = "未报"
    ZERO = "零报告"
    NO_TASK = "无任务"


class FirstReceipt(Struct, frozen=True):
    """The file by which a unit first answered for a form in a period, and when it came."""

    sha256: str
    received: datetime


class UnitReport(Struct, frozen=True):
    """How one unit stands with one form in one period."""

    unit: str
    group: str
    form: str
    period: str
    state: ReportingState
    deadline: datetime
    received: datetime | None = None
    """when the first edition came; None where nothing was received"""
    file: str = ""
    late: bool = False
    """True also for a 零报告 or a returned file that came after the deadline"""
    corrected: datetime | None = None
    """when the edition that counts came, where it is not the first"""
    overdue: bool = True
    """of what is 未报: False while the deadline is still to come, so that nobody is reminded too early"""


def is_counted(covers: str, period: Period) -> bool:
    """Say whether a return that covers one period counts as 应报 for another: a yearly one not in every month of its year.

    The last 旬 ends with its month, and with the quarter: who has not yet sent what these ask for has not failed the 旬.
    """
    covered = Period.parse(covers)
    of_kind = period.cadence is not Cadence.TEN_DAYS or covered.cadence is Cadence.TEN_DAYS
    return of_kind and covered.end == period.end
