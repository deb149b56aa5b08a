"""项目谋划: projects that are only planned yet; so many of each size as the speech says."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from tools.sample_county.facts import Row, chosen, names, spread, table, townships
from tools.sample_county.projects import CONTENT, INFRASTRUCTURE
from tools.sample_county.targets import PLANNED, PLANNED_PPP, PLANNED_PRIVATE, PLANNED_THREE_GORGES

STAGES = ("谋划", "储备", "申报", "前期成熟")
WORK = {"谋划": "正在编制项目建议书", "储备": "已录入储备库", "申报": "已上报申请资金", "前期成熟": "可研、用地、环评均已办结"}
FUNDS = ("中央预算内投资", "地方政府专项债券", "省级专项资金")


def rows(unit: str, period: str) -> list[Row]:
    """Return a unit's planned projects; in March 2023 one in fifteen had not been thought of yet."""
    plans = _plans(period[:4])
    month = f"{int(period[5:])}月"
    return [
        {**plan, "前期工作现状": f"{month}{plan['前期工作现状']}"}
        for place, (owner, plan) in enumerate(plans)
        if owner == unit and (period != "2023-03" or place % 15 != 7)
    ]


@cache
def _plans(year: str) -> Sequence[tuple[str, Row]]:
    sizes = _sizes(year)
    ideas = _ideas(len(sizes))
    investors = _investors(ideas, year)
    gorges = iter(spread(PLANNED_THREE_GORGES[year], sum(kind in INFRASTRUCTURE for _, _, kind in ideas)))
    made = []
    for (unit, name, kind), size, investor in zip(ideas, sizes, investors, strict=True):
        fund = FUNDS[chosen(name, 3)] if investor == "政府投资" else None
        if kind in INFRASTRUCTURE and next(gorges):
            fund = "三峡后续规划"
        made.append((unit, _row(name, kind, size, {"投资主体": investor, "拟申报专项": fund})))
    return tuple(made)


def _sizes(year: str) -> list[Decimal]:
    """Return estimated totals in 万元: each band as often as it should be, mixed evenly; the bands' own limits occur."""
    wanted = PLANNED[year]
    count = sum(wanted.values())
    large = spread(wanted["亿元以上"], count)
    medium = iter(spread(wanted["五千万至亿元"], count - wanted["亿元以上"]))
    sizes = []
    for place, is_large in enumerate(large):
        if is_large:
            sizes.append(Decimal(10000 + place * 37 % 41 * 1000))
        elif next(medium):
            sizes.append(Decimal(5000 + place * 53 % 50 * 100))
        else:
            sizes.append(Decimal(1200 + place * 29 % 38 * 100))
    return sizes


def _ideas(count: int) -> list[tuple[str, str, str]]:
    """Return (unit, project, kind): every unit in turn thinks of one more, until there are enough."""
    directions = {fact["单位"]: [tuple(word.split(":")) for word in fact["方向"].split()] for fact in table("谋划方向")}
    places = townships()
    ideas: list[tuple[str, str, str]] = []
    turn = 0
    while len(ideas) < count:
        for order, unit in enumerate(names()):
            own = directions.get(unit)
            if own:
                word, kind = own[turn % len(own)]
                ideas.append((unit, f"{places[(turn * 5 + order) % len(places)]}{word}项目", kind))
            else:
                word, kind = directions["乡镇"][(turn * 3 + order) % len(directions["乡镇"])]
                ideas.append((unit, f"{unit}{word}项目" + ("二期" if turn >= len(directions["乡镇"]) else ""), kind))
        turn += 1
    return ideas[:count]


def _investors(ideas: Sequence[tuple[str, str, str]], year: str) -> list[str]:
    """Give so many industrial plans to private investors and so many town plans to partnerships; the rest is public."""
    industrial = [place for place, (_, _, kind) in enumerate(ideas) if kind not in INFRASTRUCTURE]
    town = [place for place, (_, _, kind) in enumerate(ideas) if kind == "城建"]
    private = {place for place, mark in zip(industrial, spread(PLANNED_PRIVATE[year], len(industrial)), strict=True) if mark}
    partners = {place for place, mark in zip(town, spread(PLANNED_PPP[year], len(town)), strict=True) if mark}
    word = {True: "民间投资", False: "政府投资"}
    return ["政府与社会资本合作" if place in partners else word[place in private] for place in range(len(ideas))]


def _row(name: str, kind: str, size: Decimal, money: Mapping[str, str | None]) -> Row:
    stage = STAGES[chosen(name, 4)]
    return {
        "项目名称": name,
        "项目类别": kind,
        "建设性质": "新建",
        "建设地点": name[:3],
        "建设规模及内容": CONTENT[kind].format(n=2 + chosen(name, 12), m=1 + chosen(name, 2)),
        "估算总投资": size,
        **money,
        "储备层级": stage,
        "前期工作现状": WORK[stage],
        "计划开工时间": f"2024-{1 + chosen(name, 9):02}" if stage in {"申报", "前期成熟"} else None,
        "政策依据": "县“十四五”规划纲要",
        "备注": None,
    }
