"""旬报: how far the key projects are at the end of each 旬, between the ends of the months."""

from decimal import Decimal

from tools.sample_county import projects
from tools.sample_county.course import last_day
from tools.sample_county.facts import Row, cents

PARTS = {"上旬": 1, "中旬": 2, "下旬": 3}
DONE = (Decimal(0), Decimal("0.28"), Decimal("0.63"), Decimal(1))
"""how much of a month's investment is done by the end of each 旬"""
COLUMNS = ("项目名称", "本年度计划投资", "是否开工", "计划开工时间", "形象进度", "存在问题", "备注")


def rows(unit: str, period: str) -> list[Row]:
    """Return a unit's projects as of a 旬; more of a month's investment is done towards its end."""
    month, part = period[:7], PARTS[period[8:]]
    return [_row(row, part, last_day(period).isoformat()) for row in projects.rows(unit, month)]


def _row(row: Row, part: int, end: str) -> Row:
    in_month, to_date = row["本月完成投资"], row["本年累计完成投资"]
    before, now = (cents(in_month * share) for share in DONE[part - 1 : part + 1])
    rest = in_month - now
    started = row["是否开工"] == "已开工" and (not row["开工时间"] or row["开工时间"] <= end)
    return {column: row[column] for column in COLUMNS} | {
        "本旬完成投资": now - before,
        "本年累计完成投资": to_date - rest,
        "是否开工": "已开工" if started or to_date - rest else "未开工",
    }
