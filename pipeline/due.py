"""Which periods a scheduled run has to process, by the office's calendar.

A period is due once it is over. It stays due until the returns of the following one have been due, so that late and corrected returns
are taken, and until it is frozen where the office's policy freezes. One that was never processed is due however long ago it was, back to
the first that was.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct

from pipeline import publishing
from pipeline.model.calendar import WorkCalendar
from pipeline.model.definitions import Definitions
from pipeline.model.period import Cadence, Period


class Opening(Struct, frozen=True):
    """When a period is processed."""

    period: Period
    deadlines: tuple[datetime, ...]
    """of its returns, the first one first"""
    closes: datetime
    freezes: datetime | None

    @property
    def opens(self) -> datetime:
        return datetime.combine(self.period.following.start, datetime.min.time())


def due_periods(workspace: Path, definitions: Definitions, now: datetime) -> tuple[Period, ...]:
    """Return the periods to process now, the earliest first."""
    return tuple(sorted(period for cadence in cadences(definitions) for period in _due(workspace, cadence, definitions, now)))


def cadences(definitions: Definitions) -> tuple[Cadence, ...]:
    """Return how often batches come: monthly, every 旬, or both; what comes less often comes with a month."""
    every = {form.reported.every for form in definitions.forms.values()} | {one.every for one in definitions.notices.values()}
    both = [(Cadence.TEN_DAYS, Cadence.TEN_DAYS in every), (Cadence.MONTH, bool(every - {Cadence.TEN_DAYS}))]
    return tuple(cadence for cadence, used in both if used)


def opening(period: Period, definitions: Definitions) -> Opening:
    """Return when a period is processed, by the deadlines of the office."""
    deadlines, following = _deadlines(period, definitions), _deadlines(period.following, definitions)
    days = definitions.office.freeze_after
    freezes = None if days is None else deadlines[-1] + timedelta(days=days)
    return Opening(period, deadlines, max(following[-1], freezes or following[-1]), freezes)


def _due(workspace: Path, cadence: Cadence, definitions: Definitions, now: datetime) -> Iterator[Period]:
    last = Period.containing(now.date(), cadence).previous
    done = {period for period in _processed(workspace) if period.cadence is cadence and period <= last}
    period = min(done, default=last)
    while period <= last:
        if period not in done or _is_open(workspace, opening(period, definitions), now):
            yield period
        period = period.following


def _is_open(workspace: Path, one: Opening, now: datetime) -> bool:
    waits_for_freezing = one.freezes is not None and not publishing.frozen_issues(workspace, one.period.code)
    return now < one.closes or waits_for_freezing


def _processed(workspace: Path) -> Iterator[Period]:
    for path in (workspace / "outbox").glob(f"*/{publishing.MANIFEST}"):
        try:
            yield Period.parse(path.parent.name)
        except ValueError:
            continue


def _deadlines(period: Period, definitions: Definitions) -> tuple[datetime, ...]:
    """Return when the returns of a period's own cadence are due; by the default rule where it has none of its own."""
    rules, calendar = definitions.office.deadlines, WorkCalendar(definitions.office.calendar)
    own = [rules.get(name, rules["default"]) for name, form in definitions.forms.items() if form.reported.every is period.cadence]
    return tuple(sorted({calendar.due(rule, period) for rule in own or [rules["default"]]}))
