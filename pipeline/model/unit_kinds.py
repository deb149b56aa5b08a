"""Kinds of statistics that sort units: lights, red and black lists, coverage, the league of reporters."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pipeline.model.bands import Band
from pipeline.model.scoring import Over
from pipeline.model.yaml_keys import DEFINITION, Between


@dataclass(frozen=True)
class Lasting:
    """A light that has stayed for so many periods in a row becomes another: 连续两期黄灯 → 红灯."""

    __pydantic_config__ = DEFINITION

    light: str
    periods: Annotated[int, Between(2)]
    becomes: str
    """one of the lights, or one that only comes about in this way"""


@dataclass(frozen=True)
class LightRule:
    """亮灯: units of a ranking or score by where a value of theirs lies; ends are stated as inside or outside."""

    __pydantic_config__ = DEFINITION

    from_: str
    """a ranking or a score of this file"""
    lights: dict[str, Band]
    """light → where the value lies"""
    of: str = "值"
    """what the light goes by: a figure of the table (与序时差) or arithmetic over several (值 / 值.序时 - 1)"""
    lasting: tuple[Lasting, ...] = ()
    unreported: str = ""
    """light of a unit that has not reported; none where nothing is said"""
    groups: tuple[str, ...] = ()
    rule: str = ""
    meaning: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All lights there can be."""
        return tuple(dict.fromkeys((*self.lights, *(one.becomes for one in self.lasting))))


@dataclass(frozen=True)
class BoardSide:
    """Who is on one side: a place among the first (or last) so many, and a condition besides."""

    __pydantic_config__ = DEFINITION

    places: Annotated[int, Between(1)] | dict[str, Annotated[int, Between(1)]]
    """how many places; by group where they differ"""
    where: str


@dataclass(frozen=True)
class BoardRule:
    """红黑榜: both the place and the target must speak for it; who failed through 不可抗力 is named apart."""

    __pydantic_config__ = DEFINITION

    from_: str
    red: BoardSide
    black: BoardSide
    exempt: str | None = None
    """condition under which a unit is kept off the black list (不可抗力项目 > 0)"""
    groups: tuple[str, ...] = ()
    rule: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class CoverageRule:
    """Who has at least so many rows of a kind, and who has none: every unit leads one project."""

    __pydantic_config__ = DEFINITION

    by: str = "单位"
    """a column of units, or with `among` a column of names"""
    where: str | None = None
    at_least: Annotated[int, Between(1)] = 1
    groups: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    """the names that should be covered, where they are not units"""
    meaning: str = ""


@dataclass(frozen=True)
class LeagueRule:
    """报送质量: who reports on time and right the first time; needs no form, only what has come in."""

    __pydantic_config__ = DEFINITION

    forms: tuple[str, ...] = ()
    """forms that count; all that are due where empty"""
    value: Literal["按时率", "一次通过率"] = "按时率"
    """what units are ranked by"""
    over: Over | None = None
    """adds up the months of the quarter, half or year so far"""
    by: str = "单位"
    within: Literal["组别", "全县"] = "组别"
    groups: tuple[str, ...] = ()
    ties: tuple[str, ...] = field(default=("一次通过率",))
    top: Annotated[int, Between(0)] = 3
    bottom: Annotated[int, Between(0)] = 3
    meaning: str = ""
