"""前期工作: what stands between a project and its start, step by step, with days."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from tools.sample_county import plans, projects
from tools.sample_county.course import last_day
from tools.sample_county.facts import Row, chosen, table

STEPS = ("立项", "用地", "环评", "可研", "初设", "招标", "施工许可", "征地拆迁")
ONLY_PUBLIC = frozenset({"可研", "初设"})
"""steps an enterprise's own project does without"""
READY = frozenset({"申报", "前期成熟"})
MOST_PLANS = 3
"""planned projects a unit is preparing at a time"""
TROUBLES = {
    "用地": "农用地转用尚未获批，正在组卷上报",
    "环评": "环评报告按专家意见修改，预计一个月内报批",
    "招标": "控制价评审未完成，暂不能挂网招标",
    "征地拆迁": "部分农户补偿协议未签订，正在逐户做工作",
}
USUAL_TROUBLE = "审批要件正在补正，已与审批部门对接"


def rows(unit: str, period: str) -> list[Row]:
    """Return the projects a unit is preparing at the end of a period."""
    return [_row(*preparing, last_day(period)) for preparing in _preparing(unit, period)]


def _preparing(unit: str, period: str) -> Iterator[tuple[Row, date, date]]:
    """Yield each project with the day its preparation began and the day it is over."""
    year = period[:4]
    end = last_day(period)
    facts = {fact["项目名称"]: fact for fact in table(f"重点项目-{year}")}
    for row in projects.rows(unit, f"{year}-{end.month:02}"):
        if row["是否开工"] == "未开工":
            name = row["项目名称"]
            start = projects.started_on(facts[name], year)
            over = date.fromisoformat(start) if start else date(int(year) + 1, 4, 20)
            began = over - timedelta(days=150 + chosen(name, 420))
            if began <= end:
                yield {**row, "估算总投资": row["总投资"]}, began, over
    ready = [row for row in plans.rows(unit, f"{year}-{end.month:02}") if row["储备层级"] in READY]
    for row in ready[:MOST_PLANS]:
        name = row["项目名称"]
        began = date(int(year) - 1, 6, 1) + timedelta(days=chosen(name, 300))
        if began <= end:
            yield row, began, began + timedelta(days=300 + chosen(name + "限", 320))


def _row(project: Row, began: date, over: date, end: date) -> Row:
    name, private = project["项目名称"], project["投资主体"] == "民间投资"
    row: Row = {
        "项目名称": name,
        "项目类别": project["项目类别"],
        "投资主体": project["投资主体"],
        "估算总投资": Decimal(project["估算总投资"]),
        "前期启动时间": began.isoformat(),
    }
    stuck = ""
    for place, step in enumerate(STEPS):
        done = began + (over - began) * (place + 1) // len(STEPS)
        needed = not (private and step in ONLY_PUBLIC)
        row[f"{step}状态"] = _state(done, end, (over - began) // len(STEPS)) if needed else "不需要"
        row[f"{step}办结时间"] = done.isoformat() if needed and done <= end else None
        stuck = stuck or (step if needed and done > end else "")
    late = (end - began).days > 365 and stuck
    return row | {
        "计划开工时间": project["计划开工时间"],
        "卡点环节": stuck or "无",
        "存在问题": TROUBLES.get(stuck, USUAL_TROUBLE) if late else "无",
        "备注": None,
    }


def _state(done: date, end: date, step: timedelta) -> str:
    if done <= end:
        return "已办结"
    if done - step <= end:
        return "已报审"
    return "正在编制" if done - 2 * step <= end else "未启动"
