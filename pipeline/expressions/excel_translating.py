"""From the syntax tree of a row expression to an Excel formula."""

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal

from pipeline.expressions.excel_functions import CONDITIONS, VALUES
from pipeline.expressions.excel_pieces import Cells, Operand, Truth, UntranslatableError, both, either, of_cell, settled, written
from pipeline.expressions.naming import Fact, Naming
from pipeline.expressions.scope import Scope
from pipeline.expressions.source import Source

_ARITHMETIC: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_SIGNS: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "=", ast.NotEq: "<>", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
_DIGITS, _DIGITS_OF_QUOTIENT = 6, 10
"""places to which differences are rounded: finer than anything typed, coarser than binary noise"""


class Translator:
    """Translates one expression whose names mean cells of one row."""

    def __init__(self, text: str, scope: Scope, cells: Cells, within: Decimal = Decimal(0)) -> None:
        self._source, self._scope, self._cells, self._within = Source(text), scope, cells, within
        self._naming = Naming(self._source, scope, rowwise=True)
        self._conditions: Mapping[type[ast.expr], Callable[..., Truth]] = {
            ast.BoolOp: self._logic,
            ast.Compare: self._comparison,
            ast.UnaryOp: self._negation,
            ast.Call: self._condition_called,
        }
        self._values: Mapping[type[ast.expr], Callable[..., Operand]] = {
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.UnaryOp: self._negative,
            ast.BinOp: self._arithmetic,
            ast.Call: self._value_called,
        }

    def truth(self) -> Truth:
        """Return the expression as a condition; raises UntranslatableError where Excel cannot express it."""
        return self._truth(self._source.body)

    def _truth(self, node: ast.expr) -> Truth:
        make = self._conditions.get(type(node))
        if make is None:
            raise UntranslatableError
        return make(node)

    def _value(self, node: ast.expr) -> Operand:
        make = self._values.get(type(node))
        if make is None:
            raise UntranslatableError
        return make(node)

    def _logic(self, node: ast.BoolOp) -> Truth:
        parts = [self._truth(value) for value in node.values]
        holds, fails = [part.holds for part in parts], [part.fails for part in parts]
        return Truth(both(holds), either(fails)) if isinstance(node.op, ast.And) else Truth(either(holds), both(fails))

    def _negation(self, node: ast.UnaryOp) -> Truth:
        if not isinstance(node.op, ast.Not):
            raise UntranslatableError
        operand = self._truth(node.operand)
        return Truth(operand.fails, operand.holds)

    def _comparison(self, node: ast.Compare) -> Truth:
        links: list[Truth] = []
        left = self._value(node.left)
        for sign, right in zip(node.ops, node.comparators, strict=True):
            if isinstance(sign, ast.Is | ast.IsNot):
                empty = f"NOT({left.filled})"
                links.append(Truth(empty, left.filled) if isinstance(sign, ast.Is) else Truth(left.filled, empty))
            elif isinstance(sign, ast.In | ast.NotIn):
                links.append(self._membership(sign, left, right))
            else:
                value = self._value(right)
                links.append(settled(self._compared(sign, left, value), left, value))
                left = value
        return Truth(both([link.holds for link in links]), either([link.fails for link in links]))

    def _membership(self, sign: ast.cmpop, left: Operand, node: ast.expr) -> Truth:
        if not isinstance(node, ast.List):
            raise UntranslatableError
        found = either([_equal(left, self._value(element)) for element in node.elts])
        truth = settled(found, left)
        return truth if isinstance(sign, ast.In) else Truth(truth.fails, truth.holds)

    def _compared(self, sign: ast.cmpop, left: Operand, right: Operand) -> str:
        """Return one comparison; between numbers ==, !=, <= and >= give way by the tolerance."""
        symbol = _SIGNS[type(sign)]
        if left.kind == "text":
            if symbol not in {"=", "<>"}:  # Excel sorts texts by its own rules
                raise UntranslatableError
            return _equal(left, right) if symbol == "=" else f"NOT({_equal(left, right)})"
        if left.kind == "date" or right.kind == "date":
            return f"{left.formula}{symbol}{right.formula}"
        gap = f"({left.formula})-({right.formula})"
        if not self._within or symbol in {"<", ">"}:
            return f"{_rounded(gap, left, right)}{symbol}0"
        allowed = written(self._within)
        if symbol in {"=", "<>"}:
            return f"{_rounded(f'ABS({gap})-{allowed}', left, right)}{'<=' if symbol == '=' else '>'}0"
        beyond = f"{gap}-{allowed}" if symbol == "<=" else f"({right.formula})-({left.formula})-{allowed}"
        return f"{_rounded(beyond, left, right)}<=0"

    def _name(self, node: ast.Name) -> Operand:
        token = self._source.token(node)
        if token.kind != "name":
            return Operand("text" if token.kind == "text" else "number", written(token.value))
        return self._cell(self._naming.plain(node).column)

    def _attribute(self, node: ast.Attribute) -> Operand:
        meant = self._naming.dotted(node)
        if isinstance(meant, Fact):
            value = self._cells.moment.fact(meant.head, meant.name)
            return Operand(meant.kind, written(value))
        return self._cell(meant.column)

    def _cell(self, name: str) -> Operand:
        column = name.rsplit(".", 1)[-1]
        if name not in self._cells.at:
            raise UntranslatableError
        return of_cell(self._cells.at[name], self._scope.kind(column), self._cells.nil)

    def _negative(self, node: ast.UnaryOp) -> Operand:
        operand = self._value(node.operand)
        return Operand("number", f"-({operand.formula})", operand.known, operand.divides)

    def _arithmetic(self, node: ast.BinOp) -> Operand:
        left, right = self._value(node.left), self._value(node.right)
        formula = f"({left.formula}){_ARITHMETIC[type(node.op)]}({right.formula})"
        if isinstance(node.op, ast.Div):  # nothing is known of what is divided by nought
            return Operand("number", formula, (*left.known, *right.known, f"ISNUMBER({formula})"), divides=True)
        return Operand("number", formula, (*left.known, *right.known), left.divides or right.divides)

    def _condition_called(self, node: ast.Call) -> Truth:
        name, arguments = self._source.name(node.func) or "", [self._value(argument) for argument in node.args]
        if name == "filled":
            return Truth(arguments[0].filled, f"NOT({arguments[0].filled})")
        if name not in CONDITIONS:
            raise UntranslatableError
        return settled(CONDITIONS[name](*(argument.formula for argument in arguments)), *arguments)

    def _value_called(self, node: ast.Call) -> Operand:
        name, arguments = self._source.name(node.func) or "", [self._value(argument) for argument in node.args]
        function = VALUES.get(name)
        if function is None or {argument.kind for argument in arguments} - function.takes:
            raise UntranslatableError
        if function.constant and any(argument.known for argument in arguments):
            raise UntranslatableError
        known = tuple(one for argument in arguments for one in argument.known)
        kind = function.gives or arguments[0].kind
        divides = any(argument.divides for argument in arguments) and name != "round"
        return Operand(kind, function.write(*(argument.formula for argument in arguments)), known, divides)


def _equal(left: Operand, right: Operand) -> str:
    if left.kind == "text":
        return f"EXACT({left.formula},{right.formula})"
    if left.kind == "date":
        return f"{left.formula}={right.formula}"
    return f"{_rounded(f'({left.formula})-({right.formula})', left, right)}=0"


def _rounded(gap: str, *operands: Operand) -> str:
    digits = _DIGITS_OF_QUOTIENT if any(operand.divides for operand in operands) else _DIGITS
    return f"ROUND({gap},{digits})"
