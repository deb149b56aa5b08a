"""The ledger at the end of a period: all events up to it, laid one on the other in their order."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from pipeline.ledger.deciding import decided
from pipeline.ledger.escalation import Escalation
from pipeline.ledger.slots import days_after
from pipeline.model.ledger import Decision, Identity, LedgerItem, LedgerPast, Sighting
from pipeline.model.ledger_rules import LedgerRules
from pipeline.model.period import Cadence, Period
from pipeline.model.rows import row_key

Items = Mapping[str, LedgerItem]
"""number → item"""


class Refusal(Struct, frozen=True):
    """A decision that was not carried out, and why; `item` is the one it was about, where there is one."""

    decision: Decision
    reason: str
    period: str
    item: LedgerItem | None = None


class Folded(Struct, frozen=True):
    """What has come of all events: the items now and at the end of the period before (None where nothing had happened by then)."""

    items: Items = field(default_factory=dict)
    before: Items | None = None
    refusals: tuple[Refusal, ...] = ()


def moment(period: Period) -> tuple[date, int]:
    """Order periods by when they are over; of those that end on one day the shorter comes first."""
    return period.end, -period.start.toordinal()


def up_to(period: Period, codes: Iterable[str]) -> list[Period]:
    """Return the periods that are not later, in order."""
    return sorted((one for one in map(Period.parse, set(codes)) if moment(one) <= moment(period)), key=moment)


def fold(past: LedgerPast, period: Period, rules: LedgerRules, escalation: Escalation) -> Folded:
    """Return the ledger at the end of a period; `past` holds what happened in the period as well."""
    items: dict[str, LedgerItem] = {}
    refusals: list[Refusal] = []
    timeline = up_to(period, {*past.sightings, *past.decisions, period.code})
    earlier = [each for each in timeline if moment(each) <= moment(period.previous)]
    before: Items | None = None
    for each in timeline:
        items = {number: replace(item, as_of=each.end, decision=None, shown=False) for number, item in items.items()}
        for sighting in past.sightings.get(each.code, ()):
            _see(items, sighting, past.numbers, rules, each.end)
        _decide(items, past.decisions.get(each.code, ()), each, refusals)
        if each == period:
            items = escalation.coloured(items)
        elif _goes_before(each, period):
            items = escalation.coloured(items, past.colours.get(each.code))
        if earlier and each == earlier[-1]:
            shown = each == period.previous
            before = {
                number: replace(item, as_of=period.previous.end, shown=item.shown and shown) for number, item in items.items()
            }
    return Folded(dict(sorted(items.items())), before, tuple(refusals))


def _goes_before(earlier: Period, period: Period) -> bool:
    """Say whether colours of an earlier period are 上期颜色 of a later one: slips grow graver from month to month.

    A 旬 between two months issues no slips and makes none graver; it has itself the colours of the month before.
    """
    cadences = {period.cadence, Cadence.MONTH} if period.cadence is Cadence.TEN_DAYS else {period.cadence}
    return earlier.cadence in cadences


def _see(
    items: dict[str, LedgerItem], sighting: Sighting, numbers: Mapping[Identity, str], rules: LedgerRules, end: date
) -> None:
    """Enter what was seen: a new item, the same again, or one that was closed and is back."""
    number = numbers.get(sighting.identity)
    if number is None:
        return
    item = items.get(number)
    if sighting.applied:
        if item is not None:
            items[number] = replace(item, application=sighting.evidence, last_seen=max(item.last_seen, sighting.as_of))
        return
    if item is None:
        items[number] = _new(number, sighting, end)
        return
    relapsed = item.stage == "closed" and sighting.as_of > item.last_seen
    seen = replace(
        item,
        matter=sighting.matter,
        responsible=sighting.responsible or item.responsible,
        sources=sighting.sources,
        last_seen=max(item.last_seen, sighting.as_of),
        application="",
        shown=True,
    )
    if item.stage == "proposed":
        seen = replace(seen, due=sighting.due)
    items[number] = _reopened(seen, sighting, rules, end) if relapsed else seen


def _new(number: str, sighting: Sighting, end: date) -> LedgerItem:
    return LedgerItem(
        number,
        sighting.identity,
        sighting.subject,
        sighting.matter,
        sighting.responsible,
        sighting.found,
        sighting.due,
        end,
        sighting.found,
        sighting.as_of,
        sources=sighting.sources,
    )


def _reopened(item: LedgerItem, sighting: Sighting, rules: LedgerRules, end: date) -> LedgerItem:
    """Open a closed item again under its old number; it has the days of its rule, counted anew."""
    rule = rules.rules.get(item.identity.rule)
    due = max(sighting.due, days_after(end, rule.days if rule else 30))
    return replace(
        item, stage="listed", opened=end, due=due, closed_in=None, closed_on=None, relapsed_in=end, relapses=item.relapses + 1
    )


Line = tuple[Decision, str, str]
"""a decision, the number of its item, and why it cannot be told which item it is about or what was meant"""


def _decide(items: dict[str, LedgerItem], decisions: Iterable[Decision], period: Period, refusals: list[Refusal]) -> None:
    """Carry out about each item the last decision that can be; one that cannot takes none back that was taken before.

    A refusal about an item is settled by a later decision about it that could be carried out.
    """
    for lines in _about_each(items, decisions):
        refused: list[Refusal] = []
        for decision, number, reason in reversed(lines):
            outcome = reason or decided(items[number], decision, period.end)
            if isinstance(outcome, LedgerItem):
                items[number] = outcome
                refusals[:] = [refusal for refusal in refusals if refusal.item is None or refusal.item.number != number]
                break
            refused.append(Refusal(decision, outcome, period.code, items.get(number)))
        refusals.extend(refused[:1])


def _about_each(items: Items, decisions: Iterable[Decision]) -> list[list[Line]]:
    """Return the decisions of one period by the items they are about, the one about which something was decided last at the end."""
    found: dict[object, list[Line]] = {}
    for place, decision in enumerate(decisions):
        number, reason = _meant(items, decision)
        about = (place, reason) if reason else number
        found[about] = [*found.pop(about, ()), (decision, number, reason)]
    return [_doubted(lines) for lines in found.values()]


def _doubted(lines: list[Line]) -> list[Line]:
    """Return the lines about one item, with a reason for those that another line of their workbook contradicts."""
    return [
        (one, number, reason or ("twice" if any(_contradict(one, other) for other, _, _ in lines) else ""))
        for one, number, reason in lines
    ]


def _contradict(one: Decision, other: Decision) -> bool:
    """Say whether two lines of one workbook want different things of one item: which of them was meant nobody can know."""
    if one.source is None or other.source is None or one.source.sha256 != other.source.sha256:
        return False
    return (one.verdict, one.due) != (other.verdict, other.due)


def _meant(items: Items, decision: Decision) -> tuple[str, str]:
    """Return the number of the item a line is about, or why it cannot be told.

    A number must agree with the unit and the subject beside it: where only some columns were sorted, it does not.
    """
    if decision.number:
        item = items.get(decision.number)
        if item is None:
            return decision.number, "unknown"
        same = _agree(decision.unit, item.identity.unit) and _agree(decision.subject, item.subject)
        return decision.number, "" if same else "mismatch"
    named = row_key((decision.category, decision.unit, decision.subject))
    found = [number for number, item in items.items() if named == row_key((item.identity.rule, item.identity.unit, item.subject))]
    return (found[0], "") if len(found) == 1 else ("", "nothing")


def _agree(written: str, known: str) -> bool:
    return not written or row_key((written,)) == row_key((known,))
