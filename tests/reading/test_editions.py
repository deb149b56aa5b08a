"""Of several editions the one received last counts; what is sent again unchanged was received when it first came."""

from datetime import datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.period import Period
from pipeline.model.submission import InboxFile, Submission
from pipeline.model.table import ReturnTable
from pipeline.reading.editions import latest_editions


def edition(name: str, day: int, investment: int, sha256: str = "") -> ReturnTable:
    file = InboxFile(name, sha256 or name, 1, datetime(2023, 5, day), "xlsx")
    sent = Submission(file, "青滩镇", "重点项目", Period.parse("2023-04"), "表1")
    return ReturnTable(sent, {"总投资": (Decimal(investment),)}, {"总投资": "B"}, (4,))


def test_the_edition_received_last_counts_and_both_are_named() -> None:
    kept, findings = latest_editions([edition("甲.xlsx", 4, 100), edition("乙.xlsx", 5, 200)], [])
    assert [table.submission.file.path for table in kept] == ["乙.xlsx"]
    (finding,) = findings
    assert finding.code == "H-010"
    assert (finding.file, finding.found) == ("甲.xlsx", "乙.xlsx")


def test_a_copy_that_comes_later_makes_nobody_late() -> None:
    kept, _ = latest_editions([edition("报表(1).xlsx", 9, 100, "同"), edition("报表.xlsx", 4, 100, "同")], [])
    assert kept[0].submission.file.received == datetime(2023, 5, 4)


def test_data_corrected_and_taken_back_counts_from_its_first_receipt() -> None:
    kept, _ = latest_editions([edition("甲.xlsx", 3, 100), edition("乙.xlsx", 4, 200), edition("丙.xlsx", 5, 100)], [])
    assert kept[0].submission.file.path == "甲.xlsx"


@given(st.permutations([edition("甲.xlsx", 3, 100), edition("乙2.xlsx", 4, 200), edition("乙10.xlsx", 4, 300)]))
def test_the_order_of_reading_decides_nothing(editions: list[ReturnTable]) -> None:
    kept, _ = latest_editions(editions, [])
    assert [table.submission.file.path for table in kept] == ["乙10.xlsx"]
