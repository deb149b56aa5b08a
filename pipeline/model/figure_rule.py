"""How one number is worked out: the rule every figure, column and value of a statistic follows."""

from dataclasses import dataclass, field
from typing import Literal

from pipeline.model.yaml_keys import DEFINITION

Kind = Literal["amount", "count", "rate", "days", "points", "growth", "score"]
"""amount: money with a unit; count: things with a measure word; rate: a fraction of 1, printed in %; days: whole days;
points: a difference of rates; growth: a change as a fraction of its base; score: marks"""
Comparison = Literal["last", "last year", "plan", "progress", "group mean"]


@dataclass(frozen=True)
class FigureRule:
    """One number: an expression over the statistic's form, other forms (`目标任务.年度目标`) and earlier figures of the file."""

    __pydantic_config__ = DEFINITION

    value: str
    as_: Kind = "count"
    unit: str = ""
    """unit of the value; an amount takes its column's, a count takes 个, where empty"""
    meaning: str = ""
    """口径 in words"""
    compare: tuple[Comparison, ...] = ()
    cumulative: bool = False
    """it adds up over the year, so that 环比 must be of what each period adds, never of the whole"""
    over: Literal["quarter", "half", "year"] | None = None
    """it is about the latest complete quarter, half or year, not about the batch's period"""
    targets: dict[str, str] = field(default_factory=dict)
    """targets of several levels at once: 市: sum(…), 县: sum(…)"""
    plan: str | None = None
    """expression of the target; needed for `compare: [plan]`, and for `[progress]` where the figure is not itself a rate"""
    decimals: int | None = None
    """decimals it is printed with, where they differ from the office's policy"""
