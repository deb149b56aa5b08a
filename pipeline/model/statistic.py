"""专题: what is computed from merged returns; one YAML file in templates/statistics/ each."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from pipeline.model.figure_rule import Comparison, FigureRule, Kind
from pipeline.model.row_kinds import BandRule, ConcentrationRule, DurationRule, FunnelRule, PeerRule
from pipeline.model.scoring import ScoreRule
from pipeline.model.unit_kinds import BoardRule, CoverageRule, LeagueRule, LightRule
from pipeline.model.yaml_keys import DEFINITION, Between

Tail = Literal["footnote", "largest remainder", "other"]


@dataclass(frozen=True)
class ShareRule:
    """Parts of one whole, by the codes of a column."""

    __pydantic_config__ = DEFINITION

    by: str
    value: str = "count()"
    as_: Kind = "count"
    unit: str = ""
    where: str | None = None
    tail: Tail = "footnote"
    """what happens when printed shares do not add to 100 (handbook 5 §6.4)"""
    other: str = "其他"
    """with tail: other — the part that takes the rest"""
    within: str = ""
    """结构.部分 of a share above it: the parts are parts of that part, and have 占全部比 besides"""
    meaning: str = ""
    columns: dict[str, FigureRule] = field(default_factory=dict)
    """further figures of each part"""


@dataclass(frozen=True)
class RankingRule:
    """Units in order of a figure, inside their group; competition ranking (1, 2, 2, 4)."""

    __pydantic_config__ = DEFINITION

    value: str
    as_: Kind = "rate"
    unit: str = ""
    by: str = "单位"
    within: Literal["组别", "全县"] = "组别"
    """全县 ranks the units of all groups in one order"""
    groups: tuple[str, ...] = ()
    """groups that are ranked; all where empty"""
    order: Literal["descending", "ascending"] = "descending"
    ties: tuple[str, ...] = ()
    """columns of this ranking that break ties, one after the other, the larger first; units equal in all share the rank"""
    unranked: str = "无年度任务"
    """what stands beside a unit whose value cannot be worked out, because what it is divided by is zero or was never set"""
    top: Annotated[int, Between(0)] = 3
    bottom: Annotated[int, Between(0)] = 3
    compare: tuple[Comparison, ...] = ()
    cumulative: bool = False
    """as of a figure"""
    plan: str | None = None
    decimals: int | None = None
    meaning: str = ""
    columns: dict[str, FigureRule] = field(default_factory=dict)
    """further figures of each unit, in the order of the printed table; each may use those before it, and `值` once it is known"""


@dataclass(frozen=True)
class ListRule:
    """Rows of the form that meet a condition."""

    __pydantic_config__ = DEFINITION

    where: str
    columns: tuple[str, ...]
    sort: tuple[str, ...] = ()
    """columns to sort by; `-列` sorts downwards; codes by the code list, units in official order, blanks last"""
    computed: dict[str, str] = field(default_factory=dict)
    """further columns worked out in each row: 逾期天数: days(计划开工时间, period.end)"""
    meaning: str = ""


@dataclass(frozen=True)
class UnitListRule:
    """Units of a ranking that meet a condition on its figures (增幅均达50%以上)."""

    __pydantic_config__ = DEFINITION

    from_: str
    """a ranking or a score of this file"""
    where: str
    """expression over that table's columns, 值, 名次, 倒数名次, 上期名次, 位次变化, 单位 and 组别;
    comparisons by 列.同比, those of 值 also by 同比"""
    groups: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    """names as in `where`; `-名` sorts downwards; by rank where empty"""
    rule: str = ""
    """the document that gives the list its consequence, cited beside it; of a score its own where nothing is said"""
    meaning: str = ""


@dataclass(frozen=True)
class Statistic:
    """Everything computed about one subject."""

    __pydantic_config__ = DEFINITION

    title: str
    from_: str
    """the form"""
    where: str | None = None
    """rows that count at all"""
    figures: dict[str, FigureRule] = field(default_factory=dict)
    shares: dict[str, ShareRule] = field(default_factory=dict)
    rankings: dict[str, RankingRule] = field(default_factory=dict)
    lists: dict[str, ListRule] = field(default_factory=dict)
    unit_lists: dict[str, UnitListRule] = field(default_factory=dict)
    scores: dict[str, ScoreRule] = field(default_factory=dict)
    leagues: dict[str, LeagueRule] = field(default_factory=dict)
    peers: dict[str, PeerRule] = field(default_factory=dict)
    lights: dict[str, LightRule] = field(default_factory=dict)
    boards: dict[str, BoardRule] = field(default_factory=dict)
    coverage: dict[str, CoverageRule] = field(default_factory=dict)
    bands: dict[str, BandRule] = field(default_factory=dict)
    concentrations: dict[str, ConcentrationRule] = field(default_factory=dict)
    funnels: dict[str, FunnelRule] = field(default_factory=dict)
    durations: dict[str, DurationRule] = field(default_factory=dict)
    small_base: Annotated[Decimal, Between(0)] = Decimal(0)
    """a growth rate on a base below this is flagged as resting on a small base"""
