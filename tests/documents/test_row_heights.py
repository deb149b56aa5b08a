"""A row of a worksheet is as high as the text in it."""

import pytest

from pipeline.documents.row_heights import height, lines


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, 1),
        ("短", 10, 1),
        ("一二三四五六", 10, 2),
        ("abcdefgh", 10, 1),
        ("一\n二", 10, 2),
        ("一二三四五六七八九十", 11, 2),
    ],
)
def test_a_chinese_character_is_as_wide_as_two_others(text: str, width: float, expected: int) -> None:
    assert lines(text, width) == expected


def test_the_longest_cell_decides_up_to_what_excel_allows() -> None:
    assert height([("短", 10), ("一二三四五六", 10)]) == 36
    assert height([("长" * 5000, 10)]) == 400
    assert height([]) == 22
