"""要素保障: what projects need from four departments, and how long it takes."""

from datetime import timedelta

from tools.sample_county.course import last_day
from tools.sample_county.facts import Row, chosen, table

NEEDS = {
    "县自然资源和规划局": (("用地", "办理建设用地手续{n}亩"), ("审批", "办理建设工程规划许可")),
    "县财政局": (("资金", "拨付配套资金{n}0万元"), ("资金", "办理专项债券资金支付{n}0万元")),
    "县住建局": (("用水", "接通施工用水"), ("道路", "协调进场道路通行")),
    "县经信局": (("用电", "接通施工用电，容量{n}0千伏安"), ("用气", "办理用气报装")),
}
REASONS = ("材料正在补正，预计下月中旬办结", "等待上级批复，已专人跟踪")


def rows(unit: str, period: str) -> list[Row]:
    """Return what a department was asked for this year, as of a month."""
    end, year = last_day(period), period[:4]
    found = []
    for fact in table(f"重点项目-{year}"):
        name = fact["项目名称"]
        place = chosen(name + unit, 3)
        if place > 1:
            continue
        kind, content = NEEDS[unit][place]
        asked = last_day(f"{year}-01") + timedelta(days=chosen(name + kind, 280) - 25)
        if asked <= end:
            found.append(_row(fact["单位"], name, (kind, content), (asked, end)))
    return [{"事项编号": f"{year}-{kind_of(unit)}-{number:03}", **row} for number, row in enumerate(found, 1)]


def kind_of(unit: str) -> str:
    """Return the mark a department numbers its cases with."""
    return {"县自然资源和规划局": "自规", "县财政局": "财政", "县住建局": "住建", "县经信局": "经信"}[unit]


def _row(asked_by: str, name: str, need: tuple[str, str], days: tuple) -> Row:
    kind, content = need
    asked, end = days
    due = asked + timedelta(days=30 if kind in {"用地", "资金"} else 15)
    done = max(asked + timedelta(days=2), due + timedelta(days=chosen(name + kind + "办", 40) - 28))
    open_still, late = done > end, due < end
    return {
        "项目名称": name,
        "申请单位": asked_by,
        "要素类型": kind,
        "事项内容": content.format(n=2 + chosen(name, 60)),
        "受理日期": asked.isoformat(),
        "办理时限": due.isoformat(),
        "办理状态": "正在办理" if open_still else "已办结",
        "办结日期": None if open_still else done.isoformat(),
        "未办结原因": REASONS[chosen(name, 2)] if open_still and late else None,
        "备注": None,
    }
