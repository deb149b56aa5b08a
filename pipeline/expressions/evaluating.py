"""How a checked tree is worked out on columns."""

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.model.period import Cadence, Period

Objects: TypeAlias = npt.NDArray[np.object_]
Mask: TypeAlias = npt.NDArray[np.bool_]
EXACT = Context(prec=40, traps=[InvalidOperation, DivisionByZero, Overflow])


@dataclass(frozen=True)
class Moment:
    """The period an expression is worked out in."""

    period: Period

    def fact(self, head: str, name: str) -> Any:  # noqa: ANN401 - a date or a number
        period = self.period if head == "period" else self.period.latest(Cadence.QUARTER)
        value = getattr(period, name)
        return Decimal(value) if isinstance(value, int) else value


@dataclass(frozen=True)
class Vector:
    """One value a row; `values` means nothing where `known` is False."""

    values: Objects
    known: Mask


@dataclass(frozen=True)
class Touched:
    """Rows and columns of one form that entered an aggregate; `form` is None for the form it is about."""

    form: str | None
    columns: tuple[str, ...]
    rows: npt.NDArray[np.intp]


@dataclass(frozen=True)
class Given:
    """What an aggregate is worked out on: the rows of its form and of other forms, and figures computed before."""

    frame: pd.DataFrame
    moment: Moment
    forms: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    figures: Mapping[str, Decimal | None] = field(default_factory=dict)
    last: Mapping[str, Decimal | None] = field(default_factory=dict)
    last_year: Mapping[str, Decimal | None] = field(default_factory=dict)
    rows: Mapping[str | None, npt.NDArray[np.intp]] = field(default_factory=dict)
    """form (None for its own) → positions of the rows that count; all rows of a form not named here"""
    worked: dict[ast.expr, Vector | Mask] = field(default_factory=dict)
    """row parts worked out before on these frames: handed from group to group, so that each is worked out once"""


@dataclass(frozen=True)
class Aggregate:
    """One number with the cells that entered it; `value` is None where it cannot be worked out."""

    value: Decimal | None
    touched: tuple[Touched, ...] = ()
    figures: tuple[str, ...] = ()
    zero_base: bool = False
    """True where it failed because something was divided by nothing"""


_ARITHMETIC: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}
_COMPARISON: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_TOLERANT: Mapping[type[ast.cmpop], Callable[[Decimal, Decimal, Decimal], bool]] = {
    ast.Eq: lambda a, b, within: abs(a - b) <= within,
    ast.NotEq: lambda a, b, within: abs(a - b) > within,
    ast.LtE: lambda a, b, within: a <= b + within,
    ast.GtE: lambda a, b, within: a >= b - within,
}


