"""A comparison of two totals, kept apart so that both sides can be told: sum(本年累计到位资金) <= sum(目标任务.年度目标) * 3."""

import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from msgspec import Struct

from pipeline.catalogue import expressions as say
from pipeline.expressions.expression import Expression, compile_expression
from pipeline.expressions.given import EXACTLY, Aggregate, Given, Tolerance
from pipeline.expressions.scope import ExpressionError, Scope

_SIGN = re.compile(r"(==|>=|<=|≥|≤|＝|(?<![<>!=])=(?!=)|>|<|＞|＜)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|\([^()]*\)|（[^（）]*）")
_HOLDS: Mapping[str, Callable[[Decimal, Decimal, Decimal], bool]] = {
    "==": lambda left, right, allowed: abs(left - right) <= allowed,
    ">=": lambda left, right, allowed: right - left <= allowed,
    "<=": lambda left, right, allowed: left - right <= allowed,
    ">": lambda left, right, _: operator.gt(left, right),
    "<": lambda left, right, _: operator.lt(left, right),
}
_MEANS = {"≥": ">=", "≤": "<=", "＝": "==", "=": "==", "＞": ">", "＜": "<"}


class Comparison(Struct, frozen=True):
    """Two numbers of the same rows and the sign between them."""

    text: str
    left: Expression
    sign: str
    right: Expression

    @property
    def forms(self) -> tuple[str, ...]:
        """The other forms it reads."""
        return tuple(dict.fromkeys(form for form, _ in (*self.left.forms, *self.right.forms) if form))

    def of(self, given: Given) -> tuple[Aggregate, Aggregate]:
        """Return both sides, with the rows and columns that entered."""
        return self.left.aggregate(given), self.right.aggregate(given)

    def holds(self, left: Aggregate, right: Aggregate, within: Tolerance = EXACTLY) -> bool | None:
        """Return whether it holds; None where a side has no value."""
        if left.value is None or right.value is None:
            return None
        return _HOLDS[self.sign](left.value, right.value, within.between(left.value, right.value))


def compile_comparison(text: str, scope: Scope) -> Comparison:
    """Compile one comparison of two totals for an aggregate scope; raises ExpressionError as `compile_expression` does."""
    hidden = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    while (again := _QUOTED.sub(lambda found: " " * len(found[0]), hidden)) != hidden:
        hidden = again
    signs = list(_SIGN.finditer(hidden))
    if len(signs) != 1:
        raise ExpressionError(text, signs[1].start() if signs else 0, say.ONE_COMPARISON_WANTED)
    sign = signs[0]
    left = compile_expression(text[: sign.start()].strip(), scope)
    try:
        right = compile_expression(text[sign.end() :].strip(), scope)
    except ExpressionError as error:
        offset = sign.end() + len(text[sign.end() :]) - len(text[sign.end() :].lstrip()) + error.offset
        raise ExpressionError(text, offset, error.message, error.suggestion) from error
    return Comparison(text, left, _MEANS.get(sign[1], sign[1]), right)
