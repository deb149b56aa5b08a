"""What a batch works on and with while it holds the lock: the workspace, its definitions, history, journal and frozen issues."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from pipeline import publishing
from pipeline.archive import Archive
from pipeline.catalogue import console as say
from pipeline.config import FoundGood, load_definitions
from pipeline.disk.lock import Held, held
from pipeline.disk.writing import clear_half_written
from pipeline.history import History, open_history
from pipeline.journal import FILE as JOURNAL
from pipeline.journal import Journal
from pipeline.model.correction import FrozenIssue
from pipeline.model.definitions import Definitions
from pipeline.model.ledger import LedgerRecord
from pipeline.model.period import Period
from pipeline.noting import frozen_events, number_events

LOCK, RETURNS, READ, GOOD = Path("state/batch.lock"), Path("state/returns"), Path("state/read.db"), Path("state/found-good")
_WRITTEN_TO: Final = ("outbox", "state", RETURNS, "state/templates")
"""folders in which whoever holds the lock replaces files, besides those of the period"""

Tell = Callable[[str], None]


class Desk(Struct, frozen=True):
    """What one batch works on and with, while it holds the lock."""

    workspace: Path
    period: Period
    now: datetime
    by: str
    definitions: Definitions
    history: History
    journal: Journal
    lock: Held
    frozen: frozenset[str] = frozenset()
    """the periods that are frozen, by code"""

    @property
    def folder(self) -> Path:
        """Return outbox/<period>/."""
        return self.workspace / "outbox" / self.period.code

    @property
    def archive(self) -> Archive:
        """Return the returns as they lie in the inbox or were kept."""
        return Archive(self.workspace / "inbox", self.workspace / RETURNS)

    def remember_good(self) -> None:
        """Keep that the definitions have been found good."""
        FoundGood(self.workspace / GOOD).remember(self.definitions.sha256)

    @property
    def issues(self) -> tuple[FrozenIssue, ...]:
        """Return the frozen editions of the period."""
        return publishing.frozen_issues(self.workspace, self.period.code)

    def record_ledger(self, record: LedgerRecord) -> None:
        """Keep what a batch adds to the problem ledger; its numbers stand in the journal, too, which a lost history leaves behind."""
        self.history.record_ledger(self.period, record)
        self.journal.note(number_events(self.history.ledger_numbers()), self.now, self.by)

    def freeze(self) -> FrozenIssue:
        """Freeze what stands in the outbox as the first edition, and note it."""
        issue = publishing.standing_issue(self.folder, 1, self.now, self.by, self.journal.head)
        publishing.freeze(self.workspace, issue)
        self.journal.note(frozen_events([issue]), self.now, self.by)
        return issue


@contextmanager
def at_desk(workspace: Path, period: Period, now: datetime, by: str, tell: Tell) -> Iterator[Desk]:
    """Load the definitions, take the lock and open the history."""
    definitions = load_definitions(workspace, FoundGood(workspace / GOOD), period)
    with held(workspace / LOCK, now) as lock, open_history(definitions.office.store, workspace) as history:
        clear_half_written(*(workspace / one for one in (*_WRITTEN_TO, f"state/issued/{period.code}", f"outbox/{period.code}")))
        if lock.died:
            tell(say.TAKEN_OVER.format(holder=lock.died))
        frozen = frozenset(publishing.frozen_periods(workspace))
        yield Desk(workspace, period, now, by, definitions, history, Journal(workspace / JOURNAL), lock, frozen)
