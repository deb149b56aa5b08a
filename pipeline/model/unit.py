"""单位: who must report, and by which names they go."""

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property, lru_cache
from unicodedata import normalize

from msgspec import Struct

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


class UnitDirectory(Struct, frozen=True, dict=True):
    """All units in official order (机构序列)."""

    units: tuple[Unit, ...]
    county: str = ""
    """the county's name; written before a unit's name or left out, it makes no difference"""

    @cached_property
    def roster(self) -> dict[str, tuple[str, ...]]:
        """Group → its units, without those that have ceased to be."""
        groups = dict.fromkeys(unit.group for unit in self.units)
        return {group: tuple(unit.name for unit in self.units if unit.group == group and unit.until is None) for group in groups}

    @cached_property
    def by_name(self) -> dict[str, Unit]:
        """规范简称 → unit."""
        return {unit.name: unit for unit in self.units}

    @cached_property
    def names(self) -> dict[str, Unit]:
        """Every name each unit has ever gone by, normalised; a former name never takes a current one away."""
        current = {self.key(name): unit for unit in self.units for name in (unit.name, unit.full, *unit.also) if name}
        former = {self.key(name.name): unit for unit in self.units for name in unit.former}
        return former | current

    @cached_property
    def positions(self) -> dict[str, int]:
        """规范简称 → place in official order, from 0."""
        return {unit.name: place for place, unit in enumerate(self.units)}

    def position(self, name: str) -> int:
        """Return a unit's place in official order, by 规范简称; a name that is none stands after all."""
        return self.positions.get(name, len(self.units))

    def in_group(self, group: str) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.group == group)

    def resolve(self, text: str, on: date | None = None) -> Unit | None:
        """Return the unit a written name means, or None: a name that is only similar is never taken.

        A unit that has ended before the day `on` gives way to its successor.
        """
        unit = self.names.get(self.key(text))
        while unit and on and unit.until and unit.until < on and unit.successor:
            unit = self.by_name[unit.successor]
        return unit

    def suggest(self, text: str) -> Unit | None:
        """Return the unit whose name is nearest, to be offered in a message and never to be assumed."""
        near = get_close_matches(self.key(text), self.names, n=1, cutoff=0.5)
        return self.names[near[0]] if near else None

    def key(self, name: str) -> str:
        """Return a name without what writers add or leave out: blanks, seals, county, 县, 人民政府."""
        return (_key if len(name) < _LONG_NAME else _key.__wrapped__)(name, self.county)


@lru_cache(maxsize=4096)
def _key(name: str, county: str) -> str:
    text = _SEALS.sub("", _BLANKS.sub("", normalize("NFKC", name))).rstrip(_STOPS)
    for prefix in (county, "县"):
        text = _unless_bare(text.removeprefix(prefix), text)
    return _unless_bare(text.removesuffix("人民政府").removesuffix("政府"), text)


_LONG_NAME = 64
"""characters of what is no name and not remembered"""
_BLANKS = re.compile(r"[\s\u200b\ufeff\u00a0]+")
_SEALS = re.compile(r"\((?:盖章|公章|章)\)")
_STOPS = "。.、,;:"


def _unless_bare(shorter: str, text: str) -> str:
    """Return the shorter text, unless what is left of it names nothing (县政府, 归溪县)."""
    return shorter if len(shorter) > 1 else text
