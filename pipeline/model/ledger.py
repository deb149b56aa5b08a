"""台账: problems that stay open across periods until the office closes them with evidence.

What happened is kept as events by period: what the program saw (`Sighting`) and what the office decided (`Decision`). How an item
stands in a period is the fold of all events up to it, so that running an earlier period again leaves later events as they were.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from msgspec import Struct, field

from pipeline.model.figure import Figure, ListTable, StatisticResult
from pipeline.model.merged import CellSource
from pipeline.model.values import Value


class ItemState(StrEnum):
    """How an item stands."""

    PROPOSED = "待确认"
    OPEN = "在办"
    OVERDUE = "逾期"
    RELAPSED = "复发"
    CLOSED = "已销号"
    REJECTED = "不列入"


OPEN_STATES = frozenset({ItemState.OPEN, ItemState.OVERDUE, ItemState.RELAPSED})


class Verdict(StrEnum):
    """What the office may decide about an item."""

    CONFIRM = "确认"
    REJECT = "不列入"
    CLOSE = "销号"
    EXTEND = "延期"


class Identity(Struct, frozen=True):
    """By what a problem is known again in any period: its rule, its unit, and the subject without blanks and quotes."""

    rule: str
    unit: str
    key: str


class Sighting(Struct, frozen=True):
    """A problem as the returns of one period show it."""

    identity: Identity
    subject: str
    matter: str
    found: date
    due: date
    as_of: date
    """end of the period of the return it was seen in"""
    responsible: str = ""
    sources: tuple[CellSource, ...] = ()
    applied: bool = False
    """True where the unit says that it is done: a request to close, which closes nothing and proposes nothing"""
    evidence: str = ""
    """with applied — what the unit offers"""


class Decision(Struct, frozen=True):
    """One line of a confirmation workbook that decides something, as it was written."""

    number: str
    verdict: Verdict | None
    evidence: str = ""
    officer: str = ""
    due: date | None = None
    day: date | None = None
    unit: str = ""
    category: str = ""
    subject: str = ""
    source: CellSource | None = None
    """where it was written"""
    received: date | None = None
    """when the workbook came in"""


class LedgerPast(Struct, frozen=True):
    """What the history keeps of the ledger: numbers given once for all, and events by period code."""

    numbers: Mapping[Identity, str] = field(default_factory=dict)
    sightings: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    decisions: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    colours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """period → number → colour of the slip issued then"""


class LedgerItem(Struct, frozen=True):
    """One problem as it stands at the end of a period (`as_of`)."""

    number: str
    identity: Identity
    subject: str
    matter: str
    responsible: str
    found: date
    due: date
    as_of: date
    opened: date
    """when it was found or, after a relapse, found again"""
    last_seen: date
    stage: Literal["proposed", "listed", "closed", "rejected"] = "proposed"
    listed_in: date | None = None
    """last day of the period in which the office confirmed it"""
    closed_in: date | None = None
    closed_on: date | None = None
    relapsed_in: date | None = None
    evidence: str = ""
    officer: str = ""
    application: str = ""
    """what the unit offers as evidence where it says that it is done"""
    extensions: int = 0
    relapses: int = 0
    colour: str = ""
    sources: tuple[CellSource, ...] = ()
    decision: Decision | None = None
    """what the office decided in this very period"""
    shown: bool = True
    """whether the returns of this very period show it"""

    @property
    def state(self) -> ItemState:
        match self.stage:
            case "proposed":
                return ItemState.PROPOSED
            case "rejected":
                return ItemState.REJECTED
            case "closed":
                return ItemState.CLOSED
            case _:
                if self.due < self.as_of:
                    return ItemState.OVERDUE
                return ItemState.RELAPSED if self.relapsed_in else ItemState.OPEN

    @property
    def is_open(self) -> bool:
        return self.stage == "listed"

    @property
    def days_open(self) -> int:
        return max(0, ((self.closed_on or self.as_of) - self.opened).days)

    @property
    def days_overdue(self) -> int:
        return max(0, (self.as_of - self.due).days) if self.is_open else 0


class UnitLedger(Struct, frozen=True):
    """One unit's part of the ledger."""

    unit: str
    group: str
    figures: Mapping[str, Figure]
    open: ListTable
    """its open items, by number"""


class AskedItem(Struct, frozen=True):
    """An item the office may decide about, as a row of a list, with what it has decided in this period."""

    values: Mapping[str, Value]
    decision: Decision | None = None


class LedgerBook(Struct, frozen=True):
    """The ledger at the end of a period, ready to be printed."""

    title: str
    result: StatisticResult
    """figures and lists under the names templates use"""
    units: tuple[UnitLedger, ...] = ()
    """every unit, in official order"""
    asked: tuple[AskedItem, ...] = ()
    """what is proposed, open or decided in this period, by unit and number"""
    colours: tuple[str, ...] = ()
    """from the mildest to the gravest"""


class LedgerRecord(Struct, frozen=True):
    """What a batch adds to the history; sightings and colours are of its own period, decisions of that or an earlier one."""

    numbers: Mapping[Identity, str] = field(default_factory=dict)
    sightings: tuple[Sighting, ...] = ()
    decisions: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
