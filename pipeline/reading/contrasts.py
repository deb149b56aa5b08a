"""What kind of difference two readers have about a cell."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from pipeline.model.rereading import Contrast
from pipeline.reading.plain_cells import ERRORS
from pipeline.reading.text import tidy
from pipeline.reading.workbook import Raw

_EPOCH: Final = datetime(1899, 12, 30)
_DAY: Final = timedelta(days=1)
_FROM_1904: Final = 1462
"""days between the two calendars"""
_MOMENTS: Final = (date, time, timedelta)
_SAME_MOMENT: Final = 1e-5
"""days; less than a second"""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?|Err:\d{3}")


def contrast_between(ours: Raw, theirs: Raw, *, covered: bool) -> Contrast | None:
    """Return in what two readers differ; None where they agree. `covered` tells that a merge covers the cell."""
    if type(ours) is type(theirs) and ours == theirs:
        return None
    one, other = _serial(ours), _serial(theirs)
    if one is not None and other is not None:
        if isinstance(ours, _MOMENTS) or isinstance(theirs, _MOMENTS):
            return _between_moments(ours, theirs, abs(one - other))
        return _between_numbers(one, other)
    if isinstance(ours, str) and isinstance(theirs, str):
        return _between_texts(ours, theirs, covered=covered)
    return Contrast.UNDER_MERGE if covered and theirs == "" else Contrast.VALUES


def _between_moments(ours: Raw, theirs: Raw, apart: float) -> Contrast | None:
    if apart > _SAME_MOMENT and abs(apart - _FROM_1904) > _SAME_MOMENT:
        return Contrast.VALUES
    both_dates = isinstance(ours, date) and isinstance(theirs, date)
    return None if both_dates and apart <= _SAME_MOMENT else Contrast.DATES


def _between_numbers(ours: float, theirs: float) -> Contrast | None:
    if ours == theirs:
        return None
    return Contrast.DIGITS if f"{ours:.15g}" == f"{theirs:.15g}" else Contrast.VALUES


def _between_texts(ours: str, theirs: str, *, covered: bool) -> Contrast:
    if ours in ERRORS or _ERROR.fullmatch(ours):
        return Contrast.ERRORS if theirs == "" or _ERROR.fullmatch(theirs) else Contrast.VALUES
    if tidy(ours) in {tidy(theirs), tidy(_decoded(theirs))}:
        return Contrast.BLANKS
    if covered and theirs == "":
        return Contrast.UNDER_MERGE
    return Contrast.ENCODING if "\ufffd" in theirs or "\x00" in theirs else Contrast.VALUES


def _decoded(text: str) -> str:
    """Return a text with the escapes of Open XML (_x000D_) written out, which openpyxl leaves as they stand."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _serial(cell: Raw) -> float | None:
    """Return a date, time or number as a serial number; None for anything else."""
    if isinstance(cell, datetime):
        return (cell.replace(tzinfo=None) - _EPOCH) / _DAY
    if isinstance(cell, date):
        return float((datetime(cell.year, cell.month, cell.day) - _EPOCH).days)
    if isinstance(cell, time):
        return timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond) / _DAY
    if isinstance(cell, timedelta):
        return cell / _DAY
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None
