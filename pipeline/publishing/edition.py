"""Which edition of a period stands: a draft until everybody has reported or may no longer, then the issue."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from pipeline.catalogue import publishing as say
from pipeline.model.reporting import ReportingState, UnitReport


class Edition(Struct, frozen=True):
    """An edition by number and what it is: 草稿, 正式稿, 已封账, 更正稿."""

    number: int
    state: str

    @property
    def listed(self) -> dict[str, object]:
        """Return it as the manifest has it."""
        return {"number": self.number, "state": self.state}


def edition_of(reports: Iterable[UnitReport], now: datetime) -> Edition:
    """Return the first edition: a draft as long as a return that is missing or was sent back may still come in time."""
    waiting = {ReportingState.MISSING, ReportingState.RETURNED}
    draft = any(report.state in waiting and now < report.deadline for report in reports)
    return Edition(1, say.DRAFT if draft else say.ISSUE)
