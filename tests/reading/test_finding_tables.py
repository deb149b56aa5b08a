"""Tables are found by their headings, wherever and however they stand on a sheet."""

from decimal import Decimal

import pytest

from tests import builders

TITLE = "2023年4月重点项目建设进度月报表"
HEADINGS = "序号 | 项目名称 | 项目类别 | 总投资 | 本月完成投资 | 存在问题"
ROW_1 = "1 | 芝茅路改造工程 | 交通 | 1200 | 100 | 无"
ROW_2 = "2 | 茅坪水厂扩建 | 水利 | 800 | 50 | 征地慢"


def grid(*lines: str) -> str:
    return "\n".join(lines)


def only(answer):
    (table,) = answer.tables
    return table


def codes(answer):
    return sorted(finding.code for finding in answer.findings)


def test_a_plain_table_is_read_with_its_addresses(reading):
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1, ROW_2))))
    assert table.columns["总投资"] == (Decimal(1200), Decimal(800))
    assert (table.rows, table.letters["总投资"], table.address("总投资", 1)) == ((3, 4), "D", "D4")
    assert (table.submission.unit, table.submission.form, table.submission.period.code) == ("县交通局", "重点项目", "2023-04")


def test_an_old_workbook_reads_the_same(reading):
    lines = grid(TITLE, HEADINGS, ROW_1, ROW_2)
    new, old = only(reading(builders.xlsx(lines))), only(reading(builders.xls(lines), kind="xls"))
    assert (new.columns, new.letters, new.rows) == (old.columns, old.letters, old.rows)


def test_the_order_of_columns_does_not_matter(reading):
    table = only(
        reading(
            builders.xlsx(
                grid(TITLE, "存在问题 | 本月完成投资 | 总投资 | 项目类别 | 项目名称", "无 | 100 | 1200 | 交通 | 芝茅路改造工程")
            )
        )
    )
    assert table.columns["本月完成投资"] == (Decimal(100),)
    assert table.letters["项目名称"] == "E"


@pytest.mark.parametrize("heading", ["项  目\\n名 称", "项目名称：", "工程名称", "项目名称（全称）", "　项目名称"])
def test_a_heading_may_be_padded_broken_bracketed_or_called_otherwise(reading, heading):
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS.replace("项目名称", heading), ROW_1))))
    assert table.columns["项目名称"] == ("芝茅路改造工程",)


def test_a_two_row_heading_is_resolved_through_its_merges(reading):
    table = only(
        reading(
            builders.xlsx(
                grid(
                    TITLE,
                    "序号 | 项目名称 | 项目类别 | 总投资 | 资金来源 | < | 本月完成投资 | 存在问题",
                    "^ | ^ | ^ | ^ | 上级资金 | 自筹 | ^ | ^",
                    "1 | 芝茅路改造工程 | 交通 | 1200 | 1000 | 200 | 100 | 无",
                )
            )
        )
    )
    assert (table.columns["上级资金"], table.columns["自筹"]) == ((Decimal(1000),), (Decimal(200),))
    assert table.rows == (4,)


def test_a_three_row_heading_is_resolved_too(reading):
    table = only(
        reading(
            builders.xlsx(
                grid(
                    TITLE,
                    "序号 | 项目名称 | 项目类别 | 投资情况 | < | < | 本月完成投资 | 存在问题",
                    "^ | ^ | ^ | 总投资 | 资金来源 | < | ^ | ^",
                    "^ | ^ | ^ | ^ | 上级资金 | 自筹 | ^ | ^",
                    "1 | 芝茅路改造工程 | 交通 | 1200 | 1000 | 200 | 100 | 无",
                )
            )
        )
    )
    assert (table.columns["总投资"], table.columns["自筹"], table.rows) == ((Decimal(1200),), (Decimal(200),), (5,))


