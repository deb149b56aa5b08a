"""问题清单: what the supervision office found on its rounds, and what has come of it."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from tools.sample_county.facts import Row, chosen, names
from tools.sample_county.projects import rows as projects

KINDS: tuple[tuple[str, str, str], ...] = (
    ("征拆", "部分地段征地拆迁协议未签订，影响施工进场", "明确专人包保，逐户签订协议"),
    ("手续审批", "施工许可等前期手续办理缓慢", "倒排时间，与审批部门并联办理"),
    ("施工组织", "现场施工力量不足，进度慢于计划", "增加班组和设备，按周核对进度"),
    ("资金", "配套资金未按计划到位", "落实配套资金，按进度拨付"),
    ("要素保障", "施工用电、用水未接通", "协调供电、供水单位限期接通"),
    ("设计", "施工图设计深度不够，变更较多", "组织设计单位现场完善图纸"),
    ("招投标", "招标文件编制滞后，未按时挂网", "限期完成招标文件备案并挂网"),
)
FIRST_ROUND = {"2022": date(2022, 1, 12), "2023": date(2023, 1, 11)}
ROUNDS = {"2022": (0, 1, *range(4, 12)), "2023": tuple(range(12))}
SHARE_CLOSED = 6
"""of eight problems"""
QUIET = frozenset({"县财政局", "梨花垭乡"})
"""units where nothing was found: they report 零报告"""


class Problem(NamedTuple):
    """One problem: when found, when due, when closed (None: open still)."""

    number: str
    kind: tuple[str, str, str]
    project: str
    found: date
    due: date
    closed: date | None


def rows(unit: str, period: str) -> list[Row]:
    """Return the problems of a unit that were known at the end of a period."""
    year, month = int(period[:4]), int(period[5:])
    end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return [_row(problem, end) for problem in _problems(period[:4]).get(unit, ()) if problem.found <= end]


@cache
def _problems(year: str) -> Mapping[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    serial = 0
    for round_number in ROUNDS[year]:
        for unit in names():
            if unit in QUIET or chosen(f"{unit}{year}{round_number}", 8) >= 5:
                continue
            serial += 1
            found.setdefault(unit, []).append(_problem(unit, year, round_number, serial))
    return found


def _problem(unit: str, year: str, round_number: int, serial: int) -> Problem:
    seed = f"{unit}-{year}-{round_number}"
    discovered = FIRST_ROUND[year] + timedelta(days=28 * round_number + chosen(seed, 9))
    due = discovered + timedelta(days=40 + chosen(seed, 25))
    closed = due - timedelta(days=12) + timedelta(days=chosen(seed, 16)) if chosen(seed + "结", 8) < SHARE_CLOSED else None
    named = next(_projects(unit, year), "")
    return Problem(f"WT-{year}-{serial:03}", KINDS[chosen(seed, len(KINDS))], named, discovered, due, closed)


def _projects(unit: str, year: str) -> Iterator[str]:
    return (row["项目名称"] for row in projects(unit, f"{year}-04"))


def _row(problem: Problem, end: date) -> Row:
    closed = problem.closed is not None and problem.closed <= end
    kind, description, measure = problem.kind
    return {
        "问题编号": problem.number,
        "发现日期": problem.found.isoformat(),
        "督查批次": f"第{(problem.found - FIRST_ROUND[problem.number[3:7]]).days // 28 + 1}轮",
        "涉及项目": problem.project or "全面工作",
        "问题类型": kind,
        "问题描述": description,
        "责任科室": "项目办",
        "整改措施": measure,
        "整改时限": problem.due.isoformat(),
        "整改进展": "整改完成，已报佐证材料" if closed else f"{end.month}月底正在按措施推进，每周核对进度",
        "完成情况": "已完成" if closed else "正在整改",
        "是否销号": "已销号" if closed else "未销号",
        "销号日期": problem.closed.isoformat() if closed and problem.closed else None,
        "佐证材料": "现场照片、会议纪要" if closed else None,
        "备注": None,
    }
