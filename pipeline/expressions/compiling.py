"""From a syntax tree to pieces that can be worked out: names resolved, kinds agreed, columns known."""

import ast
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import numpy as np

from pipeline.catalogue import expressions as say
from pipeline.expressions.calling import called, is_total, total, unknown_function
from pipeline.expressions.comparing import Comparing
from pipeline.expressions.functions import FUNCTIONS, TOTALS
from pipeline.expressions.naming import EARLIER, Fact, Naming, Use
from pipeline.expressions.pieces import Piece, all_uses, wanted
from pipeline.expressions.scope import Kind, Scope
from pipeline.expressions.source import Source
from pipeline.expressions.vectors import Apply, Vector, both, contrary, each, either, single

_ARITHMETIC: Mapping[type[ast.operator], Apply] = {ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply}
_LOGIC: Mapping[type[ast.boolop], Callable[[Sequence[Vector]], Vector]] = {ast.And: both, ast.Or: either}


class Compiler:
    """Compiles the nodes of one source; `rowwise` while a name stands for one value a row."""

    def __init__(self, source: Source, scope: Scope, *, rowwise: bool) -> None:
        self._source, self._scope, self._rowwise = source, scope, rowwise
        self._naming = Naming(source, scope, rowwise=rowwise)
        self._comparing = Comparing(source, scope)
        self._makers: Mapping[type[ast.expr], Callable[..., Piece]] = {
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.UnaryOp: self._unary,
            ast.BinOp: self._arithmetic,
            ast.BoolOp: self._logic,
            ast.Compare: self._comparison,
            ast.Call: self._call,
        }

    def piece(self, node: ast.expr) -> Piece:
        """Compile a node."""
        make = self._makers.get(type(node))
        if make is None:
            raise self._source.error(node, say.NOT_ALLOWED)
        return make(node)

    def _name(self, node: ast.Name) -> Piece:
        token = self._source.token(node)
        if token.kind == "name":
            return self._read(node, self._naming.plain(node))
        value = single(token.value)
        kind: Kind = "text" if token.kind == "text" else "number"
        return Piece(node, kind, lambda _: value, literal=token.value)

    def _attribute(self, node: ast.Attribute) -> Piece:
        meant = self._naming.dotted(node)
        if isinstance(meant, Fact):
            return Piece(node, meant.kind, lambda ground: single(ground.moment.fact(meant.head, meant.name)))
        return self._read(node, meant)

    def _read(self, node: ast.expr, use: Use) -> Piece:
        if use.what == "figure":
            return Piece(node, "number", lambda ground: ground.figure(use.name), (use,), is_name=True)
        kind = self._scope.kind(use.qualified)
        return Piece(node, kind, lambda ground: ground.column(use.column), (use,), is_name=True)

    def _unary(self, node: ast.UnaryOp) -> Piece:
        operand = self.piece(node.operand)
        if isinstance(node.op, ast.Not):
            condition = wanted(self._source, operand, "condition")
            return Piece(node, "condition", lambda ground: contrary(condition.work(ground)), condition.uses)
        number = self._number(operand)
        literal = -number.literal if isinstance(number.literal, Decimal) else None
        return Piece(node, "number", lambda ground: each(np.negative, number.work(ground)), number.uses, literal=literal)

    def _arithmetic(self, node: ast.BinOp) -> Piece:
        left, right = self._number(self.piece(node.left)), self._number(self.piece(node.right))
        uses = all_uses(left, right)
        if isinstance(node.op, ast.Div):
            return Piece(node, "number", lambda ground: ground.divided(left.work(ground), right.work(ground)), uses)
        apply = _ARITHMETIC[type(node.op)]
        return Piece(node, "number", lambda ground: each(apply, left.work(ground), right.work(ground)), uses)

    def _number(self, operand: Piece) -> Piece:
        if operand.kind == "text":
            raise self._source.error(operand.node, say.TEXT_IN_ARITHMETIC)
        if operand.kind == "date":
            raise self._source.error(operand.node, say.DATE_IN_ARITHMETIC)
        return wanted(self._source, operand, "number")

    def _logic(self, node: ast.BoolOp) -> Piece:
        parts = [wanted(self._source, self.piece(value), "condition") for value in node.values]
        join = _LOGIC[type(node.op)]
        return Piece(node, "condition", lambda ground: join([part.work(ground) for part in parts]), all_uses(*parts))

    def _comparison(self, node: ast.Compare) -> Piece:
        """Compile a chain of comparisons, each operand once."""
        links: list[Piece] = []
        left: Piece | None = self.piece(node.left)
        for sign, right in zip(node.ops, node.comparators, strict=True):
            if left is None:
                raise self._source.error(right, say.NOT_ALLOWED)
            link, left = self._link(sign, left, right)
            links.append(link)
        if len(links) == 1:
            return links[0]
        return Piece(node, "condition", lambda ground: both([link.work(ground) for link in links]), all_uses(*links))

    def _link(self, sign: ast.cmpop, left: Piece, node: ast.expr) -> tuple[Piece, Piece | None]:
        """Compile one comparison of a chain; return it with what the next one may go on from."""
        is_none = isinstance(node, ast.Constant)
        if isinstance(sign, (ast.Is, ast.IsNot)):
            if not is_none:
                raise self._source.error(node, say.ONLY_NONE)
            return self._comparing.blankness(sign, left), None
        if is_none:
            raise self._source.error(node, say.NONE_COMPARED)
        if isinstance(sign, (ast.In, ast.NotIn)):
            if not isinstance(node, ast.List) or not node.elts:
                raise self._source.error(node, say.LIST_WANTED)
            return self._comparing.membership(sign, left, [self.piece(element) for element in node.elts]), None
        right = self.piece(node)
        return self._comparing.link(sign, left, right), right

    def _call(self, node: ast.Call) -> Piece:
        name = self._source.name(node.func)
        if name is None:
            raise self._source.error(node, say.NOT_ALLOWED)
        if not self._rowwise and name in EARLIER:
            return self._earlier_figure(node, name)
        if not self._rowwise and is_total(self._source, name, node.args):
            return self._total(node, name)
        if name not in FUNCTIONS or (name in TOTALS and len(node.args) < 2):
            raise unknown_function(self._source, node, name, self._scope)
        return called(self._source, node, name, [self.piece(argument) for argument in node.args])

    def _total(self, node: ast.Call, name: str) -> Piece:
        inside = Compiler(self._source, self._scope, rowwise=True)
        return total(self._source, node, name, [inside.piece(argument) for argument in node.args])

    def _earlier_figure(self, node: ast.Call, head: str) -> Piece:
        """Compile last(figure): the same figure as an earlier period had it."""
        figure = self.piece(node.args[0]) if len(node.args) == 1 else None
        if figure is None or not figure.is_name:
            raise self._source.error(node, say.EARLIER_OF_WHAT.format(name=head))
        name = figure.uses[0].name
        return Piece(node, "number", lambda ground: ground.figure(name, head), figure.uses)
