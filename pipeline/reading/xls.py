"""Opens .xls with xlrd, which reads GBK, errors, merges and hidden lines; calamine aborts on half-copied files and is not asked."""

import struct
from contextlib import suppress
from datetime import datetime, timedelta
from io import StringIO

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code

from pipeline.catalogue import reading as say
from pipeline.reading.biff_formulas import unsaved_formulas
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.refusal import RefusedError
from pipeline.reading.workbook import Cell, Raw, Sheet, Workbook

_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_GBK_CODEPAGES = frozenset({936, 1200, 54936})
_UNICODE_BIFF = 80


def open_xls(content: bytes, limits: ReadingLimits) -> Workbook:
    """Open a workbook; raises RefusedError for one that is damaged or locked."""
    guard_compound(content)
    try:
        book = _opened(content)
    except MemoryError:
        raise
    except XLRDError as error:
        raise RefusedError(say.ENCRYPTED if "encrypted" in str(error) else say.DAMAGED) from None
    except Exception:  # noqa: BLE001 — xlrd meets damage with whatever its parsing runs into
        raise RefusedError(say.DAMAGED) from None
    if book.nsheets > limits.sheets:
        raise RefusedError(say.DANGEROUS, reason=say.MANY_SHEETS.format(count=book.nsheets))
    sheets = book.sheets()
    unsaved = _unsaved(sheets, content)
    return Workbook(
        [_sheet(book, sheet, cells, limits) for sheet, cells in zip(sheets, unsaved, strict=True)], bool(book.datemode)
    )


def _unsaved(sheets: list[xlrd.sheet.Sheet], content: bytes) -> list[frozenset[Cell]]:
    """Return the formulas without a result of each sheet; looked for only where a text stands that is empty."""
    none: list[frozenset[Cell]] = [frozenset() for _ in sheets]
    if not any(map(_has_empty_text, sheets)):
        return none
    try:
        found = unsaved_formulas(content)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 — what xlrd could read but its container not again is not worth a refusal
        return none
    return found if len(found) == len(none) else none


def _has_empty_text(sheet: xlrd.sheet.Sheet) -> bool:
    return any(
        kind == xlrd.XL_CELL_TEXT and value == ""
        for row in range(sheet.nrows)
        for kind, value in zip(sheet.row_types(row), sheet.row_values(row), strict=True)
    )


def guard_compound(content: bytes) -> None:
    """Refuse a compound file that claims more than it holds: what a half-finished copy and a hostile header have in common."""
    if len(content) < 1536:
        raise RefusedError(say.INCOMPLETE)
    shift = struct.unpack_from("<H", content, 30)[0]
    if shift not in (9, 12):
        raise RefusedError(say.DAMAGED)
    sectors = (len(content) >> shift) + 1
    table_sectors, first_directory = struct.unpack_from("<2L", content, 44)
    if table_sectors > sectors or first_directory > sectors:
        raise RefusedError(say.INCOMPLETE)


def _opened(content: bytes) -> xlrd.book.Book:
    """Open a workbook; one from before Unicode that names a western code page holds GBK in truth, if it can be read as that."""
    nowhere = StringIO()
    book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=nowhere)
    if book.biff_version < _UNICODE_BIFF and book.codepage not in _GBK_CODEPAGES:
        with suppress(UnicodeDecodeError):
            return xlrd.open_workbook(
                file_contents=content, formatting_info=True, ragged_rows=True, logfile=nowhere, encoding_override="gb18030"
            )
    return book


def _sheet(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, unsaved: frozenset[Cell], limits: ReadingLimits) -> Sheet:
    if sheet.ncols > limits.columns:
        raise RefusedError(say.TOO_WIDE, sheet=sheet.name, rows=sheet.nrows, columns=sheet.ncols)
    errors: dict[Cell, str] = {}
    return Sheet(
        sheet.name,
        [_row(sheet, row, book.datemode, errors) for row in range(sheet.nrows)],
        visible=sheet.visibility == 0,
        merges=[(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells],
        errors=errors,
        unsaved=unsaved,
        hidden_rows=frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden),
        format_of=lambda row, column: _format(book, sheet, row, column),
    )


def _row(sheet: xlrd.sheet.Sheet, row: int, datemode: int, errors: dict[Cell, str]) -> list[Raw]:
    cells: list[Raw] = list(sheet.row_values(row))
    for column, kind in enumerate(sheet.row_types(row)):
        if kind == xlrd.XL_CELL_ERROR:
            errors[row, column] = error_text_from_code.get(int(cells[column]), "#N/A")  # type: ignore[arg-type]
            cells[column] = ""
        elif kind == xlrd.XL_CELL_DATE:
            cells[column] = _date(cells[column], datemode)
        elif kind == xlrd.XL_CELL_BOOLEAN:
            cells[column] = bool(cells[column])
    return cells


def _date(serial: Raw, datemode: int) -> Raw:
    """Return the day of a serial number; one that is no day stays a number, so that it is asked about."""
    if not isinstance(serial, float) or not 1 <= serial < 2_958_466:
        return serial
    return (_EPOCH_1904 if datemode else _EPOCH) + timedelta(days=serial)


def _format(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> str:
    try:
        style = book.xf_list[sheet.cell_xf_index(row, column)]
        return str(book.format_map[style.format_key].format_str)
    except (IndexError, KeyError):
        return ""
