"""The notices of the sample year on one subject each: their key sentences, worked out here from the returns as they were filled in."""

import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import docx
import pytest

from pipeline.proofreading import proofread, read
from pipeline.proofreading.fixed_text import fixed_text
from pipeline.proofreading.registered import by_document, load
from tests.month.registered_digits import issued, unregistered_charts, unregistered_digits
from tools.sample_county import grants, investments, office_lists, projects, ten_days
from tools.sample_county.facts import Row, names

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
BATCHES = ("2022-03", "2023-03", "2023-04-上旬", "2023-04-中旬", "2023-12")
PROJECTS, INVESTMENT, GRANTS, MARKS, YEAR, BULLETIN, CONDUCT, DIGEST = (
    "工程建设情况",
    "招商引资工作",
    "无偿资金",
    "考核排名",
    "重点工作考核结果",
    "旬督查",
    "效能监察",
    "考核情况摘编",
)


@pytest.fixture(scope="module")
def year(whole_year: Path) -> Path:
    """Return the workspace by the name the tests here have for it."""
    return whole_year


def found(year: Path, period: str, part: str) -> Path:
    (path,) = [path for path in (year / "outbox" / period).glob("*.docx") if part in path.name]
    return path


def text(year: Path, period: str, part: str) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(found(year, period, part))).paragraphs)


def tables(year: Path, period: str, part: str) -> list[list[list[str]]]:
    document = docx.Document(str(found(year, period, part)))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def filled_in(rows: Callable[[str, str], Sequence[Row]], period: str) -> Iterator[tuple[str, Row]]:
    """Yield what every unit that is compared filled in."""
    for unit in (*names("县直部门"), *names("乡镇")):
        for row in rows(unit, period):
            yield unit, row


def printed(value: Decimal, places: str = "0.1") -> str:
    return f"{value.quantize(Decimal(places), ROUND_HALF_UP):f}"


def in_yi(wan: Decimal) -> str:
    return f"{printed(wan / 10000, '0.01')}亿元"


def share(part: int, whole: int) -> str:
    return f"{printed(Decimal(part) * 100 / whole)}%"


def test_the_bulletin_is_numbered_and_compares_the_ten_days_with_those_before(year: Path) -> None:
    said = text(year, "2023-04-中旬", BULLETIN)
    now = sum(row["本旬完成投资"] for _, row in filled_in(ten_days.rows, "2023-04-中旬"))
    before = sum(row["本旬完成投资"] for _, row in filled_in(ten_days.rows, "2023-04-上旬"))
    to_date = sum(row["本年累计完成投资"] for _, row in filled_in(ten_days.rows, "2023-04-中旬"))
    assert "第12期" in said
    assert f"截至4月20日，全县60个重点项目累计完成投资{in_yi(to_date)}" in said
    assert "（序时进度按旬计，为30.6%）" in said
    assert f"本旬完成投资{in_yi(now)}，较上一旬增加" in said
    assert f"环比增长{printed((now / before - 1) * 100)}%" in said


def test_the_first_bulletin_compares_with_nothing(year: Path) -> None:
    said = text(year, "2023-04-上旬", BULLETIN)
    assert "本旬完成投资" in said
    assert "上一旬" not in said
    assert "环比" not in said


def granted(unit: str, year_: str) -> Decimal:
    rows = grants.rows(unit, f"{year_}-03")
    return sum((row["下达金额"] for row in rows if row["资金性质"] == "无偿"), Decimal(0))


def test_the_grants_of_the_quarter_name_who_rose_by_half_and_who_fell(year: Path) -> None:
    said = text(year, "2023-03", GRANTS)
    compared = [unit for unit in names("县直部门") if unit != "县财政局" and granted(unit, "2022")]
    growth = {unit: granted(unit, "2023") / granted(unit, "2022") - 1 for unit in compared}
    rose = sorted((unit for unit in growth if growth[unit] >= Decimal("0.5")), key=lambda unit: -growth[unit])
    fell = sorted((unit for unit in growth if growth[unit] < 0), key=lambda unit: growth[unit])
    listed = "、".join(f"{unit}（同比增长{printed(growth[unit] * 100)}%）" for unit in rose)
    assert f"增幅达50%以上（含）的有{len(rose)}个：{listed}。" in said
    assert len(rose) == 6
    named = "、".join(f"{unit}（同比下降{printed(-growth[unit] * 100)}%）" for unit in fell[:6])
    assert f"{named}等{len(fell)}个县直部门没有达到上年同期。" in said


