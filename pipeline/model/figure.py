"""数: numbers that may be printed, with what they count and the cells they came from."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from msgspec import Struct, field

from pipeline.model.merged import CellSource
from pipeline.model.values import Value

FigureKind = Literal["amount", "count", "rate", "days", "points", "growth", "rank", "score"]
"""points: a difference of rates, as a fraction of 1; growth: a change relative to a base, as a fraction of 1; score: marks"""


class Missing(StrEnum):
    """Why a figure has no value; the kinds are never conflated with 0 or with each other."""

    NOT_REPORTED = "未报"
    NOT_APPLICABLE = "不适用"
    NO_BASE = "无可比数据"
    ZERO_BASE = "基数为零"


class Figure(Struct, frozen=True):
    """A number with its unit, period, definition and sources; `value` is None exactly where `missing` says why.

    `related` holds comparisons by the word templates use: 上年同期, 同比, 同比增减, 上期, 环比, 环比增减, 计划, 完成率,
    序时, 与序时差, 占比. A growth figure holds the two values it compares as 本期 and 基期.
    """

    name: str
    value: Decimal | None
    kind: FigureKind
    unit: str = ""
    period: str = ""
    meaning: str = ""
    formula: str = ""
    sources: tuple[CellSource, ...] = ()
    missing: Missing | None = None
    decimals: int | None = None
    """decimals it is printed with; None leaves the choice to the formatter"""
    related: Mapping[str, "Figure"] = field(default_factory=dict)


class Part(Struct, frozen=True):
    """One part of a whole."""

    name: str
    figure: Figure
    share: Figure
    """fraction of the whole, adjusted by the tail policy; its unrounded value is `share.related["占比"]`"""
    columns: Mapping[str, Figure] = field(default_factory=dict)
    label: str = ""
    """how a band is printed: 5000万元（含）—1亿元（不含）"""


class Shares(Struct, frozen=True):
    """All parts of one whole, in the order of the code list."""

    name: str
    parts: tuple[Part, ...]
    whole: Figure
    note: str = ""
    """what must be said beside them: 因四舍五入，分项之和与合计略有出入"""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """figures of several parts together: 前几占比"""
    top: int = 0
    """how many parts are the first; of a concentration"""


class RankedUnit(Struct, frozen=True):
    """One line of a ranking; `rank` is None for a unit below the line, and `reason` says why."""

    unit: str
    group: str
    rank: int | None
    tied: bool
    figure: Figure
    columns: Mapping[str, Figure]
    previous_rank: int | None = None
    """its rank in the last issue; None where it had none"""
    reason: str = ""
    """未报送, 退回, 无任务, 不参加评比 …"""
    remark: str = ""
    """what must be said of a ranked unit: 一票否决, 未达合格线"""


class Ranking(Struct, frozen=True):
    """One group's units, ranked ones first by rank and official order, then those below the line."""

    name: str
    group: str
    units: tuple[RankedUnit, ...]
    total: RankedUnit
    """the group as a whole: never ranked"""
    top: int
    bottom: int
    rule: str = ""
    """the document it follows"""
    own: str = ""
    """of peers: the name of the county itself"""

    @property
    def ranked(self) -> tuple[RankedUnit, ...]:
        return tuple(unit for unit in self.units if unit.rank is not None)


class ListedRow(Struct, frozen=True):
    """One row of a list: its values and the cells they stand in; 单位, whose row it is, is always among the values."""

    values: Mapping[str, Value]
    sources: tuple[CellSource, ...]
    cells: Mapping[str, tuple[CellSource, ...]] = field(default_factory=dict)
    """column → the cells its value rests on, where they are known column by column"""


class ListTable(Struct, frozen=True):
    """Rows that meet a condition, in their stated order."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[ListedRow, ...]
    meaning: str = ""


class UnitSets(Struct, frozen=True):
    """Units sorted into named sets: lights, 红榜 and 黑榜, who is covered and who is not."""

    name: str
    sets: Mapping[str, tuple[RankedUnit, ...]]
    figures: Mapping[str, Figure] = field(default_factory=dict)
    rule: str = ""
    """the document it follows"""
    kept: Mapping[str, Decimal] = field(default_factory=dict)
    """what the next period must know of it, by the names history keeps"""

    def of(self, unit: str) -> str:
        """Return the set a unit is in; empty where it is in none."""
        return next((name for name, units in self.sets.items() if any(one.unit == unit for one in units)), "")


class Stages(Struct, frozen=True):
    """How far things have come: figures of each stage in order, figures of the whole, and the rows that stand out."""

    name: str
    stages: Mapping[str, Mapping[str, Figure]]
    figures: Mapping[str, Figure] = field(default_factory=dict)
    listed: ListTable | None = None
    note: str = ""
    """what does not fit together: 3个项目后一环节已完成而前一环节未完成"""


class StatisticResult(Struct, frozen=True):
    """Everything computed for one statistic; rankings are by name, then group."""

    name: str
    figures: Mapping[str, Figure] = field(default_factory=dict)
    shares: Mapping[str, Shares] = field(default_factory=dict)
    rankings: Mapping[str, Mapping[str, Ranking]] = field(default_factory=dict)
    lists: Mapping[str, ListTable] = field(default_factory=dict)
    unit_lists: Mapping[str, tuple[RankedUnit, ...]] = field(default_factory=dict)
    scores: Mapping[str, Mapping[str, Ranking]] = field(default_factory=dict)
    """as rankings: the figure is the score, its columns are the items and the figures they use"""
    leagues: Mapping[str, Mapping[str, Ranking]] = field(default_factory=dict)
    peers: Mapping[str, Mapping[str, Ranking]] = field(default_factory=dict)
    """as rankings, of counties: 全部 is their only group"""
    bands: Mapping[str, Shares] = field(default_factory=dict)
    concentrations: Mapping[str, Shares] = field(default_factory=dict)
    """the parts from the largest to the smallest"""
    lights: Mapping[str, UnitSets] = field(default_factory=dict)
    boards: Mapping[str, UnitSets] = field(default_factory=dict)
    coverage: Mapping[str, UnitSets] = field(default_factory=dict)
    funnels: Mapping[str, Stages] = field(default_factory=dict)
    durations: Mapping[str, Stages] = field(default_factory=dict)

    @property
    def tables(self) -> Mapping[str, Mapping[str, Ranking]]:
        """Every table of units by name and group."""
        return {**self.rankings, **self.scores, **self.leagues, **self.peers}

    @property
    def wholes(self) -> Mapping[str, Shares]:
        """Everything that has parts."""
        return {**self.shares, **self.bands, **self.concentrations}

    @property
    def unit_sets(self) -> Mapping[str, UnitSets]:
        """Everything that sorts units into sets."""
        return {**self.lights, **self.boards, **self.coverage}

    @property
    def staged(self) -> Mapping[str, Stages]:
        """Everything that has stages."""
        return {**self.funnels, **self.durations}
