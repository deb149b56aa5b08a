"""An exact value as people read it."""

from decimal import Decimal

import pytest

from pipeline.model.unrounded import unrounded


@pytest.mark.parametrize(
    ("value", "kind", "unit", "text"),
    [
        ("0.3841731484612783226242812986", "rate", "%", "38.417314…%"),
        ("0.411995033903161111641677012701747684", "growth", "%", "41.199503…%"),
        ("-0.017", "points", "个百分点", "-1.7个百分点"),
        ("0.5", "rate", "%", "50%"),
        ("295700.0", "amount", "万元", "295700万元"),
        ("1.234567", "amount", "万元", "1.234567万元"),
        ("54.5555555555", "days", "天", "54.555555…天"),
        ("0.00", "count", "个", "0个"),
    ],
)
def test_its_first_six_decimals_are_shown_in_its_unit(value: str, kind: str, unit: str, text: str) -> None:
    assert unrounded(Decimal(value), kind, unit) == text
