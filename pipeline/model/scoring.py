"""考核办法: how a unit's figures become marks, and marks a score; every formula of handbook 4 §5.1 is written with these."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from pipeline.model.bands import Band
from pipeline.model.figure_rule import FigureRule, Kind
from pipeline.model.yaml_keys import DEFINITION, Between

Over = Literal["quarter", "half", "year"]
"""the months of the running quarter, half or year, so far"""


@dataclass(frozen=True, kw_only=True)
class MarkBand(Band):
    """What a value in a band is worth."""

    __pydantic_config__ = DEFINITION

    marks: Decimal


@dataclass(frozen=True)
class PlaceBand:
    """What places up to one are worth: {to: 3, marks: 7} for the first three."""

    __pydantic_config__ = DEFINITION

    to: Annotated[int, Between(1)]
    marks: Decimal


@dataclass(frozen=True, kw_only=True)
class Step:
    """What is added or taken off for every so much of a value inside a stretch: every 0.02 over 1 adds 1."""

    __pydantic_config__ = DEFINITION

    every: Decimal
    from_: Decimal | None = None
    """counted upwards from here"""
    to: Decimal | None = None
    """up to here; where `from` is left out, counted downwards from here"""
    add: Decimal = Decimal(0)
    deduct: Decimal = Decimal(0)


@dataclass(frozen=True)
class Relative:
    """功效系数法: the lowest of the group gets one mark, the highest another, those between by where they stand."""

    __pydantic_config__ = DEFINITION

    lowest: Decimal = Decimal(60)
    highest: Decimal = Decimal(100)
    equal: Decimal | None = None
    """what all get where the highest is the lowest; `highest` where nothing is said"""


@dataclass(frozen=True)
class Factor:
    """What marks are multiplied by, by the size of something: a bonus that grows with the task."""

    __pydantic_config__ = DEFINITION

    value: str
    bands: tuple[MarkBand, ...]


@dataclass(frozen=True)
class ScoreItem:
    """One line of a score. Of `bands`, `steps`, `relative`, `ranks` and `each` at most one; with none, marks are in proportion."""

    __pydantic_config__ = DEFINITION

    value: str = ""
    """expression over the unit's rows; with `rows`, over each row"""
    of: str | None = None
    """what it is divided by, where that is to be seen in the explanation: 完成 over 计划"""
    take: str | None = None
    """instead of a value: a column of a ranking, league or other score for the same unit (专题.排名.栏, 排名.栏, 考核)"""
    over: Over | None = None
    """with `take`: the mean over the months of the quarter, half or year"""
    each_end_of: Literal["month", "quarter"] = "month"
    """with `over`: every month counts, or only the last month of each quarter"""
    as_: Kind | None = None
    """what the value is; a rate where it is divided by something, otherwise a count"""
    unit: str = ""
    full: Decimal | None = None
    """分值"""
    against: Literal["total", "mean", "best"] | None = None
    """the value is taken as a fraction of the group's total, mean or best"""
    bands: tuple[MarkBand, ...] = ()
    steps: tuple[Step, ...] = ()
    part: Literal["ignored", "counted", "proportional"] = "ignored"
    """what an unfinished step is worth: nothing, a whole one, or its part"""
    within: Decimal | None = None
    """most that steps add or take off"""
    missed: Decimal | None = None
    """marks where the value is below 1 (任务未完成): an all-or-nothing threshold"""
    relative: Relative | None = None
    ranks: tuple[PlaceBand, ...] = ()
    each: Decimal | None = None
    """marks for each; negative for a deduction"""
    factor: Factor | None = None
    weight: Decimal = Decimal(1)
    most: Decimal | None = None
    """cap; the full mark where nothing is said and marks are in proportion"""
    least: Decimal | None = None
    uncapped: bool = False
    """in proportion beyond the full mark"""
    counts: Literal["basic", "bonus", "deduction"] = "basic"
    rows: Literal["sum", "mean", "best", "worst"] | None = None
    """marks are given to each row (project) and put together for the unit"""
    where: str | None = None
    """with `rows`: the rows that are marked"""
    no_task: Literal["redistribute", "full", "mean", "zero"] = "redistribute"
    """what a unit gets that has no such task: its weight goes to the other items, the full mark, the others' mean, or nothing"""
    meaning: str = ""

    @property
    def kind(self) -> Kind:
        """What its value is."""
        divided = self.of is not None or any(sign in self.value for sign in "/÷／")
        return self.as_ or ("rate" if divided else "count")


@dataclass(frozen=True)
class ScoreVersion:
    """The items of a 考核办法 from a period on, where they differ."""

    __pydantic_config__ = DEFINITION

    from_: str
    """first period: 2023-07"""
    items: dict[str, ScoreItem]
    rule: str = ""
    """the document: 《…考核办法（2023年修订）》"""


@dataclass(frozen=True)
class ScoreRule:
    """A score: items and how they are put together; units are ranked by it inside their group."""

    __pydantic_config__ = DEFINITION

    items: dict[str, ScoreItem]
    rule: str = ""
    """the document it follows, cited by lists of the first three"""
    versions: tuple[ScoreVersion, ...] = ()
    """later versions, each from its period on; a place is not compared across them"""
    by: str = "单位"
    within: Literal["组别", "全县"] = "组别"
    groups: tuple[str, ...] = ()
    columns: dict[str, FigureRule] = field(default_factory=dict)
    """figures of each unit that items may use, printed in the table too"""
    most_bonus: Decimal | None = None
    most_deduction: Decimal | None = None
    most: Decimal | None = None
    least: Decimal | None = Decimal(0)
    pass_: Decimal | None = None
    """合格线"""
    vetoes: dict[str, str] = field(default_factory=dict)
    """一票否决: what → expression; anything above 0 vetoes"""
    vetoed: Literal["zero", "unranked"] = "zero"
    """a vetoed unit is ranked with nothing, or stands below the line"""
    unranked: str = "无任务"
    """what stands beside a unit of which no item can be marked"""
    ties: tuple[str, ...] = ()
    """columns and items that break ties, one after the other, the larger first"""
    add: Literal["printed", "exact"] = "printed"
    """whether the total adds up items as printed, so that a reader can check it"""
    decimals: Annotated[int, Between(0, 6)] = 2
    top: Annotated[int, Between(0)] = 3
    bottom: Annotated[int, Between(0)] = 3
    meaning: str = ""