def test_the_funnel_of_investment_and_its_rates(year: Path) -> None:
    said = text(year, "2023-03", INVESTMENT)
    stages = Counter(row["项目阶段"] for _, row in filled_in(investments.rows, "2023-03"))
    signed = stages.total() - stages["在谈"]
    built = stages["开工"] + stages["在建"] + stages["投产"]
    registered = stages["注册"] + built
    assert f"跟踪推进招商项目{stages.total()}个，其中仍在洽谈{stages['在谈']}个。已签约项目{signed}个" in said
    assert f"注册{registered}个，履约率{share(registered, signed)}；开工{built}个，开工率{share(built, signed)}" in said
    assert f"投产{stages['投产']}个，投产率{share(stages['投产'], signed)}。" in said


def test_structure_and_start_of_the_projects(year: Path) -> None:
    said = text(year, "2023-03", PROJECTS)
    rows = [row for _, row in filled_in(projects.rows, "2023-03")]
    kinds = Counter("基础设施" if row["项目类别"] in projects.INFRASTRUCTURE else "产业" for row in rows)
    waiting = sum(row["是否开工"] == "未开工" for row in rows)
    for kind, count in kinds.items():
        assert f"{kind}项目{count}个，占{share(count, 60)}" in said
    assert f"未开工{waiting}个，开工率{share(60 - waiting, 60)}" in said


def test_lights_go_by_the_printed_gap_to_the_schedule(year: Path) -> None:
    said = text(year, "2023-03", PROJECTS)
    done: Counter[str] = Counter()
    planned: Counter[str] = Counter()
    for unit, row in filled_in(projects.rows, "2023-03"):
        done[unit] += row["本年累计完成投资"]
        planned[unit] += row["本年度计划投资"]
    gaps = {unit: Decimal(printed(done[unit] * 100 / planned[unit])) - 25 for unit in planned if planned[unit]}
    green = {unit for unit, gap in gaps.items() if gap >= 0}
    line = next(one for one in said.splitlines() if "绿灯" in one)
    named = line.partition("绿灯")[2].partition("：")[2].partition("。")[0]
    assert set(named.split("、")) == green
    assert f"亮绿灯的单位{len(green)}个" in line


def test_marks_are_explained_and_the_first_three_have_the_most(year: Path) -> None:
    """March alone has been run: the mean of the quarter is its marks."""
    said = text(year, "2023-03", MARKS)
    townships, departments, *_ = tables(year, "2023-03", MARKS)
    for rows, group in ((townships, "乡镇"), (departments, "县直部门")):
        marks = {row[1]: Decimal(row[2]) for row in rows[1:] if row[2] != "—"}
        best = sorted(marks, key=lambda unit: -marks[unit])[:3]
        line = next(one for one in said.splitlines() if one.startswith(f"{group}中，") and "居第一位" in one)
        assert [line.index(unit) for unit in best] == sorted(line.index(unit) for unit in best)
        assert all(f"{unit}（{marks[unit]:.2f}分）" in line for unit in best)
    composed = tables(year, "2023-03", MARKS)[2]
    for row in composed[1:]:
        assert sum(map(Decimal, row[2:6])) == Decimal(row[6]), row


def test_the_marks_of_the_year_are_the_mean_of_its_quarters(year: Path) -> None:
    def marks_of(period: str, part: str) -> dict[str, Decimal]:
        return {
            row[1]: Decimal(row[2]) for table in tables(year, period, part)[:2] for row in table[1:] if row[2] not in {"—", ""}
        }

    first, last = marks_of("2023-03", MARKS), marks_of("2023-12", MARKS)
    whole = marks_of("2023-12", YEAR)
    assert len(whole) == 25
    for unit, marks in whole.items():
        assert marks == Decimal(printed((first[unit] + last[unit]) / 2, "0.01")), unit


def test_the_first_three_of_the_year_are_the_list_for_the_budget(year: Path) -> None:
    townships, departments, listed = tables(year, "2023-12", YEAR)[:3]
    best = [row[1] for table in (departments, townships) for row in table[1:] if row[0] in {"1", "2", "3"}]
    assert [row[2] for row in listed[1:]] == best
    assert {row[4] for row in listed[1:]} == {"《归溪县重点工作综合目标考核办法》"}
    assert f"年度考核前三名的{len(best)}个单位，在安排2024年度预算和项目资金时予以倾斜" in text(year, "2023-12", YEAR)


def own(year: Path) -> list[Path]:
    parts = (PROJECTS, INVESTMENT, GRANTS, MARKS, YEAR, BULLETIN)
    return [path for path in sorted((year / "outbox").glob("*/*.docx")) if any(part in path.name for part in parts)]


