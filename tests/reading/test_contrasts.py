"""What two readers make of one cell is the same, written otherwise, or really something else."""

from datetime import date, datetime, time, timedelta

import pytest

from pipeline.model.rereading import Contrast
from pipeline.reading.contrasts import contrast_between


@pytest.mark.parametrize(
    ("ours", "theirs", "contrast"),
    [
        (1200.0, 1200, None),
        ("茅坪镇", "茅坪镇", None),
        ("", "", None),
        (date(2023, 4, 1), datetime(2023, 4, 1), None),
        ("茅坪镇", " 茅坪镇\n", Contrast.BLANKS),
        ("一\n二", "一_x000D_\n二", Contrast.BLANKS),
        (date(2023, 4, 1), 45017, Contrast.DATES),
        (date(2023, 4, 1), 45017 - 1462, Contrast.DATES),
        (timedelta(hours=30), time(6), Contrast.VALUES),
        (time(6), 0.25, Contrast.DATES),
        (0.1 + 0.2, 0.3, Contrast.DIGITS),
        ("#N/A", "", Contrast.ERRORS),
        ("#DIV/0!", "#VALUE!", Contrast.ERRORS),
        ("项目名称", "\ufffd\x00\ufffd\x00", Contrast.ENCODING),
        (1200.0, 1300.0, Contrast.VALUES),
        (1200.0, "1200", Contrast.VALUES),
        (True, 1.0, Contrast.VALUES),
        ("", 7.0, Contrast.VALUES),
        ("007", "7", Contrast.VALUES),
        (date(2023, 4, 1), datetime(2023, 4, 2), Contrast.VALUES),
        ("#N/A", 3.0, Contrast.VALUES),
    ],
)
def test_two_readings_of_a_cell_are_told_apart_by_kind(ours, theirs, contrast):
    assert contrast_between(ours, theirs, covered=False) is contrast


@pytest.mark.parametrize("ours", ["藏在下面", 12.0])
def test_what_a_merge_covers_is_a_kind_of_its_own(ours):
    assert contrast_between(ours, "", covered=True) is Contrast.UNDER_MERGE
    assert contrast_between(ours, "", covered=False) is Contrast.VALUES
    assert contrast_between("", "藏在下面", covered=True) is Contrast.VALUES
