"""Columns of values of which some are unknown, and what can be done with whole columns at once."""

from collections.abc import Callable, Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from functools import reduce
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from msgspec import Struct

Objects: TypeAlias = npt.NDArray[np.object_]
Mask: TypeAlias = npt.NDArray[np.bool_]
Apply: TypeAlias = Callable[..., Any]

_TRAPS = [InvalidOperation, DivisionByZero, Overflow]
EXACT = Context(prec=40, traps=_TRAPS)
"""Digits enough that what is cut off a quotient never shows in print."""
ADDING = Context(prec=5000, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=_TRAPS)
"""Digits enough that no sum is ever rounded before it is complete, so that the order of rows cannot matter."""
_FAULTS = (TypeError, ValueError, AttributeError, ArithmeticError)
"""What Python says of a value of the wrong kind: a text in a column of numbers has a finding of its own"""


class Vector(Struct, frozen=True, eq=False):
    """One value a row, or one for all rows; of a condition the values are truths, and False where unknown."""

    values: npt.NDArray[Any]
    known: Mask

    @property
    def holds(self) -> Mask:
        """Where a condition is known to hold."""
        return self.values & self.known

    def over(self, length: int) -> "Vector":
        """Return it with one value for each of so many rows, None where nothing is known."""
        values, known = _stretched(self.values, length), _stretched(self.known, length)
        if values.dtype != bool:
            values[~known] = None
        return Vector(values, known)


def column(values: npt.NDArray[Any]) -> Vector:
    """Return a column of a table; None is unknown."""
    return Vector(values, ~np.asarray(pd.isna(values), dtype=bool))


def single(value: object) -> Vector:
    """Return one value for all rows; None is unknown."""
    values = np.empty(1, dtype=object)
    values[0] = value
    return Vector(values, np.array([value is not None]))


def blank() -> Vector:
    """Return what is unknown in every row."""
    return single(None)


def each(apply: Apply, *operands: Vector, gives: type = object) -> Vector:
    """Apply an elementwise function where all operands are known; where it cannot take a value its result is unknown."""
    known = reduce(np.logical_and, [operand.known for operand in operands])
    values: npt.NDArray[Any] = np.zeros(known.shape, dtype=bool) if gives is bool else np.empty(known.shape, dtype=object)
    taken = [_taken(operand.values, known) for operand in operands]
    try:
        values[known] = apply(*taken)
    except _FAULTS:
        return _one_by_one(apply, taken, known, values)
    return Vector(values, known)


def elementwise(function: Callable[..., object], operands: int) -> Apply:
    """Return a function of single values as one of whole columns."""
    apply: Apply = np.frompyfunc(function, operands, 1)
    return apply


def numbers(vector: Vector) -> Vector:
    """Return a column with everything but numbers unknown."""
    found = column(_AS_NUMBER(vector.values))
    return Vector(found.values, found.known & vector.known)


def quotient(left: Vector, right: Vector) -> Vector:
    """Return one column divided by another; unknown where there is nothing to divide by."""
    nonzero = each(np.not_equal, right, single(Decimal(0)), gives=bool)
    return each(np.true_divide, left, Vector(right.values, nonzero.holds))


def both(parts: Sequence[Vector]) -> Vector:
    """Return where all conditions hold: false and unknown is false."""
    true = reduce(np.logical_and, [part.holds for part in parts])
    false = reduce(np.logical_or, [part.known & ~part.values for part in parts])
    return Vector(true, true | false)


def either(parts: Sequence[Vector]) -> Vector:
    """Return where any condition holds: true or unknown is true."""
    true = reduce(np.logical_or, [part.holds for part in parts])
    false = reduce(np.logical_and, [part.known & ~part.values for part in parts])
    return Vector(true, true | false)


def contrary(condition: Vector) -> Vector:
    """Return where a condition is known not to hold."""
    return Vector(condition.known & ~condition.values, condition.known)


def filled(vector: Vector) -> Vector:
    """Return where something is known; that itself is always known."""
    return Vector(vector.known, np.ones_like(vector.known))


def added(values: Objects) -> Decimal:
    """Return the exact sum of numbers, whatever their order."""
    total = Decimal(0)
    for value in values:
        total = ADDING.add(total, value)
    return EXACT.plus(total)


def _taken(values: npt.NDArray[Any], known: Mask) -> npt.NDArray[Any]:
    return (values if len(values) == len(known) else values.repeat(len(known)))[known]


def _stretched(values: npt.NDArray[Any], length: int) -> npt.NDArray[Any]:
    """Return a copy with so many rows of a column, or of one value for all rows."""
    return values.copy() if len(values) == length else values.repeat(length)


def _one_by_one(apply: Apply, taken: Sequence[npt.NDArray[Any]], known: Mask, values: npt.NDArray[Any]) -> Vector:
    """Do again row by row what failed for a whole column."""
    known = known.copy()
    for place, row in enumerate(np.flatnonzero(known)):
        try:
            values[row] = apply(*(operand[place : place + 1] for operand in taken))[0]
        except _FAULTS:
            known[row] = False
    return Vector(values, known)


def _as_number(value: object) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else None


_AS_NUMBER = elementwise(_as_number, 1)
