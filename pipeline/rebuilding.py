"""Makes the history anew from the kept returns, the manifests of what was issued, and the journal."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from msgspec import Struct

from pipeline.catalogue import journal as kinds
from pipeline.catalogue import rebuilding as say
from pipeline.config import load_definitions
from pipeline.desk import LOCK
from pipeline.disk.lock import held
from pipeline.disk.writing import sync_folder
from pipeline.history import History, open_history
from pipeline.journal import FILE as JOURNAL
from pipeline.journal import Journal
from pipeline.manifest import manifest
from pipeline.model.errors import Mistake, PublishError
from pipeline.model.ledger import Identity, LedgerRecord
from pipeline.model.reporting import FirstReceipt, Place
from pipeline.publishing import frozen_periods
from pipeline.replaying import Issue, Replay, contents, issues

_HALF: Final = "state/.history.rebuilding.sqlite"


class Rebuilt(Struct, frozen=True):
    """What rebuilding did."""

    periods: tuple[str, ...]
    kept: str
    """where the history before stands now"""
    differences: tuple[str, ...]
    """figures that come out otherwise than they were issued"""


def rebuild(workspace: Path, now: datetime, by: str) -> Rebuilt:
    """Compute every issued period again, in order, into a new history that takes the old one's place when all is done.

    Raises PublishError where a return is no longer kept; the old history stays then.
    """
    definitions, journal = load_definitions(workspace), Journal(workspace / JOURNAL)
    with held(workspace / LOCK, now) as lock:
        issued = issues(workspace)
        if not issued:
            raise PublishError(Mistake(str(workspace / "outbox"), say.NOTHING))
        kept = contents(workspace, issued)
        differences: list[str] = []
        store = definitions.office.store
        with _new_history(store, workspace) as history:
            seen = _seen(journal, issued)
            history.record_sight(seen)
            history.record_first_receipts(_firsts(journal, seen))
            history.record_ledger(issued[0].period, LedgerRecord(_numbers(journal)))
            replay = Replay(definitions, history, journal, lock, kept, now, by, frozenset(frozen_periods(workspace)))
            for issue in issued:
                computed = replay.compute(issue)
                history.record(issue.period, computed.received, computed.rows, computed.figures)
                history.record_ledger(issue.period, computed.ledger)
                differences += _differences(issue, manifest(computed.facts))
        return Rebuilt(tuple(issue.period.code for issue in issued), _put_in_place(store, workspace, now), tuple(differences))


def _seen(journal: Journal, issued: list[Issue]) -> dict[str, datetime]:
    """Return when each file was first seen: by the journal, else by what the manifests say of the returns in it."""
    seen: dict[str, datetime] = {}
    for issue in issued:
        files = {sent["file"]: sent["sha256"] for sent in issue.facts.get("inputs", ())}
        for report in issue.facts.get("reports", ()):
            if report["received"] and report["file"] in files:
                seen.setdefault(files[report["file"]], datetime.fromisoformat(report["received"]))
    noted = {
        entry["subject"]: datetime.fromisoformat(entry["received"])
        for entry in journal.entries()
        if entry["event"] == kinds.RECEIVED
    }
    corrected = {
        entry["first"]: datetime.fromisoformat(entry["first_received"]) for entry in journal.entries() if "first" in entry
    }
    return seen | corrected | noted


def _firsts(journal: Journal, seen: Mapping[str, datetime]) -> dict[Place, FirstReceipt]:
    firsts: dict[Place, FirstReceipt] = {}
    for entry in journal.entries():
        if entry["event"] in {kinds.ACCEPTED, kinds.RETURNED} and entry["sha256"] in seen:
            unit, _, form = entry["subject"].partition("《")
            receipt = FirstReceipt(entry["sha256"], seen[entry["sha256"]])
            if "first" in entry:
                receipt = FirstReceipt(entry["first"], datetime.fromisoformat(entry["first_received"]))
            firsts.setdefault((unit, form.removesuffix("》"), entry["period"]), receipt)
    return firsts


def _numbers(journal: Journal) -> dict[Identity, str]:
    """Return the numbers of the ledger as they were given: returns do not tell in which order problems were seen."""
    return {
        Identity(entry["rule"], entry["unit"], entry["key"]): entry["subject"]
        for entry in journal.entries()
        if entry["event"] == kinds.NUMBERED
    }


def _differences(issue: Issue, facts: Mapping[str, Any]) -> Iterator[str]:
    then = {figure["name"]: figure["value"] for figure in issue.facts.get("figures", ())}
    for figure in facts["figures"]:
        name, value = figure["name"], figure["value"]
        if name in then and then[name] != value:
            yield say.OTHER_FIGURE.format(
                period=issue.period.label, name=name, then=then[name] or say.NONE, now=value or say.NONE
            )


@contextmanager
def _new_history(store: str, workspace: Path) -> Iterator[History]:
    """Open an empty history: for SQLite a new file, for a server the one that is configured, which must be empty."""
    if sa.engine.make_url(store).get_backend_name() == "sqlite":
        for name in (_HALF, f"{_HALF}-journal"):
            (workspace / name).unlink(missing_ok=True)
        with open_history(f"sqlite:///{_HALF}", workspace) as history:
            yield history
        return
    with open_history(store, workspace) as history:
        if history.seen():
            raise PublishError(Mistake(store.partition(":")[0], say.NOT_EMPTY))
        yield history


def _put_in_place(store: str, workspace: Path, now: datetime) -> str:
    """Let the new file take the place of the old, which stays under another name; return that name."""
    url = sa.engine.make_url(store)
    if url.get_backend_name() != "sqlite":
        return say.NO_OLD
    place = workspace / (url.database or "")
    kept = place.with_name(f"{place.stem}.{now:%Y%m%d%H%M%S}{place.suffix}")
    if place.exists():
        kept.unlink(missing_ok=True)
        kept.hardlink_to(place)
    (workspace / _HALF).replace(place)
    sync_folder(place.parent)
    return kept.name if kept.exists() else say.NO_OLD
