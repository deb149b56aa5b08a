"""What a decision of the office does to an item, or why it cannot; nothing is closed without evidence and a name."""

from collections.abc import Callable, Mapping
from datetime import date

from msgspec.structs import replace

from pipeline.model.ledger import Decision, LedgerItem, Verdict

Outcome = LedgerItem | str
"""the item as decided, or the reason of a refusal (a key of `catalogue.ledger.REFUSED`)"""


def decided(item: LedgerItem, decision: Decision, end: date) -> Outcome:
    """Return the item after a decision taken in the period that ends on a day; deciding what stands already changes nothing."""
    if decision.verdict is None:
        return "no verdict"
    if decision.verdict is not Verdict.CONFIRM:
        if not decision.evidence:
            return "no evidence"
        if not decision.officer:
            return "no officer"
    outcome = _VERDICTS[decision.verdict](item, decision, end)
    return outcome if isinstance(outcome, str) else replace(outcome, decision=decision)


def _confirmed(item: LedgerItem, decision: Decision, end: date) -> Outcome:
    if item.stage == "closed":
        return "closed"
    if item.stage == "listed":
        return "due unasked" if decision.due and decision.due != item.due else item
    if decision.due and decision.due < item.found:
        return "due passed"
    return replace(item, stage="listed", listed_in=end, due=decision.due or item.due)


def _rejected(item: LedgerItem, decision: Decision, _: date) -> Outcome:
    match item.stage:
        case "closed":
            return "closed"
        case "listed":
            return "listed"
        case _:
            return replace(item, stage="rejected", evidence=decision.evidence, officer=decision.officer)


def _closed(item: LedgerItem, decision: Decision, end: date) -> Outcome:
    """Close an item; one that was only proposed is listed and closed at once, for it was a problem and has been mended."""
    if item.stage == "closed":
        return item if item.closed_in == end else "closed"
    if decision.day and decision.day < item.opened:
        return "too early"
    if decision.day and decision.received and decision.day > decision.received:
        return "not yet"
    return replace(
        item,
        stage="closed",
        listed_in=item.listed_in or end,
        closed_in=end,
        closed_on=min(decision.day or end, end),
        evidence=decision.evidence,
        officer=decision.officer,
        colour="",
        sources=(*item.sources, decision.source) if decision.source else item.sources,
    )


def _extended(item: LedgerItem, decision: Decision, _: date) -> Outcome:
    if item.stage == "closed":
        return "closed"
    if item.stage != "listed":
        return "not listed"
    if decision.due is None:
        return "no due"
    if decision.due <= item.due:
        return "not later"
    return replace(item, due=decision.due, extensions=item.extensions + 1)


_VERDICTS: Mapping[Verdict, Callable[[LedgerItem, Decision, date], Outcome]] = {
    Verdict.CONFIRM: _confirmed,
    Verdict.REJECT: _rejected,
    Verdict.CLOSE: _closed,
    Verdict.EXTEND: _extended,
}