def test_the_same_heading_under_two_others_names_two_columns(reading):
    table = only(
        reading(
            builders.xlsx(
                grid(
                    "2023年4月向上争取资金统计表",
                    "序号 | 资金名称 | 文件下达 | < | 资金到位 | <",
                    "^ | ^ | 时间 | 金额 | 时间 | 金额",
                    "1 | 农田建设资金 | 2023年3月 | 500 | 2023年4月 | 300",
                )
            )
        )
    )
    assert (table.columns["下达金额"], table.columns["到位金额"]) == ((Decimal(500),), (Decimal(300),))
    assert [str(day) for day in (*table.columns["下达时间"], *table.columns["到位时间"])] == ["2023-03-01", "2023-04-01"]


def test_the_same_heading_twice_is_asked_about_with_both_places(reading):
    answer = reading(builders.xlsx(grid(TITLE, HEADINGS + " | 总投资", ROW_1 + " | 1300")))
    (finding,) = [finding for finding in answer.findings if finding.code == "Q-008"]
    assert finding.cells == ("D2", "G2")
    assert "总投资" not in only(answer).columns


def test_a_column_s_own_name_counts_before_its_other_names(reading):
    answer = reading(builders.xlsx(grid(TITLE, HEADINGS + " | 计划总投资", ROW_1 + " | 1300")))
    assert only(answer).columns["总投资"] == (Decimal(1200),)
    assert codes(answer) == ["T-014"]


def test_missing_required_columns_are_named_all_at_once_with_the_nearest_headings(reading):
    answer = reading(
        builders.xlsx(
            grid(TITLE, "序号 | 项目名称 | 项目类别 | 总投资 | 本月完成的投资", "1 | 芝茅路改造工程 | 交通 | 1200 | 100")
        )
    )
    (finding,) = [finding for finding in answer.findings if finding.code == "Q-006"]
    assert "“本月完成投资”、“存在问题”" in finding.text
    assert "E2“本月完成的投资”是否即“本月完成投资”" in finding.text
    assert only(answer).columns["总投资"] == (Decimal(1200),)


def test_a_heading_is_offered_for_one_missing_column_only(reading):
    table = grid(TITLE, "序号 | 项目名称 | 项目类别 | 自筹 | 投资", "1 | 芝茅路改造工程 | 交通 | 200 | 1200")
    (finding,) = [finding for finding in reading(builders.xlsx(table)).findings if finding.code == "Q-006"]
    assert "“总投资”、“本月完成投资”、“存在问题”" in finding.text
    assert finding.text.count("E2“投资”是否即") == 1
    assert "E2“投资”是否即“总投资”" in finding.text


@pytest.mark.parametrize("numbers", ["甲 | 乙 | 丙 | 1 | 2 | 3", "1 | 2 | 3 | 4 | 5 | 6", "(1) | (2) | (3) | (4) | (5) | (6)"])
def test_the_row_that_numbers_the_columns_is_passed_over(reading, numbers):
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS, numbers, ROW_1))))
    assert table.rows == (4,)


def test_a_first_record_is_not_taken_for_column_numbers(reading):
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS, "1 | 芝茅路改造工程 | 交通 | 2 | 3 | 无"))))
    assert table.rows == (3,)


def test_headings_repeated_on_a_new_page_are_passed_over(reading):
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1, "本页小计 | | | 1200 | 100", HEADINGS, ROW_2))))
    assert (table.rows, [(total.label, total.over) for total in table.totals]) == ((3, 6), [("本页小计", (3,))])


def test_repeated_two_row_headings_are_passed_over_whole(reading):
    heads = (
        "序号 | 项目名称 | 项目类别 | 总投资 | 资金来源 | < | 本月完成投资 | 存在问题",
        "^ | ^ | ^ | ^ | 上级资金 | 自筹 | ^ | ^",
    )
    first, second = (
        "1 | 芝茅路改造工程 | 交通 | 1200 | 1000 | 200 | 100 | 无",
        "2 | 茅坪水厂扩建 | 水利 | 800 | 800 | 0 | 50 | 无",
    )
    table = only(reading(builders.xlsx(grid(TITLE, *heads, first, *heads, second))))
    assert table.rows == (4, 7)


