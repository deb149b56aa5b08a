"""向上争取: money won from the state, the province and the prefecture, one row a grant."""

from collections.abc import Mapping
from decimal import Decimal

from tools.sample_county.facts import Row, cents, chosen, percent_of, split, table

LEVELS = ("中央", "省", "省", "市")
KINDS = {"中央预算内": "中央预算内投资", "三峡后续": "三峡后续专项", "以奖代补": "以奖代补", "转移支付": "一般性转移支付"}
MARKS = "建农社教综资环"
WEIGHTS = (5, 3, 2)
PAID = (Decimal(1), Decimal("0.8"), Decimal("0.6"), Decimal(0))
"""share of a grant that has been paid out; the April one has not"""
BONDS = {"县住建局": Decimal(5000), "县交通局": Decimal(12000), "县水利局": Decimal(8000), "县教育局": Decimal(4000)}
"""万元 of bonds (有偿): reported, never ranked"""
APRIL_2022 = Decimal("0.12")
"""what April 2022 added to the first quarter of 2022"""


def rows(unit: str, period: str) -> list[Row]:
    """Return a unit's grants of the year so far; none where the unit has won nothing."""
    fact = next(fact for fact in table("单位任务") if fact["单位"] == unit)
    quarter, april = amounts(fact, period[:4])
    grants: list[Row] = []
    if quarter:
        weights = WEIGHTS[: 2 if quarter < 400 else 3]
        grants = [_grant(fact, place, amount, period) for place, amount in enumerate(split(quarter, weights))]
    if april and period.endswith("-04"):
        grants.append(_grant(fact, 3, april, period))
    if unit in BONDS:
        grants.append(_bond(fact, period))
    return grants


def amounts(fact: Mapping[str, str], year: str) -> tuple[Decimal, Decimal]:
    """Return what a unit won in the first quarter, and in April."""
    last_year = Decimal(fact["争取上年一季度"])
    if year == "2022":
        return last_year, cents(last_year * APRIL_2022)
    if not fact["争取一季度增幅"]:
        return Decimal(0), Decimal(0)
    quarter = last_year + percent_of(fact["争取一季度增幅"], last_year)
    return quarter, percent_of(fact["争取4月完成率"], Decimal(fact["争取年度目标"])) - quarter


def _grant(fact: Mapping[str, str], place: int, amount: Decimal, period: str) -> Row:
    unit, year = fact["单位"], period[:4]
    name = fact["资金名称"].split("、")[place]
    month = 4 if place == 3 else place + 1
    paid = cents(amount * PAID[place])
    mark = MARKS[chosen(name, len(MARKS))]
    return {
        "资金名称": name,
        "资金类别": next((kind for word, kind in KINDS.items() if word in name), "专项转移支付"),
        "资金性质": "无偿",
        "资金级次": LEVELS[place],
        "上级文号": f"江财{mark}发〔{year}〕{chosen(unit + name, 180) + 5}号",
        "下达时间": f"{year}-{month:02}-{8 + chosen(unit + name, 18):02}",
        "下达金额": amount,
        "到位时间": f"{year}-{month:02}-28" if paid else None,
        "到位金额": paid,
        "用款单位": unit,
        "佐证材料": f"附件{place + 1}：指标文及拨款单",
        "备注": None,
    }


def _bond(fact: Mapping[str, str], period: str) -> Row:
    unit, year = fact["单位"], period[:4]
    amount = BONDS[unit] if year == "2023" else cents(BONDS[unit] * 3 / 4)
    return {
        "资金名称": f"{year}年第一批地方政府专项债券",
        "资金类别": "政府债券",
        "资金性质": "有偿",
        "资金级次": "省",
        "上级文号": f"江财债发〔{year}〕{chosen(unit, 30) + 3}号",
        "下达时间": f"{year}-02-20",
        "下达金额": amount,
        "到位时间": f"{year}-03-06",
        "到位金额": amount,
        "用款单位": unit,
        "佐证材料": "附件5：债券分配通知",
        "备注": "有偿资金，不计入争取任务",
    }
