"""Draws a return as its unit would: title, note row, merged headings, rows, totals, sign-off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from pipeline.model.period import Period
from tools.sample_county.course import last_day
from tools.sample_county.facts import Row
from tools.sample_county.grid import Formula, Sheet, letter
from tools.sample_county.habits import CODES, Habits, habits, heading, written_day, written_number
from tools.sample_county.layouts import Layout, layout, listed, short
from tools.sample_county.projects import INFRASTRUCTURE
from tools.sample_county.targets import PERIODS

AMOUNTS, DAYS, WIDE = listed("数字列"), listed("日期列"), listed("宽列")
NIL = frozenset({"到位金额", "本月到位资金", "本年累计到位资金"})
"""columns where units of some habits write — for 0"""
PLAIN = "数值"
"""a number typed as a number, as everybody did in the earlier periods"""
NUMERALS = "一二三四"


@dataclass
class _Page:
    """A sheet being drawn: what it shows, where the next row goes, which rows are data."""

    sheet: Sheet
    layout: Layout
    habits: Habits
    row: int = 0

    @property
    def width(self) -> int:
        return 1 + len(self.layout.columns)

    def column(self, name: str) -> int:
        return 1 + self.layout.names.index(name)


def drawn(unit: str, form: str, period: str, rows: Sequence[Row]) -> Sheet:
    """Return a unit's return as a sheet; without rows it is a 零报告."""
    ways = habits(unit) if period == PERIODS[-1] else replace(habits(unit), number_style=PLAIN)
    page = _Page(Sheet(form), layout(form, ways.headings), ways)
    _title(page, period)
    _note(page, period)
    _headings(page)
    if ways.numbers_columns:
        _column_numbers(page)
    if not rows:
        _zero_report(page)
    elif ways.groups_rows and form == "重点项目":
        _grouped_rows(page, rows)
    else:
        _rows_and_total(page, rows)
    _sign_off(page, period)
    return page.sheet


def report_day(period: str) -> date:
    """Return the day units write as 填报日期: the fourth of the next month, the day after a 旬; targets go out in April."""
    if len(period) == len("2023"):
        return date(int(period), 4, 4)
    return last_day(period) + timedelta(days=1 if "旬" in period else 4)


def _title(page: _Page, period: str) -> None:
    title, year = page.layout.title, period[:4]
    month = int(period[5:]) if len(period) == len("2023-04") else 0
    if len(period) == len("2023"):
        text = f"{year}年度{title.removeprefix('年度')}"
    elif not month:
        text = f"归溪县{Period.parse(period).label}{title}"
    elif title.startswith("向上争取") and page.habits.program == "excel":
        text = f"{year}年1—{month}月{title}"
    elif page.habits.program == "wps":
        text = f"{title}（{year}年{month}月）"
    else:
        text = f"归溪县{year}年{month}月{'份' if page.habits.program == 'xls' else ''}{title}"
    page.sheet.put(0, 0, text, "title")
    page.sheet.merge(0, 0, 0, page.width - 1)
    page.row = 1


