"""What the YAML reader cannot read, said by its likely cause: it notices most slips a line too late and never by name."""

import re
from collections.abc import Iterator

import yaml

from pipeline.catalogue import definitions as say
from pipeline.model.errors import Mistake

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_TAB = re.compile(r" *\t")
_FULL_WIDTH_COLON = re.compile(r"\s*(?:- )?[^\s:：'\"#{\[]+：|.*[{,]\s*[^\s:：,'\"{}]+：")
_NO_SPACE = re.compile(r"\s*(?:- )?[^\s:：'\"#{\[/]+:[^\s/:]|.*[{,]\s*[^\s:：,'\"{}/]+:[^\s/:]")
_FULL_WIDTH_BRACKET = re.compile(r"[^'\"]*: *[［｛【]")
_FULL_WIDTH_COMMA = re.compile(r".*\{.*，[^，,:：]{1,12}: ")
_SPACE = re.compile("\\s*[\u3000\xa0\u2002\u2003]|[^'\"#]*(?:[:,{-]|^)[\u3000\xa0\u2002\u2003]")
_BRACES_AT_START = re.compile(r"\s*(?:- )?[^\s:]+: (?:\{\{|\{[^{}:]*\}\s*[^\s,}\]#])")
_EMPTY_BRACES = re.compile(r"( *)[^\s#].*: *(\{ *\}|\[ *\]) *(?:#.*)?$")
_HINTS = (
    (_TAB, say.TAB),
    (_SPACE, say.FULL_WIDTH_SPACE),
    (_BRACES_AT_START, say.BRACES_AT_START),
    (_FULL_WIDTH_COLON, say.FULL_WIDTH_COLON),
    (_FULL_WIDTH_COMMA, say.FULL_WIDTH_COMMA_BETWEEN),
    (_FULL_WIDTH_BRACKET, say.FULL_WIDTH_BRACKET),
    (_NO_SPACE, say.NO_SPACE_AFTER_COLON),
)


def syntax_mistake(file: str, text: str, error: yaml.YAMLError) -> Mistake:
    """Return the mistake behind an error of the YAML reader, at the line where somebody has to mend it."""
    lines = text.splitlines()
    control = next((number for number, line in enumerate(lines, 1) if _CONTROL.search(line)), None)
    if control is not None:
        return Mistake(file, say.BAD_YAML.format(cause=say.CONTROL_CHARACTER), control)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = min(mark.line + 1, len(lines)) if mark else 1
    if empty := _empty_above(lines, line):
        return Mistake(file, say.BAD_YAML.format(cause=empty), line)
    for number in _near(lines, line):
        for pattern, cause in _HINTS:
            if pattern.match(lines[number - 1]):
                return Mistake(file, say.BAD_YAML.format(cause=cause), number)
    return Mistake(file, say.BAD_YAML.format(cause=_cause(error)) + _beginning(error, line), line)


def _empty_above(lines: list[str], line: int) -> str:
    """Say that a line belongs to one above it that says, by {} or [], that nothing does."""
    above = next((number for number in list(_near(lines, line))[1:2]), None)
    empty = _EMPTY_BRACES.match(lines[above - 1]) if above else None
    deeper = empty and len(lines[line - 1]) - len(lines[line - 1].lstrip(" ")) > len(empty[1])
    return say.EMPTY_BRACES.format(line=above, braces=empty[2]) if empty and deeper else ""


def _near(lines: list[str], line: int) -> Iterator[int]:
    """Yield the line where the reader stopped and the two written lines before it."""
    written = [
        number for number in range(line, 0, -1) if lines[number - 1].strip() and not lines[number - 1].lstrip().startswith("#")
    ]
    yield from written[:3]


def _beginning(error: yaml.YAMLError, line: int) -> str:
    """Name the line where a group of lines began that is out of line only here."""
    began = getattr(error, "context_mark", None)
    block = "block" in (getattr(error, "context", None) or "")
    return say.GROUP_BEGINS.format(line=began.line + 1) if block and began and 0 < began.line < line - 1 else ""


def _cause(error: yaml.YAMLError) -> str:
    said = f"{getattr(error, 'problem', None) or ''} {getattr(error, 'context', None) or ''}"
    return next((cause for part, cause in say.CAUSES if part in said), say.UNKNOWN_CAUSE.format(problem=said.strip() or error))
