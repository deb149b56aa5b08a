"""台账确认: what the supervision office of the sample county decided about the problems the program proposed.

The lines name problems by unit, kind and subject and leave the number blank, as somebody does who fills in the workbook by hand:
which number a problem has is the program's to say.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from tools.sample_county import problems, projects
from tools.sample_county.facts import Row, names
from tools.sample_county.grid import Sheet

PERIODS = ("2023-03", "2023-04")
OFFICE = "归溪县人民政府督查室"
HEAD = ("台账编号", "责任单位", "问题类别", "事项", "处理意见", "佐证材料或理由", "经办人", "新期限", "办理日期")
FOUND, NOT_BEGUN = "督查发现", "逾期未开工"
OFFICER, CHIEF = "周明", "李静"

Line = tuple[str | date | None, ...]
RELAPSED = ("县交通局", "WT-2023-005")
"""closed in March on the unit's word, and in April's return again"""
NO_EVIDENCE = ("望江坪镇", "WT-2023-011")
NO_NAME = ("松柏岭乡", "松柏岭乡产业扶持道路")
EXTENDED = ("县水利局", "长江岸线青滩段护岸整治")
NOT_LISTED = ("县住建局", "城区停车场及充电设施")
UNKNOWN_NUMBER = "2023-999"


def workbook(period: str) -> list[Sheet]:
    """Return the confirmation workbook of a period, with the stamp by which the program knows it."""
    year, month = period.split("-")
    sheet = Sheet("台账确认")
    sheet.put(0, 0, f"{year}年{int(month)}月问题台账确认表", "title")
    sheet.merge(0, 0, 0, len(HEAD) - 1)
    for column, heading in enumerate(HEAD):
        sheet.put(1, column, heading, "heading")
        sheet.widths[column] = 24 if heading in {"事项", "佐证材料或理由"} else 13
    for row, line in enumerate(_lines(period), 2):
        for column, value in enumerate(line):
            sheet.put(row, column, value, "day" if isinstance(value, date) else "text")
    stamp = Sheet("_tongbao", hidden=True)
    for row, (name, value) in enumerate({"报表": "台账确认", "单位": OFFICE, "期": period}.items()):
        stamp.put(row, 0, name, "plain")
        stamp.put(row, 1, value, "plain")
    return [sheet, stamp]


def _lines(period: str) -> Iterator[Line]:
    march = period == PERIODS[0]
    for unit in names():
        for problem in problems.rows(unit, period):
            yield from _about_problem(unit, problem, period)
        for project in _not_begun(unit, period):
            yield from _about_project(unit, project, march=march)
    if march:
        reason = "协议投资含二期商业配套，两表口径不同，已核实"
        yield _line(*NOT_LISTED, "数据打架", ("不列入", reason, OFFICER))
        yield _line(*NOT_LISTED, "进度滞后", ("确认",))
    else:
        yield (UNKNOWN_NUMBER, None, None, None, "销号", "现场照片", OFFICER, None, None)


def _about_problem(unit: str, problem: Row, period: str) -> Iterator[Line]:
    """Confirm what is open; close what the unit has mended since March, after a look at the place."""
    number, mended = str(problem["问题编号"]), problem["是否销号"] == "已销号"
    if period == PERIODS[0]:
        if (unit, number) == RELAPSED:
            day = date(2023, 3, 29)
            yield _line(unit, number, FOUND, ("销号", "单位书面报告、施工图变更批复", OFFICER, None, day))
        elif (unit, number) == NO_EVIDENCE:
            yield _line(unit, number, FOUND, ("销号", None, OFFICER))
        elif not mended:
            yield _line(unit, number, FOUND, ("确认",))
    elif mended and number in _open(unit, PERIODS[0]):
        yield _line(unit, number, FOUND, ("销号", f"{problem['佐证材料']}，现场核查记录", OFFICER))
    elif (not mended and number not in _open(unit, PERIODS[0])) or (unit, number) == NO_EVIDENCE:
        yield _line(unit, number, FOUND, ("确认",))


def _about_project(unit: str, project: str, *, march: bool) -> Iterator[Line]:
    if march:
        yield _line(unit, project, NOT_BEGUN, ("确认",))
    elif (unit, project) == EXTENDED:
        yield _line(unit, project, NOT_BEGUN, ("延期", "涉河方案已报省水利厅，审批需六十日", CHIEF, date(2023, 6, 30)))
    elif (unit, project) == NO_NAME:
        yield _line(unit, project, NOT_BEGUN, ("销号", "中标通知书", None))
    elif project not in _not_begun(unit, PERIODS[0]):
        yield _line(unit, project, NOT_BEGUN, ("确认",))


def _open(unit: str, period: str) -> list[str]:
    return [str(row["问题编号"]) for row in problems.rows(unit, period) if row["是否销号"] == "未销号"]


def _not_begun(unit: str, period: str) -> list[str]:
    """Return the projects whose planned month has come and that have not begun."""
    rows: Sequence[Row] = projects.rows(unit, period)
    return [str(row["项目名称"]) for row in rows if row["是否开工"] == "未开工" and str(row["计划开工时间"])[:7] <= period]


def _line(unit: str, subject: str, kind: str, answers: Sequence[str | date | None]) -> Line:
    return (None, unit, kind, subject, *answers, *(None,) * (len(HEAD) - 4 - len(answers)))