def _note(page: _Page, period: str) -> None:
    """Write 填报单位, 填报日期 and 单位：万元, in one merged cell or in three."""
    day = report_day(period)
    texts = [f"填报单位：{page.habits.signs_as}", f"填报日期：{day.year}年{day.month}月{day.day}日", "单位：万元"]
    if page.habits.headings == "两级":
        page.sheet.put(1, 0, (" " * 24).join(texts), "note")
        page.sheet.merge(1, 0, 1, page.width - 1)
    else:
        for text, column in zip(texts, (0, page.width // 2, page.width - 2), strict=True):
            page.sheet.put(1, column, text, "note")
    page.row = 2


def _headings(page: _Page) -> None:
    depth = max(len(path) for path in page.layout.columns)
    top = page.row
    for column, path in enumerate((("序号",), *page.layout.columns)):
        page.sheet.widths[column] = 6 if column == 0 else 28 if path[-1] in WIDE else 13
        for level, text in enumerate(path):
            start_of_group = column == 0 or ("", *page.layout.columns)[column - 1][: level + 1] != path[: level + 1]
            leaf = level == len(path) - 1
            if leaf or start_of_group:
                page.sheet.put(top + level, column, _heading_text(page, path) if leaf else text, "heading")
            if leaf:
                page.sheet.merge(top + level, column, top + depth - 1, column)
            elif start_of_group:
                group = [place for place, other in enumerate(page.layout.columns, 1) if other[: level + 1] == path[: level + 1]]
                page.sheet.merge(top + level, column, top + level, group[-1])
    page.row = top + depth


def _heading_text(page: _Page, path: tuple[str, ...]) -> str:
    name = path[-1]
    if len(path) > 1 and short(name) != name:
        return short(name)
    text = heading(name, synonyms=page.habits.synonyms)
    return f"{text[:4]}\n{text[4:]}" if page.habits.headings == "三级" and len(text) > 6 else text


def _column_numbers(page: _Page) -> None:
    page.sheet.put(page.row, 0, "甲", "heading")
    for column in range(1, page.width):
        page.sheet.put(page.row, column, Decimal(column), "heading")
    page.row += 1


def _rows_and_total(page: _Page, rows: Sequence[Row]) -> None:
    above = page.habits.total == "上" and bool(page.layout.totals)
    if above:
        _total(page, page.row, rows, f"{page.row + 2}:{page.row + 1 + len(rows)}")
        page.row += 1
    first = page.row
    _rows(page, rows)
    if page.habits.total == "下" and page.layout.totals:
        _total(page, page.row, rows, f"{first + 1}:{page.row}")
        page.row += 1


def _grouped_rows(page: _Page, rows: Sequence[Row]) -> None:
    """Write the rows below category rows (一、基础设施项目（2个）) that carry sums of their own."""
    groups = {
        "基础设施": [row for row in rows if row["项目类别"] in INFRASTRUCTURE],
        "产业": [row for row in rows if row["项目类别"] not in INFRASTRUCTURE],
    }
    category_rows: list[int] = []
    for name, members in groups.items():
        if members:
            category = page.row
            label = f"{NUMERALS[len(category_rows)]}、{name}项目（{len(members)}个）"
            category_rows.append(category)
            page.row += 1
            _rows(page, members)
            _total(page, category, members, f"{category + 2}:{page.row}", label)
    plus = "+".join(f"{{letter}}{row + 1}" for row in category_rows)
    _total(page, page.row, rows, plus)
    page.row += 1


def _rows(page: _Page, rows: Sequence[Row]) -> None:
    first = page.row
    for number, row in enumerate(rows, 1):
        page.sheet.put(page.row, 0, Decimal(number), "amount")
        for name in page.layout.names:
            _cell(page, page.column(name), name, row[name])
        page.row += 1
    if page.habits.headings == "三级" and "领办领导" in page.layout.names and len(rows) > 1:
        _merge_down(page, page.column("领办领导"), first)


def _cell(page: _Page, column: int, name: str, value: Decimal | str | None) -> None:
    ways, put = page.habits, page.sheet.put
    if isinstance(value, Decimal) and name in NIL and not value and ways.program == "wps":
        put(page.row, column, "—", "amount")
    elif isinstance(value, Decimal) and name == "计划年度":
        put(page.row, column, value, "amount")
    elif isinstance(value, Decimal):
        put(page.row, column, written_number(value, ways.number_style), "amount")
    elif value and name in DAYS and value[:1].isdigit():
        put(page.row, column, *written_day(value, ways.date_style))
    else:
        put(
            page.row,
            column,
            CODES.get(value, value) if value and ways.synonyms else value,
            "amount" if name in AMOUNTS else "text",
        )


def _merge_down(page: _Page, column: int, first: int) -> None:
    for row in range(first + 1, page.row):
        del page.sheet.cells[row, column]
    page.sheet.merge(first, column, page.row - 1, column)


def _total(page: _Page, place: int, rows: Sequence[Row], over: str, label: str = "合  计") -> None:
    """Write a total row: `over` names the rows summed ("5:9"), or is itself a sum with a slot for the column's letter."""
    for column in range(page.width):
        page.sheet.put(place, column, label if column == 0 else None, "heading" if column == 0 else "text")
    if label[-1] != "计":
        page.sheet.merge(place, 0, place, 2)
    for name in page.layout.totals:
        column = page.column(name)
        text = f"={over}".format(letter=letter(column)) if "+" in over or "{" in over else _sum(over, letter(column))
        value = sum((row[name] for row in rows if isinstance(row[name], Decimal)), Decimal(0))
        formula: Formula | Decimal | str = Formula(text, value)
        if page.habits.number_style != PLAIN:
            formula = written_number(value, page.habits.number_style)
        page.sheet.put(place, column, formula, "amount")


def _sum(rows: str, column: str) -> str:
    top, bottom = rows.split(":")
    return f"=SUM({column}{top}:{column}{bottom})"


def _zero_report(page: _Page) -> None:
    for column in range(page.width):
        page.sheet.put(page.row, column, "零报告" if column == 1 else None, "text")
    page.row += 1


def _sign_off(page: _Page, period: str) -> None:
    day = report_day(period)
    texts = {0: "单位负责人：", page.width // 3: "填表人：", page.width - 3: f"报出日期：{day.year}年{day.month}月{day.day}日"}
    for column, text in texts.items():
        page.sheet.put(page.row, column, text, "plain")
    if page.habits.program == "excel":
        page.sheet.put(
            page.row + 1, 0, "注：1.本表由责任单位填报，加盖公章后报县政府督查室；2.金额单位为万元，保留两位小数。", "plain"
        )


def guide(form: str) -> Sheet:
    """Return the sheet of instructions that comes with the forms."""
    sheet = Sheet("填表说明", widths={0: 80})
    for row, text in enumerate(
        ("填表说明", f"一、《{form}》由各责任单位按月报送。", "二、没有的填“无”，不要改动表样。", "三、金额单位为万元。")
    ):
        sheet.put(row, 0, text, "plain")
    return sheet


def code_lists(lists: Mapping[str, Sequence[str]]) -> Sheet:
    """Return the hidden sheet of code lists behind the drop-downs."""
    sheet = Sheet("字典", hidden=True)
    for column, (name, codes) in enumerate(lists.items()):
        for row, text in enumerate((name, *codes)):
            sheet.put(row, column, text, "plain")
    return sheet


def register(lines: Sequence[tuple[str, str, str]]) -> Sheet:
    """Return the register of receipts: when which file came from whom."""
    sheet = Sheet("收文登记", widths={0: 18, 1: 20, 2: 56})
    for column, name in enumerate(("收文时间", "单位", "文件名")):
        sheet.put(0, column, name, "heading")
    for row, line in enumerate(lines, 1):
        for column, text in enumerate(line):
            sheet.put(row, column, text, "plain")
    return sheet
