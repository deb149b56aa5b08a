"""向上争取: money won from the state, the province and the prefecture, one row a grant."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from tools.sample_county.course import APRIL, month_of
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
    year, month = period[:4], month_of(period)
    quarter, april = amounts(fact, year)
    grants: list[Row] = []
    if quarter:
        weights = WEIGHTS[: 2 if quarter < 400 else 3]
        parts = split(quarter, weights)[:month]
        grants = [_grant(fact, place, place + 1, amount, year) for place, amount in enumerate(parts)]
    if april and month >= APRIL:
        grants.append(_grant(fact, 3, APRIL, april, year))
    grants += [_grant(fact, place, in_month, amount, year) for place, in_month, amount in _later(fact, year) if in_month <= month]
    if unit in BONDS and month >= 2:
        grants.append(_bond(fact, period))
    return grants


def _later(fact: Mapping[str, str], year: str) -> Iterator[tuple[int, int, Decimal]]:
    """Yield (place of its name, month, amount) of what is won after April: every other month, up to most of the target."""
    unit, won = fact["单位"], sum(amounts(fact, year), Decimal(0))
    if not won or not fact["争取年度目标"]:
        return
    rest = Decimal(fact["争取年度目标"]) * (82 + chosen(unit + year, 33)) / 100 * (1 if year == "2023" else Decimal("0.85")) - won
    months = [month for month in range(5, 13) if chosen(f"{unit}{year}{month}", 2)] or [9]
    if rest > 0:
        for place, (month, amount) in enumerate(zip(months, split(rest, [1] * len(months)), strict=True)):
            yield place, month, amount


def amounts(fact: Mapping[str, str], year: str) -> tuple[Decimal, Decimal]:
    """Return what a unit won in the first quarter, and in April."""
    last_year = Decimal(fact["争取上年一季度"])
    if year == "2022":
        return last_year, cents(last_year * APRIL_2022)
    if not fact["争取一季度增幅"]:
        return Decimal(0), Decimal(0)
    quarter = last_year + percent_of(fact["争取一季度增幅"], last_year)
    return quarter, percent_of(fact["争取4月完成率"], Decimal(fact["争取年度目标"])) - quarter


def _grant(fact: Mapping[str, str], place: int, month: int, amount: Decimal, year: str) -> Row:
    unit = fact["单位"]
    place, again = place % 4, month > APRIL
    name = fact["资金名称"].split("、")[place] + (f"（{month}月第二批）" if again else "")
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
