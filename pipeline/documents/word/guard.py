"""What the engine puts around an author's expressions, so that no figure is misread without a word."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from jinja2 import Undefined, nodes
from jinja2.visitor import NodeTransformer

from pipeline.catalogue import templates as say
from pipeline.documents.word.escaping import Xml
from pipeline.documents.word.marks import plain
from pipeline.documents.word.names import EACH, Path, Scopes, path_of
from pipeline.model.figure import Figure

_WIDEST_SPAN: Final = 63
PAGED: Final = "_page "
"""before the name of a formatter: the one that writes to the page"""
TOLD: Final = "_told"
"""writes a text of the data to the page"""


class CannotPrintError(Exception):
    """A value at hand cannot stand where the template puts it; the message is a sentence of the catalogue."""


_DECIDED: Final = (nodes.Const, nodes.List, nodes.Tuple, nodes.Compare, nodes.And, nodes.Or, nodes.Not, nodes.Test)
"""expressions that need no guard: their own parts are guarded"""

_BARE: Final = (nodes.Name, nodes.TemplateData, nodes.Const)


class Guard(NodeTransformer):
    """Puts what the language leaves to the engine around the author's expressions.

    A figure in a condition is true where it has a value other than 0; a figure is never compared with `==`, which would be
    false without a word; only lists and mappings are looped over; a loop's count prints as its digits.
    """

    def __init__(self) -> None:
        self._scopes = Scopes()

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the signature is Jinja's
        """Look into a node; most are bare names and fixed text, in which there is nothing to guard."""
        inner = node
        while isinstance(inner, nodes.Getattr):
            inner = inner.node
        return node if isinstance(inner, _BARE) else super().visit(node, *args, **kwargs)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - the name is Jinja's
        each = _path(node.iter, self._scopes)
        self._scopes.enter(loop=True)
        if isinstance(node.target, nodes.Name):
            self._scopes.introduce(node.target.name, None if each is None else (*each, EACH))
        self.generic_visit(node)
        self._scopes.leave()
        node.iter = _filtered(node.iter, "_members")
        if node.test is not None:
            node.test = _condition(node.test)
        return node

    def visit_If(self, node: nodes.If) -> nodes.Node:  # noqa: N802 - the name is Jinja's
        self.generic_visit(node)
        node.test = _condition(node.test)
        return node

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:  # noqa: N802 - the name is Jinja's
        self.generic_visit(node)
        node.test = _condition(node.test)
        return node

    def visit_And(self, node: nodes.And) -> nodes.Node:  # noqa: N802 - the name is Jinja's
        self.generic_visit(node)
        node.left, node.right = _condition(node.left), _condition(node.right)
        return node

    def visit_Or(self, node: nodes.Or) -> nodes.Node:  # noqa: N802 - the name is Jinja's
        self.generic_visit(node)
        node.left, node.right = _condition(node.left), _condition(node.right)
        return node

    def visit_Not(self, node: nodes.Not) -> nodes.Node:  # noqa: N802 - the name is Jinja's
        self.generic_visit(node)
        node.node = _condition(node.node)
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 - the name is Jinja's
        self.generic_visit(node)
        node.expr = _filtered(node.expr, "_comparable")
        for operand in node.ops:
            operand.expr = _filtered(operand.expr, "_comparable")
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - the name is Jinja's
        said = [self._said(one) for one in node.nodes]
        self.generic_visit(node)
        printed = [_filtered(one, "_ordinal") if _is_loop_count(one) else one for one in node.nodes]
        node.nodes = [one if name is None else _named(one, name) for one, name in zip(printed, said, strict=True)]
        return node

    def visit_Assign(self, node: nodes.Assign) -> nodes.Node:  # noqa: N802 - the name is Jinja's
        if isinstance(node.target, nodes.Name):
            self._scopes.introduce(node.target.name, _path(node.node, self._scopes))
        self.generic_visit(node)
        return node

    def _said(self, expression: nodes.Expr) -> str | None:
        """Return the name under which an author's expression is printed; None for what is fixed or the engine's own."""
        if isinstance(expression, nodes.TemplateData | nodes.Const):
            return None
        if isinstance(expression, nodes.Filter) and expression.name.startswith("_"):
            return None
        if _is_loop_count(expression):
            return say.ORDINAL
        inner: nodes.Node | None = expression
        while isinstance(inner, nodes.Filter | nodes.CondExpr):
            inner = inner.node if isinstance(inner, nodes.Filter) else inner.expr1
        path: Path | None = _path(inner, self._scopes)
        return "" if path is None else ".".join(part for part in path if part != EACH)


def _condition(expression: nodes.Node) -> nodes.Expr:
    return _filtered(expression, "_truth")


def _filtered(expression: nodes.Node, name: str) -> nodes.Expr:
    if not isinstance(expression, nodes.Expr):
        raise TypeError(expression)
    if isinstance(expression, _DECIDED):
        return expression
    return _of_same_place(nodes.Filter, expression, expression, name, [], [], None, None)


def _named(expression: nodes.Expr, said: str) -> nodes.Expr:
    """Return an output that says by which name it is printed; a formatter at its end takes the name itself."""
    if isinstance(expression, nodes.Filter) and not expression.name.startswith("_"):
        name, args = f"{PAGED}{expression.name}", [_of_same_place(nodes.Const, expression, said), *expression.args]
        return _of_same_place(nodes.Filter, expression, expression.node, name, args, expression.kwargs, None, None)
    args = [_of_same_place(nodes.Const, expression, said)]
    return _of_same_place(nodes.Filter, expression, expression, TOLD, args, [], None, None)


def _of_same_place(kind: type[nodes.Expr], beside: nodes.Node, *fields: object) -> nodes.Expr:
    """Return a node of the line and the environment of another."""
    return kind(*fields, lineno=beside.lineno, environment=beside.environment)


def _path(expression: nodes.Node | None, scopes: Scopes) -> Path | None:
    return path_of(expression, scopes) if isinstance(expression, nodes.Expr) else None


def _is_loop_count(expression: nodes.Expr) -> bool:
    match expression:
        case nodes.Getattr(node=nodes.Name(name="loop"), attr="index" | "length"):
            return True
    return False


def _members(value: object) -> object:
    if isinstance(value, Undefined):
        str(value)
    if not isinstance(value, list | tuple | Mapping):
        raise CannotPrintError(say.NOT_A_LIST)
    return value


def _truth(value: object) -> bool:
    if isinstance(value, Figure):
        return bool(value.value)
    return bool(value)


def _comparable(value: object) -> object:
    if isinstance(value, Figure | Decimal | float):
        raise CannotPrintError(say.FIGURE_COMPARED)
    return plain(value) if isinstance(value, str) else value


def _span(value: object) -> Xml:
    text = plain(str(value))
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _WIDEST_SPAN):
        raise CannotPrintError(say.BAD_SPAN.format(value=text))
    return Xml(text)


def _colour(value: object) -> Xml:
    text = plain(str(value)).removeprefix("#")
    if not (len(text) == 6 and all(char in "0123456789abcdefABCDEF" for char in text)) and text != "auto":
        raise CannotPrintError(say.BAD_COLOUR.format(value=text))
    return Xml(text)


def _divided(count: int, whole: int) -> Xml:
    """Share a width among the columns of a loop."""
    return Xml(whole // count)


def _multiplied(count: int, by: int) -> Xml:
    return Xml(count * by)


def _widest(made: list[str], others: list[str]) -> Xml:
    """Return the widest of the grids the rows of a table make, with the columns it lacks for rows that make none."""
    widest = max(made, key=lambda columns: columns.count("<"))
    return Xml(widest + "".join(others[widest.count("<") :]))


ENGINE_FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "_members": _members,
    "_truth": _truth,
    "_comparable": _comparable,
    "_ordinal": str,
    "_span": _span,
    "_colour": _colour,
    "_divided": _divided,
    "_multiplied": _multiplied,
    "_widest": _widest,
    "_xml": Xml,
}
ENGINE_TESTS: Final[dict[str, Callable[..., bool]]] = {
    "_holding": lambda text, part: part in text,
    "_ending": lambda text, *ends: text.rstrip().endswith(ends),
}
