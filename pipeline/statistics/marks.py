"""From a value to marks, by the formula of one item, with the arithmetic written out: 60×(4280/8000)=32.10."""

from collections.abc import Callable, Mapping
from decimal import ROUND_FLOOR, Decimal

from msgspec import Struct

from pipeline.catalogue import scores as words
from pipeline.model.bands import in_band
from pipeline.model.scoring import ScoreItem, Step
from pipeline.statistics.band_names import band_name, end_printer, plain
from pipeline.statistics.rounding import EXACT, half_up

SHOWN = 4
"""most decimals of a number inside an explanation"""
ONE = Decimal(1)


class Marked(Struct, frozen=True):
    """Marks, exact or as printed, and how they came about."""

    value: Decimal
    formula: str


class Worth(Struct, frozen=True):
    """A value to be marked: the number, how it is shown, and by what its marks are multiplied."""

    value: Decimal
    shown: str
    factor: Decimal = ONE
    why: str = ""
    """what must be said before the arithmetic"""


class Field(Struct, frozen=True):
    """What the others of a group have for the same item."""

    total: Decimal = Decimal(0)
    mean: Decimal = Decimal(0)
    best: Decimal = Decimal(0)
    worst: Decimal = Decimal(0)
    place: int = 0
    """the place of the unit itself"""


Raw = tuple[Decimal, str, str]
"""Marks before factor, weight and caps, their arithmetic, and what must be said before it."""


def marked(item: ScoreItem, worth: Worth, field: Field, decimals: int | None) -> Marked:
    """Return the marks of a value, within the item's bounds; rounded where decimals are given."""
    worth = _against(item, worth, field)
    value, formula, why = _raw(item, worth, field)
    for times in (worth.factor, item.weight):
        if times != ONE:
            value, formula = EXACT.multiply(value, times), f"{_inside(formula)}×{plain(times)}"
    least, most = bounds(item)
    note = ""
    if most is not None and value > most:
        value, note = most, words.CAPPED.format(most=plain(most))
    elif least is not None and value < least:
        value, note = least, words.FLOORED.format(least=plain(least))
    value = value if decimals is None else half_up(value, decimals)
    printed = f"{half_up(value, 2 if decimals is None else decimals) + 0:f}"  # -0.00 is 0.00
    return Marked(value, _told(formula, why, printed) + note)


