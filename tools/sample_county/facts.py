"""The tables in facts/ and the units of config.yaml, read as they stand."""

import csv
import zlib
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "facts"
CONFIG = Path(__file__).parents[2] / "config.yaml"
CENT = Decimal("0.01")

Row = dict[str, Any]
"""One row of a return: column of the form → Decimal, str or None"""


@cache
def table(name: str) -> Sequence[Mapping[str, str]]:
    """Return a fact table, one mapping a row."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def units() -> Sequence[Mapping[str, Any]]:
    """Return the units of config.yaml that report today, in official order."""
    office = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    return tuple(unit for unit in office["units"] if "until" not in unit)


def names(group: str | None = None) -> list[str]:
    """Return the names of a group's units; of departments and townships together where no group is given."""
    return [unit["name"] for unit in units() if unit["group"] == group or (group is None and unit["group"] != "督查室")]


def townships() -> list[str]:
    """Return the townships' names."""
    return names("乡镇")


def cents(value: Decimal) -> Decimal:
    """Round an amount to what departments write: two decimals of 万元, without trailing zeros."""
    rounded = value.quantize(CENT, ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def percent_of(percent: str, amount: Decimal) -> Decimal:
    """Return so many percent of an amount."""
    return cents(Decimal(percent) * amount / 100)


def split(amount: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """Divide an amount by weights into round amounts; the last part takes the rest, so that nothing is lost."""
    whole = sum(weights)
    parts = [(amount * weight / whole).quantize(Decimal(1), ROUND_HALF_UP) for weight in weights[:-1]]
    return [*parts, cents(amount - sum(parts))]


def chosen(text: str, options: int) -> int:
    """Return a number below `options` that depends on a text alone: variety without chance."""
    return zlib.crc32(text.encode()) % options


def spread(wanted: int, among: int) -> list[bool]:
    """Mark so many of a row of things, evenly."""
    return [(place + 1) * wanted // among > place * wanted // among for place in range(among)]
