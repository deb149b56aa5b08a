"""Comparisons: what may be held against what, and how it is worked out."""

import ast
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from pipeline.catalogue import expressions as say
from pipeline.expressions.given import Ground, Tolerance
from pipeline.expressions.pieces import Piece, all_uses
from pipeline.expressions.scope import Scope, nearest
from pipeline.expressions.source import Source
from pipeline.expressions.vectors import Apply, Vector, contrary, each, elementwise, filled

_PLAIN: Mapping[type[ast.cmpop], np.ufunc] = {
    ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
}
_TOLERANT: Mapping[type[ast.cmpop], Callable[[Decimal, Decimal, Decimal], bool]] = {
    ast.Eq: lambda left, right, allowed: abs(left - right) <= allowed,
    ast.NotEq: lambda left, right, allowed: abs(left - right) > allowed,
    ast.LtE: lambda left, right, allowed: left - right <= allowed,
    ast.GtE: lambda left, right, allowed: right - left <= allowed,
}


class Comparing:
    """Makes comparisons of pieces that are already compiled."""

    def __init__(self, source: Source, scope: Scope) -> None:
        self._source, self._scope = source, scope

    def link(self, sign: ast.cmpop, left: Piece, right: Piece) -> Piece:
        """Return one comparison; between numbers ==, !=, <= and >= give way by the ground's tolerance."""
        self._agree(left, right)
        kind = type(sign)

        def work(ground: Ground) -> Vector:
            apply = _tolerant(kind, ground.within) if ground.within and kind in _TOLERANT else _PLAIN[kind]
            return each(apply, left.work(ground), right.work(ground), gives=bool)

        return Piece(left.node, "condition", work, all_uses(left, right))

    def blankness(self, sign: ast.cmpop, piece: Piece) -> Piece:
        """Return whether there is nothing, or is something: always known."""
        if isinstance(sign, ast.Is):
            return Piece(piece.node, "condition", lambda ground: contrary(filled(piece.work(ground))), piece.uses)
        return Piece(piece.node, "condition", lambda ground: filled(piece.work(ground)), piece.uses)

    def membership(self, sign: ast.cmpop, piece: Piece, options: Sequence[Piece]) -> Piece:
        """Return whether a value is one of several fixed ones."""
        for option in options:
            if option.uses:
                raise self._source.error(option.node, say.FIXED_WANTED)
            self._agree(piece, option)

        def work(ground: Ground) -> Vector:
            among = frozenset(option.work(ground).values[0] for option in options)
            found = each(elementwise(among.__contains__, 1), piece.work(ground), gives=bool)
            return found if isinstance(sign, ast.In) else contrary(found)

        return Piece(piece.node, "condition", work, piece.uses)

    def _agree(self, left: Piece, right: Piece) -> None:
        """Refuse to compare what can never be equal: a date with a text, a code column with a code it does not have."""
        for side, other in ((left, right), (right, left)):
            if side.literal == "":  # as in Excel; a blank cell is none and equal to nothing, so that it would never hold
                name = other.column.name if other.column else say.A_COLUMN
                raise self._source.error(side.node, say.EMPTY_TEXT.format(name=name))
        kinds = {left.kind, right.kind}
        if "condition" in kinds or len(kinds - {"any"}) > 1:
            dated = kinds == {"date", "text"} and any(isinstance(side.literal, str) for side in (left, right))
            plain = say.NOT_COMPARABLE.format(left=say.KINDS[left.kind], right=say.KINDS[right.kind])
            raise self._source.error(right.node, say.DATE_AS_TEXT if dated else plain)
        for side, other in ((left, right), (right, left)):
            self._check_code(side, other)

    def _check_code(self, side: Piece, other: Piece) -> None:
        codes = self._scope.codes.get(side.column.qualified) if side.column else None
        if side.column and codes and isinstance(other.literal, str) and other.literal not in codes:
            message = say.CODE_UNKNOWN.format(column=side.column.name, code=other.literal)
            raise self._source.error(other.node, message, nearest(other.literal, codes))


def _tolerant(kind: type[ast.cmpop], within: Tolerance) -> Apply:
    plain, give = _PLAIN[kind], _TOLERANT[kind]

    def compare(left: Any, right: Any) -> bool:  # noqa: ANN401 - whatever stands in two cells
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            return give(left, right, within.between(left, right))
        return bool(plain(left, right))

    return elementwise(compare, 2)