def bounds(item: ScoreItem) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the most an item can give: a deduction is never above 0, anything else never below."""
    if item.counts == "deduction":
        return item.least, Decimal(0) if item.most is None else item.most
    least = Decimal(0) if item.least is None else item.least
    in_proportion = way(item) == "full" and not item.uncapped
    full = None if item.full is None else EXACT.multiply(item.full, item.weight)
    return least, full if item.most is None and in_proportion else item.most


def full_mark(item: ScoreItem) -> Decimal | None:
    """Return what an item is worth at its best within the rules: its 分值, or the highest band, place or cap."""
    if item.full is not None:
        return EXACT.multiply(item.full, item.weight)
    listed = [*(band.marks for band in item.bands), *(band.marks for band in item.ranks)]
    if item.relative is not None:
        listed = [item.relative.highest]
    best = max(listed, default=None)
    return item.most if best is None else EXACT.multiply(best, item.weight)


def way(item: ScoreItem) -> str:
    """Return by which of the ways an item is marked."""
    return next(iter(ways(item)), "full")


def ways(item: ScoreItem) -> list[str]:
    """Return all the ways an item states; more than one is a mistake."""
    stated: Mapping[str, object] = {
        "bands": item.bands,
        "steps": item.steps,
        "relative": item.relative,
        "ranks": item.ranks,
        "each": item.each is not None,
    }
    return [name for name, said in stated.items() if said]


def number(value: Decimal) -> str:
    """Print a number as it stands inside an explanation."""
    return plain(half_up(value, SHOWN))


def _told(formula: str, why: str, marks: str) -> str:
    """Return the arithmetic with its result; a number that needs no arithmetic is simply what the unit gets."""
    computed = any(sign in formula for sign in "×/+-(")
    told = f"{formula}={marks}" if computed else words.GETS.format(marks=marks)
    return f"{why}，{told}" if why else told


def _against(item: ScoreItem, worth: Worth, field: Field) -> Worth:
    if item.against is None:
        return worth
    base: Decimal = getattr(field, item.against)
    value = EXACT.divide(worth.value, base) if base else Decimal(0)
    return Worth(value, f"({_inside(worth.shown)}/{number(base)})", worth.factor, worth.why)


def _raw(item: ScoreItem, worth: Worth, field: Field) -> Raw:
    if item.missed is not None and worth.value < 1:
        return item.missed, plain(item.missed), words.MISSED.format(value=worth.shown)
    return _WAYS[way(item)](item, worth, field)


def _in_proportion(item: ScoreItem, worth: Worth, _: Field) -> Raw:
    full = ONE if item.full is None else item.full
    return EXACT.multiply(full, worth.value), f"{plain(full)}×{worth.shown}", ""


def _for_each(item: ScoreItem, worth: Worth, _: Field) -> Raw:
    each = ONE if item.each is None else item.each
    if each == ONE:
        return worth.value, _outside(worth.shown), worth.why
    return EXACT.multiply(each, worth.value), f"{plain(each)}×{worth.shown}", ""


def _by_bands(item: ScoreItem, worth: Worth, _: Field) -> Raw:
    place = in_band(worth.value, item.bands)
    if place is None:
        return Decimal(0), "0", words.IN_NO_BAND.format(value=worth.shown)
    band = item.bands[place]
    name = band_name(band, end_printer(item.kind, item.unit))
    return band.marks, plain(band.marks), words.IN_BAND.format(value=worth.shown, band=name)


def _by_steps(item: ScoreItem, worth: Worth, _: Field) -> Raw:
    full = Decimal(0) if item.full is None else item.full
    parts = [(times, step) for step in item.steps if (times := _times(step, worth.value, item.part))]
    change = sum((EXACT.multiply(times, step.add - step.deduct) for times, step in parts), Decimal(0))
    formula = plain(full) + "".join(
        f"{'+' if step.add > step.deduct else '-'}{number(times)}×{plain(abs(step.add - step.deduct))}" for times, step in parts
    )
    if item.within is not None and abs(change) > item.within:
        change = item.within.copy_sign(change)
        formula = f"{plain(full)}{'+' if change > 0 else '-'}{plain(item.within)}"
    return full + change, formula, ""


def _times(step: Step, value: Decimal, part: str) -> Decimal:
    """Return how many steps a value goes beyond an end."""
    if step.from_ is None:
        end = value if step.to is None else step.to
        distance = end - min(value, end)
    else:
        distance = max(value if step.to is None else min(value, step.to), step.from_) - step.from_
    times = EXACT.divide(distance, step.every)
    whole = times.to_integral_value(ROUND_FLOOR)
    if part == "proportional" or times == whole:
        return times
    return whole + (part == "counted")


def _relative(item: ScoreItem, worth: Worth, field: Field) -> Raw:
    rule, spread = item.relative, field.best - field.worst
    assert rule is not None  # noqa: S101 - this is how an item with `relative` is marked
    if not spread:
        equal = rule.highest if rule.equal is None else rule.equal
        return equal, plain(equal), words.ALL_EQUAL
    stretch = rule.highest - rule.lowest
    value = EXACT.divide(EXACT.multiply(worth.value - field.worst, stretch), spread) + rule.lowest
    worst, best = number(field.worst), number(field.best)
    return value, f"({_inside(worth.shown)}-{worst})/({best}-{worst})×{plain(stretch)}+{plain(rule.lowest)}", ""


def _by_place(item: ScoreItem, _: Worth, field: Field) -> Raw:
    for band in sorted(item.ranks, key=lambda band: band.to):
        if field.place <= band.to:
            return band.marks, plain(band.marks), words.IN_PLACE.format(place=field.place, to=band.to)
    return Decimal(0), "0", words.IN_NO_PLACE.format(place=field.place)


def _inside(formula: str) -> str:
    """Return a formula as it stands inside another one: in brackets where it adds something up."""
    depth = 0
    for sign in formula[1:]:
        depth += (sign == "(") - (sign == ")")
        if sign in "+-" and depth <= 0 - (formula[0] == "("):
            return f"({formula})"
    return formula


_WAYS: Mapping[str, Callable[[ScoreItem, Worth, Field], Raw]] = {
    "full": _in_proportion,
    "each": _for_each,
    "bands": _by_bands,
    "steps": _by_steps,
    "relative": _relative,
    "ranks": _by_place,
}


def _outside(formula: str) -> str:
    """Return a formula as it stands alone: without brackets around the whole of it."""
    bare, depth = formula[1:-1], 0
    for sign in bare:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return formula
    return bare if formula[:1] == "(" and formula[-1:] == ")" else formula
