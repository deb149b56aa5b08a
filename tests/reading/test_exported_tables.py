"""Tables that systems export and call .xls: web pages, Excel 2003 XML and text, read as they stand or refused by their true name."""

from datetime import datetime
from decimal import Decimal

import pytest

from pipeline.reading.limits import ReadingLimits
from pipeline.reading.refusal import RefusedError
from pipeline.reading.text_table import open_text
from pipeline.reading.web_table import open_web_table
from pipeline.reading.xml_2003 import open_xml_2003
from tests import builders

LIMITS = ReadingLimits(rows=1000, columns=60, cells=20_000)
SS = "urn:schemas-microsoft-com:office:spreadsheet"
OPENERS = {"html": open_web_table, "xml2003": open_xml_2003, "text": open_text}


def rows(book, sheet=0):
    return [list(line) for line in book.sheets[sheet].rows]


def refusal(kind, content):
    with pytest.raises(RefusedError) as refused:
        OPENERS[kind](content if isinstance(content, bytes) else content.encode(), LIMITS)
    return refused.value.wording.text


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def xml(body: str, head: str = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>') -> bytes:
    return f'{head}<Workbook xmlns="{SS}" xmlns:ss="{SS}" xmlns:x="urn:schemas-microsoft-com:office:excel">{body}</Workbook>'.encode()


def table(*lines: str, options: str = "") -> str:
    return f'<Worksheet ss:Name="表1"><Table>{"".join(lines)}</Table>{options}</Worksheet>'


# ── all three, end to end ────────────────────────────────────────────────────────────────────────────────────────────
GRID = [
    ["2023年4月重点项目进度表"],
    ["填报单位：县交通局", "", "", "单位：万元"],
    ["项目名称", "项目类别", "总投资", "本月完成投资", "存在问题"],
    ["芝茅路改造工程", "交通", "1200.5", "100", "无"],
    ["青滩产业园", "工业", "3400", "0", "征地慢"],
]
AS_HTML = page("<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in line) + "</tr>" for line in GRID) + "</table>")
AS_XML = xml(
    table(
        *(
            "<Row>"
            + "".join(
                f'<Cell><Data ss:Type="{"Number" if c.replace(".", "").isdigit() else "String"}">{c}</Data></Cell>' for c in line
            )
            + "</Row>"
            for line in GRID
        )
    )
)
TEXT = "\r\n".join("\t".join(line) for line in GRID) + "\r\n"


@pytest.mark.parametrize(
    ("content", "kind", "name"),
    [
        (AS_HTML, "html", "网页（HTML）"),
        (AS_XML, "xml2003", "XML 表格（Excel 2003 XML）"),
        (TEXT.encode("gbk"), "text", "文本文件"),
        (TEXT.encode("utf-16"), "text", "文本文件"),
        (TEXT.encode("utf-8-sig"), "text", "文本文件"),
        (TEXT.replace("\t", ",").encode(), "text", "文本文件"),
    ],
)
def test_an_exported_table_is_read_like_a_workbook_and_said_to_be_none(reading, content, kind, name):
    wanted = reading(
        builders.xlsx(GRID[:2] + GRID[2:3] + [[*line[:2], float(line[2]), float(line[3]), line[4]] for line in GRID[3:]])
    )
    answer = reading(content, path="县交通局2023年4月.xls", kind=kind)
    (got,), (same,) = answer.tables, wanted.tables
    assert (got.columns, got.letters, got.rows) == (same.columns, same.letters, same.rows)
    assert got.columns["总投资"] == (Decimal("1200.5"), Decimal(3400))
    assert [(finding.code, name in finding.text) for finding in answer.findings] == [("T-026", True)]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (page("<table><tr><td>姓名</td><td>电话</td></tr></table>"), "html"),
        (page("<p>今天天气好</p>"), "html"),
        (b"<html><frameset><frame src='a.files/sheet001.htm'></frameset></html>", "html"),
        ("说明，请查收。\n附件三份。".encode("gbk"), "text"),
        (b"a,b\nc,d\n", "text"),
        (xml(table("<Row><Cell><Data ss:Type='String'>姓名</Data></Cell></Row>")), "xml2003"),
    ],
)
def test_what_holds_no_return_is_refused_by_its_true_name(reading, content, kind):
    (finding,) = reading(content, path="2023-04/县交通局重点项目.xls", kind=kind).findings
    assert (finding.code, finding.unit, finding.form) == ("Q-001", "县交通局", "重点项目")
    assert finding.text.startswith("文件实际是")


