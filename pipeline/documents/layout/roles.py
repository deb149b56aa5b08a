"""Which paragraph of a document is what: 版头, 标题, 主送机关, 正文, 附件说明, 成文日期, 附件, 版记."""

import re
from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

from pipeline.documents.layout.laid_out import LaidOut, LaidParagraph

Shape = Literal["文件", "信函", "简报", "材料"]
"""材料 has neither 版头 nor 版记: a speech, an 附件 sent by itself"""

NUMBER: Final = re.compile(r"[\u4e00-\u9fff]{2,14}\s?[〔\[【（(〈［][^〕\]】）)〉］]{2,6}[〕\]】）)〉］].{0,8}号")
ISSUE: Final = re.compile(r"[（(]?第?\s*[\d〇一二三四五六七八九十百]+\s*期[）)]?|[（(]第.{1,6}期[）)]")
DATE: Final = re.compile(r"(\d{2,4}|[〇零○一二三四五六七八九]{2,4})\s?[年.\-/]\s?.{1,3}\s?[月.\-/]\s?.{1,3}\s?日?")
ATTACHMENT: Final = re.compile(r"附\s?件\s?\d*\s?[:：]?")
_RED: Final = ("FF0000", "C00000", "E60000", "ED1C24", "DA251C")
_LARGE: Final = 18
_HEAD: Final = 15
"""paragraphs in which 发文字号 and 期号 are looked for"""


class Roles(Struct, frozen=True):
    """The parts of a 公文; what is not there is None or empty."""

    shape: Shape
    mark: LaidParagraph | None
    number: LaidParagraph | None
    issue: LaidParagraph | None
    title: tuple[LaidParagraph, ...]
    recipients: LaidParagraph | None
    text: tuple[LaidParagraph, ...]
    """running text after 主送机关 and before 附件说明 and 落款"""
    note: tuple[LaidParagraph, ...]
    """附件说明"""
    date: LaidParagraph | None
    attachments: tuple[LaidParagraph, ...]
    """附件1, 附件2 …"""
    copies: LaidParagraph | None
    printed: LaidParagraph | None


def roles_of(document: LaidOut) -> Roles:
    """Say what each paragraph is, by its words and its place."""
    body = document.body
    head = body[:_HEAD]
    number = next((one for one in head if NUMBER.fullmatch(one.text)), None)
    issue = next((one for one in head if ISSUE.fullmatch(one.text)), None)
    mark = _mark(document.paragraphs, number or issue)
    behind = _after(body, number, issue, mark)
    title = _title(behind)
    rest = behind[behind.index(title[-1]) + 1 :] if title else behind
    recipients = rest[0] if rest and rest[0].text[-1] in ":：" else None
    attachments = tuple(one for one in body if ATTACHMENT.fullmatch(one.text) and not one.text.endswith((":", "：")))
    main = tuple(one for one in rest if one is not recipients and _before(one, attachments))
    imprint = [one for one in document.paragraphs if one.text.replace(" ", "").replace("\u3000", "").startswith("抄送")]
    printed = next((one for one in document.paragraphs if one.text.endswith("印发")), None)
    date = next((one for one in reversed(main) if DATE.fullmatch(one.text)), None)
    text, note = _text_and_note(main, date)
    copies = imprint[-1] if imprint else None
    shape = _shape(mark, number, issue)
    return Roles(shape, mark, number, issue, title, recipients, text, note, date, attachments, copies, printed)


def is_red(paragraph: LaidParagraph) -> bool:
    """Say whether a paragraph is set in red."""
    return paragraph.look.colour in _RED


def _mark(paragraphs: Sequence[LaidParagraph], before: LaidParagraph | None) -> LaidParagraph | None:
    for one in paragraphs:
        if one is before:
            return None
        if is_red(one) and one.look.size >= _LARGE:
            return one
    return None


def _after(body: Sequence[LaidParagraph], *heads: LaidParagraph | None) -> tuple[LaidParagraph, ...]:
    places = [body.index(one) for one in heads if one is not None and one in body]
    start = max(places, default=-1) + 1
    line_below = next((place for place in range(start, min(start + 2, len(body))) if body[place].look.size < _LARGE), None)
    bulletin = line_below is not None and start > 0 and len(body) > line_below + 1 and body[line_below + 1].look.size >= _LARGE
    return tuple(body[(line_below or 0) + 1 if bulletin else start :])


def _title(paragraphs: Sequence[LaidParagraph]) -> tuple[LaidParagraph, ...]:
    found: list[LaidParagraph] = []
    for one in paragraphs:
        if one.look.size >= _LARGE:
            found.append(one)
        elif found or one.text[-1] in ":：":
            break
    return tuple(found)


def _before(one: LaidParagraph, attachments: Sequence[LaidParagraph]) -> bool:
    return not attachments or one.number < attachments[0].number


def _text_and_note(
    main: tuple[LaidParagraph, ...], date: LaidParagraph | None
) -> tuple[tuple[LaidParagraph, ...], tuple[LaidParagraph, ...]]:
    start = next((place for place, one in enumerate(main) if one.text.startswith(("附件：", "附件:"))), None)
    end = main.index(date) if date else len(main)
    if start is None or start > end:
        return main[: max(end - 1, 0)] if date else main, ()
    note = [main[start]]
    for one in main[start + 1 : end]:
        if not one.text[0].isdigit():
            break
        note.append(one)
    return main[:start], tuple(note)


def _shape(mark: LaidParagraph | None, number: LaidParagraph | None, issue: LaidParagraph | None) -> Shape:
    if issue is not None:
        return "简报"
    if mark is None and number is None:
        return "材料"
    return "信函" if _is_letter(mark, number) else "文件"


def _is_letter(mark: LaidParagraph | None, number: LaidParagraph | None) -> bool:
    """Say whether the number stands at the right and the mark has no 文件."""
    return number is not None and number.alignment in {"right", "end"} and not (mark and mark.text.endswith("文件"))
