"""Which returns count as 应报 for a period."""

import pytest

from pipeline.model.period import Period
from pipeline.model.reporting import is_counted


@pytest.mark.parametrize(
    ("covers", "period", "counted"),
    [
        ("2023-04", "2023-04", True),
        ("2023Q1", "2023-03", True),
        ("2023Q1", "2023-04", False),
        ("2023", "2023-04", False),
        ("2023-04-下旬", "2023-04-下旬", True),
        ("2023-04", "2023-04-下旬", False),
        ("2023Q2", "2023-06-下旬", False),
    ],
)
def test_a_return_counts_in_the_period_with_which_it_ends_and_a_ten_days_counts_only_its_own(
    covers: str, period: str, *, counted: bool
) -> None:
    assert is_counted(covers, Period.parse(period)) is counted
