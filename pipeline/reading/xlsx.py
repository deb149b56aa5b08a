"""Opens .xlsx and .xlsm: guarded by their structure, read by calamine, completed with what calamine leaves out."""

import re
from collections.abc import Mapping
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from pipeline.catalogue import reading as say
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.package import Package, attributes
from pipeline.reading.refusal import RefusedError
from pipeline.reading.sheet_xml import SheetXml
from pipeline.reading.styles import Styles
from pipeline.reading.workbook import Merge, Sheet, Workbook

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_FROM_1904 = re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true)["']""")
_COUNTS = re.compile(rb"""\b(?:uniqueC|c)ount\s*=\s*["'](\d+)["']""")
_MANY_TEXTS = 10_000_000
_MAIN = "xl/workbook.xml"
_READ = (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet)


def open_xlsx(content: bytes, limits: ReadingLimits) -> Workbook:
    """Open a workbook; raises RefusedError for one that is unsafe, damaged or locked."""
    package = Package(content, limits)
    main = next((part for kind, part in package.related("").values() if kind == "officeDocument"), _MAIN)
    if main not in package:
        raise RefusedError(say.DAMAGED)
    head = package.read_xml(main)
    related = package.related(main)
    _guard_texts(package, related)
    parts = _sheet_parts(head, related)
    styles = Styles(package, related)
    book = open_calamine(content, limits)
    sheets = []
    for index, told in enumerate(book.sheets_metadata):
        if told.typ in _READ:
            part = parts[index] if len(parts) == len(book.sheet_names) else ""
            if part not in package:
                raise RefusedError(say.DAMAGED)
            xml = SheetXml(told.name, package.read_xml(part), limits)
            sheets.append(_sheet(book, index, xml, styles))
    return Workbook(sheets, _FROM_1904.search(head) is not None)


def open_calamine(content: bytes, limits: ReadingLimits) -> CalamineWorkbook:
    """Open any kind of workbook with calamine, from its bytes, so that its name does not matter."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except PasswordError:
        raise RefusedError(say.ENCRYPTED) from None
    except CalamineError:
        raise RefusedError(say.DAMAGED) from None
    if len(book.sheet_names) > limits.sheets:
        raise RefusedError(say.DANGEROUS, reason=say.MANY_SHEETS.format(count=len(book.sheet_names)))
    return book


def calamine_sheet(book: CalamineWorkbook, index: int) -> CalamineSheet:
    """Read one sheet with calamine."""
    try:
        return book.get_sheet_by_index(index)
    except CalamineError:
        raise RefusedError(say.DAMAGED) from None


def merges_of(sheet: CalamineSheet) -> list[Merge]:
    """Return the merged ranges of a sheet read by calamine; none where its format does not tell them."""
    return [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]


def _sheet(book: CalamineWorkbook, index: int, xml: SheetXml, styles: Styles) -> Sheet:
    sheet = calamine_sheet(book, index)
    return Sheet(
        sheet.name,
        sheet.to_python(skip_empty_area=False),
        book.sheets_metadata[index].visible == SheetVisibleEnum.Visible,
        merges_of(sheet),
        errors=xml.errors,
        unsaved=xml.unsaved,
        hidden_rows=xml.hidden_rows,
        hidden_columns=xml.hidden_columns,
        linked=xml.linked,
        format_of=lambda row, column: styles.number_format(xml.styles.get((row, column), 0)),
    )


def _sheet_parts(head: bytes, related: Mapping[str, tuple[str, str]]) -> list[str]:
    """Return the part of each sheet in order; the workbook names its sheets by relationship."""
    parts = []
    for tag in _SHEET.findall(head):
        given = attributes(tag)
        link = next((value for name, value in given.items() if name.endswith(":id")), "")
        parts.append(related.get(link, ("", ""))[1])
    return parts


def _guard_texts(package: Package, related: Mapping[str, tuple[str, str]]) -> None:
    """Refuse shared texts that claim to be more than they are: a reader would reserve memory for the claim."""
    named = {part for kind, part in related.values() if kind == "sharedStrings"}
    for part in package.parts:
        if part in named or part.lower().endswith("sharedstrings.xml"):
            xml = package.read_xml(part)
            claims = [int(count) for count in _COUNTS.findall(xml[:1000])]
            if claims and max(claims) > _MANY_TEXTS:
                raise RefusedError(say.DANGEROUS, reason=say.FALSE_COUNT)
