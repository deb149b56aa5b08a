"""Tags in the text of a paragraph: where they stand, what they are, and what only looks like one.

The language is docxtpl's: `{{ 名称 | 格式 }}`, `{% if … %}`, `{%p … %}` for a paragraph of its own, `{%tr … %}` for a table
row of its own, `{%tc … %}` for a cell of its own, `{%r … %}` like a tag within the line, `{# … #}` for remarks.
Word's curly quotes and full-width punctuation inside a tag are read as what they stand for.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from msgspec import Struct

from pipeline.catalogue import templates as say

Kind = Literal["output", "statement", "comment"]
Level = Literal["", "r", "p", "tr", "tc"]
_Role = Literal["outside", "opens", "inside", "closes"]

OPENING: Final = ("if", "for")
MIDDLE: Final = ("elif", "else")
CLOSING: Final = ("endif", "endfor")
BLOCK: Final = (*OPENING, *MIDDLE, *CLOSING, "set")
CELL_TAGS: Final = ("vm", "hm", "colspan", "cellbg")
BARE: Final = ("else", "endif", "endfor", "vm", "hm")
"""keywords nothing follows"""

_KINDS: Final[dict[str, tuple[Kind, str]]] = {"{{": ("output", "}}"), "{%": ("statement", "%}"), "{#": ("comment", "#}")}
_LEVELS: Final[dict[str, Level]] = {"r": "r", "p": "p", "tr": "tr", "tc": "tc"}
_MARKS: Final = frozenset(("{{", "}}", "{%", "%}", "{#", "#}"))
_HALVES: Final = re.compile("[{}｛｝]")
"""without one of these in it a text has no tag, nor anything like one"""
_DELICATE: Final = re.compile("[\"'“”‘’]|{[{%#]")
"""with one of these in it a tag may end later than at the first closing mark, or not at all"""
_SPACED_MARKS: Final = frozenset(("{{", "}}", "{%", "%}"))
_SINGLE: Final = re.compile(r"[{｛]\s*[^\W\d]\w*(?:[.．。][^\W\d]\w*)+\s*(?:[|｜][^{}｛｝]*)?[}｝]")
"""a dotted name in single braces; nobody prints one"""
_BRACES: Final = str.maketrans("｛｝％＃", "{}%#")
_CURLY: Final = {"“": '“”"', "”": '“”"', "‘": "‘’'", "’": "‘’'"}
_STRAIGHT: Final = str.maketrans("“”‘’", "\"\"''")
_TRANSLATIONS: Final = {
    "outside": str.maketrans("（）［］，｜．：＝！\u3000\t\n\xa0\u2003", "()[],|.:=!     "),
    "opens": _STRAIGHT,
    "inside": str.maketrans("\t\n", "  "),
    "closes": _STRAIGHT,
}


class Tag(Struct, frozen=True):
    """One tag; `written` is as typed, `keyword` is empty for an output."""

    written: str
    kind: Kind
    level: Level = ""
    keyword: str = ""
    expression: str = ""


class FoundTag(Struct, frozen=True):
    """A tag and the characters of the paragraph it takes."""

    start: int
    end: int
    tag: Tag


class Problem(Struct, frozen=True):
    """Something that was meant as a tag and is none."""

    written: str
    text: str


def tags_in(text: str) -> tuple[list[FoundTag], list[Problem]]:
    """Return the tags of a paragraph's text, and what looks like a tag but cannot be read."""
    found: list[FoundTag] = []
    problems: list[Problem] = []
    if not _HALVES.search(text):
        return found, problems
    position = past = 0
    while (start := _opening(text, position)) >= 0:
        end = _end(text, start)
        if end < 0:
            problems.append(Problem(text[start : start + 20], say.UNFINISHED))
            position = past = start + 2
            continue
        problems += _lookalikes(text[past:start])
        tag = _tag(text[start:end])
        if isinstance(tag, Problem):
            problems.append(tag)
        else:
            found.append(FoundTag(start, end, tag))
        position = past = end
    return found, [*problems, *_lookalikes(text[past:])]


def _opening(text: str, position: int) -> int:
    starts = [start for start in (text.find(mark, position) for mark in _KINDS) if start >= 0]
    return min(starts, default=-1)


