"""审核意见 sheets that come back are answers, never tables."""

import json

import pytest

from pipeline.model.explanation import REVIEW_STAMP
from tests import builders

TABLE = """
重点项目建设进度月报表 | < | < | < | <
填报单位：县交通局 | 2023年4月 | "" | "" | 单位：万元
项目名称 | 项目类别 | 总投资 | 本月完成投资 | 存在问题
芝茅路改造工程 | 交通 | 8000 | 180 | 征地进展慢
"""
KEY = ["县交通局", "重点项目", "2023-04", "H-302", "芝茅路改造工程", "0123456789abcdef"]
REASON = "县发改局3月批复调整概算"


def review(answer: str, stamp: str = REVIEW_STAMP, key: object = KEY, heading: str = "填报说明") -> list[list[object]]:
    return [
        ["县交通局审核意见"],
        ["文件：…"],
        ["序号", "级别", "问题", heading, stamp],
        ["1", "核实", "总投资与上期不一致", answer, json.dumps(key, ensure_ascii=False)],
    ]


@pytest.mark.parametrize("name", ["审核意见", "审核意见 (2)", "Sheet9"])
def test_an_answer_is_read_beside_the_corrected_return(reading, name: str) -> None:
    answer = reading(builders.xlsx(review(REASON), TABLE, names=[name, "重点项目"]))
    (answered,) = answer.answers
    assert (answered.concern, answered.value) == (tuple(KEY[:5]), KEY[5])
    assert (answered.explanation.text, answered.explanation.sheet, answered.explanation.cell) == (REASON, name, "D4")
    (table,) = answer.tables
    assert table.submission.sheet == "重点项目"


def test_a_workbook_of_the_sheet_alone_asks_for_nothing_more(reading) -> None:
    answer = reading(builders.xlsx(review(REASON), names=["审核意见"]))
    assert (len(answer.answers), answer.tables, answer.findings) == (1, (), ())


@pytest.mark.parametrize(
    "sheet",
    [review(""), review("  "), review(REASON, key="改动过"), review(REASON, key=["少", "了"]), review(REASON, heading="说明")],
)
def test_what_is_left_blank_or_has_lost_its_stamp_is_no_answer(reading, sheet: list[list[object]]) -> None:
    answer = reading(builders.xlsx(sheet, TABLE, names=["审核意见", "重点项目"]))
    assert answer.answers == ()
    assert len(answer.tables) == 1


def test_a_sheet_without_the_stamp_is_the_senders_own(reading) -> None:
    answer = reading(builders.xlsx(review(REASON, stamp="备注"), TABLE, names=["审核意见", "重点项目"]))
    assert answer.answers == ()
    assert len(answer.tables) == 1
