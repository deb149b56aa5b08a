"""The files of the inbox: who sent which return in which file under which name, and when it was received."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from tools.sample_county import (
    confirmations,
    duties,
    grants,
    institutions,
    investments,
    office_lists,
    plans,
    preparations,
    problems,
    projects,
    support,
    ten_days,
    trips,
    workbooks,
)
from tools.sample_county.drawing import code_lists, drawn, guide, register, report_day
from tools.sample_county.facts import Row, chosen, names, units
from tools.sample_county.faults import LATE, MISSING, as_sent
from tools.sample_county.grid import Sheet
from tools.sample_county.habits import habits
from tools.sample_county.layouts import layout
from tools.sample_county.targets import PERIODS

ROWS: Mapping[str, Callable[[str, str], Sequence[Row]]] = {
    "重点项目": projects.rows,
    "向上争取": grants.rows,
    "招商引资": investments.rows,
    "项目谋划": plans.rows,
    "问题清单": problems.rows,
    "前期工作": preparations.rows,
    "要素保障": support.rows,
}
QUARTERLY: Mapping[str, Callable[[str, str], Sequence[Row]]] = {
    "四制": institutions.rows,
    "外出招商": trips.rows,
    "集中开工": lambda _, quarter: office_lists.started_together(quarter),
}
ONLY_FROM = {"要素保障": frozenset(support.NEEDS), "集中开工": frozenset({"县发改局"})}
"""returns that some units send only"""
TEN_DAY_MONTHS = ("2023-04", "2023-05", "2023-06")
PARTS = ("上旬", "中旬", "下旬")
YEARS = tuple(f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13))
"""periods of the two whole years"""
TARGETS_SENT = ("2022-03", "2022-04", "2023-03")
OFFICE = "县政府督查室"
LATE_AT = datetime(2023, 5, 6, 9, 35)
WRITERS = {"excel": workbooks.excel, "wps": workbooks.wps, "xls": workbooks.old_excel}


class _Folder:
    """One period's folder while it is filled."""

    def __init__(self, period: str) -> None:
        self.period = period
        self.files: dict[str, bytes] = {}
        self.received: list[tuple[datetime, str, str]] = []

    def add(self, unit: str, name: str, sheets: Sequence[Sheet], received: datetime) -> None:
        """Put one workbook into the folder and enter it in the register."""
        program = habits(unit).program
        path = f"{self.period}/{name}.{'xls' if program == 'xls' else 'xlsx'}"
        if path in self.files:
            raise ValueError(path)
        self.files[path] = WRITERS[program](sheets)
        self.received.append((received, unit, path.split("/")[1]))

    def finished(self) -> dict[str, bytes]:
        """Return the folder's files with the register of receipts."""
        lines = [(f"{at:%Y-%m-%d %H:%M}", unit, name) for at, unit, name in sorted(self.received)]
        return {**self.files, f"{self.period}/收文登记.xlsx": workbooks.excel([register(lines)])}


def files(periods: Sequence[str] = PERIODS) -> dict[str, bytes]:
    """Return every file of the inbox by its path."""
    written: dict[str, bytes] = {}
    for period in periods:
        folder = _Folder(period)
        if period == PERIODS[-1]:
            _send_separately(folder)
        else:
            _send_workbooks(folder)
            if period in TARGETS_SENT:
                _send_targets(folder)
            _send_conduct(folder)
        written |= folder.finished()
        if period in TEN_DAY_MONTHS:
            for part in PARTS:
                written |= _ten_days(f"{period}-{part}")
        if period in confirmations.PERIODS:
            name = f"{period}/{int(period.split('-')[1])}月问题台账确认表（督查室）.xlsx"
            written[name] = workbooks.excel(confirmations.workbook(period))
    return written


def _ten_days(period: str) -> dict[str, bytes]:
    """Return the folder of a 旬: a small return from every unit that has projects."""
    folder = _Folder(period)
    for unit in names():
        if "旬报" not in _no_task(unit):
            sheet = drawn(unit, "旬报", period, ten_days.rows(unit, period))
            received = datetime.combine(report_day(period), time(8)) + timedelta(minutes=20 + chosen(unit + period, 300))
            folder.add(unit, f"{unit.removeprefix('县')}{int(period[5:7])}月{period[8:]}旬报", [sheet], received)
    return folder.finished()


