"""Unit, form and period come from the workbook; names of files and folders are hints."""

import pytest

from tests import builders
from tests.reading.conftest import PROJECTS

HEADINGS = "项目名称 | 项目类别 | 总投资 | 本月完成投资 | 存在问题"
ROW = "芝茅路改造工程 | 交通 | 1200 | 100 | 无"


@pytest.fixture
def owner(reading):
    """Read a return with some lines above its headings; gives unit, period and the codes of what was said."""

    def read(*above: str, path: str = "报表.xlsx", **more):
        answer = reading(builders.xlsx("\n".join([*above, HEADINGS, ROW]), **more), path=path)
        sent = answer.tables[0].submission if answer.tables else None
        return sent and sent.unit, sent and sent.period.code, [finding.code for finding in answer.findings]

    return read


@pytest.mark.parametrize(
    "line",
    [
        "填报单位：县交通局", "填报单位（盖章）：归溪县交通运输局", "填报单位(盖章): 交通运输局    填报日期：2023年5月4日    单位：万元",
        "单位：县交通局 | | 单位：万元", "报送单位：__县交通局__", "填报单位： | 县交通局",
        "单位名称（盖章）：县交通局 填表时间：2023.5.4", "责任单位：县交通局规划股",
        "填 报 单 位：归溪县交通运输局",
    ],
)  # fmt: skip
def test_the_unit_stands_after_its_label(owner, line):
    assert owner("2023年4月重点项目进度表", line) == ("县交通局", "2023-04", [])


def test_the_title_may_name_the_unit(owner):
    assert owner("县文旅局2023年4月重点项目进度表") == ("县文旅局", "2023-04", [])


def test_a_blank_label_is_no_unit_and_the_file_name_serves(owner):
    assert owner("2023年4月重点项目进度表", "填报单位（盖章）：____________   单位：万元", path="2023-04/县文旅局4月.xlsx") == (
        "县文旅局",
        "2023-04",
        [],
    )


@pytest.mark.parametrize(
    "path", ["县交通局.xlsx", "2023-04/交通运输局重点项目 最终版(1).xls", "茅坪报.xlsx", "县文旅局/重点项目.xlsx"]
)
def test_the_names_of_file_and_folder_serve_where_the_workbook_is_silent(owner, path):
    unit, _, said = owner("2023年4月重点项目进度表", path=path)
    assert unit in {"县交通局", "茅坪镇", "县文旅局"}
    assert said == []


def test_the_workbook_counts_before_the_file_s_name_and_the_difference_is_said(owner):
    assert owner("2023年4月重点项目进度表", "填报单位：县交通局", path="县文旅局3月.xlsx") == (
        "县交通局",
        "2023-04",
        ["T-019", "Q-016"],
    )
    assert owner("2023年4月重点项目进度表", "填报单位：县交通局", path="县文旅局2023年3月.xlsx") == (
        "县交通局",
        "2023-04",
        ["T-019", "T-019", "Q-016", "Q-004"],
    )


def test_the_unit_the_file_s_name_means_is_told_that_the_other_s_name_stands_in_it(reading):
    """Taken back unless the unit stated has sent another return (test_editions)."""
    answer = reading(builders.xlsx(f"2023年4月重点项目进度表\n填报单位：县交通局\n{HEADINGS}\n{ROW}"), path="县文旅局.xlsx")
    (said,) = [finding for finding in answer.findings if finding.code == "Q-016"]
    assert (said.unit, said.form, said.period, said.found) == ("县文旅局", "重点项目", "2023-04", "县交通局")
    assert "请把填报单位改过来后重新报送" in said.remedy


def test_last_month_s_return_in_this_month_s_folder_is_said_to_those_who_wait(reading):
    content = builders.xlsx(f"2023年3月重点项目进度表\n填报单位：县交通局\n{HEADINGS}\n{ROW}")
    answer = reading(content, path="2023-04/县交通局重点项目.xlsx")
    assert answer.tables[0].submission.period.code == "2023-03"
    (said,) = [finding for finding in answer.findings if finding.code == "Q-004"]
    assert (said.unit, said.form, said.period, said.found) == ("县交通局", "重点项目", "2023-04", "2023年3月")
    assert "请报送2023年4月的报表" in said.remedy


def test_a_correction_of_last_month_that_names_its_month_is_nobody_s_mistake(reading):
    content = builders.xlsx(f"2023年3月重点项目进度表\n填报单位：县交通局\n{HEADINGS}\n{ROW}")
    assert reading(content, path="2023-04/县交通局重点项目3月更正.xlsx").findings == ()


def test_an_unknown_unit_is_asked_about_with_the_nearest_name(reading):
    answer = reading(builders.xlsx(f"2023年4月重点项目进度表\n填报单位：县文体旅游局\n{HEADINGS}\n{ROW}"), path="报表.xlsx")
    (finding,) = answer.findings
    assert (answer.tables, finding.code, finding.found) == ((), "Q-003", "县文体旅游局")
    assert "是否为“县文旅局”" in finding.text
    assert finding.period == "2023-04"


