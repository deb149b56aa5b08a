"""Which cell of a balance that does not hold is probably the wrong one.

A cell is named only where changing it alone repairs every balance of its row that it takes part in, and only where no other cell
would: because the change is a slip of the hand (two digits exchanged, a point misplaced, 亿元 for 万元), because the sum has left a
part out or taken it twice, or because several balances fail and have nothing else in common.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Protocol

import pandas as pd
from msgspec import Struct

from pipeline.catalogue import validation as say
from pipeline.expressions import Moment
from pipeline.validation.comparisons import Equation


class Balance(Protocol):
    """A rule of a row, as far as suspicion asks."""

    @property
    def equation(self) -> Equation | None: ...
    @property
    def read(self) -> frozenset[str]: ...
    def fails(self, frame: pd.DataFrame, moment: Moment) -> bool: ...


class Suspect(Struct, frozen=True):
    """A column whose cell is probably wrong, what it should probably be, and how many failing balances that repairs."""

    column: str
    found: Decimal
    meant: Decimal
    repairs: int


def suspicion(balance: Balance, balances: Sequence[Balance], frame: pd.DataFrame, moment: Moment) -> tuple[str, Suspect] | None:
    """Return the sentence and the cell under suspicion for a failing equation; `frame` holds the one row."""
    gap = balance.equation.gap(frame, moment) if balance.equation else None
    if balance.equation is None or not gap:
        return None
    kept = list(_repairing(balance, gap, balances, frame, moment))
    slipped = [one for one in kept if one.meant in slips(one.found)]
    if len(slipped) == 1:
        return say.SUSPECT_SLIP, slipped[0]
    if part := _part_of_sum(balance.equation, gap, kept, frame):
        return part
    common = [one for one in kept if one.repairs > 1]
    return (say.SUSPECT_COMMON, common[0]) if len(common) == 1 and not slipped else None


def _repairing(
    balance: Balance, gap: Decimal, balances: Sequence[Balance], frame: pd.DataFrame, moment: Moment
) -> Iterable[Suspect]:
    """Yield every cell whose change by the difference repairs all balances that read it."""
    failing = [one for one in balances if one.equation and one.fails(frame, moment)]
    for column in sorted(balance.read):
        found: object = frame[column].iat[0]
        weight = _weight(balance, column, found, frame, moment) if isinstance(found, Decimal) else None
        if isinstance(found, Decimal) and weight is not None and found - gap * weight >= 0:
            changed = _with(frame, column, found - gap * weight)
            if not any(one.fails(changed, moment) for one in balances if column in one.read):
                yield Suspect(column, found, found - gap * weight, sum(column in one.read for one in failing))


def _weight(balance: Balance, column: str, found: Decimal, frame: pd.DataFrame, moment: Moment) -> Decimal | None:
    """Return with which sign a cell enters an equation; None where it does not enter it once, as it is."""
    if balance.equation is None:
        return None
    before, after = (balance.equation.gap(_with(frame, column, value), moment) for value in (found, found + 1))
    weight = None if before is None or after is None else after - before
    return weight if weight in {Decimal(1), Decimal(-1)} else None


def _with(frame: pd.DataFrame, column: str, value: Decimal) -> pd.DataFrame:
    """Return the row with another value in one cell."""
    return frame.assign(**{column: pd.Series([value], dtype=object, index=frame.index)})


def _part_of_sum(equation: Equation, gap: Decimal, kept: Iterable[Suspect], frame: pd.DataFrame) -> tuple[str, Suspect] | None:
    """Return the part that a sum has left out or taken twice, where exactly one is as large as the difference."""
    sums = [one for one in kept if equation.left.columns == (one.column,)]
    values: Mapping[str, object] = {column: frame[column].iat[0] for column in equation.right.columns}
    parts = [column for column, value in values.items() if isinstance(value, Decimal) and value == abs(gap)]
    if not sums or len(parts) != 1:
        return None
    sentence = say.SUSPECT_PART_LEFT_OUT if gap < 0 else say.SUSPECT_PART_TWICE
    return sentence.replace("{part}", parts[0]), sums[0]


def slips(value: Decimal) -> set[Decimal]:
    """Return the numbers a typist may have meant: two neighbouring digits exchanged, a point misplaced, 亿元 for 万元."""
    text = f"{value:f}"
    digits = [at for at, sign in enumerate(text) if sign.isdigit()]
    swapped = (
        text[:one] + text[other] + text[one + 1 : other] + text[one] + text[other + 1 :] for one, other in pairwise(digits)
    )
    shifted = (value.scaleb(places) for places in (-4, -2, -1, 1, 2, 4))
    return {*map(Decimal, swapped), *shifted} - {value}
