"""附件说明, 成文日期, 附件, 版记 (7.3.4–7.3.7, 7.4)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from pipeline.catalogue import layout as say
from pipeline.documents.layout.finding import LayoutFinding
from pipeline.documents.layout.head_rules import where
from pipeline.documents.layout.laid_out import LaidOut, LaidParagraph
from pipeline.documents.layout.roles import ATTACHMENT, Roles

_DATE: Final = re.compile(r"(20\d{2})年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日")
_OPEN_DATE: Final = re.compile(r"[\s\u3000]*年[\s\u3000]*月[\s\u3000]*日")
_ENTRY: Final = re.compile(r"(?:附件[:：])?\s*(?:\d+[.．、]\s*)?(.+)")
_SIGNS: Final = "。，、；：！？,.;:!?"
_SPACE: Final = re.compile(r"\s+")


def attachment_note(document: LaidOut, roles: Roles) -> Iterator[LayoutFinding]:
    """7.3.4, 7.3.7: no mark after a name; each named attachment follows, under the same name."""
    after = document.body[document.body.index(roles.attachments[0]) :] if roles.attachments else ()
    titles = _SPACE.sub("", "".join(one.text for one in after))
    for one in roles.note:
        name = _name(one)
        if one.text[-1] in _SIGNS:
            yield LayoutFinding(where(one), say.ATTACHMENT_SIGN.format(found=name, sign=one.text[-1]), say.NO_SIGN, "7.3.4")
        if _SPACE.sub("", name).rstrip(_SIGNS) not in titles:
            yield LayoutFinding(where(one), say.ATTACHMENT_MISSING.format(name=name), say.ATTACHMENT_MISSING_WANTED, "7.3.7")


def attachments(document: LaidOut, roles: Roles) -> Iterator[LayoutFinding]:
    """7.3.7: each on a new page, 附件1 in 三号黑体, flush left."""
    del document
    for one in roles.attachments:
        look = one.look
        if not one.new_page:
            yield LayoutFinding(where(one), say.ATTACHMENT_PAGE.format(found=one.text), say.ATTACHMENT_PAGE_WANTED, "7.3.7")
        if look.font and "黑体" not in look.font and look.font != "SimHei":
            said = say.ATTACHMENT_FONT.format(found=one.text, font=look.font)
            yield LayoutFinding(where(one), said, say.HEADING_FONT_WANTED.format(wanted="黑体"), "7.3.7")


def signed(document: LaidOut, roles: Roles) -> Iterator[LayoutFinding]:
    """7.3.5: the date in Arabic digits without leading zeros, four characters from the right (two without a seal)."""
    del document
    at = roles.date
    if at is None:
        if roles.shape in {"文件", "信函"}:
            yield LayoutFinding(say.WHERE_DOCUMENT, say.NO_DATE, say.DATE_WANTED, "7.3.5")
        return
    if not (_DATE.fullmatch(at.text) or _OPEN_DATE.fullmatch(at.text)):
        yield LayoutFinding(where(at), say.DATE_FORM.format(found=at.text), say.DATE_FORM_WANTED, "7.3.5.4")
    right = at.indent("right")
    if at.alignment in {"right", "end"} and not (1.5 <= right <= 4.6):
        yield LayoutFinding(where(at), say.DATE_INDENT.format(found=f"{right:.1f}"), say.DATE_INDENT_WANTED, "7.3.5")


def imprint(document: LaidOut, roles: Roles) -> Iterator[LayoutFinding]:
    """7.4: 抄送 and 印发 in 四号, 抄送 ending in a full stop, the day of printing not before the day of signing."""
    del document
    if roles.shape in {"信函", "材料"}:
        return
    if roles.copies is None and roles.printed is None:
        yield LayoutFinding(say.WHERE_DOCUMENT, say.NO_IMPRINT, say.IMPRINT_WANTED, "7.4")
        return
    if roles.copies is not None and not roles.copies.text.endswith("。"):
        found = say.COPIES_END.format(sign=roles.copies.text[-1])
        yield LayoutFinding(where(roles.copies), found, say.COPIES_END_WANTED, "7.4.2")
    for one in (roles.copies, roles.printed):
        if one is not None and one.look.size != 14:
            expected = say.SIZE_WANTED.format(wanted=14, name=say.NAMES_OF_SIZES[14])
            yield LayoutFinding(where(one), say.IMPRINT_SIZE.format(found=f"{one.look.size:g}"), expected, "7.4")
    if roles.printed is not None:
        yield from _printed(roles.printed, roles.date)


def _printed(printed: LaidParagraph, signing: LaidParagraph | None) -> Iterator[LayoutFinding]:
    stated = _DATE.search(printed.text)
    if stated is None:
        if not _OPEN_DATE.search(printed.text):
            yield LayoutFinding(where(printed), say.PRINTED_FORM.format(found=printed.text), say.PRINTED_FORM_WANTED, "7.4.3")
        return
    signing_day = _DATE.fullmatch(signing.text) if signing else None
    if signing_day and _day(stated) < _day(signing_day):
        yield LayoutFinding(where(printed), say.PRINTED_BEFORE, say.PRINTED_BEFORE_WANTED, "7.4.3")


def _day(match: re.Match[str]) -> date:
    return date(int(match[1]), int(match[2]), min(int(match[3]), 28))


def _name(one: LaidParagraph) -> str:
    match = _ENTRY.fullmatch(one.text)
    return match[1] if match else ATTACHMENT.sub("", one.text)
