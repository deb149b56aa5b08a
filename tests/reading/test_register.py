from datetime import datetime

import pytest

from pipeline.reading.answer import Receipt
from pipeline.reading.register import received_at
from tests import builders

REGISTER = "归溪县政府督查室收文登记\n收文时间 | 单位 | 文件名\n"


@pytest.mark.parametrize(
    ("written", "received"),
    [
        ("2023-05-04 09:30", datetime(2023, 5, 4, 9, 30)),
        ("2023/5/4 9:30", datetime(2023, 5, 4, 9, 30)),
        ("2023年5月4日 9:30", datetime(2023, 5, 4, 9, 30)),
        ("@2023-05-04", datetime(2023, 5, 4)),
    ],
)
def test_the_register_tells_when_a_file_was_received(reading, written, received):
    answer = reading(
        builders.xlsx(f"{REGISTER}{written} | 县交通局 | 交通局.xlsx\n不知道 | 县文旅局 | 文旅局.xlsx"), path="收文登记.xlsx"
    )
    assert (answer.receipts, answer.tables, answer.findings) == ((Receipt("交通局.xlsx", received),), (), ())


def test_a_register_in_a_folder_speaks_of_that_folder(reading):
    answer = reading(builders.xlsx(f"{REGISTER}@2023-05-04 | 县交通局 | 交通局.xlsx"), path="2023-04/收文登记4月.xlsx")
    assert answer.receipts == (Receipt("2023-04/交通局.xlsx", datetime(2023, 5, 4)),)


def test_a_file_is_found_by_its_path_then_by_its_name_and_the_last_line_counts():
    receipts = [
        Receipt("甲.xlsx", datetime(2023, 5, 1)),
        Receipt("甲.xlsx", datetime(2023, 5, 2)),
        Receipt("a/乙.xlsx", datetime(2023, 5, 3)),
    ]
    assert received_at("a/甲.xlsx", receipts) == datetime(2023, 5, 2)
    assert received_at("a/乙.xlsx", receipts) == datetime(2023, 5, 3)
    assert received_at("b/乙.xlsx", receipts) is None


def test_what_came_in_a_zip_came_when_the_zip_did():
    receipts = [Receipt("2023-04/包.zip", datetime(2023, 5, 1)), Receipt("2023-04/包.zip/乙.xlsx", datetime(2023, 5, 2))]
    assert received_at("2023-04/包.zip/夹/甲.xlsx", receipts) == datetime(2023, 5, 1)
    assert received_at("2023-04/包.zip/乙.xlsx", receipts) == datetime(2023, 5, 2)
    assert received_at("2023-04/包二.zip/甲.xlsx", receipts) is None
