"""审核问题汇总.xlsx: every finding twice, by unit and by check, counted, and what has been explained."""

from io import BytesIO

import openpyxl
import pytest
from msgspec.structs import replace

from pipeline.documents.findings_book import findings_book
from pipeline.documents.samples import sample
from pipeline.model.finding import Explanation, Finding, Level
from pipeline.model.period import Period

APRIL = Period.parse("2023-04")


def finding(unit: str, code: str, level: Level = Level.MUST_FIX, **more) -> Finding:
    return Finding(code, level, f"{unit}.xlsx", f"{unit}的{code}", unit, "重点项目", "2023-04", "表1", ("K5", "K6"), **more)


FOUND = (
    finding("青滩镇", "Q-201"),
    finding("县交通局", "T-107", Level.NOTICE),
    finding("县交通局", "Q-201"),
    finding("", "Q-003"),
    finding("县交通局", "H-302", Level.MUST_EXPLAIN),
)
CLOSED = finding(
    "县交通局", "H-207", Level.MUST_EXPLAIN, explanation=Explanation("县发改局批复调整概算", "说明.xlsx", "审核意见", "I5")
)


@pytest.fixture(scope="module")
def book(definitions):
    given = replace(sample(definitions, APRIL), findings=FOUND, explained=(CLOSED,), reports=())
    assert findings_book(given) == findings_book(given)
    return openpyxl.load_workbook(BytesIO(findings_book(given).content))


def column(sheet, heading: str) -> list[object]:
    headings = [cell.value for cell in sheet[2]]
    return [row[headings.index(heading)].value for row in sheet.iter_rows(min_row=3)]


def test_by_unit_they_stand_in_official_order_the_gravest_first_and_those_of_nobody_last(book) -> None:
    told = list(zip(column(book["按单位"], "单位"), column(book["按单位"], "编号"), strict=True))
    assert told == [
        ("县交通局", "Q-201"),
        ("县交通局", "H-302"),
        ("县交通局", "T-107"),
        ("青滩镇", "Q-201"),
        ("单位不明", "Q-003"),
    ]


def test_by_check_every_finding_stands_once_more(book) -> None:
    told = list(zip(column(book["按审核项"], "编号"), column(book["按审核项"], "单位"), strict=True))
    assert told == [
        ("Q-003", "单位不明"),
        ("Q-201", "县交通局"),
        ("Q-201", "青滩镇"),
        ("H-302", "县交通局"),
        ("T-107", "县交通局"),
    ]
    assert column(book["按审核项"], "单元格") == ["K5、K6"] * 5


def test_the_counts_add_up(book) -> None:
    units = {row[0].value: [cell.value for cell in row[2:]] for row in book["单位统计"].iter_rows(min_row=3)}
    assert units == {"县交通局": [1, 1, 1, 3, 1], "青滩镇": [1, 0, 0, 1, 0], "单位不明": [1, 0, 0, 1, 0], "合计": [3, 1, 1, 5, 1]}
    checks = {row[0].value: (row[2].value, row[3].value, row[4].value) for row in book["审核项统计"].iter_rows(min_row=3)}
    assert checks["Q-201"] == (2, 2, "县交通局、青滩镇")
    assert sum(count for count, *_ in checks.values()) == len(FOUND)


def test_what_has_been_explained_stands_with_its_reason_and_where_it_was_given(book) -> None:
    (row,) = book["已说明"].iter_rows(min_row=3, values_only=True)
    assert row[-2:] == ("县发改局批复调整概算", "说明.xlsx 审核意见 I5")


def test_each_sheet_can_be_filtered_and_shows_levels_in_their_colours(book) -> None:
    for sheet in book.worksheets:
        assert sheet.auto_filter.ref
    assert len(book["按单位"].conditional_formatting) == 1


def test_rows_are_as_high_as_their_texts(definitions) -> None:
    long = replace(FOUND[0], text="本年累计完成投资不等于上月本年累计与本月完成投资之和" * 4)
    given = replace(
        sample(definitions, APRIL), findings=(long, replace(long, text="短", unit="龙潭坪镇")), explained=(), reports=()
    )
    heights = openpyxl.load_workbook(BytesIO(findings_book(given).content))["按单位"].row_dimensions
    assert heights[3].height > 4 * heights[4].height / 2
