"""A file is read by two readers that know nothing of each other, and each cell they differ about is named with both values."""

import io
from datetime import datetime

import openpyxl
import xlwt
from msgspec.structs import replace

from pipeline.model.rereading import Contrast, Difference
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.rereading import reread
from pipeline.reading.returns import OPENERS
from pipeline.reading.workbook import Workbook

LIMITS = ReadingLimits()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表1"
    sheet.append(["项目名称", "总投资", "开工时间"])
    sheet.append(["芝茅路改造工程", 1200.5, datetime(2023, 3, 1)])
    book.create_sheet("字典").append(["交通"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(content: bytes, kind: str = "xlsx") -> Workbook:
    return OPENERS[kind](content, LIMITS)


def changed(book: Workbook, row: int, column: int, cell: object) -> Workbook:
    first, *rest = book.sheets
    rows = [list(line) for line in first.rows]
    rows[row][column] = cell
    return replace(book, sheets=[replace(first, rows=rows), *rest])


def test_readers_that_agree_have_no_difference_and_say_how_many_cells_they_compared():
    content = workbook()
    told = reread(read(content), "xlsx", content, LIMITS)
    assert (told.reader, told.cells, told.differences, told.trouble) == ("openpyxl", 7, (), "")


def test_a_cell_our_reader_took_otherwise_is_named_with_both_values():
    content = workbook()
    told = reread(changed(read(content), 1, 1, 12005.0), "xlsx", content, LIMITS)
    assert told.differences == (Difference(Contrast.VALUES, "表1", "B2", "12005", "1200.5"),)


def test_a_cell_our_reader_lost_is_named():
    content = workbook()
    told = reread(changed(read(content), 1, 0, ""), "xlsx", content, LIMITS)
    assert told.differences == (Difference(Contrast.VALUES, "表1", "A2", "空白", "“芝茅路改造工程”"),)


def test_a_sheet_that_only_one_reader_has_is_named_unless_it_is_blank():
    content = workbook()
    book = read(content)
    without = replace(book, sheets=list(book.sheets)[:1])
    assert [(each.sheet, each.ours, each.theirs) for each in reread(without, "xlsx", content, LIMITS).differences] == [
        ("字典", "没有这张工作表", "有这张工作表")
    ]
    more = replace(book, sheets=[*book.sheets, replace(book.sheets[0], name="空表", rows=[])])
    assert reread(more, "xlsx", content, LIMITS).differences == ()


def test_a_date_of_a_chinese_format_that_openpyxl_shows_as_a_number_is_the_same_day():
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book["表1"]["C2"].number_format = "[$-804]m月"
    stream = io.BytesIO()
    book.save(stream)
    content = stream.getvalue()
    told = reread(changed(read(content), 1, 2, 44986.0), "xlsx", content, LIMITS)
    assert [each.contrast for each in told.differences] == [Contrast.DATES]


def test_xls_is_read_again_by_calamine():
    book = xlwt.Workbook()
    sheet = book.add_sheet("表1")
    sheet.write(0, 0, "总投资")
    sheet.write(1, 0, 1200.5)
    stream = io.BytesIO()
    book.save(stream)
    content = stream.getvalue()
    told = reread(read(content, "xls"), "xls", content, LIMITS)
    assert (told.reader, told.cells, told.differences) == ("calamine", 2, ())


def test_a_second_reader_that_fails_says_so_and_nothing_else():
    content = workbook()
    told = reread(read(content), "xlsx", content[:-30], LIMITS)
    assert told.reader == "openpyxl"
    assert "BadZipFile" in told.trouble
    assert told.differences == ()


def test_a_sheet_too_large_for_the_second_reader_is_not_read():
    content = workbook()
    told = reread(read(content), "xlsx", content, replace(LIMITS, cells=3))
    assert told.trouble == "工作表太大"


def test_for_other_kinds_there_is_no_second_reader():
    assert reread(Workbook([]), "ods", b"", LIMITS).reader == ""
