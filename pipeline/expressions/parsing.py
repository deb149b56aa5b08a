"""From the text somebody wrote to a checked syntax tree."""

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from unicodedata import normalize

from pipeline.catalogue import expressions as say

LONGEST = 500
MOST_NODES = 200

ROW_FUNCTIONS: Mapping[str, tuple[int, ...]] = {
    "abs": (1,),
    "min": (2, 3),
    "max": (2, 3),
    "round": (2,),
    "len": (1,),
    "contains": (2,),
    "startswith": (2,),
    "month": (1,),
    "year": (1,),
    "days": (2,),
    "filled": (1,),
    "date": (3,),
}
"""Function → numbers of arguments it takes; each gives one value a row."""
AGGREGATE_FUNCTIONS: Mapping[str, tuple[int, ...]] = {
    "count": (0, 1),
    "sum": (1, 2),
    "mean": (1, 2),
    "min": (1, 2),
    "max": (1, 2),
    "distinct": (1, 2),
    "share": (1,),
}
"""Function → numbers of arguments; each gives one number for all rows. The last of two arguments is a condition."""
FIGURE_FUNCTIONS = frozenset({"last", "last_year"})
FACTS: Mapping[str, frozenset[str]] = {
    "period": frozenset({"start", "end", "year", "month"}),
    "quarter": frozenset({"start", "end"}),
}
EARLIER = frozenset({"last", "last_year"})

_FULL_WIDTH = str.maketrans("（）＝＜＞＋－×÷，　：［］", "()=<>+-*/, :[]")
_TWO_WIDE = {"≤": "<=", "≥": ">=", "≠": "!="}
_WORDS = {"并且": " and ", "或者": " or "}
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "`": "`"}
_ALLOWED = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div,
    ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.Is, ast.IsNot,
    ast.Name, ast.Load, ast.Constant, ast.Call, ast.List, ast.Tuple, ast.Attribute,
)  # fmt: skip


class ExpressionError(ValueError):
    """An expression that cannot be used: what is wrong, where (character from 0), and the nearest right name."""

    def __init__(self, text: str, offset: int, message: str, suggestion: str | None = None) -> None:
        super().__init__(message + (say.DID_YOU_MEAN.format(suggestion=suggestion) if suggestion else ""))
        self.text, self.offset, self.suggestion = text, offset, suggestion


@dataclass(frozen=True)
class Scope:
    """The names an expression may use; equal scopes share compiled expressions."""

    columns: frozenset[str]
    """columns of the form it is about, with 单位 and 组别"""
    forms: tuple[tuple[str, frozenset[str]], ...] = ()
    """other forms and their columns, for 目标任务.年度目标"""
    figures: frozenset[str] = frozenset()
    """figures computed before it"""
    aggregate: bool = False
    """True where it must give one number, False where it gives one value a row"""

    def columns_of(self, form: str) -> frozenset[str] | None:
        return dict(self.forms).get(form)


@dataclass(frozen=True)
class Source:
    """A text made readable for `ast`, with the way back to where each character was written."""

    text: str
    code: str
    offsets: tuple[int, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    """stand-in identifier → name that was written in backticks"""

    def place(self, column: int) -> int:
        """Return the offset in the written text of a column of the code, which `ast` counts in UTF-8 bytes."""
        characters = len(self.code.encode()[:column].decode(errors="ignore"))
        return self.offsets[min(characters, len(self.offsets) - 1)] if self.offsets else 0

    def error(self, node: ast.AST, message: str, suggestion: str | None = None) -> ExpressionError:
        return ExpressionError(self.text, self.place(getattr(node, "col_offset", 0)), message, suggestion)


def readable(text: str) -> Source:
    """Turn full-width signs, Chinese words for and/or, Chinese quotes and backticked names into what `ast` reads."""
    if len(text) > LONGEST:
        raise ExpressionError(text, LONGEST, say.TOO_LONG.format(most=LONGEST))
    code: list[str] = []
    offsets: list[int] = []
    names: dict[str, str] = {}
    at = 0
    while at < len(text):
        piece, length = _next_piece(text, at, names)
        code.append(piece)
        offsets += [at] * len(piece)
        at += length
    joined = re.sub(r"(?<![=!<>])=(?!=)", "==", "".join(code)) if _single_equals(code) else "".join(code)
    if len(joined) != len(offsets):
        offsets = [min(int(i * len(text) / max(len(joined), 1)), len(text) - 1) for i in range(len(joined))]
    return Source(text, joined, tuple(offsets), names)


def parse(text: str) -> tuple[ast.expr, Source]:
    """Return the tree of a text and its source; only the shapes of the language get through."""
    source = readable(text)
    try:
        tree = ast.parse(source.code.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        offset = (getattr(error, "offset", None) or 1) - 1
        raise ExpressionError(
            text, source.offsets[min(offset, len(source.offsets) - 1)] if source.offsets else 0, say.NOT_WRITTEN_RIGHT
        ) from error
    nodes = list(ast.walk(tree))
    if len(nodes) > MOST_NODES:
        raise ExpressionError(text, 0, say.TOO_COMPLEX)
    for node in nodes:
        if not isinstance(node, _ALLOWED) or (
            isinstance(node, ast.Call) and (node.keywords or not isinstance(node.func, ast.Name))
        ):
            raise source.error(node, say.NOT_ALLOWED)
        if isinstance(node, ast.Constant) and (isinstance(node.value, (bytes, complex)) or node.value is Ellipsis):
            raise source.error(node, say.NOT_ALLOWED)
        if isinstance(node, ast.Attribute) and not isinstance(node.value, ast.Name):
            raise source.error(node, say.NOT_ALLOWED)
    return tree.body, source


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like one that is not, or None when none is like it."""
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return near[0] if near else None


def same_name(name: str) -> str:
    """Return a name as `ast` gives it back: identifiers are normalised to NFKC."""
    return normalize("NFKC", name)


def _next_piece(text: str, at: int, names: dict[str, str]) -> tuple[str, int]:
    """Return what stands for the next written piece, and how many characters it was."""
    sign = text[at]
    if sign in _QUOTES:
        end = text.find(_QUOTES[sign], at + 1)
        if end < 0:
            raise ExpressionError(text, at, say.UNCLOSED)
        inside = text[at + 1 : end]
        if sign != "`":
            return repr(inside), end - at + 1
        stand_in = f"_name{len(names)}"
        names[stand_in] = inside
        return stand_in, end - at + 1
    for word, stands_for in _WORDS.items():
        if text.startswith(word, at) and text[at - 1 : at] in {" ", "　"} and text[at + 2 : at + 3] in {" ", "　"}:
            return stands_for, 2
    return _TWO_WIDE.get(sign, sign.translate(_FULL_WIDTH)), 1


def _single_equals(code: list[str]) -> bool:
    """Tell whether somebody wrote = for ==; text in quotes does not count."""
    outside = "".join(piece if piece[:1] not in {"'", '"'} else "_" for piece in code)
    quoted = any("=" in piece for piece in code if piece[:1] in {"'", '"'})
    return not quoted and re.search(r"(?<![=!<>])=(?!=)", outside) is not None
