"""Dates that exist, fall on the weekday printed, and stand in their order: 截至 ≤ 成文 ≤ 印发, 成文 ≤ 要求."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Final

from pipeline.catalogue import proofreading as say
from pipeline.proofreading.remark import DOUBT, WRONG, Remark
from pipeline.proofreading.text import Paragraph, Text

_DAY: Final = re.compile(r"(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日(?:[（(]?星期([一二三四五六日天]))?")
_SIGNED: Final = re.compile(r"\s*((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日\s*")
_AS_OF: Final = re.compile(r"截[至止](?:((?:19|20)\d\d)年)?(\d{1,2})月(?:(\d{1,2})日|底|末)")
_BY: Final = re.compile(r"(?:于|在)(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日(?:\d{1,2}[:：]\d\d)?(?:之)?前")
_PRINTED: Final = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日印发")
_HALF_A_YEAR: Final = 183


def dates(text: Text) -> Iterator[Remark]:
    """Check the days of every paragraph against the calendar and against 成文日期."""
    signed = next((day for one in reversed(text.prose) if (day := _signed(one))), None)
    for paragraph in text.paragraphs:
        if "月" not in paragraph.text:
            continue
        yield from _days(paragraph)
        if signed is not None:
            yield from _printed(paragraph, signed)
        if signed is not None and not paragraph.in_table:
            yield from _after(paragraph, signed)
            yield from _before(paragraph, signed)


def _signed(paragraph: Paragraph) -> date | None:
    match = _SIGNED.fullmatch(paragraph.text)
    return _made(int(match[1]), int(match[2]), int(match[3])) if match else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days(paragraph: Paragraph) -> Iterator[Remark]:
    for match in _DAY.finditer(paragraph.text):
        day = _made(int(match[1] or 2000), int(match[2]), int(match[3]))
        if day is None:
            yield Remark("D-01", WRONG, paragraph, match.group(), say.NO_SUCH_DAY.format(date=match.group()))
        elif match[1] and match[4]:
            right = say.WEEKDAYS[day.weekday()]
            if right != match[4].replace("天", "日"):
                said = say.WRONG_WEEKDAY.format(date=match.group().split("（")[0], right=right, printed=match[4])
                yield Remark("D-02", WRONG, paragraph, match.group(), said)


def _after(paragraph: Paragraph, signed: date) -> Iterator[Remark]:
    for match in _AS_OF.finditer(paragraph.text):
        year, month = int(match[1] or signed.year), int(match[2])
        if not 1 <= month <= 12:
            continue
        day = _made(year, month, int(match[3]) if match[3] else monthrange(year, month)[1])
        last_year = not match[1] and month > signed.month + 2
        if day and day > signed and not last_year:
            said = say.AFTER_SIGNING.format(date=match.group()[2:], signed=signed.strftime("%Y-%m-%d"))
            yield Remark("D-03", WRONG, paragraph, match.group(), said)


def _printed(paragraph: Paragraph, signed: date) -> Iterator[Remark]:
    """Say where a document was printed before it was signed."""
    for match in _PRINTED.finditer(paragraph.text):
        day = _made(int(match[1]), int(match[2]), int(match[3]))
        if day and day < signed:
            said = say.PRINTED_BEFORE.format(date=match.group().removesuffix("印发"), signed=signed.strftime("%Y-%m-%d"))
            yield Remark("D-05", WRONG, paragraph, match.group(), said)


def _before(paragraph: Paragraph, signed: date) -> Iterator[Remark]:
    for match in _BY.finditer(paragraph.text):
        day = _made(int(match[1] or signed.year), int(match[2]), int(match[3]))
        if day and day < signed and (signed - day).days < _HALF_A_YEAR:
            said = say.BEFORE_SIGNING.format(date=match.group(), signed=signed.strftime("%Y-%m-%d"))
            yield Remark("D-04", DOUBT, paragraph, match.group(), said)