@pytest.mark.parametrize("label", ["合计", "合  计", "总    计", "全县合计", "合计（2个）", "合计："])
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_the_total_is_kept_apart_from_the_rows_it_adds_up(reading, label, place):
    total = f"{label} | | | 2000 | 150"
    lines = [total, ROW_1, ROW_2] if place == "top" else [ROW_1, ROW_2, total]
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS, *lines))))
    rows = (4, 5) if place == "top" else (3, 4)
    (kept,) = table.totals
    assert (table.rows, kept.over, kept.values["总投资"]) == (rows, rows, Decimal(2000))


def test_the_label_of_a_total_may_stand_in_the_second_column(reading):
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1, " | 合计 | | 1200 | 100"))))
    assert [total.over for total in table.totals] == [(3,)]


def test_categories_and_subtotals_add_up_their_own_rows(reading):
    first = ("一、基础设施项目（2个） | | | 2000 | 150", ROW_1, ROW_2)
    second = ("二、产业项目 | < | < | < | < | <", "3 | 标准厂房二期 | 工业 | 500 | 20 | 无", "小计 | | | 500 | 20")
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS, *first, *second, "合计 | | | 2500 | 170"))))
    assert table.rows == (4, 5, 7)
    assert [(total.label, total.over) for total in table.totals] == [
        ("一、基础设施项目(2个)", (4, 5)),
        ("二、产业项目", (7,)),
        ("小计", (7,)),
        ("合计", (4, 5, 7)),
    ]


def test_a_category_may_have_its_numeral_in_the_first_column(reading):
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS, "一 | 基础设施项目 | | 1200 | 100", ROW_1))))
    assert (table.rows, table.totals[0].label) == ((4,), "一、基础设施项目")


def test_of_which_rows_are_neither_data_nor_totals_of_anything(reading):
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1, "合计 | | | 1200 | 100", "其中：民间投资 | | | 300 | 10"))))
    assert (table.rows, [total.over for total in table.totals]) == ((3,), [(3,), ()])


def test_sign_off_rows_and_notes_end_the_table(reading):
    table = only(
        reading(
            builders.xlsx(grid(TITLE, HEADINGS, ROW_1, "填表人：张三 | | 审核人：李四", "5 | 不是项目的项目 | 交通 | 1 | 1 | 无"))
        )
    )
    assert table.rows == (3,)
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1, "注：1.本表由责任单位填报。", "2.单位为万元。"))))
    assert table.rows == (3,)


def test_a_record_below_the_sign_off_is_asked_about_and_never_lost_in_silence(reading):
    answer = reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1, "填表人：张三", "日期：5月4日", ROW_2)))
    (finding,) = [finding for finding in answer.findings if finding.code == "H-029"]
    assert (only(answer).rows, finding.cells, finding.level, finding.found) == ((3,), ("B6",), "核实", "茅坪水厂扩建")


@pytest.mark.parametrize("note", ["2 | 征地进度滞后，请县里协调", " | 以上均已纳入统计库", " | | | | | （其中二标段已进场）"])
def test_a_row_with_one_cell_filled_in_is_asked_about_once(reading, note):
    answer = reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1, "合计 | | | 1200 | 100 |", note)))
    (finding,) = answer.findings
    assert (finding.code, finding.level, len(finding.cells)) == ("Q-102", "强制", 5)
    assert finding.remedy == "如是说明文字，请并入所说的那一行，或移到表格下方、以“注：”开头；如是项目，请补填后重新报送"


def test_a_row_with_some_cells_blank_is_asked_about_cell_by_cell(reading):
    answer = reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1, "2 | 茅坪水厂扩建 | 水利 | | | 无")))
    assert [finding.cells for finding in answer.findings] == [("D4",), ("E4",)]


def test_a_project_may_begin_like_a_footer(reading):
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS.removeprefix("序号 | "), "注塑车间扩建项目 | 工业 | 300 | 20 | 无"))))
    assert table.columns["项目名称"] == ("注塑车间扩建项目",)


def test_a_record_may_begin_with_the_words_of_a_sign_off(reading):
    heads, record = (
        "存在问题 | 项目名称 | 项目类别 | 总投资 | 本月完成投资 | 责任单位",
        '芝茅路改造工程 | 交通 | "1200" | "100" | 县交通局',
    )
    table = only(reading(builders.xlsx(grid(TITLE, heads, f"说明材料另附（联系人在县交通局） | {record}"))))
    assert (table.rows, table.columns["总投资"]) == ((3,), (Decimal(1200),))


