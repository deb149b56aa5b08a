"""The ledger — between statistics and documents.

Takes what the returns of a period show, what the office decided in its confirmation workbooks, and what the history keeps of the
ledger. Gives the ledger at the end of the period, what the history is to keep, and a finding for every decision that cannot be
carried out. Never closes anything by itself, never changes a number, never reads a file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from pipeline.catalogue import ledger as words
from pipeline.ledger.checking import mistakes
from pipeline.ledger.confirmation import decisions_in, parted, readable
from pipeline.ledger.escalation import Escalation
from pipeline.ledger.figures import Now, compared, figures_of, is_proposed, list_table, result_of, row_of
from pipeline.ledger.folding import Folded, Refusal, fold, moment
from pipeline.ledger.numbering import numbered
from pipeline.ledger.seeing import Seen, sightings
from pipeline.model.definitions import Definitions
from pipeline.model.finding import Finding, Level
from pipeline.model.ledger import AskedItem, Decision, LedgerBook, LedgerItem, LedgerPast, LedgerRecord, UnitLedger
from pipeline.model.ledger_rules import LedgerRules
from pipeline.model.office import Policies
from pipeline.model.period import Period
from pipeline.model.table import ReturnTable
from pipeline.model.unit import UnitDirectory

__all__ = ["Seen", "keep", "mistakes", "parted", "readable"]

Kept = tuple[LedgerBook | None, LedgerRecord, tuple[Finding, ...]]


def keep(seen: Seen, workbooks: Sequence[ReturnTable], past: LedgerPast, definitions: Definitions) -> Kept:
    """Return the ledger, what the history is to keep of this batch, and all findings.

    To those there were it adds one for every decision that could not be carried out.
    """
    rules, period, directory = definitions.ledger, seen.period, definitions.directory
    if rules is None:
        return None, LedgerRecord(), tuple(seen.findings)
    shown = sightings(rules, seen, definitions)
    numbers = numbered(shown, past.numbers, period.year)
    decisions = _decided_by_now(workbooks, directory, period)
    told_of, settled = decisions.keys(), {code for code in seen.frozen - {period.code} if code in past.sightings}
    late = [code for code in settled & told_of if decisions[code] != past.decisions.get(code, ())]
    decisions = {code: decided for code, decided in decisions.items() if code not in settled}
    events = replace(
        past,
        numbers={**past.numbers, **numbers},
        sightings={**past.sightings, period.code: shown},
        decisions={**past.decisions, **decisions},
    )
    folded = fold(events, period, rules, Escalation(rules, directory, period))
    colours = {number: item.colour for number, item in folded.items.items() if item.is_open}
    book = _book(rules, folded, definitions, period)
    refused = [refusal for refusal in folded.refusals if refusal.period in told_of]
    told = (*seen.findings, *_come_late(workbooks, late, past, directory), *map(_finding, refused))
    return book, LedgerRecord(numbers, shown, decisions, colours), told


def _decided_by_now(
    workbooks: Iterable[ReturnTable], directory: UnitDirectory, period: Period
) -> dict[str, tuple[Decision, ...]]:
    """Return the decisions of this period and of earlier ones; what is decided about a later period is none of this batch's."""
    found = decisions_in(workbooks, directory)
    return {each.code: decisions for each, decisions in found.items() if moment(each) <= moment(period)}


def _come_late(
    workbooks: Iterable[ReturnTable], periods: Sequence[str], past: LedgerPast, directory: UnitDirectory
) -> Iterator[Finding]:
    """Yield a finding for every workbook by which something else would have been decided about a period that is frozen."""
    for table in workbooks:
        sent, period = table.submission, table.submission.period
        known = {decision.source.sha256 for decision in past.decisions.get(period.code, ()) if decision.source}
        if period.code in periods and sent.file.sha256 not in known and any(decisions_in([table], directory).values()):
            code, text, remedy = words.COME_LATE
            text, remedy = text.format(period=period.label), remedy.format(period=period.code)
            yield Finding(code, Level.MUST_FIX, sent.file.path, text, sent.unit, words.CONFIRMATION, period.code, remedy=remedy)


def _book(rules: LedgerRules, folded: Folded, definitions: Definitions, period: Period) -> LedgerBook:
    directory, policies, colours = definitions.directory, definitions.office.policies, tuple(rules.escalation)
    now, before = _now(folded, period, policies), _before(folded, period, policies)
    asked = [item for item in now.items if is_proposed(item) or item.is_open or item.decision]
    asked.sort(key=lambda item: (directory.position(item.identity.unit), item.number))
    return LedgerBook(
        rules.title,
        result_of(now, before, colours),
        tuple(_units(now, before, directory)),
        tuple(AskedItem(row_of(item), item.decision) for item in asked),
        colours,
    )


def _now(folded: Folded, period: Period, policies: Policies) -> Now:
    before = None if folded.before is None else [item for item in folded.before.values() if item.is_open]
    return Now(list(folded.items.values()), period, policies, before)


def _before(folded: Folded, period: Period, policies: Policies) -> Now | None:
    return None if folded.before is None else Now(list(folded.before.values()), period.previous, policies)


def _units(now: Now, before: Now | None, directory: UnitDirectory) -> Iterable[UnitLedger]:
    """Yield the part of every unit, in official order; one with problems that is no unit any more comes last."""
    groups = {unit.name: unit.group for unit in directory.units}
    owners = {item.identity.unit for item in now.of_the_year}
    for unit in (*groups, *sorted(owners - groups.keys())):
        own, then = _of(now, unit), None if before is None else _of(before, unit)
        names, owner = words.OF_A_UNIT, f"{words.NAME}.{unit}"
        figures = compared(figures_of(owner, own, names), None if then is None else figures_of(owner, then, names), now.policies)
        still = list_table(words.OWN_LIST, [item for item in own.of_the_year if item.is_open])
        yield UnitLedger(unit, groups.get(unit, ""), figures, still)


def _of(now: Now, unit: str) -> Now:
    def own(items: Sequence[LedgerItem]) -> Sequence[LedgerItem]:
        return [item for item in items if item.identity.unit == unit]

    return replace(now, items=own(now.items), open_before=None if now.open_before is None else own(now.open_before))


def _finding(refusal: Refusal) -> Finding:
    decision, item = refusal.decision, refusal.item
    source = decision.source
    code, text, remedy = words.REFUSED[refusal.reason]
    slots: Mapping[str, object] = {
        "number": decision.number or (item.number if item else ""),
        "verdict": decision.verdict.value if decision.verdict else "",
        "due": decision.due,
        "day": decision.day,
        "unit": item.identity.unit if item else "",
        "subject": item.subject if item else "",
        "old": item.due if item else "",
        "closed": item.closed_on if item else "",
        "found": item.opened if item else "",
    }
    return Finding(
        code,
        Level.MUST_FIX,
        source.file if source else "",
        text.format(**slots),
        unit=source.unit if source else "",
        form=words.CONFIRMATION,
        period=refusal.period,
        sheet=source.sheet if source else "",
        cells=(source.addresses,) if source else (),
        row=decision.subject,
        found=decision.verdict.value if decision.verdict else "",
        remedy=remedy.format(**slots),
    )