def _send_workbooks(folder: _Folder) -> None:
    """Every unit sends all its returns of a period in one workbook."""
    for unit in names():
        sheets = [sheet for _, sheet in _returns(unit, folder.period)]
        year, month = folder.period.split("-")
        folder.add(unit, f"{unit}{year}年{int(month)}月报表", sheets, _on_time(unit, "", folder.period))


def _send_separately(folder: _Folder) -> None:
    """Most units send one file a return, some a workbook of all."""
    for unit in names():
        if habits(unit).one_workbook:
            sheets = [sheet for _, sheet in _returns(unit, folder.period)]
            folder.add(unit, f"{unit}4月份督查报表汇总", sheets, _on_time(unit, "", folder.period))
            continue
        for form, sheet in _returns(unit, folder.period):
            received = LATE_AT if (unit, form, folder.period) == LATE else _on_time(unit, form, folder.period)
            folder.add(unit, _file_name(unit, form), _with_company(unit, form, sheet), received)


def _send_targets(folder: _Folder) -> None:
    year = folder.period[:4]
    sheets = [drawn(OFFICE, "目标任务", year, duties.rows(year)), drawn(OFFICE, "领办", year, office_lists.leading(year))]
    folder.add(OFFICE, f"{year}年度目标任务分解表", sheets, datetime(int(year), 3, 18, 10, 20))


def _send_conduct(folder: _Folder) -> None:
    quarter = _quarter(folder.period)
    if quarter:
        sheet = drawn(OFFICE, "效能监察", quarter, office_lists.conduct(quarter))
        at = datetime.combine(report_day(folder.period), time(10, 5))
        folder.add(OFFICE, f"{quarter}工程建设效能监察情况", [sheet], at)


def _quarter(period: str) -> str:
    """Return the quarter that ends with a month, empty where none does."""
    month = int(period[5:7])
    return f"{period[:4]}Q{month // 3}" if month % 3 == 0 else ""


def _no_task(unit: str) -> Sequence[str]:
    return tuple(next(entry.get("no task", ()) for entry in units() if entry["name"] == unit))


def _returns(unit: str, period: str) -> Iterator[tuple[str, Sheet]]:
    """Draw every return a unit sends for a period."""
    no_task, quarter = _no_task(unit), _quarter(period)
    for form, rows in (ROWS | QUARTERLY if quarter else ROWS).items():
        covered = quarter if form in QUARTERLY else period
        key = (unit, form, covered)
        if form not in no_task and unit in ONLY_FROM.get(form, {unit}) and key != MISSING:
            yield form, drawn(unit, form, covered, as_sent(key, rows(unit, covered)))


def _with_company(unit: str, form: str, sheet: Sheet) -> list[Sheet]:
    """Add the sheets a workbook has besides the return: instructions first, empty ones last, code lists out of sight."""
    ways = habits(unit)
    if ways.program == "wps":
        return [sheet, Sheet("Sheet2"), Sheet("Sheet3")]
    if ways.headings == "三级" and form == "重点项目":
        return [guide(layout(form, ways.headings).title), sheet, code_lists({"是否开工": ("已开工", "未开工", "已完工", "停工")})]
    return [sheet]


def _file_name(unit: str, form: str) -> str:
    """Return a file name as a department would think of it; it promises nothing about unit, form or month."""
    short = unit.removeprefix("县")
    title = layout(form, "单级" if form != "重点项目" else "两级").title
    patterns = (
        f"{short}{form}4月",
        f"归溪{unit}2023年4月{title}",
        f"{title}（{short}）最终版(1)",
        f"附件{chosen(form, 5) + 1}：{title}-{short}",
        f"20230504{short}{form}",
        f"{form}{short} 修改",
    )
    special = {("县发改局", "重点项目"): "发改局报", ("县卫健局", "问题清单"): "新建 Microsoft Excel 工作表"}
    return special.get((unit, form), patterns[chosen(unit + form, len(patterns))])


def _on_time(unit: str, form: str, period: str) -> datetime:
    """Return a moment in the days before the deadline."""
    day = report_day(period) - timedelta(days=chosen(unit + form, 2))
    if period == "2022-04":
        day = date(2022, 5, 5)
    minutes = 20 + chosen(f"{unit}{form}{period}", 400)
    return datetime.combine(day, time(9)) + timedelta(minutes=minutes)
