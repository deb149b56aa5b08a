"""A compiled expression, as the stages use it."""

import ast
from collections.abc import Callable
from decimal import Decimal, localcontext
from functools import lru_cache

import pandas as pd

from pipeline.catalogue import expressions as say
from pipeline.expressions.compiling import Compiler
from pipeline.expressions.given import EXACTLY, Aggregate, Given, Ground, Moment, Tolerance
from pipeline.expressions.naming import EARLIER
from pipeline.expressions.pieces import Piece
from pipeline.expressions.scope import ExpressionError, Kind, Scope
from pipeline.expressions.showing import is_single, shown
from pipeline.expressions.source import Source
from pipeline.expressions.vectors import EXACT, Mask, Vector


class Expression:
    """An expression ready to be worked out; made by `compile_expression`.

    `columns` are those of its own form, `forms` pairs (form, column) of others, `figures` those of the same file, also inside
    last() and last_year(); each once, in the order they are written. `earlier` has the pairs ("last" or "last_year", column)
    which its frame must hold as columns named last.列. `kind` is what it gives: a number, text, date or condition; any where a
    column is all it is and the scope does not know its type.
    """

    def __init__(self, text: str, scope: Scope) -> None:
        self.text, self.scope = text, scope
        self._source = Source(text)
        self._leaves: dict[ast.expr, Piece] = {}
        self._piece = Compiler(self._source, scope, rowwise=not scope.aggregate).piece(self._source.body)
        self.kind: Kind = self._piece.kind
        if scope.aggregate and self.kind != "number":
            raise self._source.error(self._source.body, say.NUMBER_WANTED.format(found=say.KINDS[self.kind]))
        uses = tuple(dict.fromkeys(self._piece.uses))
        self.columns = tuple(use.name for use in uses if use.what == "column")
        self.earlier = tuple((use.what, use.name) for use in uses if use.what in EARLIER)
        self.figures = tuple(use.name for use in uses if use.what == "figure")
        self.forms = tuple((use.form, use.name) for use in uses if use.form is not None)

    def rows(self, frame: pd.DataFrame, moment: Moment) -> Vector:
        """Return its value in every row, None where it is not known."""
        return self._worked_out(Ground(frame, moment)).over(len(frame))

    def holds(self, frame: pd.DataFrame, moment: Moment, within: Tolerance = EXACTLY) -> tuple[Mask, Mask]:
        """Return where it is known to hold, and where it is known at all; `within` is the tolerance between numbers."""
        if self.kind != "condition":
            raise self._source.error(self._source.body, say.CONDITION_WANTED)
        vector = self._worked_out(Ground(frame, moment, within)).over(len(frame))
        return vector.holds, vector.known

    def aggregate(self, given: Given) -> Aggregate:
        """Return its one number, with the rows and columns that entered."""
        ground = Ground(given.frame, given.moment, given=given)
        value: Decimal | None = self._worked_out(ground).over(1).values[0]
        return Aggregate(value, tuple(ground.tally.touched), self.figures, value is None and ground.tally.zero_base)

    def shown(self, given: Given, printed: Callable[[Decimal | None], str]) -> str:
        """Return its arithmetic with numbers for names: 4280/8000."""
        ground = Ground(given.frame, given.moment, given=given)

        def leaf(node: ast.expr) -> str:
            with localcontext(EXACT):
                return printed(self._leaf(node).work(ground).over(1).values[0])

        return shown(self._source.body, leaf)

    @property
    def is_single(self) -> bool:
        """True where it is one name or one total, with no arithmetic to show."""
        return is_single(self._source.body)

    def _leaf(self, node: ast.expr) -> Piece:
        """Compile a part of it only once, for what was worked out of its rows is known by the piece."""
        if node not in self._leaves:
            self._leaves[node] = Compiler(self._source, self.scope, rowwise=False).piece(node)
        return self._leaves[node]

    def _worked_out(self, ground: Ground) -> Vector:
        with localcontext(EXACT):
            return self._piece.work(ground)


@lru_cache(maxsize=4096)
def compile_expression(text: str, scope: Scope) -> Expression:
    """Compile a text for a scope; raises ExpressionError with the place and the nearest right name."""
    return Expression(text, scope)


def compile_condition(text: str, scope: Scope) -> Expression:
    """Compile a check or filter: as `compile_expression`, and refuses what is neither true nor false."""
    expression = compile_expression(text, scope)
    if expression.kind != "condition":
        raise ExpressionError(text, 0, say.CONDITION_WANTED)
    return expression