def test_a_month_a_quarter_and_a_year_bring_their_notices(year: Path) -> None:
    brought = Counter(path.parent.name for path in own(year))
    assert brought == {"2022-03": 4, "2023-03": 4, "2023-04-上旬": 1, "2023-04-中旬": 1, "2023-12": 5}


@pytest.mark.parametrize("period", BATCHES)
def test_the_self_check_finds_nothing_in_our_own_documents_of_any_kind(year: Path, period: str) -> None:
    folder, fixed = year / "outbox" / period, fixed_text(year / "templates/notices")
    register = by_document(load(folder))
    for path, content in issued(folder).items():
        text = read(content, path)
        assert proofread(text, register[Path(path).stem], fixed, issued=text) == (), path


@pytest.mark.parametrize("period", BATCHES)
def test_every_digit_and_every_number_of_a_chart_is_registered_or_the_templates_own(year: Path, period: str) -> None:
    assert list(unregistered_digits(year, period)) == []
    assert list(unregistered_charts(year, period)) == []


def test_charts_are_drawn_and_have_their_workbooks(year: Path) -> None:
    for part, count in ((PROJECTS, 2), (INVESTMENT, 1), (GRANTS, 1), (MARKS, 1)):
        parts = zipfile.ZipFile(found(year, "2023-03", part)).namelist()
        assert len([one for one in parts if one.endswith(".xml") and "/charts/" in one and "_rels" not in one]) == count
        assert len([one for one in parts if one.endswith(".xlsx")]) == count


def test_dates_of_issue_follow_the_calendar(year: Path) -> None:
    assert date(2024, 1, 22).isoweekday() == 1  # the 20th is a Saturday
    assert "2024年1月22日" in text(year, "2023-12", YEAR)


def test_a_matter_still_under_inquiry_is_counted_and_named_nowhere(year: Path) -> None:
    """Its unit may yet be cleared: no name, no finding and no demand to mend before there is a decision."""
    found_out = [row for row in office_lists.conduct("2023Q4") if row["处理方式"] != "正在核查"]
    (under_way,) = [row for row in office_lists.conduct("2023Q4") if row["处理方式"] == "正在核查"]
    people = sum(int(row["涉及人数"] or 0) for row in found_out)
    said, (listed,) = text(year, "2023-12", CONDUCT), tables(year, "2023-12", CONDUCT)[:1]
    assert f"已作出处理{len(found_out)}件，涉及{people}人次；正在核查1件，查清后另行处理。" in said
    assert [row[1] for row in listed[1:]] == [row["责任单位"] for row in found_out]
    assert under_way["责任单位"] not in said
    digest = next(line for line in text(year, "2023-12", DIGEST).splitlines() if "效能监察。" in line)
    assert digest.endswith("；正在核查1件。")
    assert under_way["责任单位"] not in digest


def test_a_leader_without_a_project_is_counted_and_not_named(year: Path) -> None:
    (line,) = [line for line in text(year, "2023-03", "“四制”").splitlines() if line.startswith("县级领导应领办")]
    assert line.startswith("县级领导应领办8名，已领办7名，尚有1名没有安排领办项目；")


def test_what_there_is_none_of_is_not_told_as_zero(year: Path) -> None:
    investment, month = text(year, "2022-03", INVESTMENT), text(year, "2022-03", "三项重点工作")
    assert "全县跟踪推进招商项目22个。" in investment
    assert "尚无项目投产。" in investment
    assert "问题台账没有在册问题。" in month
    assert "销号率" not in month
    assert "超过整改期限" not in month
    assert "低于上年同期" not in month
    assert "合计占100%" not in text(year, "2022-03", PROJECTS)


def narrow(path: Path) -> Iterator[str]:
    """Yield numbers wider than their cells: digits are half a character wide, the margins of a cell take two millimetres."""
    document = docx.Document(str(path))
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                style, inner = cell.paragraphs[0].style, (cell.width or 0) - 72_390
                size = style.font.size if style is not None else None
                if size and re.fullmatch(r"-?[\d.]+", cell.text) and len(cell.text) * size / 2 > inner:
                    yield f"{path.name}: {cell.text}"


@pytest.mark.parametrize("period", BATCHES)
def test_no_number_is_broken_by_a_column_too_narrow_for_it(year: Path, period: str) -> None:
    papers = [path for path in (year / "outbox" / period).rglob("*.docx") if "核校稿" not in path.parts]
    assert [one for path in papers for one in narrow(path)] == []