def _end(text: str, start: int) -> int:
    """Where the tag ends; -1 where it does not, or another begins first."""
    kind, closing = _KINDS[text[start : start + 2]]
    near = text.find(closing, start + 2)
    if near >= 0 and not _DELICATE.search(text, start + 2, near + 1):
        return near + 2
    inside = text[start + 2 :]
    roles = _roles(inside) if kind != "comment" else ["outside"] * len(inside)
    for index in range(len(inside) - 1):
        pair = inside[index : index + 2]
        if roles[index] != "outside":
            continue
        if pair == closing:
            return start + index + 4
        if pair in _KINDS:
            return -1
    plain = inside.find(closing)
    return -1 if plain < 0 else start + plain + 4


def _roles(text: str) -> list[_Role]:
    """For each character its place in or outside a quoted string; a string opened by a curly quote ends at any of its kind."""
    roles: list[_Role] = []
    ends = ""
    for char in text:
        if ends:
            roles.append("closes" if char in ends else "inside")
            ends = "" if char in ends else ends
        else:
            ends = char if char in "\"'" else _CURLY.get(char, "")
            roles.append("opens" if ends else "outside")
    return roles


def straightened(body: str) -> str:
    """Return the inside of a tag with straight quotes, and half-width punctuation outside its strings."""
    roles = _roles(body)
    if roles and roles[-1] in ("opens", "inside"):
        body = body.translate(_STRAIGHT)
        roles = _roles(body)
    return "".join(char.translate(_TRANSLATIONS[role]) for char, role in zip(body, roles, strict=True))


@lru_cache(maxsize=4096)
def _tag(written: str) -> Tag | Problem:
    kind = _KINDS[written[:2]][0]
    inside = written[2:-2]
    if kind == "comment":
        return Tag(written, kind, _LEVELS.get(inside.split(" ")[0], ""))
    if inside[:1] in ("-", "+") or inside[-1:] in ("-", "+"):
        return Problem(written, say.WHITESPACE_CONTROL)
    body = straightened(inside)
    return _statement(written, body) if kind == "statement" else _output(written, body)


def _output(written: str, body: str) -> Tag | Problem:
    head, _, rest = body.partition(" ")
    if head in _LEVELS and rest.lstrip()[:1].isidentifier():
        if head != "r":
            return Problem(written, say.OUTPUT_OF_PARTS)
        return Tag(written, "output", "r", "", rest.strip())
    return Tag(written, "output", "", "", body.strip()) if body.strip() else Problem(written, say.EMPTY_TAG)


def _statement(written: str, body: str) -> Tag | Problem:
    words = body.split()
    level: Level = ""
    if words and words[0] in _LEVELS:
        level = _LEVELS[words.pop(0)]
    if not words:
        return Problem(written, say.EMPTY_TAG)
    keyword = words[0]
    if keyword not in (*BLOCK, *CELL_TAGS):
        near = get_close_matches(keyword, (*BLOCK, *CELL_TAGS), 1)
        return Problem(written, say.UNKNOWN_KEYWORD.format(word=keyword) + (say.NEAREST.format(name=near[0]) if near else ""))
    expression = body.partition(keyword)[2].strip()
    if (keyword in BARE) == bool(expression):
        return Problem(written, say.NOTHING_FOLLOWS if expression else say.SOMETHING_MISSING)
    return Tag(written, "statement", level, keyword, expression)


def _lookalikes(text: str) -> Iterator[Problem]:
    """Braces that were meant as a tag: full-width, spaced out, or only one half of a pair."""
    plain = text.translate(_BRACES)
    characters = [(index, char) for index, char in enumerate(plain) if not char.isspace()]
    for (first, left), (second, right) in pairwise(characters):
        marks = _MARKS if second == first + 1 else _SPACED_MARKS
        if left + right in marks:
            yield Problem(text[max(first - 8, 0) : second + 12].strip(), _advice(text[first : second + 1]))
            return
    if single := _SINGLE.search(text):
        yield Problem(single[0], say.SINGLE_BRACES)


def _advice(written: str) -> str:
    if written.translate(_BRACES) != written:
        return say.FULL_WIDTH
    return say.SPACED_BRACES if len(written) > 2 else say.HALF_A_TAG
