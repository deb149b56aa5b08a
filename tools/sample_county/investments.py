"""招商引资: projects of outside investors, and the money that has come in."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tools.sample_county.course import APRIL, DECEMBER, before, day_in, month_of, reached
from tools.sample_county.facts import Row, cents, chosen, percent_of, split, table

STAGES = (("投产", "投产"), ("开工", "在建"), ("注册", "注册"), ("签约", "签约"))
"""date column of a fact, and the stage a project has reached by then"""
PAID_BEFORE = {"2023": Decimal("0.3"), "2022": Decimal("0.2")}
"""share of the agreed investment that had come in before the year began"""


def rows(unit: str, period: str) -> list[Row]:
    """Return a unit's investors as of a period; talks are listed from 2023 on."""
    facts = _known(unit, period)
    if not received(unit, period)[0]:
        return []
    so_far, earlier = _so_far(unit, period), _so_far(unit, before(period)) if month_of(period) > 1 else {}
    rows = []
    for fact in facts:
        to_date = so_far[fact["项目名称"]]
        rows.append(_row(fact, to_date, to_date - earlier.get(fact["项目名称"], Decimal(0)), period))
    return rows


def _so_far(unit: str, period: str) -> dict[str, Decimal]:
    """Return what every project known by then has received this year; until March it is divided anew, then added to."""
    to_date, month = received(unit, period)
    facts = _known(unit, period)
    if month_of(period) < APRIL:
        return _divided(to_date, facts)
    so_far, nothing = _so_far(unit, before(period)), Decimal(0)
    if month_of(period) == APRIL:
        return {name: so_far.get(name, nothing) + amount for name, amount in _divided(month, facts).items()}
    room = {fact["项目名称"]: _agreed_for(fact, period[:4]) - so_far.get(fact["项目名称"], nothing) for fact in facts}
    added = _divided(month, [fact for fact in facts if room[fact["项目名称"]] > 0 and int(fact["份额"])])
    return {name: so_far.get(name, nothing) + min(added.get(name, nothing), max(left, nothing)) for name, left in room.items()}


def _agreed_for(fact: Mapping[str, str], year: str) -> Decimal:
    """Return the most a project may bring in during a year: what was agreed, less what had come in before."""
    agreed = Decimal(fact["协议总投资"])
    return cents(agreed * (1 - PAID_BEFORE[year])) if fact["签约"][:4] < year else agreed


def received(unit: str, period: str) -> tuple[Decimal, Decimal]:
    """Return the money a unit's investors have brought in this year so far, and in the month itself."""
    fact = next(fact for fact in table("单位任务") if fact["单位"] == unit)
    if not fact["招商年度目标"]:
        return Decimal(0), Decimal(0)
    target = Decimal(fact["招商年度目标"])
    year, month, nothing = period[:4], month_of(period), Decimal(0)
    if year == "2022":
        april = Decimal(fact["招商上年同期"])
        course = {0: nothing, 3: april - cents(april * 3 / 10), APRIL: april, DECEMBER: cents(april * 29 / 10)}
    else:
        march, april = percent_of(fact["招商3月完成率"], target), percent_of(fact["招商4月完成率"], target)
        aim = max(cents(target * (80 + chosen(unit, 40)) / 100), april)
        course = {0: nothing, 2: march - cents(march * 2 / 5), 3: march, APRIL: april, DECEMBER: aim}
    to_date = reached(course, month)
    return to_date, to_date - reached(course, month - 1)


def _divided(amount: Decimal, facts: Sequence[Mapping[str, str]]) -> dict[str, Decimal]:
    """Divide an amount among projects by their weights; a project in talks has none and gets nothing."""
    weights = {fact["项目名称"]: int(fact["份额"]) for fact in facts}
    parts = iter(split(amount, [weight for weight in weights.values() if weight]) if any(weights.values()) else ())
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
    dates = _dates(fact)
    return {column: date if date and date[:7] <= period else None for column, date in dates.items()}


def _dates(fact: Mapping[str, str]) -> dict[str, str]:
    """Return the day of every step; those the facts leave open come after April 2023, for most projects."""
    dates, month = {}, 5 + chosen(fact["项目名称"] + "签", 9)
    for column in ("签约", "注册", "开工", "投产"):
        dates[column] = fact[column]
        if not fact[column] and not fact["只报年份"]:
            dates[column] = day_in("2023", month, chosen(fact["项目名称"] + column, 97)) if month <= DECEMBER else ""
            month += 2 + chosen(fact["项目名称"] + column, 4)
    return dates


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
