"""Which names of the notice's data a template uses, each with its paragraph, so that a checker can compare them with what exists."""

from collections.abc import Iterator, Mapping
from typing import Final

from jinja2 import nodes
from msgspec import Struct

from pipeline.catalogue import templates as say
from pipeline.documents.word.draft import Draft, Place, PlacedTag
from pipeline.documents.word.grammar import LOOP, Parsed
from pipeline.documents.word.tags import CLOSING, OPENING

EACH: Final = "*"
"""in a path: each member of what a loop goes over, or the member a variable names"""

Path = tuple[str, ...]


class NameUse(Struct, frozen=True):
    """A dotted name as the data has it; a name inside a loop starts with what the loop goes over: 工程建设.未开工项目.行.*.单位."""

    path: Path
    place: Place
    written: str

    @property
    def dotted(self) -> str:
        return ".".join(self.path)


class Scopes:
    """Names introduced by for and set, and what they stand for; None where no single path says it."""

    def __init__(self) -> None:
        self._scopes: list[dict[str, Path | None]] = [{}]
        self._loops: list[bool] = []

    @property
    def in_loop(self) -> bool:
        return any(self._loops)

    def enter(self, *, loop: bool) -> None:
        self._scopes.append({})
        self._loops.append(loop)

    def leave(self) -> None:
        if self._loops:
            self._scopes.pop()
            self._loops.pop()

    def introduce(self, name: str, path: Path | None) -> None:
        self._scopes[-1][name] = path

    def resolve(self, name: str) -> Path | None:
        """Return what a name stands for in the data: itself, unless a for or set introduced it."""
        for scope in reversed(self._scopes):
            if name in scope:
                return scope[name]
        return (name,)


def names_used(draft: Draft, parsed: Mapping[int, Parsed], order: list[tuple[int, PlacedTag]]) -> Iterator[NameUse]:
    """All names a part uses, in the order of its tags; `order` holds each tag with its number in `parsed`."""
    scopes = Scopes()
    for number, placed in order:
        keyword, one = placed.tag.keyword, parsed[number]
        if keyword in CLOSING:
            scopes.leave()
        if one.iterated is not None:
            yield from _uses(one.iterated, scopes, placed)
        iterated = None if one.iterated is None else path_of(one.iterated, scopes)
        if keyword in OPENING:
            scopes.enter(loop=keyword == "for")
        if one.introduces:
            each = (EACH,) if keyword == "for" else ()
            scopes.introduce(one.introduces, None if iterated is None else (*iterated, *each))
        for expression in one.expressions:
            yield from _uses(expression, scopes, placed)
            if not scopes.in_loop and any(name.name == LOOP for name in expression.find_all(nodes.Name)):
                draft.complain_of_tag(placed, say.LOOP_OUTSIDE)


def _uses(expression: nodes.Node, scopes: Scopes, placed: PlacedTag) -> Iterator[NameUse]:
    path = path_of(expression, scopes) if isinstance(expression, nodes.Expr) else None
    if path is not None:
        yield NameUse(path, placed.place, placed.tag.written)
    elif isinstance(expression, nodes.Name):
        return
    inner = list(_arguments(expression)) if path is not None else list(expression.iter_child_nodes())
    for child in inner:
        yield from _uses(child, scopes, placed)


def _arguments(expression: nodes.Node) -> Iterator[nodes.Node]:
    """Names in the brackets of a path: 排名[组]."""
    while isinstance(expression, nodes.Getattr | nodes.Getitem):
        if isinstance(expression, nodes.Getitem):
            yield expression.arg
        expression = expression.node


def path_of(expression: nodes.Expr, scopes: Scopes) -> Path | None:
    """Return the path an expression names, None where it is no name or stands for nothing in the data."""
    match expression:
        case nodes.Name(name=name):
            return None if name == LOOP else scopes.resolve(name)
        case nodes.Getattr(node=owner, attr=attribute):
            return _below(path_of(owner, scopes), attribute)
        case nodes.Getitem(node=owner, arg=nodes.Const(value=str(key))):
            return _below(path_of(owner, scopes), key)
        case nodes.Getitem(node=owner):
            return _below(path_of(owner, scopes), EACH)
        case _:
            return None


def _below(path: Path | None, name: str) -> Path | None:
    return None if path is None else (*path, name)
