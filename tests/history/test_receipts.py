"""When a return first came is kept from batch to batch."""

from datetime import datetime

from pipeline.history import open_history
from pipeline.model.reporting import FirstReceipt

MARCH, APRIL = ("县发改局", "重点项目", "2023-03"), ("县发改局", "重点项目", "2023-04")
FIRST, LATER = FirstReceipt("a" * 64, datetime(2023, 5, 4, 9)), FirstReceipt("b" * 64, datetime(2023, 5, 6, 9))


def test_what_is_recorded_again_is_replaced_and_the_rest_stays(tmp_path, url):
    with open_history(url, tmp_path) as history:
        assert history.first_receipts() == {}
        history.record_first_receipts({MARCH: FIRST, APRIL: LATER})
        history.record_first_receipts({APRIL: FIRST})
    with open_history(url, tmp_path) as history:
        assert history.first_receipts() == {MARCH: FIRST, APRIL: FIRST}
