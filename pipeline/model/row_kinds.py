"""Kinds of statistics that sort rows: bands, concentrations, funnels, stage durations; and peers, which are not units."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pipeline.model.bands import Band
from pipeline.model.figure_rule import FigureRule, Kind
from pipeline.model.yaml_keys import DEFINITION, Between


@dataclass(frozen=True)
class BandRule:
    """分档: rows by where a value of theirs lies; every end is said to be inside or outside (5000万元以上含本数)."""

    __pydantic_config__ = DEFINITION

    by: str
    """expression of each row: 估算总投资"""
    parts: dict[str, Band]
    """name templates use → where the value lies"""
    unit: str = ""
    """unit of the ends; the column's where nothing is said"""
    kind: Kind = "amount"
    """what the ends are"""
    nested: bool = False
    """bands lie inside each other (5000万元以上，其中亿元以上)"""
    value: str = "count()"
    as_: Kind = "count"
    measure: str = ""
    """unit or measure word of the value"""
    where: str | None = None
    columns: dict[str, FigureRule] = field(default_factory=dict)
    meaning: str = ""


@dataclass(frozen=True)
class ConcentrationRule:
    """集中度: where most of it lies, the largest first, and what the first few make up together."""

    __pydantic_config__ = DEFINITION

    by: str
    """any column"""
    value: str = "count()"
    as_: Kind = "count"
    unit: str = ""
    where: str | None = None
    top: Annotated[int, Between(1)] = 3
    meaning: str = ""


@dataclass(frozen=True)
class FunnelRule:
    """漏斗: how many have come how far; who has come to a later stage has been through the earlier ones."""

    __pydantic_config__ = DEFINITION

    stages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """stage → codes of `by` that stand for it, in order"""
    by: str = ""
    reached: dict[str, str] = field(default_factory=dict)
    """instead of `stages`: stage → condition under which a row has reached it (签约日期 is not none)"""
    rates: dict[str, tuple[str, str]] = field(default_factory=dict)
    """rate → stage over stage: 履约率: [注册, 签约]"""
    value: str = "count()"
    as_: Kind = "count"
    unit: str = ""
    where: str | None = None
    meaning: str = ""


@dataclass(frozen=True)
class DurationRule:
    """前期时长: how long rows take from stage to stage, by the dates in their columns."""

    __pydantic_config__ = DEFINITION

    stages: dict[str, str]
    """stage → column of the day it was done, in order; the first begins the count"""
    over: Annotated[int, Between(1)] = 365
    """days beyond which a row is listed"""
    where: str | None = None
    columns: tuple[str, ...] = ()
    """columns of the list of rows beyond"""
    meaning: str = ""


@dataclass(frozen=True)
class PeerRule:
    """同类比较: the county among others, whose figures the office has typed in; one row is one of them."""

    __pydantic_config__ = DEFINITION

    value: str
    by: str
    """column of their names"""
    own: str = ""
    """the county's own name among them; the county's where nothing is said"""
    figure: str = ""
    """a figure of this file that stands for the county, where it is not typed in"""
    as_: Kind = "rate"
    unit: str = ""
    where: str | None = None
    order: Literal["descending", "ascending"] = "descending"
    decimals: int | None = None
    top: Annotated[int, Between(0)] = 3
    bottom: Annotated[int, Between(0)] = 3
    meaning: str = ""
