"""招商引资: projects of outside investors, and the money that has come in."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tools.sample_county.facts import Row, cents, percent_of, split, table

STAGES = (("投产", "投产"), ("开工", "在建"), ("注册", "注册"), ("签约", "签约"))
"""date column of a fact, and the stage a project has reached by then"""
PAID_BEFORE = {"2023": Decimal("0.3"), "2022": Decimal("0.2")}
"""share of the agreed investment that had come in before the year began"""


def rows(unit: str, period: str) -> list[Row]:
    """Return a unit's investors as of a period; talks are listed from 2023 on."""
    facts = _known(unit, period)
    to_date, month = received(unit, period)
    if not to_date:
        return []
    added = _divided(month, facts)
    if period == "2023-04":
        in_march = _divided(to_date - month, _known(unit, "2023-03"))
        so_far = {name: in_march.get(name, Decimal(0)) + amount for name, amount in added.items()}
    else:
        so_far = _divided(to_date, facts)
    return [_row(fact, so_far[fact["项目名称"]], added[fact["项目名称"]], period) for fact in facts]


def received(unit: str, period: str) -> tuple[Decimal, Decimal]:
    """Return the money a unit's investors have brought in this year so far, and in the month itself."""
    fact = next(fact for fact in table("单位任务") if fact["单位"] == unit)
    if not fact["招商年度目标"]:
        return Decimal(0), Decimal(0)
    target = Decimal(fact["招商年度目标"])
    if period == "2022-04":
        to_date = Decimal(fact["招商上年同期"])
        return to_date, cents(to_date * 3 / 10)
    in_march = percent_of(fact["招商3月完成率"], target)
    if period == "2023-03":
        return in_march, cents(in_march * 2 / 5)
    in_april = percent_of(fact["招商4月完成率"], target)
    return in_april, in_april - in_march


def _divided(amount: Decimal, facts: Sequence[Mapping[str, str]]) -> dict[str, Decimal]:
    """Divide an amount among projects by their weights; a project in talks has none and gets nothing."""
    weights = {fact["项目名称"]: int(fact["份额"]) for fact in facts}
    parts = iter(split(amount, [weight for weight in weights.values() if weight]))
    return {name: next(parts) if weight else Decimal(0) for name, weight in weights.items()}


def _known(unit: str, period: str) -> list[Mapping[str, str]]:
    """Return the projects that were signed by then; talks are listed in 2023, projects finished since only in 2022."""
    return [
        fact
        for fact in table("招商项目")
        if fact["单位"] == unit
        and fact["只报年份"] in {"", period[:4]}
        and (fact["签约"][:7] <= period if fact["签约"] else period.startswith("2023"))
    ]


def _reached(fact: Mapping[str, str], period: str) -> dict[str, str | None]:
    return {
        column: fact[column] if fact[column] and fact[column][:7] <= period else None
        for column in ("签约", "注册", "开工", "投产")
    }


def _row(fact: Mapping[str, str], to_date: Decimal, month: Decimal, period: str) -> Row:
    dates = _reached(fact, period)
    agreed = Decimal(fact["协议总投资"])
    stage = next((stage for column, stage in STAGES if dates[column]), "在谈")
    signed_before = bool(fact["签约"]) and fact["签约"][:4] < period[:4]
    last_year = cents(agreed * PAID_BEFORE[period[:4]]) if signed_before else Decimal(0)
    return {
        "项目名称": fact["项目名称"],
        "投资方": fact["投资方"],
        "来源地": fact["来源地"],
        "落地乡镇": fact["落地乡镇"],
        "产业类别": fact["产业类别"],
        "项目内容": f"建设{fact['项目名称']}及配套设施",
        "项目阶段": stage,
        "签约日期": dates["签约"],
        "注册时间": dates["注册"],
        "开工时间": dates["开工"],
        "投产时间": dates["投产"],
        "协议总投资": agreed,
        "本月到位资金": month,
        "本年累计到位资金": to_date,
        "自签约累计到位资金": last_year + to_date,
        "存在问题": "无" if stage != "签约" else "项目用地尚未落实",
        "责任领导": "副县长",
        "修订说明": None,
        "备注": None,
    }
