"""How items make a score: basic items added up, weights of missing ones given to the others, bonus and deduction capped."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from pipeline.catalogue import scores as words
from pipeline.model.scoring import ScoreItem, ScoreRule
from pipeline.statistics.band_names import plain
from pipeline.statistics.rounding import EXACT, half_up

ZERO = Decimal(0)


class Given(Struct, frozen=True):
    """What an item gives one unit; None where its weight goes to the others."""

    value: Decimal | None
    formula: str
    full: Decimal | None = None


class Score(Struct, frozen=True):
    """A score and its arithmetic; None where no item could be marked."""

    value: Decimal | None
    formula: str


Items = Mapping[str, tuple[ScoreItem, Given]]


def total(rule: ScoreRule, items: Items) -> Score:
    """Return the score of one unit.

    A unit without a task in items worth 20 of 100 gets what it has in the others ×100/80, so that the whole stays what it was.
    """
    basic = [given for item, given in items.values() if item.counts == "basic"]
    marked = [given for given in basic if given.value is not None]
    if not marked:
        return Score(None, "")
    value, formula = _redistributed(basic, marked, rule)
    for counts, most, word in (
        ("bonus", rule.most_bonus, words.BONUS),
        ("deduction", rule.most_deduction, words.DEDUCTION),
    ):
        extra = sum((given.value or ZERO for item, given in items.values() if item.counts == counts), ZERO)
        if not extra:
            continue
        held = extra if most is None or abs(extra) <= most else most.copy_sign(extra)
        value += held
        capped = "" if held == extra else f"（{words.CAPPED[1:].format(most=plain(most or ZERO))}）"
        formula += ("+" if held > 0 else "-") + word.format(sum=_printed(abs(held), rule)) + capped
    return _bounded(value, formula, rule)


def _redistributed(basic: list[Given], marked: list[Given], rule: ScoreRule) -> tuple[Decimal, str]:
    value = sum((given.value or ZERO for given in marked), ZERO)
    formula = "+".join(_printed(given.value or ZERO, rule) for given in marked)
    if len(marked) == len(basic):
        return value, formula
    whole = sum((given.full or ZERO for given in basic), ZERO)
    counted = sum((given.full or ZERO for given in marked), ZERO)
    if not counted or counted == whole:
        return value, formula
    spread = EXACT.divide(EXACT.multiply(value, whole), counted)
    inside = f"({formula})" if len(marked) > 1 else formula
    return spread, f"{inside}×{plain(whole)}/{plain(counted)}"


def _bounded(value: Decimal, formula: str, rule: ScoreRule) -> Score:
    note = ""
    if rule.most is not None and value > rule.most:
        value, note = rule.most, words.CAPPED.format(most=plain(rule.most))
    if rule.least is not None and value < rule.least:
        value, note = rule.least, words.FLOORED.format(least=plain(rule.least))
    value = half_up(value, rule.decimals) if rule.add == "printed" else value
    return Score(value, f"{formula}={_printed(value, rule)}{note}")


def _printed(value: Decimal, rule: ScoreRule) -> str:
    return f"{half_up(value, rule.decimals):f}"
