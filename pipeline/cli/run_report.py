"""What a run says when it is over: in one screen what happened and what a person must do now."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import asdict

from pipeline.catalogue import console as say
from pipeline.catalogue import flips
from pipeline.catalogue import running as words
from pipeline.catalogue.ledger import CONFIRMATION
from pipeline.catalogue.overview import PAGE
from pipeline.model.finding import Level
from pipeline.model.reporting import ReportingState

if TYPE_CHECKING:
    from pipeline.batch import BatchOutcome

MOST_OF_A_KIND: Final = 5
"""lines of one kind; the page of the period has them all"""
_LINES: Final = {
    ReportingState.RETURNED: say.RETURNED_LINE,
    ReportingState.MISSING: say.MISSING_LINE,
    ReportingState.LATE: say.LATE_LINE,
}


def report_lines(outcome: "BatchOutcome", *, dry_run: bool) -> Iterator[str]:
    """Yield the lines of the report."""
    yield say.EDITION.format(period=outcome.period.label, edition=outcome.edition.number, state=outcome.edition.state)
    yield from _previewed(outcome) if dry_run else _published(outcome)
    page = (outcome.folder.parent if outcome.frozen else outcome.folder) / PAGE
    kept = [say.KEPT_EDITED.format(path=path, beside=beside) for path, beside in outcome.published.kept]
    for lines in (kept, *_reports(outcome), _unplaced(outcome)):
        yield from lines[:MOST_OF_A_KIND]
        if len(lines) > MOST_OF_A_KIND:
            yield words.MORE_LINES.format(count=len(lines) - MOST_OF_A_KIND, page=page)
    if not dry_run and not outcome.complete:
        yield words.PAGE_LINE.format(page=page)


def asks_for_somebody(outcome: "BatchOutcome") -> bool:
    """Say whether the report asks a person for something: a run by the clock is silent only where it does not."""
    return not outcome.complete or bool(outcome.corrections or _unplaced(outcome))


def as_json(outcome: "BatchOutcome") -> dict[str, Any]:
    """Return the outcome as plain data."""
    published = outcome.published
    return {
        "period": outcome.period.code,
        "edition": outcome.edition.listed,
        "complete": outcome.complete,
        "folder": str(outcome.folder),
        "written": list(published.written),
        "unchanged": len(published.unchanged),
        "kept": [list(pair) for pair in published.kept],
        "reports": [
            {"unit": one.unit, "form": one.form, "state": one.state.value, "deadline": str(one.deadline), "file": one.file}
            for one in outcome.reports
            if one.state in _LINES
        ],
        "unplaced": _unplaced(outcome),
        "corrections": len(outcome.corrections),
    }


def _previewed(outcome: "BatchOutcome") -> Iterator[str]:
    yield say.WOULD_WRITE.format(written=len(outcome.published.written))
    yield from (f"  {path}" for path in outcome.published.written)
    if outcome.published.written or outcome.flips:
        yield flips.HEAD.format(count=len(outcome.flips)) if outcome.flips else flips.NOTHING
    yield from (f"  {line}" for line in outcome.flips)


def _published(outcome: "BatchOutcome") -> Iterator[str]:
    """Say what was written; of a frozen issue, what would have to be corrected."""
    published, count = outcome.published, len(outcome.corrections)
    if not outcome.frozen:
        counts = {"written": len(published.written), "unchanged": len(published.unchanged)}
        yield say.PUBLISHED.format(period=outcome.period.label, folder=outcome.folder, **counts)
    elif count:
        yield say.CORRECTIONS_PROPOSED.format(count=count, period=outcome.period.code, folder=outcome.folder)
    else:
        yield say.NOTHING_TO_CORRECT


def _reports(outcome: "BatchOutcome") -> Iterator[list[str]]:
    for state, line in _LINES.items():
        yield [line.format(**asdict(report)) for report in outcome.reports if report.state is state]


def _unplaced(outcome: "BatchOutcome") -> list[str]:
    wrong = (one for one in outcome.findings if one.level is Level.MUST_FIX and (not one.unit or one.form == CONFIRMATION))
    return [
        (say.UNDECIDED_LINE if one.form == CONFIRMATION else say.UNPLACED_LINE).format(file=one.file, text=one.text)
        for one in wrong
    ]
