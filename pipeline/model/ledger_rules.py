"""templates/ledger.yaml: which problems the program proposes for the ledger, and when a supervision slip changes its colour."""

from dataclasses import dataclass, field
from typing import Annotated

from pipeline.model.reporting import ReportingState
from pipeline.model.yaml_keys import DEFINITION, Between


@dataclass(frozen=True)
class LedgerRule:
    """One kind of problem: seen in rows of a form, in how units have reported, or in what validation found."""

    __pydantic_config__ = DEFINITION

    matter: str
    """what is wrong, with {列名} for what stands in the row"""
    from_: str | None = None
    """the form whose rows show it"""
    where: str | None = None
    """with from — expression: the rows that are a problem; besides the form's columns 序时, last.列 and, with `beside`, 对方列"""
    subject: tuple[str, ...] = ()
    """with from — columns by which the same problem is known again; the form's key where empty"""
    beside: str | None = None
    """with from — another form with which rows are compared (数据打架)"""
    match: tuple[str, ...] = ()
    """with beside — columns both forms have, by which their rows belong together"""
    states: tuple[ReportingState, ...] = ()
    """instead of from: units that stand so with a form"""
    findings: tuple[str, ...] = ()
    """instead of from: codes of findings"""
    due: str | None = None
    """with from — column with the day by which it is to be mended"""
    days: Annotated[int, Between(1)] = 30
    """otherwise so many days after the end of the period; also after a relapse"""
    found: str | None = None
    """with from — column with the day on which it was found; the end of the period where not given"""
    responsible: str | None = None
    """with from — column naming who answers for it"""
    applies: str | None = None
    """with from — expression: the unit says in its return that it is done (申请销号); it closes nothing"""
    evidence: str | None = None
    """with applies — column with what the unit offers as evidence"""


@dataclass(frozen=True)
class LedgerRules:
    """The whole file."""

    __pydantic_config__ = DEFINITION

    title: str
    rules: dict[str, LedgerRule]
    escalation: dict[str, str] = field(default_factory=dict)
    """colour → expression over an item, from the mildest to the gravest; of those that hold the last counts"""
