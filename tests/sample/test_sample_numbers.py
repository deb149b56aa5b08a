"""The committed workbooks of April 2023 hold the numbers of the speech: read here plainly with openpyxl and xlrd, without the program."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlrd
import yaml

ROOT = Path(__file__).parents[2]
Record = dict[str, Any]
SAME = {
    "工程名称": "项目名称", "所属领域": "项目类别", "投资类型": "投资主体", "项目总投资": "总投资", "年度计划投资": "本年度计划投资",
    "年初以来累计完成投资": "本年累计完成投资", "当月完成投资": "本月完成投资", "开工情况": "是否开工", "总投资估算": "估算总投资",
}  # fmt: skip
CODES = {"民营投资": "民间投资", "在建": "已开工", "城市建设": "城建", "商贸物流": "物流"}
INFRASTRUCTURE = {"交通", "水利", "城建", "生态环保", "社会事业"}
TITLES = {
    "重点项目": "重点项目建设进度月报表",
    "向上争取": "向上争取资金统计表",
    "招商引资": "招商引资项目进展情况月报表",
    "项目谋划": "项目谋划储备表",
}


def pages(path: Path) -> Iterator[list[list[Any]]]:
    """Every visible sheet as rows of values, dates as dates."""
    if path.suffix == ".xls":
        book = xlrd.open_workbook(path)
        for sheet in book.sheets():
            yield [
                [
                    xlrd.xldate_as_datetime(cell.value, book.datemode).date() if cell.ctype == xlrd.XL_CELL_DATE else cell.value
                    for cell in sheet.row(row)
                ]
                for row in range(sheet.nrows)
            ]
    else:
        for sheet in openpyxl.load_workbook(path, data_only=True):
            if sheet.sheet_state == "visible":
                yield [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]


def records(rows: list[list[Any]]) -> Iterator[Record]:
    """The numbered rows of a return, by the lowest heading of each column."""
    top = next(place for place, row in enumerate(rows) if row[0] == "序号")
    first = next(place for place, row in enumerate(rows) if place > top and row[0] == 1)
    headings = [
        [
            re.sub(r"\s", "", str(row[column]))
            for row in rows[top:first]
            if isinstance(row[column], str) and row[column][:2] != "一、"
        ]
        for column in range(len(rows[top]))
    ]
    above = ""
    names = []
    for stack in headings:
        above = stack[0] or above
        lowest = next((text for text in reversed(stack) if text and text != "合计"), above)
        names.append(above[-2:] + lowest if lowest in {"时间", "金额"} else SAME.get(lowest, lowest))
    for row in rows[first:]:
        if isinstance(row[0], (int, float)):
            yield {
                name: CODES.get(value, value) if isinstance(value, str) else value for name, value in zip(names, row, strict=True)
            }


def number(value: Any) -> Decimal:
    text = unicodedata.normalize("NFKC", str(value)).replace(",", "").replace("万元", "").strip()
    return Decimal(0) if text in {"—", "", "无"} else Decimal(text)


def day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    parts = [int(part) for part in re.findall(r"\d+", str(value))]
    return date(*[*parts, 1][:3])


@cache
def units() -> dict[str, str]:
    office = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    named = {}
    for unit in office["units"]:
        former = [old["name"] for old in unit.get("former", [])]
        for name in [unit["name"], unit.get("full", ""), *unit.get("also", []), *former]:
            named[name] = unit["name"]
    return named


def sender(rows: list[list[Any]]) -> str:
    note = next(str(value) for row in rows[:3] for value in row if "填报单位" in str(value))
    written = re.search(r"填报单位：(\S+)", note).group(1).replace("（盖章）", "")  # type: ignore[union-attr]
    names = units()
    return names.get(written) or names.get(written.removesuffix("人民政府").removesuffix("政府")) or names["归溪县" + written]


@cache
def reported(period: str, form: str) -> list[Record]:
    """All rows of one form in one period's folder, with the unit they came from."""
    found = []
    for path in sorted((ROOT / "inbox" / period).iterdir()):
        for rows in pages(path):
            title = str(rows[0][0]) if rows else ""
            if TITLES[form] in title and not any(row[1:2] == ["零报告"] for row in rows):
                found += [{**record, "单位": sender(rows)} for record in records(rows)]
    return found


def total(rows: list[Record], column: str) -> Decimal:
    return sum((number(row[column]) for row in rows), Decimal(0))


def private(rows: list[Record]) -> list[Record]:
    return [row for row in rows if row["投资主体"] == "民间投资"]


APRIL = "2023-04"


