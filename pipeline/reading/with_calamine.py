"""What calamine is asked for, whatever the format."""

from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from pipeline.catalogue import reading as say
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.refusal import RefusedError
from pipeline.reading.workbook import Merge, Sheet, Workbook


def open_calamine(content: bytes, limits: ReadingLimits) -> CalamineWorkbook:
    """Open any kind of workbook from its bytes, so that its name does not matter."""
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
    """Read one sheet."""
    try:
        return book.get_sheet_by_index(index)
    except CalamineError:
        raise RefusedError(say.DAMAGED) from None


def merges_of(sheet: CalamineSheet) -> list[Merge]:
    """Return the merged ranges of a sheet; none where its format does not tell them."""
    return [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]


def open_with_calamine(content: bytes, limits: ReadingLimits) -> Workbook:
    """Open a workbook of which nothing is known but what calamine tells."""
    book = open_calamine(content, limits)
    sheets = []
    for index, told in enumerate(book.sheets_metadata):
        if told.typ == SheetTypeEnum.WorkSheet:
            sheet = calamine_sheet(book, index)
            if sheet.total_height * sheet.total_width > limits.cells:
                raise RefusedError(say.TOO_WIDE, sheet=told.name, rows=sheet.total_height, columns=sheet.total_width)
            rows = sheet.to_python(skip_empty_area=False)
            sheets.append(Sheet(told.name, rows, told.visible == SheetVisibleEnum.Visible, merges_of(sheet)))
    return Workbook(sheets)
