"""Every mechanism of the speech (S1–S18) is printed by a notice of the sample year, with numbers worked out here from the sample's rows.

The rows are those the sample's workbooks were drawn from; nothing of the program is used to add them up.
"""

import io
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tools.sample_county import office_lists
from tools.sample_county.course import last_day
from tools.sample_county.facts import names, units
from tools.sample_county.inbox import ONLY_FROM, QUARTERLY, ROWS
from tools.sample_county.preparations import STEPS

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Row = dict[str, Any]
ROOT = Path(__file__).parents[2]
PERIODS = ("2023-03", "2023-04", "2023-05", "2023-06")


@pytest.fixture(scope="module")
def year(half_year: Path) -> Path:
    """Return what came out of the second quarter of 2023."""
    return half_year / "outbox"


def returned(form: str, period: str) -> Iterator[tuple[str, Row]]:
    """Yield every row of a return with the unit that sent it."""
    tasks = {unit["name"]: unit.get("no task", ()) for unit in units()}
    for unit in names():
        if form not in tasks[unit] and unit in ONLY_FROM.get(form, {unit}):
            yield from ((unit, row) for row in (ROWS | QUARTERLY)[form](unit, period))


def rows(form: str, period: str) -> list[Row]:
    return [row for _, row in returned(form, period)]


def total(found: Sequence[Row], column: str) -> Decimal:
    return sum((Decimal(row[column]) for row in found), Decimal(0))


def rounded(value: Decimal, places: str) -> Decimal:
    return value.quantize(Decimal(places), ROUND_HALF_UP)


def rate(part: Decimal | int, whole: Decimal | int) -> str:
    value = Decimal(part) / Decimal(whole) * 100
    return f"{value:.0f}%" if value in {0, 100} else f"{rounded(value, '0.1')}%"


def yi(value: Decimal) -> str:
    """亿元 of 万元, with two decimals unless there are none."""
    printed = rounded(value / 10000, "0.01")
    return f"{printed:.0f}亿元" if printed == printed.to_integral_value() else f"{printed}亿元"


def text_of(folder: Path, part: str) -> str:
    (path,) = [path for path in folder.glob("*.docx") if part in path.name]
    return text(path)


