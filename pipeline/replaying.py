"""Issues computed again from the returns that were kept, each with the clock of its own time; nothing is written."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from pipeline import publishing
from pipeline.batch import Computed, compute
from pipeline.catalogue import journal as kinds
from pipeline.catalogue import rebuilding as say
from pipeline.desk import LOCK, RETURNS, Desk
from pipeline.disk.lock import Held, held
from pipeline.documents import Material
from pipeline.history import History, open_history
from pipeline.journal import FILE as JOURNAL
from pipeline.journal import Journal
from pipeline.model.definitions import Definitions
from pipeline.model.errors import Mistake, PublishError
from pipeline.model.period import Period


class Issue(Struct, frozen=True):
    """The newest edition of a period: what it was made from and what it said."""

    period: Period
    facts: Mapping[str, Any]


class Replay(Struct, frozen=True):
    """What issues are computed again with."""

    definitions: Definitions
    history: History
    journal: Journal
    lock: Held
    contents: Mapping[str, Path]
    now: datetime
    by: str = ""
    frozen: frozenset[str] = frozenset()

    def compute(self, issue: Issue, definitions: Definitions | None = None) -> Computed:
        """Return what the batch of an issue would work out today, or with other definitions."""
        with tempfile.TemporaryDirectory(prefix="tongbao-replay-") as place:
            _lay_out(Path(place) / "inbox", issue, self.contents)
            at = _issued_at(self.journal, issue, self.now)
            used = definitions or self.definitions
            desk = Desk(Path(place), issue.period, at, self.by, used, self.history, self.journal, self.lock, self.frozen)
            return compute(desk, lambda _: None)


@contextmanager
def replaying(workspace: Path, definitions: Definitions, chosen: Iterable[Issue], now: datetime) -> Iterator[Replay]:
    """Take the lock and open the history, to compute some issues again.

    Raises PublishError where a return is no longer kept, BusyError while a batch is running.
    """
    kept = contents(workspace, chosen)
    with held(workspace / LOCK, now) as lock, open_history(definitions.office.store, workspace) as history:
        frozen = frozenset(publishing.frozen_periods(workspace))
        yield Replay(definitions, history, Journal(workspace / JOURNAL), lock, kept, now, frozen=frozen)


def material_of(computed: Computed) -> Material:
    """Return what notices are printed from; the merged rows, which only workbooks list, are left out."""
    facts = computed.facts
    results = {name: facts.results[name] for name in facts.definitions.statistics}
    told = tuple(facts.reports), tuple(facts.findings), tuple(facts.explained)
    return Material(facts.definitions, facts.period, results, {}, *told, ledger=computed.book)


def issues(workspace: Path) -> list[Issue]:
    """Return the newest edition of every period, in order of their ends; a longer period comes after those in it."""
    found = []
    for folder in (workspace / "outbox").glob("*"):
        frozen = publishing.frozen_issues(workspace, folder.name)
        facts = publishing.manifest(folder / (frozen[-1].folder if frozen else ""))
        if facts is not None and not folder.name.startswith("."):
            found.append(Issue(Period.parse(folder.name), facts))
    return sorted(found, key=lambda issue: (issue.period.end, -issue.period.start.toordinal()))


def contents(workspace: Path, chosen: Iterable[Issue]) -> dict[str, Path]:
    """Return hash → a file with that return; raises PublishError naming those that nobody has kept."""
    kept = {path.stem: path for path in (workspace / RETURNS).glob("*") if path.is_file()}
    missing = []
    for sent in (sent for issue in chosen for sent in issue.facts.get("inputs", ())):
        lying = workspace / "inbox" / sent["file"]
        if sent["sha256"] not in kept and publishing.hash_of(lying) == sent["sha256"]:
            kept[sent["sha256"]] = lying
        if sent["sha256"] not in kept:
            missing.append(sent["file"])
    if missing:
        raise PublishError(Mistake(str(RETURNS), say.NOT_KEPT.format(count=len(missing), files="、".join(missing[:5]))))
    return kept


def _lay_out(inbox: Path, issue: Issue, kept: Mapping[str, Path]) -> None:
    """Lay the returns of one issue out as they lay then."""
    inbox.mkdir()
    for sent in issue.facts.get("inputs", ()):
        path = inbox / sent["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(kept[sent["sha256"]].read_bytes())
        os.utime(path, (0, 0))


def _issued_at(journal: Journal, issue: Issue, now: datetime) -> datetime:
    """Return the clock of the batch that issued it."""
    times = [
        entry["at"] for entry in journal.entries() if entry["event"] == kinds.ISSUED and entry["period"] == issue.period.code
    ]
    return datetime.fromisoformat(times[-1]) if times else now
