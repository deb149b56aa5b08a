"""What somebody wrote, cut into tokens that remember where they stood.

Every name, number and text becomes a stand-in identifier before `ast` sees the expression, so that nothing written is ever read as
Python: names keep their full-width letters, numbers stay the decimals that were typed, and no keyword but the language's own exists.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Literal
from unicodedata import normalize

from msgspec import Struct

from pipeline.catalogue import expressions as say
from pipeline.expressions.scope import ExpressionError

LONGEST = 500
MOST_DIGITS = 30

TokenKind = Literal["name", "number", "text", "word", "sign"]

_TOKEN = re.compile(
    r"""
    (?P<blank>\s+)
  | (?P<number>\d+(?:[.．]\d+)?[%％]?(?![\w.．]))
  | (?P<measure>\d+[.．]\d+\w+)
  | (?P<text>"[^"]*" | ＂[^＂]*＂ | [“”][^“”]*[“”] | '[^']*' | [‘’][^‘’]*[‘’])
  | (?P<quoted>`[^`]+` | ｀[^｀]+｀)
  | (?P<name>\w+)
  | (?P<sign>[=＝]{1,2} | [<＜][=＝>＞]? | [>＞][=＝]? | [!！][=＝] | [≤≦≥≧≠()（）\[\]［］,，、+＋\-－−*＊×/／÷.．])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_WORDS: Mapping[str, str] = {word: word for word in ("and", "or", "not", "in", "is")} | {
    "none": "None",
    "并且": "and",
    "且": "and",
    "或": "or",
    "或者": "or",
    "不": "not",
}
_SIGNS: Mapping[str, str] = {
    "=": "==", "<>": "!=", "≤": "<=", "≦": "<=", "≥": ">=", "≧": ">=", "≠": "!=", "、": ",", "−": "-", "×": "*", "÷": "/",
}  # fmt: skip
_OPENED_BY = {")": "(", "]": "["}


class Token(Struct, frozen=True):
    """One piece of an expression; `value` is what it means: a Decimal, a text, a name, or how `ast` spells it."""

    kind: TokenKind
    value: str | Decimal
    offset: int
    written: str


class Written(Struct, frozen=True, dict=True):
    """An expression as written, and as `ast` may read it."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def _pieces(self) -> tuple[str, ...]:
        return tuple(
            str(token.value) if token.kind in {"word", "sign"} else f"_{place}" for place, token in enumerate(self.tokens)
        )

    @property
    def code(self) -> str:
        """The expression with a stand-in for every name, number and text."""
        return " ".join(self._pieces)

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for piece in self._pieces:
            starts.append(starts[-1] + len(piece) + 1)
        return starts[:-1]

    def token_at(self, column: int) -> Token:
        """Return the token that stands at a column of the code."""
        return self.tokens[max(bisect_right(self._starts, column) - 1, 0)]

    def stand_in(self, identifier: str) -> Token:
        """Return the token an identifier of the code stands for."""
        return self.tokens[int(identifier[1:])]


def written(text: str) -> Written:
    """Cut a text into tokens; raises ExpressionError for what belongs to no expression."""
    if len(text) > LONGEST:
        raise ExpressionError(text, LONGEST, say.TOO_LONG.format(most=LONGEST))
    tokens = tuple(_tokens(text))
    if not tokens:
        raise ExpressionError(text, 0, say.EMPTY)
    _check_brackets(text, tokens)
    return Written(text, tokens)


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        piece, offset = match.group(), match.start()
        match match.lastgroup:
            case "number":
                yield Token("number", _number(text, piece, offset), offset, piece)
            case "text":
                yield Token("text", piece[1:-1], offset, piece)
            case "quoted":
                yield Token("name", piece[1:-1].strip(), offset, piece)
            case "name":
                word = _WORDS.get(normalize("NFKC", piece).lower())
                yield Token("word", word, offset, piece) if word else Token("name", piece, offset, piece)
            case "sign":
                plain = normalize("NFKC", piece) if piece not in _SIGNS else piece
                yield Token("sign", _SIGNS.get(plain, plain), offset, piece)
            case "measure" | "other":
                raise ExpressionError(text, offset, _refusal(piece))


def _number(text: str, piece: str, offset: int) -> Decimal:
    """Read a number exactly as typed; 50% is 0.50."""
    plain = normalize("NFKC", piece)
    if len(plain) > MOST_DIGITS:
        raise ExpressionError(text, offset, say.TOO_MANY_DIGITS.format(most=MOST_DIGITS))
    return Decimal(plain.removesuffix("%")).scaleb(-2 if plain.endswith("%") else 0)


def _refusal(piece: str) -> str:
    if piece[0].isdigit():
        return say.NUMBER_WITH_UNIT.format(written=piece)
    if piece in "`｀":
        return say.UNCLOSED_NAME
    return say.UNCLOSED_TEXT if piece in "\"＂“”'‘’" else say.UNKNOWN_SIGN.format(sign=piece)


def _check_brackets(text: str, tokens: tuple[Token, ...]) -> None:
    opened: list[Token] = []
    for token in tokens:
        if token.kind != "sign":
            continue
        if token.value in _OPENED_BY.values():
            opened.append(token)
        elif token.value in _OPENED_BY and (not opened or opened.pop().value != _OPENED_BY[str(token.value)]):
            raise ExpressionError(text, token.offset, say.UNCLOSED_BRACKET)
    if opened:
        raise ExpressionError(text, opened[-1].offset, say.UNCLOSED_BRACKET)