# ── web pages ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_spans_become_merges_and_cells_beside_them_keep_their_columns():
    book = open_web_table(
        page(
            "<table><tr><td rowspan=2>甲<td colspan=2>乙<td>丙<tr><td>1<td>2<td>3</table>".replace(
                "<td>丙<tr>", "<td>丙</td></tr><tr>"
            )
        ),
        LIMITS,
    )
    assert rows(book) == [["甲", "乙", "", "丙"], ["", 1.0, 2.0, 3.0]]
    assert list(book.sheets[0].merges) == [(0, 0, 1, 0), (0, 1, 0, 2)]


def test_lines_outside_tables_are_rows_and_layout_tables_are_looked_into():
    book = open_web_table(
        page(
            "<h1>标题</h1><table><tr><td><p>填报单位：甲</p><table><tr><td>1</td></tr></table></td></tr></table>注：无",
            "<title>导出 表</title>",
        ),
        LIMITS,
    )
    assert (book.sheets[0].name, rows(book)) == ("导出 表", [["标题"], ["填报单位：甲"], [1.0], ["注：无"]])


def test_excel_s_own_page_tells_the_number_behind_what_is_shown():
    cells = "<td x:num='1234.56'>1,235</td><td x:num='0.5634'>56.3%</td><td x:num='45017'>2023/4/1</td><td x:str>007</td><td x:num>12</td>"
    book = open_web_table(page(f"<table><tr>{cells}</tr></table>"), LIMITS)
    assert rows(book) == [[1234.56, 0.5634, "2023/4/1", "007", 12.0]]
    assert "%" in book.sheets[0].format_of(0, 1)


def test_white_space_runs_together_and_breaks_stay():
    book = open_web_table(page("<table><tr><td> 甲 \n 乙<br>丙 </td><td>a&nbsp;&amp;&lt;b&gt;</td></tr></table>"), LIMITS)
    assert rows(book) == [["甲 乙\n丙", "a\xa0&<b>"]]


def test_scripts_styles_and_comments_are_no_cells():
    body = "<script>alert('x')</script><style>td{}</style><!--[if gte mso 9]><xml>y</xml><![endif]--><table><tr><td>甲</td></tr></table>"
    assert rows(open_web_table(page(body), LIMITS)) == [["甲"]]


def test_a_hidden_row_is_known_to_be_hidden():
    book = open_web_table(page("<table><tr><td>1</td></tr><tr style='display:none'><td>2</td></tr></table>"), LIMITS)
    assert book.sheets[0].hidden_rows == {1}


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", ""])
def test_a_page_in_gbk_is_read_whatever_it_declares(declared):
    content = f"<html><meta charset='{declared}'><table><tr><td>项目</td></tr></table></html>".encode("gbk")
    assert rows(open_web_table(content, LIMITS)) == [["项目"]]


@pytest.mark.parametrize("depth", [10, 200, 1000, 5000, 20_000])
def test_a_page_nested_deep_is_read_whole_or_refused(depth):
    body = "<div>" * depth + "<table><tr><td>甲</td></tr></table>" + "</div>" * depth
    if depth > 2000:
        assert "结构异常" in refusal("html", page(body)) or "文件实际是" in refusal("html", page(body))
    else:
        assert rows(open_web_table(page(body), LIMITS)) == [["甲"]]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (AS_HTML.decode()[:200].encode(), "不完整"),
        (AS_HTML[:-8], "不完整"),
        (page("<table><tr><td colspan=99999999>1</td></tr></table>"), "超过上限"),
        (page("<table>" + "<tr><td rowspan=900 colspan=50>1</td></tr>" * 900 + "</table>"), "超过上限"),
        (page("<table>" + "<tr><td>1</td></tr>" * 1001 + "</table>"), "超过上限"),
        (page("<table><tr>" + "<td>1</td>" * 61 + "</tr></table>"), "超过上限"),
        (b"\x81\xff<table></table>", "损坏"),
    ],
)
def test_a_page_cut_short_or_out_of_bounds_is_refused(content, text):
    assert text in refusal("html", content)