def test_blank_rows_inside_the_table_do_not_end_it(reading):
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1, "", " | | |", ROW_2))))
    assert table.rows == (3, 6)


def test_numbers_printed_into_an_empty_form_are_no_records(reading):
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1, "2", "3", "4"))))
    assert table.rows == (3,)


def test_a_sample_row_is_passed_over_and_named(reading):
    answer = reading(builders.xlsx(grid(TITLE, HEADINGS, "0 | 示例：某某路改造工程 | 交通 | 1 | 1 | 无", ROW_1)))
    assert (only(answer).rows, codes(answer)) == ((4,), ["T-023"])


def test_a_unit_merged_down_belongs_to_every_row_of_the_merge_only(reading):
    rows = (ROW_1 + " | 县交通局", ROW_2 + " | ^", "3 | 标准厂房二期 | 工业 | 500 | 20 | 无 | ", "合计 | | | 2500 | 170")
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS + " | 责任单位", *rows))))
    assert table.columns["责任单位"] == ("县交通局", "县交通局", None)


def test_a_number_merged_over_two_projects_is_asked_about(reading):
    answer = reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1, "2 | 茅坪水厂扩建 | 水利 | ^ | 50 | 无")))
    (finding,) = answer.findings
    assert (finding.code, finding.cells, only(answer).columns["总投资"]) == ("Q-101", ("D3",), (None, None))


def test_one_project_may_run_over_two_rows(reading):
    answer = reading(
        builders.xlsx(grid(TITLE, HEADINGS, "1 | 芝茅路改造工程 | 交通 | 1200 | 100 | 征地慢", "^ | ^ | ^ | ^ | ^ | 资金缺口大"))
    )
    table = only(answer)
    assert (table.rows, table.columns["存在问题"], table.columns["总投资"]) == ((3,), ("征地慢\n资金缺口大",), (Decimal(1200),))
    assert not answer.findings


def test_two_numbers_for_one_project_cannot_be_joined(reading):
    answer = reading(
        builders.xlsx(grid(TITLE, HEADINGS, "1 | 芝茅路改造工程 | 交通 | 1200 | 100 | 无", "^ | ^ | ^ | 900 | ^ | ^"))
    )
    assert codes(answer) == ["Q-101"]
    assert only(answer).columns["总投资"] == (None,)


def test_the_table_is_found_on_whichever_sheet_it_stands(reading):
    content = builders.xlsx("填表说明\n1.请如实填报", grid(TITLE, HEADINGS, ROW_1), "", names=["说明", "表1", "Sheet3"])
    assert only(reading(content)).submission.sheet == "表1"


GRANTS = (
    "2023年4月向上争取资金统计表",
    "填报单位：县交通局",
    "序号 | 资金名称 | 下达金额 | 到位金额",
    "1 | 农田建设资金 | 500 | 300",
)


def test_two_forms_may_share_a_sheet(reading):
    content = builders.xlsx(grid(TITLE, HEADINGS, ROW_1, "填表人：张三", "", *GRANTS))
    assert [(table.submission.form, table.rows) for table in reading(content).tables] == [("重点项目", (3,)), ("向上争取", (9,))]


def test_two_forms_may_stand_on_two_sheets(reading):
    content = builders.xlsx(grid(TITLE, HEADINGS, ROW_1), grid(*GRANTS))
    assert {table.submission.form for table in reading(content).tables} == {"重点项目", "向上争取"}


def test_two_filled_tables_of_one_form_are_asked_about(reading):
    answer = reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1), grid(TITLE, HEADINGS, ROW_2), names=["甲", "乙"]))
    assert codes(answer) == ["Q-008"]
    assert only(answer).submission.sheet == "甲"


def test_a_blank_copy_of_the_form_beside_a_filled_one_is_left_out(reading):
    answer = reading(builders.xlsx(grid(TITLE, HEADINGS), grid(TITLE, HEADINGS, ROW_2), names=["表样", "填报"]))
    assert (only(answer).submission.sheet, codes(answer)) == ("填报", [])


