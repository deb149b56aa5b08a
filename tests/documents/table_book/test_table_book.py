"""A workbook of plain tables: read back as it was given, by readers that are not ours, and the same bytes every time."""

import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from pipeline.documents.sheets import Column, Sheet
from pipeline.documents.table_book import sheet_name, table_book
from pipeline.documents.table_book.rows import Links
from pipeline.model.office import Policies
from pipeline.model.period import Period
from pipeline.model.values import Precision, StatedDate

APRIL = Period.parse("2023-04")
COLUMNS = (
    Column("名称", width=18),
    Column("数", "number", 8),
    Column("率", "rate"),
    Column("收到", "moment"),
    Column("原件", "link"),
)


def book(*rows, columns=COLUMNS, name="表") -> bytes:
    return table_book([Sheet(name, "标题", columns, rows)], "书名", APRIL, Policies())


def opened(content: bytes):
    return openpyxl.load_workbook(BytesIO(content))


def test_every_kind_of_cell_is_read_back_as_it_was_given() -> None:
    page = opened(
        book(("甲镇", 3, Decimal("0.4045"), datetime(2023, 5, 4, 9, 30), None), ("", Decimal("1.5"), None, date(2023, 5, 4), ""))
    )["表"]
    assert [cell.value for cell in page[3]] == ["甲镇", 3, 0.4045, datetime(2023, 5, 4, 9, 30), None]
    assert [cell.value for cell in page[4]] == [None, 1.5, None, datetime(2023, 5, 4), None]
    assert [page["C3"].number_format, page["D3"].number_format, page["D4"].number_format] == [
        "0.0%",
        "yyyy\\-mm\\-dd\\ hh:mm",
        "yyyy\\-mm\\-dd",
    ]


def test_a_date_less_precise_than_a_day_is_a_text() -> None:
    page = opened(book((StatedDate(2023, 4, 1, Precision.MONTH), None, None, None, None)))["表"]
    assert page["A3"].value == "2023年4月"


def test_a_month_is_not_taken_for_its_first_day_nor_the_day_for_the_month() -> None:
    month, day = StatedDate(2023, 4, 1, Precision.MONTH), StatedDate(2023, 4, 1, Precision.DAY)
    page = opened(book(*((one,) for one in (month, day, month)), columns=(Column("日期"),)))["表"]
    assert [page[f"A{row}"].value for row in (3, 4, 5)] == ["2023年4月", datetime(2023, 4, 1), "2023年4月"]


def test_what_stands_in_every_row_is_written_in_every_row() -> None:
    rows = [("甲镇", 1, Decimal(1), None, None)] * 2 + [("甲镇", Decimal(1), 1, None, None)]
    page = opened(book(*rows))["表"]
    assert [[cell.value for cell in page[row]] for row in (3, 4, 5)] == [["甲镇", 1, 1, None, None]] * 3
    assert [page[f"C{row}"].number_format for row in (3, 4, 5)] == ["0.0%"] * 3


def test_title_headings_filter_and_printed_pages_are_those_of_a_table() -> None:
    page = opened(book(("甲镇", 1, None, None, None)))["表"]
    assert page["A1"].value == "标题"
    assert [str(merged) for merged in page.merged_cells.ranges] == ["A1:E1"]
    assert [cell.value for cell in page[2]] == ["名称", "数", "率", "收到", "原件"]
    assert (page.freeze_panes, page.auto_filter.ref, page.print_title_rows) == ("B3", "A2:E3", "$1:$2")
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight) == ("landscape", 9, 0)


def test_a_row_is_as_high_as_its_longest_text_needs() -> None:
    page = opened(book(("甲", None, None, None, None), ("一二三四五六七八九十" * 3, None, None, None, None)))["表"]
    assert (page.row_dimensions[3].height, page.row_dimensions[4].height) == (22, 14 * 4 + 8)


def test_a_link_opens_the_file_it_names() -> None:
    page = opened(book(("甲", None, None, None, "../a&b/x.xlsx"), ("乙", None, None, None, "../a&b/x.xlsx")))["表"]
    assert [(page[cell].value, page[cell].hyperlink.target) for cell in ("E3", "E4")] == [("打开原件", "../a&b/x.xlsx")] * 2


def test_links_beyond_what_excel_allows_are_shown_as_paths(monkeypatch) -> None:
    monkeypatch.setattr("pipeline.documents.table_book.rows._MOST_LINKS", 1)
    page = opened(book(*[("甲", None, None, None, "x.xlsx")] * 2))["表"]
    assert (page["E3"].value, page["E4"].value, page["E4"].hyperlink) == ("打开原件", "x.xlsx", None)
    assert Links().add("E3", "x.xlsx")


def test_the_levels_of_findings_are_coloured() -> None:
    page = opened(book(("强制",), columns=(Column("级别"),)))["表"]
    rules = [rule for found in page.conditional_formatting for rule in found.rules]
    assert [rule.formula for rule in rules] == [['"强制"'], ['"核实"'], ['"提示"']]
    assert not list(opened(book(columns=(Column("级别"),)))["表"].conditional_formatting)


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "a&b<c>", "_x0041_", "0012", "' 空 ", "a\nb", "https://a.example/"])
def test_a_text_is_only_a_text(text: str) -> None:
    cell = opened(book((text, None, None, None, None)))["表"]["A3"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value == text


@given(st.lists(st.tuples(st.text(max_size=20), st.none() | st.decimals(-(10**9), 10**9, places=2)), max_size=8))
def test_whatever_stands_in_the_cells_another_reader_reads_it_too(rows) -> None:
    content = book(*rows, columns=(Column("文"), Column("数", "number")))
    for part in zipfile.ZipFile(BytesIO(content)).namelist():
        etree.fromstring(zipfile.ZipFile(BytesIO(content)).read(part))
    read = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert len(read) == len(rows) + 2 or not any(text or number is not None for text, number in rows[-1:])
    for told, (_, number) in zip(read[2:], rows, strict=False):
        assert told[1] == ("" if number is None else float(number))


def test_the_schema_and_excel_have_nothing_to_object(tmp_path) -> None:
    sheets = [
        Sheet("甲/乙", "标题", COLUMNS, [("强制", 1, Decimal("0.1"), datetime(2023, 5, 4), "x.xlsx")]),
        Sheet("甲乙", "标题", (Column("级别"),), [("核实",)]),
        Sheet("空", "标题", (Column("级别"),), []),
    ]
    path = tmp_path / "book.xlsx"
    path.write_bytes(table_book(sheets, "书名", APRIL, Policies()))
    result = OpenXmlValidator().validate(path)
    assert (result.is_valid, [error.description for error in result.errors]) == (True, [])
    assert openpyxl.load_workbook(path).sheetnames == ["甲乙", "甲乙2", "空"]


def test_the_same_tables_give_the_same_bytes_dated_by_their_period() -> None:
    content = book(("甲镇", 1, None, None, "x"))
    assert content == book(("甲镇", 1, None, None, "x"))
    properties = opened(content).properties
    assert (properties.title, properties.creator, properties.created) == ("书名", "通报自动生成", datetime(2023, 4, 30))


def test_sheet_names_are_what_excel_accepts() -> None:
    assert sheet_name("对上/争取[排名]:一?", set()) == "对上争取排名一"
    assert len(sheet_name("长" * 40, set())) == 31
    assert sheet_name("排名", {"排名"}) == "排名2"
