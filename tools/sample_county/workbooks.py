"""Sheets → the bytes of a workbook as Excel, WPS or an old Excel writes it; the same sheets give the same bytes."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
import xlwt
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tools.sample_county.grid import Cell, Formula, Sheet

CREATED = datetime(2022, 1, 4, 9, 0, 0)
WPS_BUILD = "2052-11.1.0.14036"
A3 = 8
"""Excel's number of the paper size"""
FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "方正小标宋简体", "font_size": 18, "align": "center", "valign": "vcenter"},
    "note": {"font_name": "仿宋", "font_size": 11, "valign": "vcenter"},
    "heading": {"font_name": "黑体", "font_size": 10, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1},
    "text": {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1},
    "amount": {"font_name": "宋体", "font_size": 10, "align": "right", "border": 1},
    "day": {"font_name": "宋体", "font_size": 10, "border": 1, "num_format": 'yyyy"年"m"月"d"日"'},
    "plain": {"font_name": "宋体", "font_size": 10},
}


def excel(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook with Excel's habits: shared strings, saved formula values."""
    return _xlsx(sheets, {})


def wps(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook with WPS's habits: its build number in the properties, and a dimension of A1 whatever is there."""
    plain = _xlsx(sheets, {"KSOProductBuildVer": WPS_BUILD})
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/app.xml":
                content = content.replace(b"Microsoft Excel", b"WPS Office_11.1.0.14036_F1E327BC-269C-435d-A152-05C5408002CA")
            if entry.filename.startswith("xl/worksheets/sheet"):
                content = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', content)
            fixed = zipfile.ZipInfo(entry.filename, FIRST_ZIP_DAY)
            fixed.compress_type, fixed.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(fixed, content)
    return packed.getvalue()


def old_excel(sheets: Sequence[Sheet]) -> bytes:
    """Return an .xls; sums stand as plain numbers, as after 粘贴为数值."""
    book = xlwt.Workbook(encoding="utf-8")
    looks = {name: _old_look(look) for name, look in LOOKS.items()}
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        page.portrait, page.paper_size_code = False, A3
        merged = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
        covered = {place for area in sheet.merges for place in _covered(area)}
        for (row, column), cell in sorted(sheet.cells.items()):
            bottom, right = merged.get((row, column), (row, column))
            if (row, column) not in covered:
                page.write_merge(row, bottom, column, right, _number(cell.value), looks[cell.look])
        for column, width in sheet.widths.items():
            page.col(column).width = 256 * width
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _xlsx(sheets: Sequence[Sheet], properties: dict[str, str]) -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.set_properties({"created": CREATED})
    for name, value in properties.items():
        book.set_custom_property(name, value)
    looks = {name: book.add_format(look) for name, look in LOOKS.items()}
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.set_landscape()
        page.set_paper(A3)
        page.fit_to_pages(1, 0)
        if sheet.hidden:
            page.hide()
        for top, left, bottom, right in sheet.merges:
            first = sheet.cells[top, left]
            page.merge_range(top, left, bottom, right, "", looks[first.look])
        covered = {place for area in sheet.merges for place in _covered(area)}
        for (row, column), cell in sorted(sheet.cells.items()):
            if (row, column) not in covered:
                _write(page, (row, column), cell, looks[cell.look])
        for column, width in sheet.widths.items():
            page.set_column(column, column, width)
    book.close()
    return written.getvalue()


def _write(page: Worksheet, place: tuple[int, int], cell: Cell, look: Format) -> None:
    match cell.value:
        case None:
            page.write_blank(*place, None, look)
        case Formula(text, value):
            page.write_formula(*place, text, look, _number(value))
        case Decimal():
            page.write_number(*place, _number(cell.value), look)
        case date():
            page.write_datetime(*place, cell.value, look)
        case str():
            page.write_string(*place, cell.value, look)


def _number(value: str | Decimal | date | Formula | None) -> str | float | date | None:
    """Return what the file formats can hold: a double for a number, the saved value for a formula."""
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _covered(area: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    top, left, bottom, right = area
    places = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    return places[1:]


def _old_look(look: dict[str, Any]) -> xlwt.XFStyle:
    rules = [f"font: name {look['font_name']}, height {look['font_size'] * 20}"]
    rules += ["borders: left thin, right thin, top thin, bottom thin"] * ("border" in look)
    rules += [f"align: horiz {look.get('align', 'left')}, vert center, wrap {'on' if 'text_wrap' in look else 'off'}"]
    return xlwt.easyxf("; ".join(rules), num_format_str=look.get("num_format", "General"))
