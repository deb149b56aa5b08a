"""What a template may say in a tag: names, formatters, tests, == and !=, in, not, and, or. Nothing is called or calculated.

A list of what is allowed, not of what is forbidden: a kind of expression nobody thought of is refused.
"""

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from jinja2 import Environment, TemplateSyntaxError, nodes
from msgspec import Struct

from pipeline.catalogue import templates as say
from pipeline.documents.word.draft import COMMENT, OUTPUT, STATEMENT, output, statement
from pipeline.documents.word.tags import Tag

LOOP: Final = "loop"
LOOP_NAMES: Final = frozenset(("index", "first", "last", "length"))
_EQUALITIES: Final = frozenset(("eq", "ne", "in", "notin"))
_RESERVED_NAMES: Final = frozenset(("self", "super", "caller", "varargs", "kwargs"))
_ALLOWED: Final = (
    nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.List, nodes.Tuple, nodes.Filter, nodes.Keyword, nodes.Test,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr,
)  # fmt: skip
_ARITHMETIC: Final = (nodes.BinExpr, nodes.UnaryExpr, nodes.Concat)
_LOGIC: Final = (nodes.And, nodes.Or, nodes.Not)


class Parsed(Struct, frozen=True):
    """A tag as Jinja reads it: the expressions in it, and the name a for or set introduces."""

    expressions: tuple[nodes.Expr, ...] = ()
    iterated: nodes.Expr | None = None
    """what a for goes over, or what a set names"""
    introduces: str = ""
    mistakes: tuple[str, ...] = ()


class Words(Struct, frozen=True):
    """Formatters and tests a template may use."""

    formatters: Collection[str]
    tests: Collection[str]


_READER: Final = Environment(*STATEMENT, *OUTPUT, *COMMENT)  # noqa: S701 - it reads tags and prints nothing


def parse(tag: Tag) -> Parsed:
    """Read one tag by itself."""
    return _read(_complete(tag)) if tag.expression else Parsed()


@lru_cache(maxsize=4096)
def _read(source: str) -> Parsed:
    """Read a tag; the same are written again and again, in every table and every template."""
    try:
        body = _READER.parse(source).body
    except TemplateSyntaxError as error:
        return Parsed(mistakes=(say.UNREADABLE_TAG.format(reason=_reason(error)),))
    return _parsed(body) or Parsed(mistakes=(say.UNREADABLE_TAG.format(reason=""),))


def _reason(error: TemplateSyntaxError) -> str:
    """Say which character Jinja stumbled over; its other messages are about its own tokens."""
    _, begins, rest = (error.message or "").partition("unexpected char '")
    return say.UNKNOWN_CHARACTER.format(char=rest[0]) if begins else ""


def _parsed(body: Sequence[nodes.Node]) -> Parsed | None:
    match body:
        case [nodes.Output(nodes=[nodes.Expr() as expression])] | [nodes.If(test=nodes.Expr() as expression)]:
            return Parsed((expression,))
        case [nodes.For(target=nodes.Name(name=name), iter=nodes.Expr() as iterated, recursive=False) as loop]:
            tests = (loop.test,) if isinstance(loop.test, nodes.Expr) else ()
            return Parsed(tests, iterated, name, _of_iterated(iterated))
        case [nodes.Assign(target=nodes.Name(name=name), node=nodes.Expr() as value)]:
            return Parsed((), value, name)
        case [nodes.For() | nodes.Assign() | nodes.AssignBlock()]:
            return Parsed(mistakes=(say.ONE_NAME,))
    return None


def _complete(tag: Tag) -> str:
    """Return the tag as a template of its own; a cell's colspan or cellbg is an expression like an output."""
    match tag.keyword:
        case "for":
            return statement(f"for {tag.expression}") + statement("endfor")
        case "if" | "elif":
            return statement(f"if {tag.expression}") + statement("endif")
        case "set":
            return statement(f"set {tag.expression}")
        case _:
            return output(tag.expression)


