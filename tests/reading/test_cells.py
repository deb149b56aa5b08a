"""Cells become typed values; every conversion is said, every doubt is asked."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from tests import builders

TITLE = "2023年4月重点项目建设进度月报表"
HEADINGS = ["项目名称", "项目类别", "总投资", "本月完成投资", "存在问题"]
VALUES = ["芝茅路改造工程", "交通", "1200", "100", "无"]


@pytest.fixture
def cell(reading):
    """Read one cell of a column of an otherwise good return; gives the value, and what was said."""

    def read(column: str, *written: str, heading: str = "", above: str = ""):
        heads, values = list(HEADINGS), list(VALUES)
        if column in heads:
            heads[heads.index(column)] = heading or column
        else:
            heads.append(heading or column)
        lines = [[TITLE], [above], heads]
        for index, text in enumerate(written):
            line = [f"{values[0]}{index + 1}标段", *values[1:]] + [""] * (len(heads) - len(values))
            line[heads.index(heading or column)] = text
            lines.append(line)
        answer = reading(builders.xlsx(lines))
        (table,) = answer.tables
        said = [(finding.code, str(finding.level)) for finding in answer.findings]
        read_values = table.columns[column]
        return (read_values[0] if len(read_values) == 1 else read_values), said, answer

    return read


@pytest.mark.parametrize(
    ("written", "value", "code"),
    [
        ("1234.56", "1234.56", None), ("0", "0", None), ('"1200"', "1200", "T-107"), ("1,200 ", "1200", "T-107"), ("１２００", "1200", "T-107"),
        ("2000万", "2000", "T-108"), ("0.5亿元", "5000", "T-108"), ("12元", "0.0012", "T-108"), ("1000.123456", "1000.123456", "T-106"),
        ("=SUM(A1:B1)→35", "35", None),
    ],
)  # fmt: skip
def test_an_amount_is_exact_in_the_unit_of_its_column(cell, written, value, code):
    read, said, _ = cell("总投资", written)
    assert (read, said) == (Decimal(value), [(code, "提示")] if code else [])


@pytest.mark.parametrize("written", ["约3.2亿", "三千", "500-800", "30亩", "待定", "@2023-04-01", "#VALUE!"])
def test_what_is_no_amount_is_asked_about_and_never_zero(cell, written):
    read, said, answer = cell("总投资", written)
    assert (read, said) == (None, [("Q-101", "强制")])
    assert answer.findings[0].cells == ("C4",)
    assert answer.findings[0].row == "芝茅路改造工程1标段"


@pytest.mark.parametrize("error", ["#DIV/0!", "#REF!", "#NAME?", "#N/A"])
def test_an_error_value_is_named_as_it_stands(cell, error):
    _, _, answer = cell("总投资", error)
    assert answer.findings[0].found == error


def test_an_error_value_in_an_old_workbook_is_named_too(reading):
    answer = reading(builders.xls([[TITLE], HEADINGS, [*VALUES[:2], "#DIV/0!", *VALUES[3:]]]), kind="xls")
    assert [(finding.code, finding.found) for finding in answer.findings] == [("Q-101", "#DIV/0!")]


def test_a_formula_without_a_saved_result_is_not_a_blank(cell):
    assert cell("总投资", "=A1+B1")[:2] == (None, [("T-012", "强制")])
    assert cell("上级资金", "=A1+B1")[:2] == (None, [("T-012", "提示")])


def test_a_workbook_written_by_a_program_has_no_results_saved(reading):
    book = openpyxl.Workbook()
    for line in ([TITLE], HEADINGS, [*VALUES[:2], "=600*2", 100, "无"]):
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    assert [(finding.code, finding.cells) for finding in reading(stream.getvalue()).findings] == [("T-012", ("C3",))]


@pytest.mark.parametrize(("column", "value"), [("上级资金", Decimal(0)), ("自筹", None)])
@pytest.mark.parametrize("nil", ["无", "/", "—", " - "])
def test_a_word_for_nothing_means_what_the_column_says(cell, column, value, nil):
    read, said, answer = cell(column, nil)
    assert (read, said) == (value, [])
    assert answer.tables[0].as_written["F4"].strip() == nil.strip()


@pytest.mark.parametrize("column", ["项目名称", "项目类别", "总投资", "存在问题"])
def test_a_required_cell_must_not_be_blank(reading, column):
    values = [value if head != column else "" for head, value in zip(HEADINGS, VALUES, strict=True)]
    answer = reading(builders.xlsx([[TITLE], HEADINGS, values]))
    assert [(finding.code, finding.cells) for finding in answer.findings] == [("Q-102", (f"{'ABCDE'[HEADINGS.index(column)]}3",))]


def test_nothing_is_an_answer_to_a_note_but_not_to_an_amount(cell):
    assert cell("存在问题", "无")[:2] == (None, [])
    assert cell("总投资", "无")[:2] == (None, [("Q-102", "强制")])


@pytest.mark.parametrize(
    ("written", "value", "said"),
    [("35", Decimal(35), []), ("35.5", None, [("Q-101", "强制")]), ("12人", Decimal(12), [("T-107", "提示")])],
)
def test_a_count_is_whole(cell, written, value, said):
    assert cell("用工", written)[:2] == (value, said)


@pytest.mark.parametrize(
    ("written", "heading", "value", "said"),
    [
        ("56.3%", "", "0.563", []), ('"56.3%"', "", "0.563", []), ("0.563", "", "0.563", []), ("0.563~percent", "完成率(%)", "0.563", []),
        ("56.3", "完成率(%)", "0.563", []), ("56.3", "", "0.563", ["T-111"]), ('"56.3"', "", "0.563", ["T-111"]),
        ("0.563", "完成率（%）", "0.00563", ["T-111"]),
        ("1.2", "", "1.2", ["T-111"]), ("0", "", "0", []), ("563‰", "", "0.563", []), ("120%", "", "1.2", []),
    ],
)  # fmt: skip
def test_a_percentage_is_told_by_its_format_its_heading_or_itself(cell, written, heading, value, said):
    read, codes, _ = cell("完成率", written, heading=heading)
    assert (read, [code for code, _ in codes]) == (Decimal(value), said)


def test_one_column_of_percentages_may_mix_both_ways(cell):
    values, said, _ = cell("完成率", "0.563", "56.3", "0")
    assert (values, said) == ((Decimal("0.563"), Decimal("0.563"), Decimal(0)), [("T-111", "提示")])


@pytest.mark.parametrize(
    ("written", "day", "said"),
    [
        ("@2023-04-01", (2023, 4, 1), []), ("2023年4月", (2023, 4, 1), []), ("45017", (2023, 4, 1), ["T-107"]), ("4月", (2023, 4, 1), ["T-107"]),
        ("2023.1~decimals", (2023, 10, 1), ["T-107"]), ("/", None, []),
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_shape(cell, written, day, said):
    read, codes, _ = cell("开工时间", written)
    assert (read, [code for code, _ in codes]) == (date(*day) if day else None, said)


@pytest.mark.parametrize("written", ["已开工", "2023年4月31日", "2023.1", "-5", "1899年", "@1901-02-03", "2093年1月"])
def test_what_is_no_date_is_asked_about(cell, written):
    assert cell("开工时间", written)[:2] == (None, [("Q-105", "强制")])


def test_a_serial_number_follows_the_workbook_s_date_system(reading):
    content = builders.rewrite(
        builders.xlsx([[TITLE], [*HEADINGS, "开工时间"], [*VALUES, "43555"]]),
        b"<workbookPr ",
        b'<workbookPr date1904="1" ',
        "xl/workbook.xml",
    )
    assert reading(content).tables[0].columns["开工时间"] == (date(2023, 4, 1),)


@pytest.mark.parametrize(
    ("written", "value", "said"),
    [
        ("交通", "交通", []),
        (" 交 通 ", "交通", []),
        ("交通运输", "交通", ["T-107"]),
        ("水利水", None, ["Q-103"]),
        ("产业", None, ["Q-103"]),
        ("3", None, ["Q-103"]),
    ],
)
def test_a_code_is_in_the_list_or_a_known_misspelling(cell, written, value, said):
    read, codes, _ = cell("项目类别", written)
    assert (read, [code for code, _ in codes]) == (value, said)


def test_the_nearest_code_is_offered_and_not_taken(cell):
    _, _, answer = cell("项目类别", "水利水")
    assert answer.findings[0].text == "第4行“项目类别”填写为“水利水”，不在规定范围内，是否为“水利”"
    assert answer.findings[0].expected == "交通、水利、工业、旅游之一"


@pytest.mark.parametrize(
    ("written", "value", "said"),
    [
        ("县交通局", "县交通局", []), ("归溪县交通运输局", "县交通局", []), ("县旅游局", "县文旅局", []), ("茅坪镇人民政府", "茅坪镇", []),
        ("县交通局、茅坪镇", "县交通局", ["T-107"]), ("牵头单位：县交通局", "县交通局", []), ("县交同局", None, ["Q-103"]), ("/", None, []),
    ],
)  # fmt: skip
def test_a_unit_goes_by_any_of_its_names(cell, written, value, said):
    read, codes, _ = cell("责任单位", written)
    assert (read, [code for code, _ in codes]) == (value, said)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("芝茅路\\n改造工程", "芝茅路改造工程"), ("  芝茅路改造工程\u3000", "芝茅路改造工程"), ("芝茅路\u200b改造\ufeff工程", "芝茅路改造工程"),
        ("芝茅路　改造工程", "芝茅路改造工程"), ("G348 芝茅路（一期）", "G348 芝茅路（一期）"), ("“芝茅”路改造_x000D_", "“芝茅”路改造"),
        ("A&B <路> =1+1", "A&B <路> =1+1"),
        ("𠮷祥路改造😀", "𠮷祥路改造😀"), ("{{7*7}}改造工程", "{{7*7}}改造工程"),
    ],
)  # fmt: skip
def test_a_name_is_kept_but_for_invisible_characters_and_stray_blanks(reading, written, value):
    (table,) = reading(builders.xlsx([[TITLE], HEADINGS, [written, *VALUES[1:]]])).tables
    assert table.columns["项目名称"] == (value,)


def test_a_note_keeps_its_lines(cell):
    assert cell("存在问题", "一是征地慢；\\n二是资金缺口大。")[0] == "一是征地慢；\n二是资金缺口大。"


def test_a_name_may_be_too_short(reading):
    answer = reading(builders.xlsx([[TITLE], HEADINGS, ["道路", *VALUES[1:]]]))
    assert [(finding.code, finding.found) for finding in answer.findings] == [("Q-110", "道路")]


@pytest.mark.parametrize(("written", "value", "said"), [("4111010001", "4111010001", []), ("2.02042e23", None, ["Q-101"])])
def test_a_number_in_a_text_column_is_text_unless_it_lost_digits(cell, written, value, said):
    read, codes, _ = cell("联系电话", written)
    assert (read, [code for code, _ in codes]) == (value, said)


def test_a_telephone_number_is_named_where_it_would_be_published(cell):
    assert cell("存在问题", "请联系张三13800000000")[1] == [("T-112", "提示")]
    assert cell("联系电话", "张三13800000000")[1] == []


@pytest.mark.parametrize(
    ("heading", "above"),
    [
        ("总投资（亿元）", ""),
        ("总投资(单位:亿元)", ""),
        ("总投资", "单位：亿元"),
        ("总投资", "填报单位：县交通局   计量单位:亿元"),
    ],
)
def test_a_stated_unit_of_measure_converts_the_column(cell, heading, above):
    read, said, _ = cell("总投资", "1.2", heading=heading, above=above)
    assert read == Decimal(12_000)
    assert ("T-108", "提示") in said


def test_a_unit_stated_above_the_table_is_said_once_and_not_column_by_column(reading):
    lines = ["2023年4月重点项目建设进度月报表", "单位：元", "项目名称 | 项目类别 | 总投资 | 自筹 | 本月完成投资 | 存在问题"]
    answer = reading(builders.xlsx("\n".join([*lines, "芝茅路改造工程 | 交通 | 12000000 | 2000000 | 1000000 | 无"])))
    assert answer.tables[0].columns["本月完成投资"] == (Decimal(100),)
    assert [(finding.code, finding.cells) for finding in answer.findings] == [("T-108", ("A2",))]


@pytest.mark.parametrize("above", ["单位：万元", "单位：县交通局", "填报单位：县交通局", ""])
def test_nothing_is_converted_where_no_other_unit_is_stated(cell, above):
    assert cell("总投资", "1.2", above=above)[:2] == (Decimal("1.2"), [])


def test_a_unit_that_cannot_be_converted_is_asked_about(cell):
    assert cell("总投资", "1.2", heading="总投资（万美元）")[1] == [("Q-009", "强制")]


def test_a_unit_in_the_cell_counts_before_the_table_s(cell):
    assert cell("总投资", "5000万元", above="单位：亿元")[0] == Decimal(5000)


def test_the_same_conversion_in_many_cells_is_said_once_with_all_of_them(cell):
    _, _, answer = cell("总投资", '"1"', '"2"', '"3"')
    (finding,) = answer.findings
    assert (finding.cells, finding.text) == (("C4", "C5", "C6"), "第4行“总投资”的“1”不是数值格式，已按1计（同类共3处）")


def test_text_hidden_under_a_merge_is_named(reading):
    def hide(book, sheets):
        sheets[0].merge_range(2, 4, 3, 4, "无")
        sheets[0].write_string(3, 4, "藏着的话")

    answer = reading(builders.xlsx([[TITLE], HEADINGS, VALUES, VALUES], prepare=hide))
    assert [(finding.code, finding.cells) for finding in answer.findings] == [("T-024", ("E4",))]


def test_a_formula_that_looks_into_another_workbook_is_named(reading):
    answer = reading(builders.xlsx([[TITLE], HEADINGS, [*VALUES[:2], "='[1]Sheet1'!A1→3", *VALUES[3:]]]))
    assert [(finding.code, finding.cells) for finding in answer.findings] == [("H-015", ("C3",))]
