"""单位: who must report, and by which names they go."""

from dataclasses import dataclass, field
from datetime import date

from pipeline.model.yaml_keys import DEFINITION


@dataclass(frozen=True)
class FormerName:
    """A name a unit bore until a day; returns of that time, and late stationery, still carry it."""

    __pydantic_config__ = DEFINITION

    name: str
    until: date


@dataclass(frozen=True)
class Unit:
    """A department or township that must report."""

    __pydantic_config__ = DEFINITION

    name: str
    """规范简称 as notices print it: 县文旅局, 茅坪镇"""
    group: str
    """one of the office's groups; ranking never crosses it"""
    full: str = ""
    """full official name: 归溪县文化和旅游局"""
    also: tuple[str, ...] = ()
    """other names it goes by"""
    former: tuple[FormerName, ...] = ()
    successor: str | None = None
    """the unit that took over its duties; its past figures follow the successor"""
    until: date | None = None
    """last day of its existence; it need not report periods that begin later"""
    excluded: str | None = None
    """why it is not ranked (不参评); it still reports"""
    no_task: tuple[str, ...] = ()
    """forms it need not report (无任务)"""


@dataclass(frozen=True)
class UnitDirectory:
    """All units in official order (机构序列)."""

    units: tuple[Unit, ...]
    county: str = ""
    """the county's name; a leading 县 or 归溪县 of a written name does not matter"""
    names: dict[str, Unit] = field(init=False, repr=False, compare=False, default_factory=dict)
    """normalised name → unit, every name each unit has ever gone by"""
