"""Lights: units by where a value of theirs lies, with a memory for lights that stay (handbook 1 §2.10)."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from pipeline.catalogue import unit_kinds as words
from pipeline.model.figure import Missing, RankedUnit, StatisticResult, UnitSets
from pipeline.model.unit_kinds import LightRule
from pipeline.statistics.chosen import numbers_of
from pipeline.statistics.subject import Subject


def compute(subject: Subject, so_far: StatisticResult) -> Mapping[str, UnitSets]:
    """Return every set of lights; 低于序时10个百分点（含）以内的黄灯，连续两期黄灯的红灯.

    A unit without a value has no light unless the rule gives one to those who have not reported; 不参评 have none.
    """
    return {name: _lit(subject, name, rule, so_far) for name, rule in subject.statistic.lights.items()}


def _lit(subject: Subject, name: str, rule: LightRule, so_far: StatisticResult) -> UnitSets:
    sets: dict[str, list[RankedUnit]] = {light: [] for light in (*rule.names, words.UNLIT)}
    kept: dict[str, Decimal] = {}
    for line, value in numbers_of(subject, so_far, rule.from_, rule.of, rule.groups):
        light = _light(rule, line, value)
        if not light:
            sets[words.UNLIT].append(line)
            continue
        key = f"{subject.name}.{name}.{line.group}.{line.unit}.{light}"
        kept[key] = 1 + _before(subject, key)
        shown = next((one for one in rule.lasting if one.light == light and kept[key] >= one.periods), None)
        if shown is None:
            sets[light].append(line)
        else:
            remark = words.LASTING.format(periods=int(kept[key]), light=light)
            sets[shown.becomes].append(replace(line, remark=remark))
    return UnitSets(name, {light: tuple(units) for light, units in sets.items()}, rule=rule.rule, kept=kept)


def _light(rule: LightRule, line: RankedUnit, value: Decimal | None) -> str:
    """Return a unit's light of this period alone."""
    if value is None:
        return rule.unreported if line.figure.missing is Missing.NOT_REPORTED else ""
    return next((light for light, band in rule.lights.items() if band.holds(value)), "")


def _before(subject: Subject, key: str) -> Decimal:
    """Return for how many periods in a row the unit had the same light until the last one."""
    values = {} if subject.last is None else subject.last.values
    return values.get(key) or Decimal(0)