def test_a_nearly_right_unit_is_taken_if_the_file_s_name_confirms_it(owner):
    assert owner("2023年4月重点项目进度表", "填报单位：县文体旅游局", path="县文旅局.xlsx") == ("县文旅局", "2023-04", ["T-019"])


def test_nobody_s_return_is_asked_about(owner):
    assert owner("2023年4月重点项目进度表") == (None, None, ["Q-003"])


def test_a_name_of_two_units_names_none(owner):
    assert owner("2023年4月重点项目进度表", path="县交通局和县文旅局.xlsx") == (None, None, ["Q-003"])


def test_a_unit_that_has_ended_gives_way_to_its_successor(owner):
    assert owner("2023年4月重点项目进度表", "填报单位：县扶贫办")[0] == "县扶贫办"
    assert owner("2024年1月重点项目进度表", "填报单位：县扶贫办")[0] == "县农业农村局"


@pytest.mark.parametrize(
    ("title", "line", "path", "period"),
    [
        ("2023年4月重点项目进度表", "", "报表.xlsx", "2023-04"),
        ("重点项目进度表（截至2023年4月30日）", "", "报表.xlsx", "2023-04"),
        ("2023年1—4月重点项目进度表", "填报日期：2023年5月4日", "报表.xlsx", "2023-04"),
        ("4月份重点项目进度表", "", "2023年/报表.xlsx", "2023-04"),
        ("4月份重点项目进度表", "填报日期：2023年5月4日", "报表.xlsx", "2023-04"),
        ("重点项目进度表", "", "2023-04/报表.xlsx", "2023-04"),
        ("重点项目进度表", "", "2023-04/报表3月.xlsx", "2023-03"),
        ("2023年重点项目进度表", "", "报表4月.xlsx", "2023-04"),
        ("重点项目进度表", "填报日期：2023年5月4日", "报表.xlsx", "2023-04"),
        ("重点项目进度表", "填报日期：2023年5月4日", "2023-05/报表.xlsx", "2023-05"),
    ],
)
def test_the_period_is_stated_by_the_title_then_by_names_then_by_the_day(owner, title, line, path, period):
    assert owner(title, line, "填报单位：县交通局", path=path)[1] == period


def test_a_date_cell_beside_its_label_tells_the_day(owner):
    assert owner("重点项目进度表", "填报单位：县交通局 | 填报日期： | @2023-05-04")[1] == "2023-04"


def test_a_sheet_s_name_may_state_the_month(owner):
    assert owner("重点项目进度表", "填报单位：县交通局", path="2023年报表.xlsx", names=["4月"])[1] == "2023-04"


def test_a_return_of_no_known_period_is_asked_about(owner):
    assert owner("重点项目进度表", "填报单位：县交通局") == (None, None, ["Q-004"])


def test_a_stamp_counts_before_everything_else(reading):
    stamp = f'报表 | 版本 | 单位 | 期别\n重点项目 | "{PROJECTS.version}" | 县文旅局 | 2023-03'
    content = builders.xlsx(
        f"2023年4月重点项目进度表\n填报单位：县交通局\n{HEADINGS}\n{ROW}", stamp, names=["表", "_tongbao"], hidden=[1]
    )
    (table,) = reading(content, path="报表.xlsx").tables
    assert (table.submission.unit, table.submission.period.code) == ("县文旅局", "2023-03")


def test_a_form_s_only_reporter_need_not_be_named(reading):
    content = builders.xlsx("2023年度目标任务分解表\n单位 | 指标 | 年度目标\n县交通局 | 对上争取 | 500\n^ | 招商引资 | 300")
    (table,) = reading(content, path="目标.xlsx").tables
    assert (table.submission.unit, table.submission.period.code, table.rows) == ("县政府督查室", "2023", (3, 4))
    assert table.columns["单位"] == ("县交通局", "县交通局")


def test_the_file_s_name_may_name_another_form(reading):
    content = builders.xlsx(f"2023年4月\n填报单位：县交通局\n{HEADINGS}\n{ROW}")
    answer = reading(content, path="向上争取4月.xlsx")
    assert (answer.tables[0].submission.form, [finding.code for finding in answer.findings]) == ("重点项目", ["T-019"])


@pytest.mark.parametrize("kind", ["pdf", "html", "docx", "zip", "text", "unknown"])
def test_a_file_of_another_kind_is_named_and_attributed_by_its_name(reading, kind):
    (finding,) = reading(b"%PDF", path="2023-04/县交通局重点项目.xlsx", kind=kind).findings
    assert (finding.code, finding.unit, finding.form, finding.period) == ("Q-001", "县交通局", "重点项目", "2023-04")
    assert finding.text.startswith("文件实际是")
