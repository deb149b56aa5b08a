"""Paper, margins, lines a page, page numbers (5.1, 5.2, 7.5)."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from lxml import etree

from pipeline.catalogue import layout as say
from pipeline.documents.layout.finding import LayoutFinding
from pipeline.documents.layout.laid_out import LaidOut, LaidParagraph
from pipeline.documents.layout.roles import Roles
from pipeline.documents.rounding import stripped
from pipeline.documents.word.wordml import w

_TWIPS_IN_MM: Final = Decimal(1440) / Decimal("25.4")
_SHORT, _LONG = 210, 297
_UPRIGHT: Final = {"top": 37, "left": 28, "right": 26, "bottom": 35}
_TURNED: Final = {"top": 28, "left": 35, "right": 37, "bottom": 26}
"""the upright page turned left; its mirror image for even pages is as good"""
_TURNED_RIGHT: Final = {"top": 26, "left": 37, "right": 35, "bottom": 28}
_TEXT_HEIGHT: Final = Decimal("637.8")
"""225 mm in points"""
_LINES: Final = 22
_DASHES: Final = "—"


def paper(document: LaidOut, _: Roles) -> Iterator[LayoutFinding]:
    """5.1: A4, upright or turned."""
    for number, section in enumerate(document.sections, 1):
        width, height = (_millimetres(section, "pgSz", side) for side in ("w", "h"))
        if sorted((width, height)) != [_SHORT, _LONG]:
            found = say.PAPER.format(width=width, height=height)
            yield LayoutFinding(say.WHERE_SECTION.format(number=number), found, say.A4, "5.1")


def margins(document: LaidOut, roles: Roles) -> Iterator[LayoutFinding]:
    """5.2.1: 天头 37 mm, 订口 28 mm, 版心 156×225 mm, each ±1 mm; a 信函 has its own head."""
    for number, section in enumerate(document.sections, 1):
        turned = _millimetres(section, "pgSz", "w") > _millimetres(section, "pgSz", "h")
        found = {side: _millimetres(section, "pgMar", side) for side in _UPRIGHT}
        layouts = (_TURNED, _TURNED_RIGHT) if turned else (_UPRIGHT,)
        wanted = min(layouts, key=lambda one: sum(abs(found[side] - one[side]) for side in one))
        for side, right in wanted.items():
            if roles.shape == "信函" and side in {"top", "bottom"}:
                continue
            if abs(found[side] - right) > 1:
                where = say.WHERE_SECTION.format(number=number)
                said = say.MARGIN.format(side=say.SIDES[side], found=found[side])
                yield LayoutFinding(where, said, say.MARGIN_WANTED.format(wanted=right), "5.2.1")


def lines(document: LaidOut, roles: Roles) -> Iterator[LayoutFinding]:
    """5.2.3: 22 lines a page, by exact line spacing or by the grid."""
    if not roles.text or not document.sections:
        return
    paragraph = max(roles.text, key=lambda one: len(one.text))
    line, rule = paragraph.spacing("line"), paragraph.spacing("lineRule")
    if line and rule == "exact":
        pitch = Decimal(line) / 20
    else:
        grid = document.sections[0].find(w("docGrid"))
        lined = grid is not None and grid.get(w("type")) in {"lines", "linesAndChars", "snapToChars"}
        share = Decimal(line) / 240 if line and rule in {None, "auto"} else Decimal(1)
        pitch = Decimal(grid.get(w("linePitch"), "0")) / 20 * share if grid is not None and lined else Decimal(0)
    fitting = int(_TEXT_HEIGHT / pitch) if pitch else 0
    if fitting != _LINES:
        found = say.LINES.format(lines=fitting or "?", pitch=stripped(pitch, 2) if pitch else "?")
        yield LayoutFinding(say.WHERE_DOCUMENT, found, say.LINES_WANTED, "5.2.3")


def page_numbers(document: LaidOut, roles: Roles) -> Iterator[LayoutFinding]:
    """7.5: — 1 —, 四号宋体, odd pages right, even pages left; none on the first page of a 信函."""
    numbered = {kind: one for kind, footer in document.footers.items() if (one := _with_page_field(footer)) is not None}
    where = say.WHERE_DOCUMENT
    if "default" not in numbered:
        yield LayoutFinding(where, say.NO_PAGE_NUMBER, say.PAGE_NUMBER_WANTED, "7.5")
        return
    yield from _page_number_form(numbered["default"])
    even = numbered.get("even") if document.mirrored else numbered["default"]
    if even is not None and even.alignment == numbered["default"].alignment:
        yield LayoutFinding(where, say.SAME_SIDE, say.SAME_SIDE_WANTED, "7.5")
    if roles.shape == "信函" and document.sections and document.sections[0].find(w("titlePg")) is None:
        yield LayoutFinding(where, say.FIRST_PAGE_NUMBER, say.FIRST_PAGE_NUMBER_WANTED, "10.1")


def _page_number_form(number: LaidParagraph) -> Iterator[LayoutFinding]:
    where, look = say.WHERE_DOCUMENT, number.look
    if not (number.text.startswith(_DASHES) and number.text.endswith(_DASHES)):
        yield LayoutFinding(where, say.PAGE_DASHES.format(found=number.text), say.PAGE_NUMBER_WANTED, "7.5")
    if look.font and say.PAGE_FONT_WANTED not in look.font and look.font != "SimSun":
        yield LayoutFinding(where, say.PAGE_FONT.format(font=look.font), say.PAGE_FONT_WANTED, "7.5")
    if look.size != 14:
        expected = say.SIZE_WANTED.format(wanted=14, name=say.NAMES_OF_SIZES[14])
        yield LayoutFinding(where, say.SIZE.format(found=f"{look.size:g}"), expected, "7.5")


def _with_page_field(footer: tuple[LaidParagraph, ...]) -> LaidParagraph | None:
    for one in footer:
        codes = [code.text or "" for code in one.element.iter(w("instrText"))]
        codes += [simple.get(w("instr"), "") for simple in one.element.iter(w("fldSimple"))]
        if any("PAGE" in code.split() for code in codes):
            return one
    return None


def _millimetres(section: etree._Element, element: str, side: str) -> int:
    found = section.find(w(element))
    twips = Decimal(found.get(w(side), "0")) if found is not None else Decimal(0)
    return int((twips / _TWIPS_IN_MM).quantize(Decimal(1), ROUND_HALF_UP))
