"""config.yaml: this office."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal

from pipeline.model.unit import Unit
from pipeline.model.yaml_keys import DEFINITION, Between

Shift = Literal["earlier", "later", "none"]
"""where a day that falls on a holiday moves to"""
Naming = Literal["names", "first few", "number", "some"]
"""A（8.9%）、B、C all by name; A、B等21个单位; 21个单位; 部分单位"""
ProgressBasis = Literal["month", "half month", "ten days", "day", "table"]


@dataclass(frozen=True)
class DayRule:
    """A day by calendar rule: the n-th of the month, so many months after the period's last month; or so many days after its end."""

    __pydantic_config__ = DEFINITION

    day: Annotated[int, Between(1, 31)] | None = None
    months_after: Annotated[int, Between(-12, 12)] = 1
    days_after: Annotated[int, Between(0, 60)] | None = None
    """instead of `day`: calendar days after the end of the period, for 旬 and weeks"""
    at: time = time(17, 0)
    shift: Shift = "later"


@dataclass(frozen=True)
class CalendarRules:
    """Days on which this office's calendar differs from the national one."""

    __pydantic_config__ = DEFINITION

    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()
    """working days that the national calendar has as holidays or weekends (调休)"""


@dataclass(frozen=True)
class Policies:
    """How this office rounds, ranks and compares; each is printed with the figures it governs."""

    __pydantic_config__ = DEFINITION

    rate_decimals: Annotated[int, Between(0, 4)] = 1
    amount_decimals: Annotated[int, Between(0, 6)] = 2
    rank_by: Literal["printed", "exact"] = "printed"
    """whether units equal in print are tied"""
    gap_by: Literal["printed", "exact"] = "printed"
    """whether percentage-point gaps are computed from the printed rates"""
    progress: ProgressBasis = "month"
    """how 序时进度 counts the year"""
    progress_table: dict[str, Annotated[Decimal, Between(0, 100)]] = field(default_factory=dict)
    """with progress: table — month or 旬 ("4", "4-上旬") → share of the year, in percent"""
    names_shown: Annotated[int, Between(1)] = 6
    """how many names a sentence lists before it writes 等n个"""
    smallest_ranked_group: Annotated[int, Between(0)] = 6
    """a group with fewer ranked units gets no 后几位 in text"""
    missing_word: str = "未报送"
    naming: Naming = "first few"
    """how sentences that criticise name units and projects; a notice may have its own"""
    multiples: Literal["percent", "times"] = "percent"
    """how a growth of 100 % and more is told: 增长150.0%, or 增长1.5倍 and 翻一番"""


@dataclass(frozen=True)
class Office:
    """Who issues the notices, for whom, and by which rules."""

    __pydantic_config__ = DEFINITION

    name: str
    """the issuing office: 归溪县人民政府督查室"""
    county: str
    issuer: str
    """the name in the red head: 归溪县人民政府办公室"""
    groups: tuple[str, ...]
    units: tuple[Unit, ...]
    deadlines: dict[str, DayRule]
    """form → when its return is due; `default` serves the others"""
    calendar: CalendarRules = CalendarRules()
    policies: Policies = Policies()
    store: str = "sqlite:///state/history.sqlite"
    """database of the history; relative to the workspace"""
    recipients: str = ""
    """主送"""
    copies: str = ""
    """抄送"""
    other_papers: dict[str, tuple[date, ...]] = field(default_factory=dict)
    """series of numbers → days on which the office signed papers of its own in it, each of which has taken a number"""
    settle_seconds: Annotated[int, Between(0)] = 30
    """a file younger than this is taken in the next batch, for it may still be copied"""
    freeze_after: Annotated[int, Between(0)] | None = None
    """days after the last deadline of a period at which what was issued may no longer change; only by hand where absent"""
    pdf_copies: bool = False
    """whether every run leaves PDF copies of what is to be issued, once it is no draft any more; LibreOffice makes them"""