def test_there_are_sixty_projects_in_the_speech_s_structure() -> None:
    kinds = Counter(row["项目类别"] for row in reported(APRIL, "重点项目"))
    assert kinds.total() == 60
    assert sum(kinds[kind] for kind in INFRASTRUCTURE) == 34
    assert {kind: count for kind, count in kinds.items() if kind not in INFRASTRUCTURE} == {
        "工业": 8, "农业": 3, "旅游": 7, "物流": 3, "其他": 5,
    }  # fmt: skip


def test_twenty_eight_projects_are_private_and_twenty_one_have_not_started() -> None:
    rows = reported(APRIL, "重点项目")
    assert len(private(rows)) == 28
    assert sum(row["是否开工"] == "未开工" for row in rows) == 21


def test_private_investment_is_11_36_of_29_57() -> None:
    rows = reported(APRIL, "重点项目")
    assert total(rows, "本年累计完成投资") == 295700
    assert total(private(rows), "本年累计完成投资") == 113600
    assert f"{Decimal(113600) / Decimal(295700):.4f}" == "0.3842"


def test_investment_is_41_2_percent_above_the_year_before() -> None:
    before = total(reported("2022-04", "重点项目"), "本年累计完成投资")
    assert f"{(295700 / before - 1) * 100:.1f}" == "41.2"


def test_what_april_adds_to_march_gives_april() -> None:
    in_march = {(row["单位"], re.sub(r"[“”\"]", "", row["项目名称"])): row for row in reported("2023-03", "重点项目")}
    for row in reported(APRIL, "重点项目"):
        before = in_march[row["单位"], re.sub(r"[“”\"]", "", row["项目名称"])]
        added = number(before["本年累计完成投资"]) + number(row["本月完成投资"])
        assert added == number(row["本年累计完成投资"]) or row["修订说明"], row["项目名称"]


def test_fifteen_projects_started_together_in_march_with_five_billion() -> None:
    together = [row for row in reported(APRIL, "重点项目") if row["集中开工批次"]]
    assert {(day(row["集中开工批次"]).year, day(row["集中开工批次"]).month) for row in together} == {(2023, 3)}
    assert len(together) == 15
    assert total(together, "总投资") == 500000
    assert {row["是否开工"] for row in together} == {"已开工"}


def test_four_three_gorges_projects_of_2022_have_not_started() -> None:
    waiting = [
        row
        for row in reported(APRIL, "重点项目")
        if row["专项资金渠道"] == "三峡后续规划" and number(row["计划年度"]) == 2022 and row["是否开工"] == "未开工"
    ]
    assert len(waiting) == 4


@pytest.mark.parametrize(("period", "five_thousand", "hundred_million"), [(APRIL, 157, 33), ("2022-04", 69, 29)])
def test_planned_projects_are_as_many_as_the_speech_says(period: str, five_thousand: int, hundred_million: int) -> None:
    sizes = [number(row["估算总投资"]) for row in reported(period, "项目谋划")]
    assert sum(size >= 5000 for size in sizes) == five_thousand
    assert sum(size >= 10000 for size in sizes) == hundred_million


def first_quarter(year: int) -> dict[str, Decimal]:
    won: dict[str, Decimal] = defaultdict(Decimal)
    for row in reported(f"{year}-04", "向上争取"):
        if row["资金性质"] == "无偿" and date(year, 1, 1) <= day(row["下达时间"]) <= date(year, 3, 31):
            won[row["单位"]] += number(row["下达金额"])
    return won


def test_six_departments_grew_by_half_and_all_others_fell() -> None:
    before, now = first_quarter(2022), first_quarter(2023)
    growth = {unit: now[unit] / before[unit] - 1 for unit in now if unit.startswith("县")}
    grown = sorted((unit for unit in growth if growth[unit] >= Decimal("0.5")), key=lambda unit: -growth[unit])
    assert grown == ["县文旅局", "县水利局", "县交通局", "县扶贫办", "县发改局", "县住建局"]
    assert all(growth[unit] < 0 for unit in growth if unit not in grown)
    assert len(growth) == 14


def test_the_projects_the_speech_names_are_there() -> None:
    projects = {row["项目名称"]: row["是否开工"] for row in reported(APRIL, "重点项目")}
    going_well = [
        "香溪长江公路大桥",
        "滨湖路改造",
        "吉盛扩能增效",
        "屈姑4A工业旅游景区",
        "金缸城新区中小学",
        "碧桂园",
        "童庄河大桥",
    ]
    waiting = ["芝茅路改造", "杨云路改造", "“455”农村道路生命防护工程", "物流综合服务中心", "金缸城新区酒店", "市民服务中心"]
    assert {projects[name] for name in going_well} == {"已开工"}
    assert {projects[name] for name in waiting} == {"未开工"}


def test_one_unit_sent_no_investment_return() -> None:
    senders = {row["单位"] for row in reported(APRIL, "招商引资")}
    assert "松柏岭乡" not in senders
    assert len(senders) == 22
