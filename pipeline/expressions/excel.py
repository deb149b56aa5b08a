"""Checks as Excel formulas, as far as Excel can express them: for blank forms that turn red while they are filled in.

A formula is true where the check applies and is known not to hold, exactly as when a return is read: a blank operand makes a result
unknown, and nothing is held against the row then. Numbers are compared rounded, because Excel's are binary; texts letter by letter.
"""

from decimal import Decimal

from msgspec import Struct

from pipeline.expressions.excel_pieces import Cells, UntranslatableError
from pipeline.expressions.excel_translating import Translator
from pipeline.expressions.scope import ExpressionError, Scope


class Rule(Struct, frozen=True):
    """A check as its form states it."""

    check: str
    when: str | None = None
    within: Decimal = Decimal(0)


def failing(rule: Rule, scope: Scope, cells: Cells) -> str | None:
    """Return the formula, without its equals sign, that is true where a rule is broken; None where Excel cannot express it.

    A check that names another form, or compares totals, is none of a workbook's own.
    """
    try:
        fails = Translator(rule.check, scope, cells, rule.within).truth().fails
        if rule.when is None:
            return fails
        applies = Translator(rule.when, scope, cells).truth().holds
    except (UntranslatableError, ExpressionError):
        return None
    return f"AND({applies},{fails})"
