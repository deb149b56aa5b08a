"""The one small language of checks, filters and figures.

    >>> scope = Scope(frozenset({"总投资", "本年累计完成投资"}))
    >>> check = compile_condition("总投资 ≥ last.本年累计完成投资", scope)
    >>> check.columns, check.earlier
    (('总投资',), (('last', '本年累计完成投资'),))

A text is cut into tokens (`tokens`), parsed by Python's `ast` over stand-ins for everything written and held against a whitelist
(`source`), and compiled into pieces that work on whole columns (`compiling`); it is never run as Python. Row expressions give one
value a row (`rows`, `holds`), aggregate expressions one number (`aggregate`). A blank operand makes a result unknown: a check is
not held against it, a filter leaves the row out, a sum skips it; `and` and `or` decide where one side suffices. Numbers are exact.
Because the compiler knows what an expression reads, a failed check names its cells and a figure its sources.
"""

from pipeline.expressions.comparison import Comparison, compile_comparison
from pipeline.expressions.expression import Expression, compile_condition, compile_expression
from pipeline.expressions.given import Aggregate, Given, Moment, Tolerance, Touched
from pipeline.expressions.scope import ExpressionError, Kind, Scope
from pipeline.expressions.vectors import Vector

__all__ = [
    "Aggregate",
    "Comparison",
    "Expression",
    "ExpressionError",
    "Given",
    "Kind",
    "Moment",
    "Scope",
    "Tolerance",
    "Touched",
    "Vector",
    "compile_comparison",
    "compile_condition",
    "compile_expression",
]
