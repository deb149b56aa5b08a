"""汇总表.xlsx: every merged row with its origin, text that stays text, nothing that is not published, the same bytes."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from msgspec.structs import replace

from pipeline.documents.samples import sample
from pipeline.documents.sheets import Sheet, ranking_sheet
from pipeline.documents.summary_workbook import summary
from pipeline.model.figure import Figure, Missing, RankedUnit, Ranking
from pipeline.model.finding import Finding, Level
from pipeline.model.merged import MergedForm, Origin
from pipeline.model.office import Policies
from pipeline.model.period import Period
from pipeline.model.submission import InboxFile, Submission
from pipeline.model.values import Precision, StatedDate

APRIL = Period.parse("2023-04")
FILE = InboxFile("2023-04/县交通局.xlsx", "0" * 64, 1, datetime(2023, 5, 4, 9), "xlsx")
EMPTY = Sheet("排名", "排名", (), ())
ROW = {
    "项目名称": "=1+1",
    "总投资": Decimal("1234.5"),
    "计划开工时间": StatedDate(2023, 4, 1, Precision.MONTH),
    "开工时间": StatedDate(2023, 4, 18),
    "联系电话": "13900000000",
    "备注": None,
}


@pytest.fixture
def book(definitions):
    return opened(material(definitions))


def material(definitions, **changes):
    columns = {name: [ROW.get(name)] for name in definitions.forms["重点项目"].columns}
    owned = {"单位": ["县交通局"], "组别": ["县直部门"], "_return": [0], "_row": [5]}
    origins = (Origin(Submission(FILE, "县交通局", "重点项目", APRIL, "Sheet1"), {}),)
    merged = MergedForm(
        definitions.forms["重点项目"], "重点项目", "2023-04", pd.DataFrame(columns | owned, dtype=object), origins
    )
    return replace(sample(definitions, APRIL), merged={"重点项目": merged}, **changes)


def opened(given):
    return openpyxl.load_workbook(BytesIO(summary(given).content))


def cells(sheet) -> dict[str, object]:
    headings = [cell.value for cell in sheet[2]]
    return dict(zip(headings, (cell.value for cell in sheet[3]), strict=True))


def test_a_merged_row_says_whose_it_is_and_where_it_came_from(book) -> None:
    row = cells(book["重点项目"])
    assert (row["单位"], row["来源文件"], row["工作表"], row["行"]) == ("县交通局", "2023-04/县交通局.xlsx", "Sheet1", 5)


def test_an_amount_is_a_number_and_its_heading_states_the_unit(book) -> None:
    assert cells(book["重点项目"])["总投资（万元）"] == 1234.5


def test_text_never_becomes_a_formula(book) -> None:
    cell = book["重点项目"].cell(3, [one.value for one in book["重点项目"][2]].index("项目名称") + 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_date_is_as_precise_as_it_was_stated(book) -> None:
    row = cells(book["重点项目"])
    assert (row["计划开工时间"], row["开工时间"]) == ("2023年4月", datetime(2023, 4, 18))


def test_columns_that_are_not_published_stay_out(book) -> None:
    assert "联系电话" not in cells(book["重点项目"])
    everything = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "13900000000" not in everything


def test_there_is_a_sheet_for_each_form_each_ranking_reporting_and_findings(book, definitions) -> None:
    rankings = [
        f"{name}{ranking}"
        for name, one in definitions.statistics.items()
        for ranking in (*one.rankings, *one.scores, *one.leagues, *one.peers)
    ]
    assert book.sheetnames == ["重点项目", *rankings, "报送情况", "审核问题"]


def test_findings_stand_with_their_cells(definitions) -> None:
    finding = Finding("Q-201", Level.MUST_FIX, "a.xlsx", "累计不等", unit="青滩镇", cells=("K5", "K6"), expected="=SUM(A1)")
    row = cells(opened(material(definitions, findings=(finding,)))["审核问题"])
    assert (row["编号"], row["级别"], row["单元格"], row["应为"]) == ("Q-201", "强制", "K5、K6", "=SUM(A1)")


def test_the_same_results_give_the_same_bytes(definitions) -> None:
    assert summary(material(definitions)).content == summary(material(definitions)).content


def test_rates_are_those_of_the_notice() -> None:
    rate = Figure("率", Decimal("0.40449"), "rate", "%", related={})
    ranking = one_ranking(rate, {"与序时差": Figure("差", Decimal("-0.0125"), "points")})
    sheet = ranking_sheet(EMPTY, "完成率", (ranking,), Policies())
    headings = [column.heading for column in sheet.columns]
    assert headings == ["组别", "名次", "单位", "完成率（%）", "与序时差（百分点）", "上期名次", "位次变化", "备注"]
    assert sheet.rows[0] == ("乡镇", 1, "甲镇", Decimal("0.404"), Decimal("-1.3"), 3, 2, "")
    assert sheet.rows[1][:3] == ("乡镇", "", "合计")


def test_a_missing_figure_says_why() -> None:
    missing = one_ranking(Figure("率", None, "rate", missing=Missing.NOT_REPORTED), {})
    none = one_ranking(Figure("率", None, "rate", missing=Missing.NOT_APPLICABLE), {})
    assert ranking_sheet(EMPTY, "完成率", (missing,), Policies()).rows[0][3] == "未报送"
    assert ranking_sheet(EMPTY, "完成率", (none,), Policies()).rows[0][3] == "—"


def one_ranking(figure: Figure, columns: dict[str, Figure]) -> Ranking:
    unit = RankedUnit("甲镇", "乡镇", 1, False, figure, columns, 3)
    return Ranking("排名", "乡镇", (unit,), RankedUnit("合计", "乡镇", None, False, figure, columns), 3, 3)
