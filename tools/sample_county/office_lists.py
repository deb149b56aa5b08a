"""What the supervision office and the reform commission keep themselves: 领办, 集中开工, 效能监察."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from tools.sample_county import projects
from tools.sample_county.course import last_day
from tools.sample_county.facts import Row, chosen, table
from tools.sample_county.projects import LEADERS

WITHOUT_PLAN = 9
"""one project in nine has no 推进方案 yet"""
CASES: tuple[tuple[str, str, str, str], ...] = (
    ("慢作为", "征地拆迁推进迟缓，连续两月无进展", "提醒谈话", "03"),
    ("违规变更", "未经批准增加建设内容", "通报批评", "05"),
    ("质量安全", "现场安全防护不到位，整改不及时", "通报批评", "06"),
    ("慢作为", "审批事项超时限未办结且未说明原因", "提醒谈话", "08"),
    ("失职渎职", "虚报完成投资", "诫勉", "09"),
    ("乱作为", "违规收取企业费用", "移送处理", "11"),
    ("慢作为", "项目前期工作超过一年无实质进展", "正在核查", "12"),
)


def leading(year: str) -> list[Row]:
    """Return who leads which project in a year: every key project has a leader, a unit, a team, a plan."""
    return [
        {
            "项目名称": fact["项目名称"],
            "领办领导": LEADERS[chosen(fact["单位"], len(LEADERS))],
            "领办单位": fact["单位"],
            "牵头部门": "县发改局" if fact["单位"].startswith("县") else "县农业农村局",
            "工作专班": f"{fact['单位'].removeprefix('县')}项目专班",
            "推进方案": "未制定" if chosen(fact["项目名称"] + "案", WITHOUT_PLAN) == 0 else "已制定",
            "备注": None,
        }
        for fact in table(f"重点项目-{year}")
    ]


def started_together(period: str) -> list[Row]:
    """Return the projects of the ceremony of a quarter: in March those of the facts, later what started meanwhile."""
    end, year = last_day(period), period[:4]
    first = end - timedelta(days=89)
    found = list(_of_ceremony(year, first, end))
    label = f"{year}年第{(end.month - 1) // 3 + 1}批"
    return [{"批次": label, **row} for row in found]


def _of_ceremony(year: str, first: date, end: date) -> Iterator[Row]:
    for fact in table(f"重点项目-{year}"):
        day = f"{fact['集中开工']}-16" if fact["集中开工"] else _later_start(fact, year)
        if day and first <= date.fromisoformat(day) <= end:
            yield _ceremony_row(fact, day)


def _later_start(fact: Mapping[str, str], year: str) -> str:
    start = projects.started_on(fact, year)
    if fact["开工"] or not start:
        return ""
    return f"{start[:7]}-28" if start[5:7] in {"06", "09", "12"} else ""


def _ceremony_row(fact: Mapping[str, str], day: str) -> Row:
    real = chosen(fact["项目名称"] + "核", 10) > 0
    checked = date.fromisoformat(day) + timedelta(days=2)
    return {
        "开工日期": day,
        "项目名称": fact["项目名称"],
        "责任单位": fact["单位"],
        "总投资": Decimal(fact["总投资"]),
        "年度计划投资": Decimal(fact["年度计划"]),
        "是否实质性开工": "是" if real else "否",
        "核验日期": checked.isoformat() if real else None,
        "备注": None if real else "现场未见机械和人员，督促进场",
    }


def conduct(period: str) -> list[Row]:
    """Return the cases of a quarter, by the unit they concern."""
    end, year = last_day(period), period[:4]
    facts = table(f"重点项目-{year}")
    found = []
    for number, (kind, reason, outcome, month) in enumerate(CASES, 1):
        seen = date(int(year), int(month), 6)
        if seen <= end and (end.month - seen.month) < 3:
            fact = facts[chosen(f"{year}{number}", len(facts))]
            found.append(_case(f"XN-{year}-{number:02}", fact, (kind, reason, outcome), seen))
    return found


def _case(number: str, fact: Mapping[str, str], case: tuple[str, str, str], seen: date) -> Row:
    kind, reason, outcome = case
    under_way = outcome == "正在核查"
    return {
        "事项编号": number,
        "责任单位": fact["单位"],
        "涉及项目": fact["项目名称"],
        "情形": kind,
        "事由": reason,
        "发现日期": seen.isoformat(),
        "处理方式": outcome,
        "处理日期": None if under_way else (seen + timedelta(days=15)).isoformat(),
        "涉及人数": None if under_way else Decimal(1 + chosen(number, 2)),
        "备注": None,
    }
