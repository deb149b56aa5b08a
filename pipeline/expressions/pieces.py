"""A compiled part of an expression."""

import ast
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from pipeline.catalogue import expressions as say
from pipeline.expressions.given import Ground
from pipeline.expressions.naming import Use
from pipeline.expressions.scope import Kind
from pipeline.expressions.source import Source
from pipeline.expressions.vectors import Vector, numbers


class Piece(Struct, frozen=True, eq=False):
    """A part that can be worked out on the ground it is given, with what it reads in the order it is written."""

    node: ast.expr
    kind: Kind
    work: Callable[[Ground], Vector]
    uses: tuple[Use, ...] = ()
    is_name: bool = False
    """True where it is nothing but the name of its one use"""
    literal: object = None
    """the text or number it is, if it is one"""

    @property
    def column(self) -> Use | None:
        """The column it is, if it is nothing but a column."""
        return self.uses[0] if self.is_name and self.uses[0].what != "figure" else None


def wanted(source: Source, piece: Piece, kind: Kind) -> Piece:
    """Return a piece that gives the kind wanted; of a column whose type is not known, only what is a number counts as one."""
    if piece.kind == kind or (kind == "any" and piece.kind != "condition"):
        return piece
    if piece.kind != "any" or kind == "condition":
        raise source.error(piece.node, say.WRONG_KIND.format(expected=say.KINDS[kind], found=say.KINDS[piece.kind]))
    if kind == "number":
        return replace(piece, kind=kind, work=lambda ground: numbers(piece.work(ground)))
    return replace(piece, kind=kind)


def all_uses(*pieces: Piece) -> tuple[Use, ...]:
    """Return what pieces read, from left to right."""
    return tuple(use for piece in pieces for use in piece.uses)
