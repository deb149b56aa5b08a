"""Calls of functions: which one is meant, and whether what it is given suits it."""

import ast
from collections.abc import Sequence
from decimal import Decimal
from itertools import chain, repeat

from pipeline.catalogue import expressions as say
from pipeline.expressions.functions import FUNCTIONS, MEANT, TOTALS, day_of
from pipeline.expressions.naming import EARLIER
from pipeline.expressions.pieces import Piece, all_uses, wanted
from pipeline.expressions.scope import ExpressionError, Kind, Scope, nearest
from pipeline.expressions.source import Source
from pipeline.expressions.totals import TotalOf
from pipeline.expressions.vectors import numbers

MOST_PLACES = 10


def is_total(source: Source, name: str, arguments: Sequence[ast.expr]) -> bool:
    """Tell whether a call asks for one number of all rows: max(列, 条件) does, max(甲, 乙) of two figures does not."""
    if name not in TOTALS:
        return False
    return name not in FUNCTIONS or len(arguments) < 2 or (len(arguments) == 2 and _is_condition(source, arguments[1]))


def called(source: Source, node: ast.Call, name: str, arguments: Sequence[Piece]) -> Piece:
    """Return the call of a function of the same row."""
    function = FUNCTIONS[name]
    if not function.accepts(len(arguments)):
        raise source.error(node, say.ARGUMENTS_WANTED.format(name=name, usage=function.usage))
    kinds = chain(function.takes, repeat(function.takes[-1]))
    given = [wanted(source, argument, kind) for argument, kind in zip(arguments, kinds, strict=False)]
    if name == "round":
        _check_places(source, given[1:])
    elif name == "date":
        _check_day(source, given)
    kind = _common_kind(source, given) if function.gives == "any" else function.gives
    return Piece(node, kind, lambda ground: function.work(*(piece.work(ground) for piece in given)), all_uses(*given))


def total(source: Source, node: ast.Call, name: str, arguments: Sequence[Piece]) -> Piece:
    """Return the call of a function that gives one number for all rows."""
    function = TOTALS[name]
    if not function.accepts(len(arguments)):
        raise source.error(node, say.ARGUMENTS_WANTED.format(name=name, usage=function.usage))
    value = _of(source, arguments[0], function.of) if function.of else None
    conditions = arguments[1:] if function.of else arguments
    condition = wanted(source, conditions[0], "condition") if conditions else None
    if len({use.form for use in all_uses(*arguments) if use.what != "figure"}) > 1:
        raise source.error(node, say.MIXED_FORMS)
    return Piece(node, "number", TotalOf(name, value, condition).work, all_uses(*arguments))


def unknown_function(source: Source, node: ast.Call, name: str, scope: Scope) -> ExpressionError:
    """Return the error of a function that does not exist, or not where it is called."""
    if name in TOTALS:
        message = say.AGGREGATE_IN_AGGREGATE if scope.aggregate else say.AGGREGATE_IN_ROWS
        return source.error(node, message.format(name=name))
    if name in EARLIER:
        return source.error(node, say.EARLIER_IN_ROWS.format(name=name))
    known = {*FUNCTIONS, *TOTALS, *EARLIER} if scope.aggregate else FUNCTIONS
    meant = MEANT.get(name.lower())
    suggestion = meant if meant in known else nearest(name, known)
    return source.error(node, say.UNKNOWN_FUNCTION.format(name=name), suggestion)


def _is_condition(source: Source, node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        function = FUNCTIONS.get(source.name(node.func) or "")
        return function is not None and function.gives == "condition"
    return isinstance(node, (ast.Compare, ast.BoolOp)) or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not))


def _of(source: Source, piece: Piece, kind: Kind) -> Piece:
    """Return what a total is of; a cell in a column of numbers that holds none is left out."""
    value = wanted(source, piece, kind)
    return value if kind == "any" else Piece(value.node, kind, lambda ground: numbers(value.work(ground)), value.uses)


def _common_kind(source: Source, pieces: Sequence[Piece]) -> Kind:
    """Return the one kind that pieces are of; refuse those that cannot be compared."""
    kind: Kind = "any"
    for piece in pieces:
        if kind not in {"any", piece.kind} and piece.kind != "any":
            message = say.NOT_COMPARABLE.format(left=say.KINDS[kind], right=say.KINDS[piece.kind])
            raise source.error(piece.node, message)
        kind = piece.kind if kind == "any" else kind
    return kind


def _check_places(source: Source, pieces: Sequence[Piece]) -> None:
    for places in pieces:
        number = places.literal
        if not isinstance(number, Decimal) or number not in range(MOST_PLACES + 1):
            raise source.error(places.node, say.PLACES_WANTED)


def _check_day(source: Source, pieces: Sequence[Piece]) -> None:
    literals = [piece.literal for piece in pieces]
    numbers_given = [literal for literal in literals if isinstance(literal, Decimal)]
    if len(numbers_given) < len(pieces):
        return
    try:
        day_of(*numbers_given)
    except (ValueError, OverflowError) as error:
        raise source.error(pieces[0].node, say.NO_SUCH_DAY) from error
