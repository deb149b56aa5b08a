"""Colours cells of a sheet by conditional formats: no cell's own format is touched, and all of it can be taken off again."""

import re
from collections.abc import Mapping

from lxml import etree

from pipeline.documents.answers.marks import SHADES, Shade, SheetMarks
from pipeline.documents.answers.spreadsheetml import RELATION, Unmarkable, children, insert_in_order, main, parsed
from pipeline.model.addresses import column_number, letter

ALWAYS = 'N("审核意见")=0'
"""true of every cell, and tells our formats from the sender's"""
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges",
    "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF",
    "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_DATA_BEGINS = re.compile(rb"<((?:\w+:)?)sheetData\b[^>]*?(/?)>")
_MOST_CELLS_OF_MERGES = 20_000


class SheetPart:
    """One worksheet: everything around its rows as XML, the rows themselves as the bytes they are."""

    def __init__(self, xml: bytes) -> None:
        begin = _DATA_BEGINS.search(xml)
        if begin is None or b"<!DOCTYPE" in xml[: begin.start()]:
            raise Unmarkable("sheetData")
        closing = b"</" + begin[1] + b"sheetData>"
        end = begin.end() if begin[2] else xml.rfind(closing) + len(closing)
        self._rows, empty = xml[begin.start() : end], b"<" + begin[1] + b"sheetData/>"
        self.root = parsed(xml[: begin.start()] + empty + xml[end:])
        if self.root.tag != main("worksheet"):
            raise Unmarkable(str(self.root.tag))

    @property
    def merges(self) -> dict[str, str]:
        """Cell of a merged area → the cell of it that is seen."""
        seen: dict[str, str] = {}
        for merge in self.root.iter(main("mergeCell")):
            first, _, last = merge.get("ref", "").partition(":")
            seen |= _merged(first, last) if last and len(seen) < _MOST_CELLS_OF_MERGES else {}
        return seen

    @property
    def legacy_drawing(self) -> str:
        """The link to the drawing that holds comments' boxes; empty where there is none."""
        found = self.root.find(main("legacyDrawing"))
        return "" if found is None else found.get(f"{{{RELATION}}}id", "")

    def draw(self, link: str) -> None:
        """Link the sheet to the drawing that holds comments' boxes."""
        drawing = etree.Element(main("legacyDrawing"), {f"{{{RELATION}}}id": link}, nsmap={"r": RELATION})
        insert_in_order(self.root, drawing, ORDER)

    def colour(self, marks: SheetMarks, formats: Mapping[Shade, int]) -> None:
        """Colour the marked cells before any other conditional format has its say."""
        self.clean()
        for rule in self.root.iter(main("cfRule")):
            rule.set("priority", str(int(rule.get("priority", "1")) + len(SHADES)))
        for priority, shade in enumerate(SHADES, 1):
            ranges = marks.ranges(shade)
            if ranges:
                area = etree.Element(main("conditionalFormatting"), sqref=ranges)
                rule = etree.SubElement(
                    area, main("cfRule"), type="expression", dxfId=str(formats[shade]), priority=str(priority)
                )
                etree.SubElement(rule, main("formula")).text = ALWAYS
                insert_in_order(self.root, area, ORDER)

    def clean(self) -> None:
        """Take off what an earlier batch coloured."""
        for area in list(children(self.root, "conditionalFormatting")):
            ours = [rule for rule in area if ALWAYS in {formula.text for formula in rule.iter(main("formula"))}]
            for rule in ours:
                area.remove(rule)
            if ours and not len(area):
                self.root.remove(area)

    def column_widths(self) -> Mapping[int, float]:
        """Return the widths of columns in characters where the sheet states them; columns count from 0."""
        widths: dict[int, float] = {}
        for cols in children(self.root, "cols"):
            for col in cols:
                hidden = col.get("hidden") in {"1", "true"}
                for number in range(int(col.get("min", "1")) - 1, min(int(col.get("max", "1")), 256)):
                    widths[number] = 0 if hidden else float(col.get("width", "9"))
        return widths

    def content(self) -> bytes:
        """Return the part, its rows unchanged."""
        around = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        begin = _DATA_BEGINS.search(around)
        assert begin is not None  # noqa: S101 - it stood there when the part was taken apart
        return around[: begin.start()] + self._rows + around[begin.end() :]


def _merged(first: str, last: str) -> dict[str, str]:
    (left, top), (right, bottom) = _place(first), _place(last)
    if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS_OF_MERGES:
        return {}
    return {f"{letter(column)}{row}": first for column in range(left, right + 1) for row in range(top, bottom + 1)}


def _place(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    return column_number(letters), int(cell[len(letters) :])
