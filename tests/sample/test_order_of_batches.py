"""`make year` runs the batches in the order in which their periods end."""

from tools.sample_county.order import in_order


def test_a_month_follows_its_last_ten_days() -> None:
    codes = ["2023-04", "2023-04-下旬", "2023-05-上旬", "2023-04-上旬", "2022-12", "2023-04-中旬"]
    assert in_order(codes) == ["2022-12", "2023-04-上旬", "2023-04-中旬", "2023-04-下旬", "2023-04", "2023-05-上旬"]
