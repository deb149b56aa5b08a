"""Opens .xlsx and .xlsm: guarded by their structure, read by calamine, completed with what calamine leaves out."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from functools import lru_cache
from typing import Final

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from pipeline.catalogue import reading as say
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.newer_errors import with_known_errors
from pipeline.reading.package import Package, attributes
from pipeline.reading.refusal import RefusedError
from pipeline.reading.sheet_xml import NEAR, SheetXml, refuse_wide
from pipeline.reading.styles import Styles
from pipeline.reading.with_calamine import calamine_sheet, merges_of, open_calamine
from pipeline.reading.workbook import Raw, Sheet, Workbook

_SHEET = re.compile(rb"""<(?:\w+:)?sheet\b((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_FROM_1904 = re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true)["']""")
_LARGE_COUNT = re.compile(rb"""ount\s*=\s*["']\d{8}""")
"""in every count above `_MANY_TEXTS`, and found sooner"""
_COUNTS = re.compile(rb"""\b(?:uniqueC|c)ount\s*=\s*["'](\d+)["']""")
_MANY_TEXTS = 10_000_000
_MAIN = "xl/workbook.xml"
_PICTURES = ("xl/media/", "xl/embeddings/")
_READ = (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet)
_blank_sheets: Final[set[bytes]] = set()
"""sheets in which nothing was found, as programs put them into every new workbook: they need not be looked through again"""
_SMALL, _MOST_BLANK_SHEETS = 1024, 64
"""bytes of a blank sheet, and how many are remembered"""
_WITHOUT_CELLS: Final = (b"<sheetData/>", b"<sheetData></sheetData>")
"""a cell that shows nothing here may show a text in another workbook: its text stands in a part that both call by number"""


def open_xlsx(content: bytes, limits: ReadingLimits) -> Workbook:
    """Open a workbook; raises RefusedError for one that is unsafe, damaged or locked."""
    package = Package(content, limits)
    if _MAIN not in package:
        raise RefusedError(say.DAMAGED)
    head = package.read_xml(_MAIN)
    related = package.related(_MAIN)
    _guard_texts(package, related)
    sheets = list(_sheets(package, _sheet_parts(head, related), Styles(package, related), limits))
    pictures = [part for part in package.parts if part.startswith(_PICTURES)]
    return Workbook(sheets, b"date1904" in head and _FROM_1904.search(head) is not None, bool(pictures))


def _sheets(package: Package, parts: list[str], styles: Styles, limits: ReadingLimits) -> Iterator[Sheet]:
    book = open_calamine(package.content, limits)
    every = book.sheets_metadata
    for index, told in enumerate(every):
        if told.typ not in _READ:
            continue
        part, visible = parts[index] if len(parts) == len(every) else "", told.visible == SheetVisibleEnum.Visible
        if part not in package:
            raise RefusedError(say.DAMAGED)
        written = package.read(part)
        if written in _blank_sheets:
            refuse_wide(told.name, NEAR, limits)
            yield Sheet(told.name, [], visible)
            continue
        xml = SheetXml(told.name, written, limits)
        try:
            grid = calamine_sheet(book, index)
        except RefusedError:
            book = _without_newer_errors(package, parts, limits)
            grid = calamine_sheet(book, index)
        yield _sheet(grid, visible, xml, styles)


def _without_newer_errors(package: Package, parts: list[str], limits: ReadingLimits) -> CalamineWorkbook:
    """Open a workbook again that was refused; raises RefusedError where its error values were not the reason."""
    content = with_known_errors(package, parts)
    if content is None:
        raise RefusedError(say.DAMAGED)
    return open_calamine(content, limits)


def _sheet(sheet: CalamineSheet, visible: bool, xml: SheetXml, styles: Styles) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False)

    def format_of(row: int, column: int) -> str:
        return styles.number_format(xml.style_of(row, column))

    if xml.is_plain:
        if not rows and _may_be_remembered(xml.xml) and not merges_of(sheet):
            _blank_sheets.add(xml.xml)
        return Sheet(sheet.name, rows, visible, merges_of(sheet), format_of=format_of)
    for row, column in xml.iso_dates:
        rows[row][column] = _iso_date(rows[row][column])
    return Sheet(
        sheet.name,
        rows,
        visible,
        merges_of(sheet),
        errors=xml.errors,
        unsaved=xml.unsaved,
        hidden_rows=xml.hidden_rows,
        hidden_columns=xml.hidden_columns,
        linked=xml.linked,
        format_of=format_of,
    )


def _may_be_remembered(written: bytes) -> bool:
    """Say whether a sheet is a small one without any cell, and there is room for it."""
    return len(written) < _SMALL and len(_blank_sheets) < _MOST_BLANK_SHEETS and any(one in written for one in _WITHOUT_CELLS)


def _iso_date(raw: Raw) -> Raw:
    """Return a date written as text, in the office's own time; one that is none stays text, so that it is asked about."""
    try:
        moment = datetime.fromisoformat(raw) if isinstance(raw, str) else None
    except ValueError:
        return raw
    if moment is None:
        return raw
    return moment.date() if moment.time() == time.min else moment.replace(tzinfo=None)


def _sheet_parts(head: bytes, related: Mapping[str, tuple[str, str]]) -> list[str]:
    """Return the part of each sheet in order; the workbook names its sheets by relationship."""
    return [related.get(link, ("", ""))[1] for link in _sheet_links(head)]


@lru_cache(maxsize=64)
def _sheet_links(head: bytes) -> tuple[str, ...]:
    """Return the relationship of each sheet; workbooks made from one blank form have the same."""
    given = map(attributes, _SHEET.findall(head))
    return tuple(next((value for name, value in each.items() if name.endswith(":id")), "") for each in given)


def _guard_texts(package: Package, related: Mapping[str, tuple[str, str]]) -> None:
    """Refuse shared texts that claim to be more than they are: a reader would reserve memory for the claim."""
    named = {part for kind, part in related.values() if kind == "sharedStrings"}
    for part in package.parts:
        if part in named or part.lower().endswith("sharedstrings.xml"):
            beginning = package.beginning(part)
            if _LARGE_COUNT.search(beginning) and any(int(count) > _MANY_TEXTS for count in _COUNTS.findall(beginning)):
                raise RefusedError(say.DANGEROUS, reason=say.FALSE_COUNT)
