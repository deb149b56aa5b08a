"""Marks a unit's own workbook: colours and comments on its cells and a 审核意见 sheet in front, all else as it was sent.

The parts of the package are edited one by one, for a library that reads and writes workbooks whole would lose text boxes, buttons,
pictures in cells and every saved result (DECISIONS). Macros are not passed on.
"""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree
from msgspec import Struct

from pipeline.documents.answers.book_styles import add_styles
from pipeline.documents.answers.cell_notes import note
from pipeline.documents.answers.marks import Shade, SheetMarks, marks_of, moved
from pipeline.documents.answers.replies import Reply
from pipeline.documents.answers.review_sheet import review_sheet
from pipeline.documents.answers.sheet_marks import SheetPart
from pipeline.documents.answers.spreadsheetml import RELATION, SHEET_TYPE, Unmarkable, Workbook, children, insert_in_order, main
from pipeline.documents.word.package import NotAPackage, read_parts
from pipeline.model.explanation import REVIEW_SHEET

MOST_BYTES: Final = 48 << 20
"""of a workbook unpacked; a larger one is answered beside its values"""
_BOOK: Final = "xl/workbook.xml"
_BOOK_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_NAME: Final = "_tongbao_review"
"""a hidden name that tells which sheet is ours, also after Excel or WPS has saved the workbook"""
_NOT_PASSED_ON: Final = re.compile(r"/(?:macrosheets|activeX|dialogsheets|intlMacrosheets)/|_xmlsignatures/", re.IGNORECASE)
_MACRO: Final = re.compile(r"vbaProject|vbaData|customUI/", re.IGNORECASE)
_SELECTED: Final = re.compile(rb"""\stabSelected\s*=\s*["'](?:1|true)["']""")
_ORDER: Final = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences",
    "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


def marked(content: bytes, reply: Reply) -> bytes:
    """Return the workbook marked; raises Unmarkable where that would lose something or pass on what must not be."""
    try:
        book = Workbook(read_parts(content))
    except NotAPackage as error:
        raise Unmarkable(_BOOK) from error
    _refuse_unfit(book.parts)
    for macro in [name for name in book.parts if _MACRO.search(name)]:
        book.drop(macro)
    book.retype(_BOOK, _BOOK_TYPE)
    sheets = _Sheets(book)
    styles = next((link.target for link in book.relationships(_BOOK) if link.kind == "styles"), "")
    root = book.xml(styles)
    looks, shades = add_styles(root)
    book.put(styles, root)
    _mark_sheets(book, sheets, (marks_of(reply), shades))
    sheets.put_first(review_sheet(reply, looks))
    return book.content()


def _refuse_unfit(parts: Mapping[str, bytes]) -> None:
    if sum(map(len, parts.values())) > MOST_BYTES or any(_NOT_PASSED_ON.search(f"/{name}") for name in parts):
        raise Unmarkable(_BOOK)
    if any(b"ddeLink" in parts[name] for name in parts if name.startswith("xl/externalLinks/")):
        raise Unmarkable("ddeLink")


def _mark_sheets(book: Workbook, sheets: "_Sheets", given: tuple[Mapping[str, SheetMarks], Mapping[Shade, int]]) -> None:
    """Mark every worksheet that has findings, and take old marks off the others."""
    marks, shades = given
    for name, part in sheets.parts.items():
        book.parts[part] = _SELECTED.sub(b"", book.parts[part])
        if name not in marks and not sheets.came_back:
            continue
        sheet = SheetPart(book.parts[part])
        own = moved(marks.get(name, SheetMarks()), sheet.merges)
        sheet.colour(own, shades)
        note(book, part, sheet, own.notes)
        book.parts[part] = sheet.content()


class _Entry(Struct):
    """One <sheet> of the workbook part."""

    element: etree._Element
    part: str


class _Sheets:
    """The sheets of a workbook, and the one of ours among them if it has been marked before."""

    def __init__(self, book: Workbook) -> None:
        self.book, self.root = book, book.xml(_BOOK)
        listed = self.root.find(main("sheets"))
        if listed is None or self.root.tag != main("workbook"):
            raise Unmarkable(_BOOK)
        self._listed = listed
        links = {link.id: link for link in book.relationships(_BOOK)}
        self._entries = [_Entry(one, links[id_].target) for one in listed if (id_ := one.get(f"{{{RELATION}}}id", "")) in links]
        ours = self._ours()
        self.came_back = ours is not None
        self._review = next((entry for entry in self._entries if entry.element.get("name") == ours), None) if ours else None

    @property
    def parts(self) -> dict[str, str]:
        """Name → part of every sheet that is the sender's and has rows."""
        rows = {link.target for link in self.book.relationships(_BOOK) if link.kind == "worksheet"}
        return {
            entry.element.get("name", ""): entry.part
            for entry in self._entries
            if entry is not self._review and entry.part in rows and entry.part in self.book.parts
        }

    def put_first(self, content: bytes) -> None:
        """Put the 审核意见 sheet in front of all others and have the workbook open on it."""
        order = list(self._listed)
        if self._review is None:
            part = self.book.free("xl/worksheets/sheet{}.xml")
            self.book.declare(part, SHEET_TYPE)
            element = self._new(part)
        else:
            part, element = self._review.part, self._review.element
        self._listed.insert(0, element)
        self.book.parts[part] = content
        self._renumber({order.index(one): place for place, one in enumerate(self._listed) if one in order})
        self._name(element.get("name", REVIEW_SHEET))
        for view in self.root.iter(main("workbookView")):
            for attribute in ("activeTab", "firstSheet"):
                view.attrib.pop(attribute, "")
        self.book.put(_BOOK, self.root)

    def _new(self, part: str) -> etree._Element:
        taken = {one.get("name", "").casefold() for one in self._listed}
        name = next(name for n in range(1, len(taken) + 2) if (name := REVIEW_SHEET + (str(n) if n > 1 else "")) not in taken)
        numbers = [int(one.get("sheetId", "0")) for one in self._listed]
        link = self.book.relate(_BOOK, "worksheet", part)
        given = {"name": name, "sheetId": str(max(numbers, default=0) + 1), f"{{{RELATION}}}id": link}
        return etree.Element(main("sheet"), given, nsmap={"r": RELATION})

    def _ours(self) -> str | None:
        for name in self.root.iter(main("definedName")):
            if name.get("name") == _NAME and name.text:
                return name.text.rpartition("!")[0].strip("'").replace("''", "'")
        return None

    def _renumber(self, places: Mapping[int, int]) -> None:
        """Names that belong to one sheet know it by its place."""
        for name in self.root.iter(main("definedName")):
            place = name.get("localSheetId")
            if place is not None and int(place) in places:
                name.set("localSheetId", str(places[int(place)]))

    def _name(self, sheet: str) -> None:
        names = self.root.find(main("definedNames"))
        if names is None:
            names = etree.Element(main("definedNames"))
            insert_in_order(self.root, names, _ORDER)
        for name in [one for one in children(names, "definedName") if one.get("name") == _NAME]:
            names.remove(name)
        new = etree.SubElement(names, main("definedName"), name=_NAME, hidden="1")
        new.text = "'" + sheet.replace("'", "''") + "'!$A$1"