class RowEvaluator:
    """Works out a tree on the rows of one frame."""

    def __init__(
        self, frame: pd.DataFrame, moment: Moment, column_of: Callable[[ast.expr], str | None], within: Decimal = Decimal(0)
    ) -> None:
        self.frame, self.moment, self.column_of, self.within = frame, moment, column_of, within
        self.length = len(frame)

    def value(self, node: ast.expr) -> Vector:
        """Return the value of a node in every row."""
        column = self.column_of(node)
        if column is not None:
            return self._column(column)
        method: Callable[[Any], Vector] = getattr(self, f"_{type(node).__name__.lower()}")
        return method(node)

    def _column(self, column: str) -> Vector:
        values = self.frame[column].to_numpy(dtype=object)
        return Vector(values, np.fromiter((value is not None for value in values), dtype=bool, count=self.length))

    def _everywhere(self, value: object) -> Vector:
        values = np.empty(self.length, dtype=object)
        values[:] = [value] * self.length
        return Vector(values, np.full(self.length, value is not None))

    def _constant(self, node: ast.Constant) -> Vector:
        return self._everywhere(node.value)

    def _attribute(self, node: ast.Attribute) -> Vector:
        assert isinstance(node.value, ast.Name)  # noqa: S101 - the parser let nothing else through
        return self._everywhere(self.moment.fact(node.value.id, node.attr))

    def _name(self, node: ast.Name) -> Vector:
        raise AssertionError(node.id)  # the compiler resolved every name

    def _unaryop(self, node: ast.UnaryOp) -> Vector:
        operand = self.value(node.operand)
        apply = operator.not_ if isinstance(node.op, ast.Not) else operator.neg
        return self._each(apply, operand)

    def _binop(self, node: ast.BinOp) -> Vector:
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(node.op, ast.Div):
            return self._divided(left, right)
        return self._each(_ARITHMETIC[type(node.op)], left, right)

    def _divided(self, left: Vector, right: Vector) -> Vector:
        known = left.known & right.known
        known[known] = right.values[known] != 0
        return self._each(EXACT.divide, Vector(left.values, left.known & known), Vector(right.values, known))

    def _boolop(self, node: ast.BoolOp) -> Vector:
        """Three-valued: false and unknown is false, true or unknown is true."""
        decides = isinstance(node.op, ast.Or)
        parts = [self.value(part) for part in node.values]
        truths = [part.known & (_truth(part) == decides) for part in parts]
        decided = np.logical_or.reduce(truths)
        known = decided | np.logical_and.reduce([part.known for part in parts])
        return Vector(np.where(decided, decides, not decides).astype(object), known)

    def _compare(self, node: ast.Compare) -> Vector:
        holds = np.full(self.length, fill_value=True)
        known = np.full(self.length, fill_value=True)
        left = node.left
        for sign, right in zip(node.ops, node.comparators, strict=True):
            link = self._link(sign, left, right)
            holds &= _truth(link)
            known &= link.known
            left = right
        return Vector(holds.astype(object), known)

    def _link(self, sign: ast.cmpop, left: ast.expr, right: ast.expr) -> Vector:
        if isinstance(sign, (ast.Is, ast.IsNot)):
            blank = ~self.value(left).known
            return Vector((blank if isinstance(sign, ast.Is) else ~blank).astype(object), np.full(self.length, fill_value=True))
        value = self.value(left)
        if isinstance(sign, (ast.In, ast.NotIn)):
            assert isinstance(right, (ast.List, ast.Tuple))  # noqa: S101 - the compiler made sure
            options = {element.value for element in right.elts if isinstance(element, ast.Constant)}
            wanted = isinstance(sign, ast.In)
            return self._each(lambda item: (item in options) is wanted, value)
        return self._each(self._tolerant(sign), value, self.value(right))

    def _tolerant(self, sign: ast.cmpop) -> Callable[[Any, Any], bool]:
        """Return the comparison; between numbers ==, != , <= and >= give way by `within`."""
        plain, within = _COMPARISON[type(sign)], self.within
        if not within or isinstance(sign, (ast.Lt, ast.Gt)):
            return plain
        give = _TOLERANT[type(sign)]
        return lambda a, b: give(a, b, within) if isinstance(a, Decimal) and isinstance(b, Decimal) else plain(a, b)

    def _call(self, node: ast.Call) -> Vector:
        assert isinstance(node.func, ast.Name)  # noqa: S101 - the parser let nothing else through
        name = node.func.id
        arguments = [self.value(argument) for argument in node.args]
        if name == "filled":
            return Vector(arguments[0].known.astype(object), np.full(self.length, fill_value=True))
        return self._each(_FUNCTIONS[name], *arguments)

    def _each(self, apply: Callable[..., object], *operands: Vector) -> Vector:
        """Apply a function in every row where all operands are known and of kinds it can take."""
        known = np.logical_and.reduce([operand.known for operand in operands])
        values = np.empty(self.length, dtype=object)
        for row in np.flatnonzero(known):
            try:
                values[row] = apply(*(operand.values[row] for operand in operands))
            except (TypeError, InvalidOperation, ValueError):  # a text where a number belongs has a finding of its own
                known[row] = False
        return Vector(values, known)


def _truth(vector: Vector) -> Mask:
    truth = np.zeros(len(vector.values), dtype=bool)
    truth[vector.known] = vector.values[vector.known].astype(bool)
    return truth


def truth(vector: Vector) -> Mask:
    """Return where a condition is known to hold."""
    return _truth(vector)


def values_of(node: ast.expr, evaluator: RowEvaluator, given: Given) -> Vector:
    """Return a row part's values, worked out only the first time on these frames."""
    vector = given.worked.get(node)
    if not isinstance(vector, Vector):
        vector = given.worked[node] = evaluator.value(node)
    return vector


def where_held(node: ast.expr, evaluator: RowEvaluator, given: Given) -> Mask:
    """Return where a condition is known to hold, worked out only the first time on these frames."""
    mask = given.worked.get(node)
    if mask is None or isinstance(mask, Vector):
        mask = given.worked[node] = truth(evaluator.value(node))
    return mask


def _rounded(value: Decimal, places: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)


_FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "abs": abs,
    "min": min,
    "max": max,
    "round": _rounded,
    "len": lambda text: Decimal(len(text)),
    "contains": lambda text, part: part in text,
    "startswith": lambda text, part: text.startswith(part),
    "month": lambda day: Decimal(day.month),
    "year": lambda day: Decimal(day.year),
    "days": lambda first, last: Decimal((last - first).days),
    "date": lambda year, month, day: date(int(year), int(month), int(day)),
}


def collapse(name: str, values: Sequence[Any], count: int) -> Decimal | None:
    """Return an aggregate of known values; `count` is how many rows the condition let through."""
    if name == "count":
        return Decimal(count)
    if name == "distinct":
        return Decimal(len(set(values)))
    if name == "sum":
        return sum(values, Decimal(0))
    if not values:
        return None
    if name == "mean":
        return EXACT.divide(sum(values, Decimal(0)), Decimal(len(values)))
    return Decimal(min(values) if name == "min" else max(values))


def combined(sign: ast.operator, left: Decimal | None, right: Decimal | None) -> Decimal | None:
    """Return two numbers added, subtracted, multiplied or divided; unknown where one of them is."""
    if left is None or right is None:
        return None
    if isinstance(sign, ast.Div):
        if right == 0:
            raise ZeroDivisionError
        return EXACT.divide(left, right)
    return {ast.Add: EXACT.add, ast.Sub: EXACT.subtract, ast.Mult: EXACT.multiply}[type(sign)](left, right)
