"""四制: whether a started project keeps the four institutions, and what its contract has come to."""

from decimal import Decimal

from tools.sample_county import projects
from tools.sample_county.course import last_day
from tools.sample_county.facts import Row, cents, chosen

INSTITUTIONS = ("项目法人责任制", "招标投标制", "合同管理制", "工程监理制")
GROWN = {0: Decimal("1.08"), 1: Decimal("1.13")}
"""of twelve contracts, those that have grown, and to what"""
WORDS = {0: "地质条件变化，基础处理工程量增加", 1: "按批复增加安防和排水工程"}


def rows(unit: str, period: str) -> list[Row]:
    """Return a unit's started projects as of a quarter."""
    end = last_day(period)
    reported = projects.rows(unit, f"{end:%Y-%m}")
    return [_row(row, period) for row in reported if row["是否开工"] == "已开工"]


def _row(row: Row, period: str) -> Row:
    name = row["项目名称"]
    private = row["投资主体"] == "民间投资"
    price, change = cents(row["总投资"] * Decimal("0.62")), chosen(name + "变更", 12)
    grown = change in GROWN and not private and period[4:] >= "Q2"
    kept = {one: "未落实" if chosen(name + one, 29) == 0 else "已落实" for one in INSTITUTIONS}
    if private:
        kept["招标投标制"] = "不适用"
    return {
        "项目名称": name,
        **kept,
        "合同价": price,
        "变更后合同价": cents(price * GROWN[change]) if grown else price,
        "变更原因": WORDS[change] if grown else None,
        "变更批准文号": f"归发改审批〔2023〕{40 + chosen(name, 90)}号" if grown else None,
        "备注": "增加超过10%，已报县政府常务会议审定" if grown and change == 1 else None,
    }
