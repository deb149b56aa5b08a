"""Text in the XML of a workbook is what was written, whatever it holds."""

import pytest

from pipeline.documents.spreadsheet_text import escaped, quoted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县交通局", "县交通局"),
        ("a&b<c>", "a&amp;b&lt;c&gt;"),
        ("甲\n乙\t丙", "甲\n乙\t丙"),
        ("甲\r\n乙", "甲_x000D_\n乙"),
        ("甲\x00\x0b\ufffe乙", "甲乙"),
        ("_x000D_", "_x005F_x000D_"),
        ("_x12", "_x12"),
        ("\ud800", ""),
    ],
)
def test_what_xml_cannot_hold_is_dropped_and_what_excel_would_decode_is_not_a_code(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_a_quotation_mark_does_not_end_an_attribute() -> None:
    assert quoted('"a"&') == "&quot;a&quot;&amp;"
