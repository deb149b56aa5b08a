"""Values for the columns of any form, at random."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from pipeline.model.form import Column
from pipeline.model.values import Precision, StatedDate, Value

_WORDS = (
    "芝茅路",
    "青滩河",
    "九里冲",
    "标准厂房",
    "水厂",
    "柑橘加工",
    "文旅小镇",
    "污水管网",
    "G348",
    "码头",
    "安置区",
    "冷链物流",
    "桥梁",
    "变电站",
    "园区",
)
_TAILS = ("改造工程", "扩建项目", "一期", "（二期）", "建设项目", "提升工程", "及配套", "“三线”整治", "新建工程")
_NOTES = (
    "征地进度慢，正在协调",
    "一是资金缺口大；\n二是手续未齐",
    "已完成主体施工60%",
    "按计划推进；无其他问题",
    "施工图审查中（已报审）",
    "2023年4月完成招标",
    "说明材料另附",
)


_TEXTS = ("青滩镇九里冲村", "2020-420527-48-01-012345", "2022—2024", "第三轮督查", "江财农发〔2023〕12号", "附件3-2、附件4")


def a_name(random: Random, number: int) -> str:
    return f"{random.choice(_WORDS)}{random.choice(_TAILS)}{number}标段"


def a_value(random: Random, column: Column, unit: str) -> Value:
    """Draw a value; `unit` is the name of the reporting unit."""
    if column.type == "unit":
        return unit
    return _DRAWN[column.type](random, column)


def _amount(random: Random, column: Column) -> Value:
    places = random.choice([0, 0, 1, 2]) if column.decimals else 0
    return Decimal(random.randint(0, 10 ** random.randint(1, 7))).scaleb(-places)


def _text(random: Random, column: Column) -> Value:
    return random.choice([text for text in (*_TEXTS, "县长", "县政府") if len(text) >= column.at_least])


def _day(random: Random, column: Column) -> Value:
    precision = random.choice([Precision.DAY, *Precision, Precision.MONTH])
    year, month, day = random.randint(2019, 2024), random.randint(1, 12), random.randint(1, 28)
    match precision:
        case Precision.DAY:
            return StatedDate(year, month, day)
        case Precision.MONTH:
            return StatedDate(year, month, 1, precision)
        case Precision.TEN_DAYS:
            return StatedDate(year, month, random.choice([1, 11, 21]), precision)
        case Precision.QUARTER:
            return StatedDate(year, random.choice([1, 4, 7, 10]), 1, precision)
    return StatedDate(year, 1, 1, precision)


_DRAWN: dict[str, Callable[[Random, Column], Value]] = {
    "amount": _amount,
    "count": lambda random, column: Decimal(random.randint(1, 4000)),
    "percent": lambda random, column: Decimal(random.randint(30, 1500)).scaleb(-3),
    "date": _day,
    "code": lambda random, column: random.choice(column.codes),
    "note": lambda random, column: random.choice(_NOTES),
    "text": _text,
}
