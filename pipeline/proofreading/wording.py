"""Wording no official document may have (handbook 6): one line a pattern."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.remark import DOUBT, WRONG, Remark, Severity
from pipeline.proofreading.text import Text

_N = r"\d+(?:\.\d+)?"
_PATTERNS: Final = tuple(
    (code, severity, re.compile(pattern), said)
    for code, severity, pattern, said in (
        ("W-01", WRONG, rf"(?:增长|增加|提高|上升|下降|减少|降低|增幅|降幅|增速|负增长)[为了率]?\s?[-−－]\s?{_N}%?", say.NEGATIVE_GROWTH),
        ("W-01", WRONG, rf"(?:增长|下降)率?为?负{_N}", say.NEGATIVE_GROWTH),
        ("W-02", WRONG, rf"{_N}[%％]个?百分点", say.POINTS_TWICE),
        ("W-03", WRONG, rf"(?:下降|减少|降低|缩小)了?[^，。；\d]{{0,4}}{_N}倍", say.FALL_TIMES),
        ("W-04", DOUBT, rf"(?:近|约|大约){_N}[^，。；、]{{0,4}}(?:左右|上下|多[个亿万元家])", say.ABOUT_TWICE),
        ("W-04", DOUBT, rf"(?:超过|不足|不到){_N}[^，。；、]{{0,4}}(?:以上|以下|左右)", say.ABOUT_TWICE),
        ("W-05", WRONG, rf"增加到[^，。；\d]{{0,4}}{_N}[%％]", say.UP_TO_RATE),
        ("W-06", WRONG, rf"(?:超过?|欠|快于|慢于|落后于?|滞后于?|高于|低于)(?:序时|时间|计划|目标)?(?:要求)?进度(?:要求)?{_N}[%％]", say.RATE_GAP),
        ("W-06", WRONG, rf"(?:超|欠)序时{_N}[%％]", say.RATE_GAP),
        ("W-07", DOUBT, rf"[^增]率(?:同比|环比|较[^，。；\d]{{0,6}}|比[^，。；\d]{{0,6}})?(?:提高|下降|上升|降低|回落)了?{_N}[%％]", say.RATE_CHANGE),
        ("W-08", DOUBT, rf"(?:投资|资金|收入|产值|总额)(?:同比|环比)?(?:增长|下降){_N}个?百分点", say.AMOUNT_POINTS),
        ("W-09", WRONG, rf"(?:增长|增幅为?)了?{_N}(?:亿|万)?元", say.AMOUNT_GROWTH),
        ("W-09", WRONG, rf"增长了?{_N}[个家件项笔](?!百分点)", say.AMOUNT_GROWTH),
        ("W-10", DOUBT, rf"(?:增加|减少)了?{_N}[%％]", say.PERCENT_MORE),
        ("W-11", WRONG, r"翻了?[\d一二两三四]+倍", say.DOUBLING),
        ("W-12", DOUBT, r"(?:增长|下降|提高)0(?:\.0+)?(?:[%％]|个百分点)", say.ZERO_CHANGE),
        ("W-13", DOUBT, r"截止(?:到|至)?(?:目前|\d{1,4}[年月])", say.UNTIL),
        ("W-14", WRONG, r"[\[【（(](?:19|20)\d\d[\]】）)]\s?第?\d+号", say.YEAR_BRACKETS),
        ("W-15", WRONG, r"(?:万|亿)元元|[万亿]元[万亿]元|[%％]{2,}|\d个个|亿亿|万万元", say.UNIT_TWICE),
        ("W-16", DOUBT, r"，，|。。|、、|；；|，。|。，|、，|、。|；。", say.MARKS_TWICE),
        ("W-17", WRONG, r"\{\{|\}\}|\{%|%\}|\bNone\b|\b[Nn]a[Nn]\b|#(?:REF|VALUE|NAME|NULL|NUM)[!?]|#N/A|#DIV/0!|\bundefined\b", say.LEFTOVER),
    )
)  # fmt: skip
_OF_PRINTING: Final = frozenset({"W-15", "W-17"})
"""slips of the template or the program, whoever's words stand beside them"""
OF_WRITERS: Final = frozenset(code for code, *_ in _PATTERNS) - _OF_PRINTING
"""codes of the wordings somebody chose"""
_SIGNS: Final = {
    "W-02": ("%个百分点", "％个百分点", "%百分点", "％百分点"),
    "W-15": ("元元", "元万", "元亿", "%%", "％％", "%％", "％%", "个个", "亿亿", "万万"),
    "W-17": ("{{", "}}", "{%", "%}", "None", "an", "aN", "#", "undefined"),
}
"""of patterns that begin with what is in every text: one of these stands wherever they match, and is sooner looked for"""
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[,;:?!](?=[\u4e00-\u9fff])")


def wording(text: Text) -> Iterator[Remark]:
    """Yield every forbidden wording, paragraph by paragraph; half-width punctuation once for the whole text."""
    there = [one for one in _PATTERNS if _may_stand(one[0], text.whole) and one[2].search(text.whole)]
    for paragraph in text.paragraphs if there else ():
        for code, severity, pattern, said in there:
            for match in pattern.finditer(paragraph.text):
                yield Remark(code, severity, paragraph, match.group(), said)
    yield from _half_width(text)


def _may_stand(code: str, whole: str) -> bool:
    return code not in _SIGNS or any(sign in whole for sign in _SIGNS[code])


def _half_width(text: Text) -> Iterator[Remark]:
    marks = [(paragraph, match.group()) for paragraph in text.prose for match in _HALF_WIDTH.finditer(paragraph.text)]
    if marks:
        yield Remark("W-18", Severity.DOUBT, marks[0][0], marks[0][1], say.HALF_WIDTH.format(count=len(marks)))


def length(text: Text, limit: int = 5000) -> Iterator[Remark]:
    """Doubt a text longer than the longest an office may issue."""
    if text.length > limit and text.prose:
        yield Remark("W-19", DOUBT, text.prose[0], str(text.length), say.LENGTH.format(count=text.length, limit=limit))
