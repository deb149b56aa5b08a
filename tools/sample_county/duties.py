"""目标任务: what every unit must achieve in a year, issued by the supervision office itself."""

from decimal import Decimal

from tools.sample_county.facts import Row, names, table

INDICATORS = {"对上争取": "争取年度目标", "招商引资": "招商年度目标"}
LAST_YEAR = Decimal("0.9")
"""targets of 2022 as a share of those of 2023"""


def rows(year: str) -> list[Row]:
    """Return one row per unit and indicator; units without a task are not listed."""
    facts = {fact["单位"]: fact for fact in table("单位任务")}
    return [
        {"单位": unit, "指标": indicator, "年度目标": _target(facts[unit][column], year), "上年实绩": None, "备注": None}
        for indicator, column in INDICATORS.items()
        for unit in names()
        if facts[unit][column]
    ]


def _target(stated: str, year: str) -> Decimal:
    target = Decimal(stated)
    return target if year == "2023" else (target * LAST_YEAR / 10).quantize(Decimal(1)) * 10
