"""Dates in running text (GB/T 9704 §7.3.5.4): 2023年6月5日, 2023年4月, 截至4月底."""

from calendar import monthrange
from datetime import date

from pipeline.catalogue import wording
from pipeline.documents.numerals import numeral
from pipeline.documents.suitable import FormatError, unsuitable
from pipeline.model.values import Precision, StatedDate


def dated(value: object) -> str:
    """Print a date as precisely as it was stated: 2023年6月5日, 2023年4月上旬, 2023年4月; — for none."""
    if value is None:
        return wording.DASH
    day = _date(value, "日期")
    precision = day.precision if isinstance(day, StatedDate) else Precision.DAY
    match precision:
        case Precision.DAY:
            return wording.DATE.format(day)
        case Precision.TEN_DAYS:
            return wording.MONTH_OF_YEAR.format(day) + wording.TEN_DAYS[min((day.day - 1) // 10, 2)]
        case Precision.MONTH:
            return wording.MONTH_OF_YEAR.format(day)
        case Precision.QUARTER:
            return wording.QUARTER_OF_YEAR.format(year=day.year, quarter=numeral((day.month + 2) // 3))
        case _:
            return wording.YEAR_ONLY.format(day)


def year_and_month(value: object) -> str:
    """Print the month of a date: 2023年4月; — for none."""
    return wording.DASH if value is None else wording.MONTH_OF_YEAR.format(_date(value, "年月"))


def by_date(value: object) -> str:
    """Print a point in time: 截至6月底 for the last day of a month, 截至2023年6月10日 for any other."""
    day = _date(value, "截至")
    at_end = day.day == monthrange(day.year, day.month)[1]
    return wording.BY_DATE.format(date=wording.MONTH_END.format(day) if at_end else wording.DATE.format(day))


def _date(value: object, formatter: str) -> date:
    if not isinstance(value, date):
        raise FormatError(unsuitable(value, formatter, wording.A_DATE))
    return value
