"""What is written in a line of the confirmation workbook."""

import pytest

from pipeline.ledger.confirmation import plain_number


@pytest.mark.parametrize("written", ["2023-087", "２０２３－０８７", "2023—087", "2023 - 087"])
def test_a_number_is_known_in_any_width_and_with_any_dash(written: str) -> None:
    assert plain_number(written) == "2023-087"
