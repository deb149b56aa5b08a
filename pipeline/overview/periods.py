"""All periods as the page of all periods lists them.

A manifest holds every figure with its cells; what the list needs of it is kept in state/, and read anew where the manifest has changed.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pipeline import publishing
from pipeline.catalogue.register import FOLDER as PROOFS
from pipeline.disk.writing import write_whole
from pipeline.model.correction import FrozenIssue
from pipeline.model.finding import Level
from pipeline.model.period import Period
from pipeline.overview.standing import standing
from pipeline.publishing import MANIFEST

KEPT: Final = Path("state/periods.json")
_SHOWN: Final = {"period", "start", "must_fix", "office", "label", "edition", "due", "counts", "documents", "more"}
MOST_DOCUMENTS: Final = 4
_PRIVATE: Final = 0o600
_WORD = ".docx"


def list_of_periods(workspace: Path, known_already: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page of all periods shows, the newest first; `known_already` is what pages of periods show, by period."""
    kept, known = _kept(workspace), dict[str, Any]()
    for folder in (workspace / "outbox").iterdir():
        period, issues = folder.name, publishing.frozen_issues(workspace, folder.name)
        newest = folder / issues[-1].folder if issues else folder
        key = _key(newest, issues)
        if key is not None and Period.is_code(period):
            shown = known_already.get(period)
            known[period] = kept.get(period, {})
            if shown or known[period].get("key") != key:
                known[period] = {"key": key, "listed": _listed(period, shown or standing(workspace, period))}
    if known != kept:
        write_whole(workspace / KEPT, json.dumps({"periods": known}, ensure_ascii=False).encode(), _PRIVATE)
    listed = sorted((one["listed"] for one in known.values() if one["listed"]), key=lambda one: one["start"], reverse=True)
    return {"office": listed[0]["office"] if listed else "", "periods": listed}


def _listed(period: str, shown: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if shown is None:
        return None
    start = f"{Period.parse(period).start} {Period.parse(period).end}"
    issued = [one for group in shown["groups"][:1] for one in group["documents"] if one["path"].endswith(_WORD)]
    documents = [[f"{period}/{one['path']}", one["name"]] for one in issued if not one["path"].startswith(PROOFS)]
    told = {name: shown[name] for name in ("office", "label", "edition", "due", "counts")}
    return {"period": period, "start": start, "must_fix": shown["levels"][Level.MUST_FIX.value], **told} | {
        "documents": documents[:MOST_DOCUMENTS],
        "more": max(0, len(documents) - MOST_DOCUMENTS),
    }


def _key(folder: Path, issues: Sequence[FrozenIssue]) -> list[object] | None:
    """Return what changes whenever a manifest or the frozen records do; None where there is no manifest."""
    try:
        found = (folder / MANIFEST).stat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns, len(issues)]


def _kept(workspace: Path) -> Mapping[str, Any]:
    try:
        told = json.loads((workspace / KEPT).read_bytes())
        return {period: one for period, one in told["periods"].items() if one["listed"] is None or set(one["listed"]) == _SHOWN}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
