"""The stamp of a blank form handed out: by it a return is known, whatever it is called and wherever it comes back from."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from pipeline.model.form import Form

STAMP_SHEET: Final = "_tongbao"
"""a very hidden sheet; under its headings one line for each form of the workbook"""
STAMP_HEADINGS: Final = ("报表", "版本", "单位", "期别")
VERDICT: Final = "自动核对"
"""heading of the column in which a blank form says what is wrong in a row"""
_BEFORE: Final = {"last": "上期", "last_year": "上年同期"}


class Stamp(Struct, frozen=True):
    """Of which form a sheet is, in which version, whose and of which period; empty where nothing is said."""

    form: str = ""
    version: str = ""
    unit: str = ""
    period: str = ""

    @property
    def line(self) -> tuple[str, str, str, str]:
        """The stamp as its sheet has it."""
        return self.form, self.version, self.unit, self.period


def stamps_in(lines: Iterable[Sequence[object]]) -> tuple[Stamp, ...]:
    """Return the stamps on a stamp's sheet; none where it is not laid out as one."""
    first, *rest = [[str(cell).strip() for cell in line[: len(STAMP_HEADINGS)]] for line in lines] or [[]]
    if tuple(first) != STAMP_HEADINGS:
        return ()
    return tuple(Stamp(*line) for line in rest if any(line))


def stamp_for(form: str, stamps: Sequence[Stamp]) -> Stamp:
    """Return the stamp of a form; of a table that was not handed out in this workbook only the unit is known."""
    own = next((stamp for stamp in stamps if stamp.form == form), None)
    return own or (Stamp(unit=stamps[0].unit) if stamps else Stamp())


def heading_before(head: str, column: str) -> str:
    """Return the heading under which a blank form shows what a column was: head is last or last_year."""
    return f"{_BEFORE[head]}{column}"


def is_for_reference(heading: str, form: Form) -> bool:
    """Tell whether a heading is one of those a blank form adds to what is collected: they are shown and never read."""
    return heading == VERDICT or any(heading == heading_before(head, name) for head in _BEFORE for name in form.columns)
