"""版头 and 标题 (7.2, 7.3.1, 7.3.2, 10.1)."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.catalogue import layout as say
from pipeline.documents.layout.finding import LayoutFinding
from pipeline.documents.layout.laid_out import LaidOut, LaidParagraph
from pipeline.documents.layout.roles import Roles, is_red

_NUMBER: Final = re.compile(r"[\u4e00-\u9fff]+〔20\d{2}〕[1-9]\d*号")
_ISSUE: Final = re.compile(r"第[1-9]\d*期|[（(]第[1-9]\d*期[）)]")
_RED: Final = ("FF0000", "C00000", "E60000", "ED1C24", "DA251C")
_SIGNS: Final = "。，、；：！？,.;:!?"
_TITLE_SIZE: Final = 22


def where(paragraph: LaidParagraph) -> str:
    """Say which paragraph is meant."""
    shown = paragraph.text if len(paragraph.text) <= 16 else paragraph.text[:15] + "…"
    return say.WHERE_PARAGRAPH.format(number=paragraph.number, text=shown)


def mark(document: LaidOut, roles: Roles) -> Iterator[LayoutFinding]:
    """7.2.4: 发文机关标志 in red 小标宋, centred."""
    del document
    if roles.shape == "材料":
        return
    if roles.mark is None:
        yield LayoutFinding(say.WHERE_DOCUMENT, say.NO_MARK, say.MARK_WANTED, "7.2.4")
    elif roles.mark.alignment != "center" and not roles.mark.in_box:
        yield LayoutFinding(where(roles.mark), say.CENTRED, say.CENTRED_WANTED, "7.2.4")


def document_number(document: LaidOut, roles: Roles) -> Iterator[LayoutFinding]:
    """7.2.5: 机关代字〔2023〕5号, centred under the mark; at the right in a 信函; 简报 have 期号 instead."""
    del document
    if roles.shape == "简报":
        issue = roles.issue
        if issue is not None and not _ISSUE.fullmatch(issue.text.replace(" ", "")):
            yield LayoutFinding(where(issue), say.ISSUE_FORM.format(found=issue.text), say.ISSUE_FORM_WANTED, "简报")
        return
    number = roles.number
    if roles.shape == "材料":
        return
    if number is None:
        yield LayoutFinding(say.WHERE_DOCUMENT, say.NO_NUMBER, say.NUMBER_WANTED, "7.2.5")
        return
    if not _NUMBER.fullmatch(number.text):
        yield LayoutFinding(where(number), say.NUMBER_FORM.format(found=number.text), say.NUMBER_FORM_WANTED, "7.2.5")
    if roles.shape == "文件" and number.alignment != "center":
        yield LayoutFinding(where(number), say.CENTRED, say.CENTRED_WANTED, "7.2.5")
    yield from _sized(number, 16, "7.2.5")


def red_line(document: LaidOut, roles: Roles) -> Iterator[LayoutFinding]:
    """7.2.7: a red line under 发文字号: a border of a paragraph, or a drawn line."""
    if roles.mark is None:
        return
    bordered = (one for one in document.paragraphs if one.border("bottom") or one.border("top"))
    red = any(one.border(side).get("color", "").upper() in _RED for one in bordered for side in ("bottom", "top"))
    drawn = any(
        any(colour.get("val", "").upper() in _RED for colour in line.iter("{*}srgbClr"))
        or line.get("strokecolor", "").lower() in {"red", "#ff0000", "#f00"}
        for section in document.sections[:1]
        for line in section.getroottree().getroot().iter("{*}ln", "{urn:schemas-microsoft-com:vml}line")
    )
    if not red and not drawn:
        at = roles.number or roles.issue or roles.mark
        yield LayoutFinding(where(at), say.NO_RED_LINE, say.RED_LINE_WANTED, "7.2.7")


def title(document: LaidOut, roles: Roles) -> Iterator[LayoutFinding]:
    """7.3.1: 二号小标宋, centred, not bold, without a mark at its end."""
    del document
    if not roles.title:
        yield LayoutFinding(say.WHERE_DOCUMENT, say.NO_TITLE, say.TITLE_WANTED, "7.3.1")
        return
    for line in roles.title:
        look = line.look
        if look.font and "小标宋" not in look.font:
            yield LayoutFinding(where(line), say.TITLE_FONT.format(font=look.font), say.TITLE_FONT_WANTED, "7.3.1")
        if look.bold:
            yield LayoutFinding(where(line), say.TITLE_BOLD, say.NOT_BOLD, "7.3.1")
        if line.alignment != "center":
            yield LayoutFinding(where(line), say.CENTRED, say.CENTRED_WANTED, "7.3.1")
        yield from _sized(line, _TITLE_SIZE, "7.3.1")
        yield from _black(line, "7.3.1")
    if roles.title[-1].text[-1] in _SIGNS:
        found = say.TITLE_END.format(sign=roles.title[-1].text[-1])
        yield LayoutFinding(where(roles.title[-1]), found, say.NO_SIGN, "7.3.1")


def recipients(document: LaidOut, roles: Roles) -> Iterator[LayoutFinding]:
    """7.3.2: 主送机关 flush left, ending in a full-width colon."""
    del document
    at = roles.recipients
    if at is None:
        return
    if at.indent("firstLine") > 0 or at.indent("left") > 0:
        yield LayoutFinding(where(at), say.RECIPIENTS_INDENTED, say.FLUSH_WANTED, "7.3.2")
    if not at.text.endswith("："):
        yield LayoutFinding(where(at), say.RECIPIENTS_COLON.format(sign=at.text[-1]), say.COLON_WANTED, "7.3.2")


def _sized(paragraph: LaidParagraph, wanted: int, clause: str) -> Iterator[LayoutFinding]:
    size = paragraph.look.size
    if size != wanted:
        expected = say.SIZE_WANTED.format(wanted=wanted, name=say.NAMES_OF_SIZES[wanted])
        yield LayoutFinding(where(paragraph), say.SIZE.format(found=f"{size:g}"), expected, clause)


def _black(paragraph: LaidParagraph, clause: str) -> Iterator[LayoutFinding]:
    colour = paragraph.look.colour
    if colour not in {"", "000000"} and not is_red(paragraph):
        yield LayoutFinding(where(paragraph), say.COLOUR.format(found=colour), say.COLOUR_WANTED, clause)
