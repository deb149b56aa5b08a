"""Adds to a workbook's styles what the 审核意见 sheet and the colours need; what is there keeps its number."""

from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from typing import Final

from lxml import etree
from msgspec import Struct

from pipeline.catalogue import answers as words
from pipeline.documents.answers.marks import SHADES, Shade
from pipeline.documents.answers.spreadsheetml import MAIN, Unmarkable, insert_in_order, main
from pipeline.model.finding import Level

COLOURS: Final[Mapping[Shade, str]] = {
    (Level.MUST_FIX, True): "FFFF9999",
    (Level.MUST_EXPLAIN, True): "FFFFD966",
    (Level.NOTICE, True): "FFBDD7EE",
    (Level.MUST_FIX, False): "FFFFE5E5",
    (Level.MUST_EXPLAIN, False): "FFFFF5DC",
    (Level.NOTICE, False): "FFEAF2FA",
}
_ANSWER, _HEAD, _DONE = "FFFFFBE6", "FFD9E2F3", "FFE2EFDA"
_ORDER: Final = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst",
)  # fmt: skip
_MOST_FORMATS: Final = 60_000


class Look(Struct, frozen=True):
    """How a kind of cell of the 审核意见 sheet looks."""

    size: int = 10
    bold: bool = False
    face: str = words.FONT
    colour: str = "FF000000"
    underlined: bool = False
    fill: str = ""
    border: bool = True
    across: str = "left"
    unlocked: bool = False


LOOKS: Final[Mapping[str, Look]] = {
    "title": Look(16, face=words.TITLE_FONT, border=False, across="center"),
    "note": Look(10, border=False),
    "head": Look(10, bold=True, fill=_HEAD, across="center"),
    "text": Look(),
    "centre": Look(across="center"),
    "link": Look(colour="FF0563C1", underlined=True),
    "answer": Look(fill=_ANSWER, unlocked=True),
    "done": Look(bold=True, fill=_DONE, across="center"),
} | {level.value: Look(bold=True, fill=COLOURS[level, True], across="center") for level in Level}


def add_styles(root: etree._Element) -> tuple[dict[str, int], dict[Shade, int]]:
    """Add all looks and shades; return the number of each."""
    if root.tag != main("styleSheet"):
        raise Unmarkable("styles")
    lists = {name: _Entries(_listed(root, name)) for name in ("fonts", "fills", "borders", "cellXfs", "dxfs")}
    if len(lists["cellXfs"].listed) > _MOST_FORMATS:
        raise Unmarkable("cellXfs")
    border = lists["borders"].add(_border())
    none = lists["borders"].add("<border><left/><right/><top/><bottom/><diagonal/></border>")
    looks = {name: _look(look, lists, border if look.border else none) for name, look in LOOKS.items()}
    shades = {shade: lists["dxfs"].add(_shade(COLOURS[shade])) for shade in SHADES}
    for entries in lists.values():
        entries.listed.set("count", str(len(entries.listed)))
    return looks, shades


def _listed(root: etree._Element, name: str) -> etree._Element:
    found = root.find(main(name))
    if found is None:
        found = etree.Element(main(name))
        insert_in_order(root, found, _ORDER)
    return found


class _Entries:
    """The entries of one list of styles."""

    def __init__(self, listed: etree._Element) -> None:
        self.listed = listed
        self._numbers: dict[bytes, int] = {}
        for number, entry in enumerate(listed):
            self._numbers.setdefault(_canonical(entry), number)

    def add(self, xml: str) -> int:
        """Add an entry unless the same stands there; return its number."""
        new, canonical = _parsed_entry(xml)
        if canonical not in self._numbers:
            self._numbers[canonical] = len(self.listed)
            self.listed.append(deepcopy(new))
        return self._numbers[canonical]


@lru_cache(maxsize=256)
def _parsed_entry(xml: str) -> tuple[etree._Element, bytes]:
    """Return an entry of ours, and the form in which equal ones are equal; every workbook of a month gets the same few."""
    entry = etree.fromstring(f'<x xmlns="{MAIN}">{xml}</x>')[0]
    return entry, _canonical(entry)


def _canonical(entry: etree._Element) -> bytes:
    return etree.tostring(entry, method="c14n", exclusive=True, with_tail=False)


def _look(look: Look, lists: Mapping[str, _Entries], border: int) -> int:
    marks = ("<b/>" if look.bold else "") + ("<u/>" if look.underlined else "")
    font = lists["fonts"].add(
        f'<font>{marks}<sz val="{look.size}"/><color rgb="{look.colour}"/><name val="{look.face}"/><charset val="134"/></font>',
    )
    fill = lists["fills"].add(_solid(look.fill)) if look.fill else 0
    locked = '<protection locked="0"/>' if look.unlocked else ""
    return lists["cellXfs"].add(
        f'<xf numFmtId="49" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" '
        f'applyBorder="1" applyAlignment="1"{" applyProtection=" + chr(34) + "1" + chr(34) if locked else ""}>'
        f'<alignment horizontal="{look.across}" vertical="center" wrapText="1"/>{locked}</xf>',
    )


def _solid(colour: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill></fill>'


def _shade(colour: str) -> str:
    return f'<dxf><fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor rgb="{colour}"/></patternFill></fill></dxf>'


def _border() -> str:
    sides = "".join(f'<{side} style="thin"><color rgb="FFA6A6A6"/></{side}>' for side in ("left", "right", "top", "bottom"))
    return f"<border>{sides}<diagonal/></border>"
