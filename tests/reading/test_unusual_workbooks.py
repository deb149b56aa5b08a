"""Workbooks at the edge of what is sent: read whole, or asked about by cell, or refused; never half read."""

import io
import struct
import zipfile
from decimal import Decimal

import pytest
import xlwt

from tests import builders
from tests.reading.test_hostile_files import NAMESPACE, replaced, sheet

HEADINGS = "项目名称 | 项目类别 | 总投资 | 本月完成投资 | 存在问题"
ROWS = "芝茅路改造 | 交通 | 1200 | 80 | 无\n茅坪桥加固 | 水利 | 300 | 20 | 无"
GRID = f"2023年4月重点项目进度表\n填报单位：县交通局\n{HEADINGS}\n{ROWS}"
NAMES = ("芝茅路改造", "茅坪桥加固")


def names(answer) -> tuple:
    return tuple(name for table in answer.tables for name in table.columns["项目名称"])


def codes(answer) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.code, finding.cells) for finding in answer.findings if finding.level == "强制"]


def test_a_protected_sheet_is_read_like_any_other(reading):
    content = builders.xlsx(GRID, prepare=lambda _, sheets: sheets[0].protect("1234"))
    assert names(reading(content)) == NAMES


def test_a_dimension_that_claims_the_whole_sheet_costs_nothing(reading):
    content = builders.rewrite(builders.xlsx(GRID), b'<dimension ref="A1:E5"/>', b'<dimension ref="A1:XFD1048576"/>')
    assert names(reading(content)) == NAMES


def merged(*ranges: bytes) -> bytes:
    merges = b"".join(b'<mergeCell ref="%s"/>' % each for each in ranges)
    return builders.rewrite(builders.xlsx(GRID), b"</sheetData>", b"</sheetData><mergeCells>%s</mergeCells>" % merges)


def test_a_merge_of_the_whole_sheet_is_asked_about_for_what_it_hides(reading):
    answer = reading(merged(b"A4:XFD1048576"))
    assert ("Q-102", ("C4",)) in codes(answer)
    assert {cell for finding in answer.findings if finding.code == "T-024" for cell in finding.cells} >= {"B4", "C4", "D4", "E4"}


def test_twenty_thousand_overlapping_merges_below_a_table_change_nothing(reading):
    answer = reading(merged(*(b"A%d:C%d" % (row, row + 2) for row in range(6, 20_006))))
    assert names(answer) == NAMES


def test_thirty_thousand_formatted_blank_rows_are_no_records(reading):
    blank = b"".join(
        b'<row r="%d">%s</row>' % (row, b"".join(b'<c r="%c%d" s="1"/>' % (65 + column, row) for column in range(20)))
        for row in range(6, 30_006)
    )
    content = builders.rewrite(builders.xlsx(GRID), b"</sheetData>", blank + b"</sheetData>")
    answer = reading(content)
    assert names(answer) == NAMES
    assert codes(answer) == []


def test_sixty_thousand_styles_are_read_past(reading):
    styles = b'<styleSheet %s><cellXfs count="60000">%s</cellXfs></styleSheet>' % (NAMESPACE, b'<xf numFmtId="9"/>' * 60_000)
    content = builders.rewrite(builders.xlsx(GRID), b"<styleSheet", b"<!-- many -->" + styles[:-13] + b"<old", part="xl/styles")
    content = builders.rewrite(content, b"</styleSheet>", b"</old></styleSheet>", part="xl/styles")
    assert names(reading(content)) == NAMES


def test_an_old_workbook_whose_sectors_run_in_a_circle_is_refused(reading):
    content = bytearray(builders.xls(GRID))
    table = (struct.unpack_from("<L", content, 76)[0] + 1) * 512
    first = 0
    struct.pack_into("<L", content, table + 4 * first, first)
    answer = reading(bytes(content), kind="xls")
    assert answer.tables == ()
    assert [code for code, _ in codes(answer)] == ["Q-001"]


def test_a_workbook_of_pictures_says_that_it_is_one(reading):
    content = replaced(sheet=sheet(b""), **{"xl/media/image1.png": b"\x89PNG" + bytes(100)})
    (finding,) = reading(content).findings
    assert (finding.code, finding.text) == ("Q-007", "工作表里只有图片或嵌入的对象，没有填写任何单元格")


def test_a_picture_beside_a_table_is_nobody_s_business(reading):
    content = io.BytesIO(builders.xlsx(GRID))

    with zipfile.ZipFile(content, "a") as target:
        target.writestr("xl/media/image1.png", b"\x89PNG")
    assert names(reading(content.getvalue())) == NAMES


@pytest.mark.parametrize("number", [b"1e400", b"NaN", b"inf", b"-1e999"])
def test_a_number_beyond_all_numbers_is_asked_about_in_its_cell(reading, number):
    content = builders.rewrite(builders.xlsx(GRID), b"<v>1200</v>", b"<v>%s</v>" % number)
    answer = reading(content)
    assert answer.tables[0].columns["总投资"] == (None, Decimal(300))
    assert codes(answer) == [("Q-101", ("C4",))]


def test_an_old_workbook_full_to_its_last_row_is_read_whole(reading):
    book = xlwt.Workbook()
    page = book.add_sheet("表")
    for row, line in enumerate(("2023年4月重点项目进度表", "填报单位：县交通局")):
        page.write(row, 0, line)
    for column, heading in enumerate(("项目名称", "项目类别", "总投资", "本月完成投资", "存在问题")):
        page.write(2, column, heading)
    for row in range(3, 65_536):
        for column, cell in enumerate((f"芝茅路改造{row}", "交通", 12, 1, "征地未完成")):
            page.write(row, column, cell)
    stream = io.BytesIO()
    book.save(stream)
    (table,) = reading(stream.getvalue(), kind="xls").tables
    assert (table.rows[0], table.rows[-1], len(table.rows)) == (4, 65_536, 65_533)
    assert sum(table.columns["总投资"]) == Decimal(12 * 65_533)


def test_the_longest_text_a_cell_can_hold_and_five_hundred_lines_are_kept_exactly(reading):
    longest, lines = "征" * 32_767, "\n".join(f"第{line}条" for line in range(500))
    grid = [["2023年4月重点项目进度表"], ["填报单位：县交通局"], HEADINGS.split(" | ")]
    grid += [["芝茅路改造", "交通", 1200, 80, longest], ["茅坪桥加固", "水利", 300, 20, lines]]
    (table,) = reading(builders.xlsx(grid)).tables
    assert table.columns["存在问题"] == (longest, lines)


@pytest.mark.parametrize(
    "unit", ["../../etc/cron.d/x", "a/b", "C:\\x", "CON", ".", "县" * 200, "x. ", "=1+1", "{{7*7}}", "<script>"]
)
def test_a_name_that_is_no_unit_is_asked_about_and_names_nothing(reading, unit):
    answer = reading(builders.xlsx(GRID.replace("县交通局", unit)), path="报表.xlsx")
    assert answer.tables == ()
    assert [code for code, _ in codes(answer)] == ["Q-003"]


@pytest.mark.parametrize("name", ["{{7*7}}", "=1+1", "甲'乙", "名" * 31, "<b>&", "../x"])
def test_a_sheet_s_name_is_only_a_name(reading, name):
    content = builders.xlsx(GRID, names=["表"])
    written = name.replace("&", "&amp;").replace("<", "&lt;").encode()
    content = builders.rewrite(content, 'name="表"'.encode(), b'name="%s"' % written, part="xl/workbook.xml")
    (table,) = reading(content).tables
    assert table.submission.sheet == name
    assert names(reading(content)) == NAMES