def text(path: Path) -> str:
    document = docx.Document(io.BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def s1() -> str:
    now, then = (total(rows("重点项目", f"{year}-06"), "本年累计完成投资") for year in (2023, 2022))
    return f"完成投资{yi(now)}，同比增长{rate(now - then, then)}"


def s2() -> str:
    now, then = (rows("项目谋划", f"{year}-06") for year in (2023, 2022))
    large = [sum(Decimal(row["估算总投资"]) >= 5000 for row in found) for found in (now, then)]
    return f"谋划投资5000万元以上项目{large[0]}个，比上年增加{large[0] - large[1]}个"


def s3() -> str:
    now, then = (
        total(
            [row for row in rows("向上争取", f"{year}-06") if row["资金性质"] == "无偿" and row["下达时间"] >= f"{year}-04"],
            "下达金额",
        )
        for year in (2023, 2022)
    )
    change = f"增长{rate(now - then, then)}" if now > then else f"下降{rate(then - now, then)}"
    return f"二季度争取无偿资金{yi(now)}，同比{change}"


def s4() -> str:
    found = office_lists.started_together("2023Q2")
    real = sum(row["是否实质性开工"] == "是" for row in found)
    return (
        f"二季度集中开工项目{len(found)}个，总投资{yi(total(found, '总投资'))}"
        + f"，其中亿元以上项目{sum(row['总投资'] >= 10000 for row in found)}个。经现场核验，已实质性开工{real}个，"
        + f"实质性开工率{rate(real, len(found))}"
    )


def s6() -> str:
    found = office_lists.leading("2023")
    ready = sum(row["推进方案"] == "已制定" for row in found)
    leaders, leading = len({row["领办领导"] for row in found}), {row["领办单位"] for row in found}
    return (
        f"今年全县{len(found)}个重点项目由{leaders}名县级领导、{len(leading)}个单位领办；"
        f"领导、单位、牵头部门、工作专班、推进方案全部落实的{ready}个，落实率{rate(ready, len(found))}"
    )


def s6_who_does_not() -> str:
    leading = {row["领办单位"] for row in office_lists.leading("2023")}
    departments = names("县直部门")
    (without,) = [unit for unit in departments if unit not in leading]
    return f"县直部门应领办{len(departments)}个，已领办{len(departments) - 1}个，覆盖率{rate(13, 14)}，没有领办项目的有{without}"


def s7() -> str:
    found = rows("重点项目", "2023-06")
    industry = sum(row["项目类别"] in {"工业", "农业", "旅游", "物流", "其他"} for row in found)
    return f"产业项目{industry}个，占项目总数的{rate(industry, len(found))}"


def s8() -> str:
    found = rows("重点项目", "2023-06")
    private = [row for row in found if row["投资主体"] == "民间投资"]
    planned = Counter(row["投资主体"] for row in rows("项目谋划", "2023-06"))
    done, whole = total(private, "本年累计完成投资"), total(found, "本年累计完成投资")
    return (
        f"民间投资项目{len(private)}个，占项目总数的{rate(len(private), len(found))}；今年1—6月，完成民间投资{yi(done)}，"
        f"占投资总额{yi(whole)}的{rounded(done / whole * 100, '0.01')}%。谋划民间投资项目{planned['民间投资']}个，"
        f"谋划政府与社会资本合作（PPP）项目{planned['政府与社会资本合作']}个"
    )


def s9() -> str:
    found, end = rows("前期工作", "2023-06"), last_day("2023-06")
    long = [row for row in found if row["卡点环节"] != "无" and (end - date.fromisoformat(row["前期启动时间"])).days > 365]
    most = max((end - date.fromisoformat(row["前期启动时间"])).days for row in found if row["卡点环节"] != "无")
    return f"前期工作超过一年仍未完成的项目{len(long)}个，占{rate(len(long), len(found))}，最长的已达{most}天"


def s9_where_it_is_stuck() -> str:
    stuck = Counter(row["卡点环节"] for row in rows("前期工作", "2023-06") if row["卡点环节"] != "无")
    (step, count), whole = stuck.most_common(1)[0], sum(stuck.values())
    return f"尚有环节没有办结的项目{whole}个，从目前卡在的环节看，{step}{count}个，占{rate(count, whole)}"


def s9_permits() -> str:
    found = rows("前期工作", "2023-06")
    states = Counter(row[f"{step}状态"] for row in found for step in STEPS)
    due = len(found) * len(STEPS) - states["不需要"]
    return f"手续{due}项，已办结{states['已办结']}项，办结率{rate(states['已办结'], due)}"


def s10() -> str:
    found = rows("招商引资", "2023-06")
    signed = [row for row in found if row["项目阶段"] != "在谈"]
    kept = sum(row["项目阶段"] in {"注册", "开工", "在建", "投产"} for row in signed)
    begun = sum(row["项目阶段"] in {"开工", "在建", "投产"} for row in signed)
    return f"已签约项目履约率{rate(kept, len(signed))}，开工率{rate(begun, len(signed))}"


def s11(month: int) -> str:
    period = f"2023-{month:02}"
    due = [row for row in rows("重点项目", period) if str(row["计划开工时间"]).startswith(period)]
    begun = sum(row["是否开工"] != "未开工" for row in due)
    return f"计划在{month}月开工的项目{len(due)}个，已开工{begun}个，按期开工率{rate(begun, len(due))}"


def s12() -> str:
    found = rows("要素保障", "2023-06")
    done = [row for row in found if row["办理状态"] == "已办结"]
    in_time = sum(row["办结日期"] <= row["办理时限"] for row in done)
    return (
        f"共受理要素保障事项{len(found)}件，已办结{len(done)}件，办结率{rate(len(done), len(found))}。"
        f"在时限内办结{in_time}件，占已办结事项的{rate(in_time, len(done))}"
    )


def s13() -> str:
    found = rows("四制", "2023Q2")
    kept = [
        rate(sum(row[one] == "已落实" for row in found), sum(row[one] != "不适用" for row in found))
        for one in ("项目法人责任制", "招标投标制", "合同管理制", "工程监理制")
    ]
    return f"项目法人责任制落实率{kept[0]}，招标投标制落实率{kept[1]}，合同管理制落实率{kept[2]}，工程监理制落实率{kept[3]}"


def s13_contracts() -> str:
    found = rows("四制", "2023Q2")
    more = total(found, "变更后合同价") - total(found, "合同价")
    grown = [row for row in found if row["变更后合同价"] > row["合同价"]]
    much = [row for row in grown if row["变更后合同价"] > row["合同价"] * Decimal("1.1")]
    name = much[0]["项目名称"]
    growth = f"增加{yi(more)}，幅度为{rate(more, total(found, '合同价'))}"
    return f"{growth}。合同价增加的项目{len(grown)}个，其中增加超过10%的{len(much)}个：{name}"


def s17() -> str:
    found = office_lists.conduct("2023Q2")
    people = sum(int(row["涉及人数"] or 0) for row in found)
    return f"二季度共监察事项{len(found)}件，已作出处理{len(found)}件，涉及{people}人次"


SPEECH, MONTH, STARTS = "发言材料", "三项重点工作", "前期工作和要素保障"
INSTITUTIONS, CONDUCT, BUDGET, DIGEST = "“四制”", "效能监察", "资金安排建议", "考核情况摘编"
MECHANISMS = {
    "S1 固定资产投资": (SPEECH, "2023-06", s1),
    "S2 工程谋划": (SPEECH, "2023-06", s2),
    "S3 对上争取": (MONTH, "2023-06", s3),
    "S4 集中开工": (STARTS, "2023-06", s4),
    "S6 五个一": (INSTITUTIONS, "2023-06", s6),
    "S6 五个一，谁没有": (INSTITUTIONS, "2023-06", s6_who_does_not),
    "S7 结构": (SPEECH, "2023-06", s7),
    "S8 民间投资和PPP": (SPEECH, "2023-06", s8),
    "S9 前期时长": (STARTS, "2023-06", s9),
    "S9 卡点": (STARTS, "2023-06", s9_where_it_is_stuck),
    "S9 手续": (STARTS, "2023-06", s9_permits),
    "S10 招商引资": (MONTH, "2023-06", s10),
    "S11 早开工，5月": (STARTS, "2023-05", lambda: s11(5)),
    "S11 早开工，6月": (STARTS, "2023-06", lambda: s11(6)),
    "S12 要素保障": (STARTS, "2023-06", s12),
    "S13 四制": (INSTITUTIONS, "2023-06", s13),
    "S13 合同变更": (INSTITUTIONS, "2023-06", s13_contracts),
    "S17 效能监察": (CONDUCT, "2023-06", s17),
}


@pytest.mark.slow
@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_a_notice_prints_what_the_returns_say(year: Path, mechanism: str) -> None:
    notice, period, sentence = MECHANISMS[mechanism]
    assert sentence() in text_of(year / period, notice)


def first_three(group: str) -> list[str]:
    """Return the units of a group with the highest share of the year's plan done in June."""
    done: Counter[str] = Counter()
    planned: Counter[str] = Counter()
    for unit, row in returned("重点项目", "2023-06"):
        done[unit] += row["本年累计完成投资"]
        planned[unit] += row["本年度计划投资"]
    return sorted((unit for unit in names(group) if planned[unit]), key=lambda unit: -Decimal(done[unit]) / planned[unit])[:3]


@pytest.mark.slow
@pytest.mark.parametrize("group", ["乡镇", "县直部门"])
def test_s15_the_monthly_notice_ranks_three_things_and_names_the_first(year: Path, group: str) -> None:
    told = text_of(year / "2023-06", MONTH)
    assert [told.count(f"（{number}）{subject}（按") for number, subject in zip("一二三", SUBJECTS, strict=True)] == [1, 1, 1]
    assert f"{group}中，" in told
    assert all(unit in told.split("（一）重点项目建设（按")[1].split("（二）")[0] for unit in first_three(group))


SUBJECTS = ("重点项目建设", "对上争取", "招商引资")


@pytest.mark.slow
def test_s5_s16_s18_the_rule_is_cited_and_both_readers_are_told_the_same_first_three(year: Path) -> None:
    folder = year / "2023-06"
    (path,) = [path for path in folder.glob("*.docx") if DIGEST in path.name]
    tables = docx.Document(str(path)).tables
    ranked = [[cell.text for cell in row.cells][:2] for table in tables for row in table.rows[1:]]
    first = [unit for place, unit in ranked if place in {"1", "2", "3"}]
    assert len(first) >= 6
    for notice in (DIGEST, BUDGET):
        told = text_of(folder, notice)
        assert "《全县固定资产投资及工程建设考核办法》" in told
        assert all(unit in told for unit in first)
    (budget,) = [path for path in folder.glob("*.docx") if BUDGET in path.name]
    listed = [row.cells[1].text for table in docx.Document(str(budget)).tables[:2] for row in table.rows[1:]]
    assert sorted(listed) == sorted(first)


@pytest.mark.slow
def test_s14_every_open_problem_has_its_number_in_the_slip_to_its_unit(year: Path) -> None:
    slips = sorted((year / "2023-06/督办单").glob("*.docx"))
    demands = sorted((year / "2023-06/整改通知").glob("*.docx"))
    assert slips
    assert demands
    for path in demands:
        unit = path.name.partition("整改通知")[0]
        (slip,) = [one for one in slips if one.name.startswith(unit)]
        numbers = {row.cells[0].text for row in docx.Document(str(path)).tables[0].rows[1:]}
        assert numbers
        assert numbers <= {row.cells[0].text for row in docx.Document(str(slip)).tables[0].rows[1:]}


@pytest.mark.slow
def test_s17_the_notice_on_conduct_names_units_and_no_person(year: Path) -> None:
    told = text_of(year / "2023-06", CONDUCT)
    assert all(row["责任单位"] in told for row in office_lists.conduct("2023Q2"))
    assert "不列个人" not in told


@pytest.mark.slow
def test_the_self_check_finds_nothing_in_any_notice_of_the_half_year(year: Path) -> None:
    for period in PERIODS:
        page = openpyxl.load_workbook(year / period / "成稿自检.xlsx").worksheets[0]
        found = [row for row in page.iter_rows(min_row=2, values_only=True) if row[2] in {"错误", "疑问"}]
        assert found == []