def _of_iterated(iterated: nodes.Expr) -> tuple[str, ...]:
    return () if isinstance(iterated, nodes.Name | nodes.Getattr | nodes.Getitem) else (say.LOOP_OVER_NAME,)


def refusals(parsed: Parsed, words: Words, *, printed: bool) -> list[str]:
    """Return what in a tag is not part of the language; `printed` where its value goes onto the page."""
    expressions = [*parsed.expressions, *([] if parsed.iterated is None else [parsed.iterated])]
    found = list(parsed.mistakes)
    if parsed.introduces and _is_forbidden(parsed.introduces):
        found.append(say.FORBIDDEN_NAME.format(name=parsed.introduces))
    if printed and any(isinstance(one, nodes.Const) and not isinstance(one.value, str) for one in expressions):
        found.append(say.NO_NUMBERS)
    for expression in expressions:
        for node in _walk(expression):
            found += _refusals_of(node, words)
    return list(dict.fromkeys(found))


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield a node and all it is made of, but nothing below what is refused."""
    yield node
    if isinstance(node, _ALLOWED):
        for child in node.iter_child_nodes():
            yield from _walk(child)


def _refusals_of(node: nodes.Node, words: Words) -> Iterator[str]:
    if isinstance(node, nodes.Call):
        yield say.NO_CALLS
    elif isinstance(node, _ARITHMETIC) and not isinstance(node, _LOGIC):
        yield say.NO_ARITHMETIC
    elif not isinstance(node, _ALLOWED):
        yield say.NOT_IN_THE_LANGUAGE.format(node=type(node).__name__)
    else:
        yield from _refusals_of_name(node)
        yield from _refusals_of_word(node, words)


def _refusals_of_name(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.Getattr(node=nodes.Name(name="loop"), attr=attribute):
            if attribute not in LOOP_NAMES:
                yield say.LOOP_NAMES
        case nodes.Getitem(node=nodes.Name(name="loop")):
            yield say.LOOP_NAMES
        case nodes.Name(name=name) | nodes.Getattr(attr=name) | nodes.Getitem(arg=nodes.Const(value=str(name))):
            if _is_forbidden(name):
                yield say.FORBIDDEN_NAME.format(name=name)


def _refusals_of_word(node: nodes.Node, words: Words) -> Iterator[str]:
    match node:
        case nodes.Filter(name=name) if name not in words.formatters:
            yield say.UNKNOWN_FORMATTER.format(name=name) + nearest(name, words.formatters)
        case nodes.Test(name=name) if name not in words.tests:
            yield say.UNKNOWN_TEST.format(name=name) + nearest(name, words.tests)
        case nodes.Filter() | nodes.Test() if node.dyn_args is not None or node.dyn_kwargs is not None:
            yield say.NO_CALLS
        case nodes.Operand(op=operator) if operator not in _EQUALITIES:
            yield say.NO_ORDERING
        case nodes.Compare() if _compares_number(node):
            yield say.NO_NUMBERS


def _compares_number(comparison: nodes.Compare) -> bool:
    """Whether a number is compared with anything but the count of a loop: figures are never equal to bare numbers."""
    sides = [comparison.expr, *(operand.expr for operand in comparison.ops)]
    counts = any(isinstance(side, nodes.Getattr) and _is_loop(side.node) for side in sides)
    numbers = any(isinstance(side, nodes.Const) and type(side.value) in (int, float, complex) for side in sides)
    return numbers and not counts


def _is_loop(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Name) and node.name == LOOP


def _is_forbidden(name: str) -> bool:
    return name.startswith("_") or name in _RESERVED_NAMES


def nearest(name: str, known: Collection[str]) -> str:
    """Return a proposal for a name nobody knows, empty where nothing is near."""
    near = get_close_matches(name, [one for one in known if not one.startswith("_")], 1)
    return say.NEAREST.format(name=near[0]) if near else ""
