"""An expression with the numbers put in for the names: sum(完成) / sum(计划) is shown as 4280/8000."""

import ast
from collections.abc import Callable
from typing import Final

Shown = Callable[[ast.expr], str]

_SIGNS: Final[dict[type[ast.operator], tuple[str, int]]] = {
    ast.Add: ("+", 1),
    ast.Sub: ("-", 1),
    ast.Mult: ("×", 2),
    ast.Div: ("/", 2),
}
"""operator → how it is printed, and how tightly it binds"""


def shown(node: ast.expr, leaf: Shown) -> str:
    """Return arithmetic as it would be written by hand; whatever is not arithmetic is shown by `leaf`."""
    return _text(node, leaf)[0]


def is_single(node: ast.expr) -> bool:
    """Say whether there is nothing to show but one number."""
    return not isinstance(node, ast.BinOp)


def _text(node: ast.expr, leaf: Shown) -> tuple[str, int]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return "-" + _inside(node.operand, 2, leaf), 1
    if not isinstance(node, ast.BinOp):
        text = leaf(node)
        return text, 1 if text.startswith("-") else 3
    sign, binding = _SIGNS[type(node.op)]
    tighter = binding + isinstance(node.op, ast.Sub | ast.Div)
    return f"{_inside(node.left, binding, leaf)}{sign}{_inside(node.right, tighter, leaf)}", binding


def _inside(node: ast.expr, binding: int, leaf: Shown) -> str:
    text, own = _text(node, leaf)
    return f"({text})" if own < binding else text
