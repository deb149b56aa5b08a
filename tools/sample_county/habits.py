"""How each unit fills in its returns: the program it uses, the headings it writes, its ways with numbers and days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from tools.sample_county.facts import table

SYNONYMS: Mapping[str, str] = {
    "项目名称": "工程名称",
    "项目类别": "所属领域",
    "投资主体": "投资类型",
    "建设内容及规模": "主要建设内容",
    "总投资": "项目总投资",
    "本年度计划投资": "年度计划投资",
    "本月完成投资": "当月完成投资",
    "本年累计完成投资": "年初以来累计完成投资",
    "自开工累计完成投资": "开工至今累计完成投资",
    "是否开工": "开工情况",
    "开工时间": "实际开工时间",
    "形象进度": "目前形象进度",
    "存在问题": "主要问题",
    "领办领导": "包保领导",
    "协议总投资": "合同（协议）总投资",
    "签约日期": "签约时间",
    "估算总投资": "总投资估算",
    "整改时限": "整改期限",
    "是否销号": "销号情况",
}
CODES: Mapping[str, str] = {"民间投资": "民营投资", "已开工": "在建", "城建": "城市建设", "物流": "商贸物流"}
"""what units that use synonyms write for codes"""
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


@dataclass(frozen=True)
class Habits:
    """One unit's ways."""

    program: str
    headings: str
    """三级, 两级 or 单级"""
    synonyms: bool
    signs_as: str
    """how it writes its own name"""
    total: str
    """上, 下 or 无"""
    groups_rows: bool
    numbers_columns: bool
    number_style: str
    date_style: str
    one_workbook: bool


@cache
def habits(unit: str) -> Habits:
    """Return a unit's habits."""
    fact = next(fact for fact in table("填报习惯") if fact["单位"] == unit)
    return Habits(
        program=fact["程序"],
        headings=fact["表头"],
        synonyms=fact["列名"] == "同义",
        signs_as=fact["填报单位"],
        total=fact["合计"],
        groups_rows=fact["分类行"] == "是",
        numbers_columns=fact["栏号行"] == "是",
        number_style=fact["数字"],
        date_style=fact["日期"],
        one_workbook=fact["整本"] == "是",
    )


def heading(column: str, *, synonyms: bool) -> str:
    """Return what a column is called."""
    return SYNONYMS.get(column, column) if synonyms else column


def written_number(value: Decimal, style: str) -> Decimal | str:
    """Return an amount as a unit types it; what should be a number is sometimes a text."""
    styles: Mapping[str, Callable[[Decimal], Decimal | str]] = {
        "文本": lambda number: f"{number:f}",
        "千分位": lambda number: f"{number:,f}",
        "全角": lambda number: f"{number:f}".translate(FULL_WIDTH),
    }
    return styles[style](value) if style in styles else value


def written_day(value: str, style: str) -> tuple[date | str, str]:
    """Return a day or month as a unit types it, and the look of its cell."""
    year, month, *day = (int(part) for part in value.split("-"))
    if style == "日期" and day:
        return date(year, month, day[0]), "day"
    parts = [year, month, *day]
    if style in {"年月日", "日期"}:
        return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False)), "text"
    if style == "点":
        return ".".join([str(year), f"{month:02}", *map(str, day)]), "text"
    return "-".join([str(year), f"{month:02}", *(f"{part:02}" for part in day)]), "text"
