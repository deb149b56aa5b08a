"""正文: font, size, colour, indents, levels of headings (5.2, 7.3.3)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.catalogue import layout as say
from pipeline.documents.layout.finding import LayoutFinding
from pipeline.documents.layout.head_rules import where
from pipeline.documents.layout.laid_out import LaidOut, LaidParagraph
from pipeline.documents.layout.roles import Roles

_DIGITS: Final = "一二三四五六七八九十"
_LEVELS: Final = (
    (re.compile(r"([一二三四五六七八九十]+)([、．.，,:：]?)"), "{}、", ("黑体", "SimHei")),
    (re.compile(r"[（(]([一二三四五六七八九十]+)[）)]"), "（{}）", ("楷体", "KaiTi")),
    (re.compile(r"(\d{1,2})([.．、，])(?!\d)"), "{}.", ("仿宋", "FangSong")),
    (re.compile(r"[（(](\d{1,2})[）)]"), "（{}）", ("仿宋", "FangSong")),
)
_NAMES: Final = ("一", "二", "三", "四")
_FONTS: Final = ("黑体", "楷体", "仿宋体", "仿宋体")
_ENDS: Final = "。，、；：！？,.;:!?"
_HEADING_AT_MOST: Final = 40
"""characters; a longer paragraph that begins with a number is text with its first sentence as heading"""


def text(document: LaidOut, roles: Roles) -> Iterator[LayoutFinding]:
    """5.2.2, 5.2.4, 7.3.3: 三号仿宋, black, first lines indented by two characters."""
    del document
    for one in roles.text:
        if one.alignment in {"center", "right", "end"}:
            continue
        look = one.look
        if look.size != 16:
            expected = say.SIZE_WANTED.format(wanted=16, name=say.NAMES_OF_SIZES[16])
            yield LayoutFinding(where(one), say.SIZE.format(found=f"{look.size:g}"), expected, "5.2.2")
        if look.colour not in {"", "000000"}:
            yield LayoutFinding(where(one), say.COLOUR.format(found=look.colour), say.COLOUR_WANTED, "5.2.4")
        if _level(one) is None and look.font and not _is(look.font, ("仿宋", "FangSong")):
            yield LayoutFinding(where(one), say.BODY_FONT.format(font=look.font), say.BODY_FONT_WANTED, "5.2.2")
        indent = one.indent("firstLine") + one.indent("left")
        if abs(indent - 2) > 0.15:
            yield LayoutFinding(where(one), say.INDENT.format(found=f"{indent:.1f}"), say.INDENT_WANTED, "7.3.3")


def headings(document: LaidOut, roles: Roles) -> Iterator[LayoutFinding]:
    """7.3.3: 一、（一）1.（1）in 黑体, 楷体, 仿宋, 仿宋, counted from one without gaps."""
    del document
    counted = [0, 0, 0, 0]
    for one in roles.text:
        found = _level(one)
        if found is None:
            continue
        level, number, written = found
        yield from _written(one, level, number, written)
        if number != counted[level] + 1 or (level > 0 and number == 1 and not _opened(counted, level)):
            yield LayoutFinding(where(one), say.HEADING_ORDER.format(found=written), say.HEADING_ORDER_WANTED, "7.3.3")
        counted[level] = number
        counted[level + 1 :] = [0] * (len(counted) - level - 1)


def _opened(counted: Sequence[int], level: int) -> bool:
    """Say whether a level may begin here: some level above it has, or no level has yet."""
    return any(counted[:level]) or not any(counted)


def _written(one: LaidParagraph, level: int, number: int, written: str) -> Iterator[LayoutFinding]:
    _, pattern, fonts = _LEVELS[level]
    wanted = pattern.format(_chinese(number) if level < 2 else number)
    if written != wanted:
        yield LayoutFinding(
            where(one), say.HEADING_MARK.format(found=written), say.HEADING_MARK_WANTED.format(wanted=wanted), "7.3.3"
        )
    look = one.first_look
    if level < 2 and look.font and not _is(look.font, fonts):
        said = say.HEADING_FONT.format(level=_NAMES[level], font=look.font)
        yield LayoutFinding(where(one), said, say.HEADING_FONT_WANTED.format(wanted=_FONTS[level]), "7.3.3")
    if level == 0 and len(one.text) <= _HEADING_AT_MOST and one.text[-1] in _ENDS:
        yield LayoutFinding(where(one), say.HEADING_END.format(sign=one.text[-1]), say.NO_SIGN, "7.3.3")


def _level(one: LaidParagraph) -> tuple[int, int, str] | None:
    """Return the level of a heading, its number and how that is written; None for plain text."""
    for level, (pattern, _, _) in enumerate(_LEVELS):
        match = pattern.match(one.text)
        if match is None:
            continue
        number = _value(match[1])
        if level == 0 and (not match[2] or number is None):
            continue
        return (level, number, match[0]) if number is not None else None
    return None


def _value(digits: str) -> int | None:
    if digits.isdecimal():
        return int(digits)
    tens, found, ones = digits.partition("十")
    if not found:
        return _DIGITS.index(digits) + 1 if len(digits) == 1 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones - 1]
    return ("" if tens == 1 else _DIGITS[tens - 1]) + "十" + (_DIGITS[ones - 1] if ones else "")


def _is(font: str, names: Sequence[str]) -> bool:
    return any(name.lower() in font.lower() for name in names)
