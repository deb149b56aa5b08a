"""From tokens to a syntax tree in which only the shapes of the language occur."""

import ast

from pipeline.catalogue import expressions as say
from pipeline.expressions.scope import ExpressionError
from pipeline.expressions.tokens import Token, Written, written

MOST_NODES = 200

_ALLOWED = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div,
    ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.Is, ast.IsNot,
    ast.Name, ast.Load, ast.Constant, ast.Call, ast.List, ast.Attribute,
)  # fmt: skip


class Source:
    """A parsed expression and the way back from a node to what was written."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._written: Written = written(text)
        self.body = self._parsed()

    def token(self, node: ast.expr) -> Token:
        """Return the token a node begins with."""
        return self._written.token_at(node.col_offset)

    def name(self, node: ast.expr) -> str | None:
        """Return the name a node is, or None where it is anything else."""
        if not isinstance(node, ast.Name):
            return None
        token = self._written.stand_in(node.id)
        return str(token.value) if token.kind == "name" else None

    def attribute(self, node: ast.Attribute) -> str | None:
        """Return the name after the dot."""
        token = self._written.stand_in(node.attr)
        return str(token.value) if token.kind == "name" else None

    def error(self, node: ast.expr, message: str, suggestion: str | None = None) -> ExpressionError:
        """Return the error of a node, placed where it was written."""
        return ExpressionError(self.text, self.token(node).offset, message, suggestion)

    def _parsed(self) -> ast.expr:
        try:
            tree = ast.parse(self._written.code, mode="eval")
        except SyntaxError as error:
            raise self._syntax_error(error.offset) from error
        except (ValueError, RecursionError, MemoryError) as error:
            raise ExpressionError(self.text, 0, say.TOO_COMPLEX) from error
        nodes = list(ast.walk(tree))
        if len(nodes) > MOST_NODES:
            raise ExpressionError(self.text, 0, say.TOO_COMPLEX)
        for node in nodes:
            if not isinstance(node, _ALLOWED) or (isinstance(node, ast.Call) and node.keywords):
                place = self._written.token_at(getattr(node, "col_offset", 0))
                raise ExpressionError(self.text, place.offset, say.NOT_ALLOWED)
        return tree.body

    def _syntax_error(self, place: int | None) -> ExpressionError:
        """Return the error at a place that `ast` counts from 1, and gives as 0 where something is missing at the end."""
        if not place:
            return ExpressionError(self.text, len(self.text.rstrip()), say.NOT_FINISHED)
        token = self._written.token_at(place - 1)
        return ExpressionError(self.text, token.offset, say.NOT_WRITTEN_RIGHT.format(near=token.written))
