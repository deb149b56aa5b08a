"""A rule that says two quantities are equal: how far apart they are, and what the one should have been."""

import re
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
from msgspec import Struct

from pipeline.catalogue import validation as say
from pipeline.expressions import Expression, ExpressionError, Moment, Scope, compile_expression
from pipeline.model.form import Form
from pipeline.validation.sentences import printed

_EQUALS = re.compile(r"\s*(?:==|(?<![<>!=])=(?!=)|＝)\s*")
MOST_DECIMALS = Decimal("0.0001")
_NUMBER = re.compile(r"-?[\d.]+")
"""what is to be nothing, or a fixed number, is told by its value alone"""
_NOT_ONE_EQUATION = re.compile(r"""["'“‘<>!＜＞≤≥≠]|\b(?:and|or|not|in|is)\b|并且|或者""")


class Equation(Struct, frozen=True):
    """Two quantities that a rule sets equal, with the unit both are in; `points` for two percentages."""

    left: Expression
    right: Expression
    unit: str
    points: bool

    def gap(self, frame: pd.DataFrame, moment: Moment) -> Decimal | None:
        """Return by how much the left side exceeds the right in the first row; None where a side is not known."""
        left, right = (side.rows(frame, moment).values[0] for side in (self.left, self.right))
        return left - right if isinstance(left, Decimal) and isinstance(right, Decimal) else None

    def apart(self, frame: pd.DataFrame, moment: Moment) -> list[tuple[str, str]]:
        """Return for every row how far the sides are apart and what the right side comes to, both in words."""
        sides = zip(self.left.rows(frame, moment).values, self.right.rows(frame, moment).values, strict=True)
        return [self._said(left, right) for left, right in sides]

    def _said(self, left: object, right: object) -> tuple[str, str]:
        if not isinstance(left, Decimal) or not isinstance(right, Decimal):
            return "", ""
        gap = abs(left - right)
        if self.points:
            return say.POINTS.format(points=_rounded(gap * 100)), f"{_rounded(right * 100)}%"
        return _rounded(gap) + self.unit, _rounded(right) + self.unit


def equation(rule: str, form: Form, scope: Scope) -> Equation | None:
    """Read a rule as one equation, or return None where it is anything else."""
    parts = _EQUALS.split(rule.strip())
    if len(parts) != 2 or _NOT_ONE_EQUATION.search(rule) or _NUMBER.fullmatch(parts[1]):
        return None
    try:
        left, right = (compile_expression(part, scope) for part in parts)
    except ExpressionError:
        return None
    columns = _columns_of_same_measure(left, right)
    units = {form.unit_of(name) for name in columns if name in form.columns}
    kinds = {form.columns[name].type for name in columns if name in form.columns}
    return Equation(left, right, units.pop() if len(units) == 1 else "", kinds == {"percent"})


def _columns_of_same_measure(left: Expression, right: Expression) -> tuple[str, ...]:
    """Return the columns that tell the unit of both sides: a side that is one column alone, otherwise all columns."""
    for side in (left, right):
        if side.columns == (side.text,):
            return side.columns
    return (*left.columns, *right.columns, *(column for _, column in (*left.earlier, *right.earlier)))


def _rounded(number: Decimal) -> str:
    """Return a computed number for a sentence; quotients would run on for ever."""
    return printed(number.quantize(MOST_DECIMALS, ROUND_HALF_UP))
