"""One period as it stands in outbox/: what its page shows."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from pipeline import publishing
from pipeline.catalogue import overview as say
from pipeline.catalogue.publishing import EDITION_FOLDER, PROPOSED_FOLDER
from pipeline.model.correction import FrozenIssue
from pipeline.model.finding import Level
from pipeline.model.period import Period
from pipeline.model.reporting import ReportingState, is_counted
from pipeline.overview.filing import Filed, filed, groups
from pipeline.overview.todo import todo

Facts = Mapping[str, Any]
MOST_REASONS: Final = 5
"""findings named beside a return that was sent back; the rest stands in its 审核意见"""


def standing(workspace: Path, period: str) -> dict[str, Any] | None:
    """Return what the page of a period shows, of its newest edition; None where nothing was published."""
    folder, issues = workspace / "outbox" / period, publishing.frozen_issues(workspace, period)
    newest = publishing.newest_edition(workspace, period)
    facts = publishing.manifest(newest) or publishing.manifest(folder)
    if facts is None:
        return None
    shown = _shown(newest, facts)
    return {**_counted(facts), **_told(facts, shown, period), **_filed(folder, facts, issues), "edition": edition(facts, issues)}


def edition(facts: Facts, issues: Sequence[FrozenIssue]) -> dict[str, Any]:
    """Return number and state of what stands, and whether, when and by whom it was frozen."""
    told = {"number": 1, "state": "", "frozen": bool(issues), "by": "", "at": ""} | dict(facts.get("edition", {}))
    if issues:
        told |= {"number": issues[-1].edition, "by": issues[-1].by, "at": minute(str(issues[-1].at))}
    return told


def counts_of(facts: Facts) -> dict[str, int]:
    """Return how many of the returns due for the period are in each state, as its notices count them."""
    period = Period.parse(facts["period"])
    found = Counter(report["state"] for report in facts["reports"] if is_counted(report["period"], period))
    return {state.value: found[state.value] for state in ReportingState}


def minute(moment: str | None) -> str:
    """Return a moment to the minute; empty for none."""
    return f"{datetime.fromisoformat(moment):%Y-%m-%d %H:%M}" if moment else ""


def _counted(facts: Facts) -> dict[str, Any]:
    counts = counts_of(facts)
    levels = Counter(finding["level"] for finding in facts["findings"])
    return {
        "counts": counts,
        "due": sum(counts.values()) - counts[ReportingState.NO_TASK.value],
        "levels": {level.value: levels[level.value] for level in Level},
        "explained": len(facts.get("explanations", ())),
    }


def _shown(folder: Path, facts: Facts) -> Facts:
    """Return what the batch left for its page; nothing where it is no longer there."""
    entry = next((entry for entry in facts["outputs"] if entry["path"] == say.FACTS), None)
    content = publishing.content_of(folder, entry) if entry else None
    shown: Facts = json.loads(content) if content else {}
    return shown


def _told(facts: Facts, shown: Facts, period: str) -> dict[str, Any]:
    grave = [finding for finding in facts["findings"] if finding["level"] != Level.NOTICE.value]
    reported = {report["form"]: report["form"] for report in facts["reports"]}
    forms = reported | dict(shown.get("forms", {}))
    return {
        "office": shown.get("office", ""),
        "label": shown.get("label", Period.parse(period).label),
        "forms": forms,
        "statistics": shown.get("statistics", []),
        "ledger": shown.get("ledger"),
        "judgements": shown.get("judgements", []),
        "grave": sorted(grave, key=lambda finding: list(Level).index(Level(finding["level"]))),
        "matrix": list(_matrix(facts["reports"], list(forms))),
    }


def _matrix(reports: Sequence[Facts], forms: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield a row for each unit in the order of the reports, with a cell for each form; None where the form is not asked of it."""
    by_unit: dict[str, dict[str, Facts]] = {}
    for report in reports:
        by_unit.setdefault(report["unit"], {})[report["form"]] = {**report, "received": minute(report["received"])}
    for unit, by_form in by_unit.items():
        yield {"unit": unit, "cells": [by_form.get(form) for form in forms]}


def _filed(folder: Path, facts: Facts, issues: Sequence[FrozenIssue]) -> dict[str, Any]:
    """Return the files in groups, those of the newest edition first, and what refers to them."""
    below = f"{issues[-1].folder}/" if issues and issues[-1].folder else ""
    own = filed(facts, below)
    older = {issue.folder: issue for issue in issues[:-1]}
    before = [_listed(folder, name, name or EDITION_FOLDER.format(number=1)) for name in reversed(older)]
    proposed = _listed(folder, PROPOSED_FOLDER, PROPOSED_FOLDER)
    return {
        "groups": [*groups(own), *filter(None, [proposed, *before])],
        "todo": list(todo(facts, own, proposed)),
        "not_in": list(_not_in(facts, own)),
        "by_unit": list(_by_unit(facts, own)),
    }


def _listed(folder: Path, below: str, name: str) -> dict[str, Any] | None:
    """Return what another manifest of the period lists as one group; None where there is none."""
    facts = publishing.manifest(folder / below)
    if facts is None or not facts.get("outputs"):
        return None
    shown = [one for one in filed(facts, f"{below}/" if below else "") if one.folder == ""]
    return {"name": name, "proofs": False, "documents": [one.shown for one in shown]}


def _not_in(facts: Facts, own: Sequence[Filed]) -> Iterator[dict[str, Any]]:
    """Yield returns that are late, sent back or missing, the gravest first, and why."""
    wanted = [ReportingState.RETURNED.value, ReportingState.MISSING.value, ReportingState.LATE.value]
    for report in sorted(
        (report for report in facts["reports"] if report["state"] in wanted), key=lambda report: wanted.index(report["state"])
    ):
        returned = report["state"] == ReportingState.RETURNED.value
        reasons = _reasons(report, facts["findings"]) if returned else []
        reviews = [one.shown for one in own if returned and one.is_review_of(report["unit"])]
        yield {
            **report,
            "deadline": minute(report["deadline"]),
            "received": minute(report["received"]) or say.NO_VALUE,
            "reasons": reasons[:MOST_REASONS],
            "more": max(0, len(reasons) - MOST_REASONS),
            "reviews": reviews,
        }


def _reasons(report: Facts, findings: Sequence[Facts]) -> list[str]:
    about = (finding for finding in findings if finding["unit"] == report["unit"] and finding["form"] == report["form"])
    return list(dict.fromkeys(finding["text"] for finding in about if finding["level"] == Level.MUST_FIX.value))


def _by_unit(facts: Facts, own: Sequence[Filed]) -> Iterator[dict[str, Any]]:
    """Yield the units with something to mend or to explain in the order of the reports, and where their marked workbooks stand."""
    found: dict[str, Counter[str]] = {report["unit"]: Counter() for report in facts["reports"]}
    for finding in facts["findings"]:
        found.setdefault(finding["unit"], Counter())[finding["level"]] += 1
    for unit, levels in found.items():
        if levels[Level.MUST_FIX.value] or levels[Level.MUST_EXPLAIN.value]:
            reviews = [one.shown for one in own if one.is_review_of(unit)]
            yield {"unit": unit, "levels": {level.value: levels[level.value] for level in Level}, "reviews": reviews}