def test_last_month_s_sheet_left_behind_is_left_out_and_named(reading):
    last = TITLE.replace("4月", "3月")
    answer = reading(
        builders.xlsx(grid(last, HEADINGS, ROW_1), grid(TITLE, HEADINGS, ROW_2)), path="报表.xlsx".replace("报表", "县交通局")
    )
    assert (only(answer).submission.period.code, codes(answer)) == ("2023-04", ["T-025"])


def test_a_hidden_sheet_with_a_table_is_left_out_and_named(reading):
    answer = reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1), grid(TITLE, HEADINGS, ROW_2), hidden=[1]))
    assert (only(answer).columns["项目名称"], codes(answer)) == (("芝茅路改造工程",), ["T-011"])


def test_a_hidden_sheet_without_a_table_is_nobody_s_business(reading):
    assert codes(reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1), "交通\n水利", hidden=[1]))) == []


def test_hidden_rows_and_columns_count_and_are_named(reading):
    def hide(book, sheets):
        sheets[0].set_row(3, None, None, {"hidden": True})
        sheets[0].set_column(3, 3, None, None, {"hidden": True})

    answer = reading(builders.xlsx(grid(TITLE, HEADINGS, ROW_1, ROW_2), prepare=hide))
    assert only(answer).rows == (3, 4)
    assert [(finding.code, finding.cells) for finding in answer.findings] == [("T-011", ("A4",)), ("T-011", ("D2",))]


def test_columns_beyond_the_form_are_named_if_they_hold_anything(reading):
    answer = reading(builders.xlsx(grid(TITLE, HEADINGS + " | 备注2 | 空列", ROW_1 + " | 见附件")))
    (finding,) = answer.findings
    assert (finding.code, finding.cells) == ("T-014", ("G2",))


def test_a_column_that_says_whose_a_row_is_may_name_the_sender_or_nobody_known(reading):
    answer = reading(builders.xlsx(grid(TITLE, HEADINGS + " | 牵头单位", ROW_1 + " | 归溪县交通运输局", ROW_2 + " | 某某公司")))
    assert codes(answer) == ["T-014"]


def test_a_workbook_without_any_known_table_says_so(reading):
    answer = reading(builders.xlsx("姓名 | 电话\n张三 | 123"))
    assert (answer.tables, codes(answer)) == ((), ["Q-006"])


def test_a_workbook_with_nothing_in_it_is_empty(reading):
    assert codes(reading(builders.xlsx(""))) == ["Q-007"]


def test_an_empty_form_is_not_a_zero_report(reading):
    answer = reading(builders.xlsx(grid(TITLE, "说明：无情况也须零报告，如无请写零报告", HEADINGS, "1", "2")))
    assert codes(answer) == ["Q-007"]
    assert not only(answer).zero_report


@pytest.mark.parametrize(
    "lines", [[" | 零报告"], ["本月无。"], ["1 | 无 | / | 0 | 0 | 无"], ["", "填表人：张三", "零报告"], ["— | — | — | — | — | —"]]
)
def test_a_zero_report_is_stated_by_its_words_or_by_nothing_but_nil(reading, lines):
    table = only(reading(builders.xlsx(grid(TITLE, HEADINGS, *lines))))
    assert (table.zero_report, table.rows) == (True, ())


def test_a_zero_report_needs_no_table_under_the_form_s_title(reading):
    table = only(reading(builders.xlsx(grid(TITLE, "填报单位：县文旅局", "零报告")), path="报表.xlsx"))
    assert (table.zero_report, table.submission.unit, table.submission.form) == (True, "县文旅局", "重点项目")


def test_nothing_is_said_beyond_the_cap_but_how_much_more_there_is(reading, lexicon):
    lines = [f"{n} | 芝茅路改造{n}标段 | 交通 | 约{n}万 | 1 | 无" for n in range(lexicon.limits.findings + 7)]
    answer = reading(builders.xlsx(grid(TITLE, HEADINGS, *lines)))
    assert len(answer.findings) == lexicon.limits.findings + 1
    assert "另有7条" in answer.findings[-1].text
