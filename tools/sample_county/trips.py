"""外出招商: who went where to look for investors."""

from datetime import timedelta
from decimal import Decimal

from tools.sample_county.course import last_day
from tools.sample_county.facts import Row, chosen

PLACES = ("深圳", "武汉", "温州", "上海", "杭州", "北京", "苏州", "广州", "宁波", "扬州")
LED_BY = (("县级领导", "副县长"), ("主要负责人", "主要负责人"), ("主要负责人", "主要负责人"), ("其他负责人", "分管负责人"))


def rows(unit: str, period: str) -> list[Row]:
    """Return a unit's trips of a quarter: one to three."""
    first = last_day(period) - timedelta(days=85)
    return [
        _row(f"{unit}{period}{number}", (first + timedelta(days=28 * number + chosen(unit + str(number), 20))).isoformat())
        for number in range(1 + chosen(unit + period, 3))
    ]


def _row(seed: str, day: str) -> Row:
    who, leader = LED_BY[chosen(seed, len(LED_BY))]
    talks = chosen(seed + "谈", 4)
    return {
        "外出日期": day,
        "天数": Decimal(2 + chosen(seed + "天", 5)),
        "人数": Decimal(2 + chosen(seed + "人", 4)),
        "带队领导": leader,
        "带队人身份": who,
        "目的地": PLACES[chosen(seed, len(PLACES))],
        "拜访企业": Decimal(2 + chosen(seed + "访", 6)),
        "洽谈项目": Decimal(talks),
        "成效": "达成合作意向，企业拟来县考察" if talks > 1 else "建立联系，继续跟进",
        "备注": None,
    }
