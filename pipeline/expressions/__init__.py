"""The one small language of checks, filters and figures.

An expression is parsed once with Python's `ast`, held against a whitelist and the names in scope, and evaluated on object arrays of
whole columns; it is never run as Python. Rows expressions give one value a row (`rows`, `holds`), aggregate expressions one number
(`aggregate`). A blank operand makes a result unknown: a check is not held against it, a filter leaves the row out, a sum skips it.
Because the compiler knows the columns an expression touches, a failed check names its cells and a figure its sources.
"""

from pipeline.expressions.compiling import Expression, compile_expression
from pipeline.expressions.evaluating import Aggregate, Given, Moment, Touched
from pipeline.expressions.parsing import ExpressionError, Scope

__all__ = ["Aggregate", "Expression", "ExpressionError", "Given", "Moment", "Scope", "Touched", "compile_expression"]