# ── Excel 2003 XML ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_types_indexes_merges_errors_and_hidden_lines_of_2003_are_understood():
    book = open_xml_2003(
        xml(
            table(
                '<Column ss:Index="2" ss:Hidden="1" ss:Span="1"/>',
                '<Row><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">甲<B>乙</B></Data></Cell>'
                '<Cell><Data ss:Type="Number">1.5</Data></Cell></Row>',
                '<Row ss:Index="3" ss:Hidden="1"><Cell ss:Index="3"><Data ss:Type="DateTime">2023-04-01T00:00:00.000</Data></Cell>'
                '<Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell><Cell ss:Formula="=A1"/>'
                '<Cell><Data ss:Type="Boolean">1</Data><Comment><Data>批注</Data></Comment></Cell></Row>',
            )
            + '<Worksheet ss:Name="隐"><Table/><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>'
        ),
        LIMITS,
    )
    sheet, hidden = book.sheets
    assert rows(book) == [["甲乙", "", 1.5], [], ["", "", datetime(2023, 4, 1), "", "", True]]
    assert (list(sheet.merges), sheet.errors, sheet.unsaved) == ([(0, 0, 1, 1)], {(2, 3): "#DIV/0!"}, {(2, 4)})
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.visible, hidden.visible) == ({2}, {1, 2}, True, False)


@pytest.mark.parametrize("encoding", ["gb2312", "utf-16"])
def test_xml_in_other_encodings_is_read(encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    content = xml(table('<Row><Cell><Data ss:Type="String">项目</Data></Cell></Row>'), head).decode().encode(encoding)
    assert rows(open_xml_2003(content, LIMITS)) == [["项目"]]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (AS_XML[: len(AS_XML) // 2], "损坏"),
        (xml("", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "结构异常"),
        (xml(table('<Row ss:Index="1001"/>')), "超过上限"),
        (xml(table('<Row ss:Index="99999999999"/>')), "超过上限"),
        (xml(table('<Row><Cell ss:Index="5"/><Cell ss:Index="3"/></Row>')), "超过上限"),
        (xml(table('<Row><Cell ss:Index="61"/></Row>')), "超过上限"),
        (xml(table('<Row><Cell><Data ss:Type="Number">一百</Data></Cell></Row>')), "损坏"),
        (xml(table() * 201), "结构异常"),
    ],
)
def test_xml_that_is_unsafe_or_damaged_is_refused(content, text):
    assert text in refusal("xml2003", content)


# ── text ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("甲\t乙\n1\t2.5\n", [["甲", "乙"], [1.0, 2.5]]),
        ('甲,乙\n"1,200",-3\n', [["甲", "乙"], ["1,200", -3.0]]),
        ("甲;乙\n1;2\n", [["甲", "乙"], [1.0, 2.0]]),
        ("sep=;\n甲;乙\n1,5;2\n", [["甲", "乙"], ["1,5", 2.0]]),
        ('甲,乙\n"两\n行","引""号"\n1,2\n', [["甲", "乙"], ["两\n行", '引"号'], [1.0, 2.0]]),
        ("甲,乙\n007,1.10\n123456789012345678,-0\n", [["甲", "乙"], ["007", "1.10"], ["123456789012345678", "-0"]]),
        ("甲,乙\n1,2\n", [["甲", "乙"], [1.0, 2.0]]),
    ],
)
def test_text_is_cut_into_cells_and_only_plain_numbers_become_numbers(text, cells):
    assert rows(open_text(text.encode(), LIMITS)) == cells


def test_an_error_value_in_a_text_is_an_error_value_and_not_a_word():
    book = open_text("甲,乙\n#DIV/0!,1\n".encode(), LIMITS)
    assert (rows(book)[1], book.sheets[0].errors) == (["", 1.0], {(1, 0): "#DIV/0!"})


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\x81\xff\t1\n\t2\n", "损坏"),
        ("一句话\n又一句话\n", "文件实际是"),
        ("甲,乙\n" * 1001, "超过上限"),
        (",".join("1" * 61) + "\n" + ",".join("1" * 61), "超过上限"),
        ('甲,乙\n"没有结束,1\n', "损坏"),
    ],
)
def test_text_that_is_no_table_or_too_much_is_refused(content, text):
    assert text in refusal("text", content)
