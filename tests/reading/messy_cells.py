"""The many ways a department writes one value into a cell, and what is to be read and said of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from pipeline.model.form import Column
from pipeline.model.values import Precision, StatedDate, Value


class Formula(NamedTuple):
    """A formula cell; without a result where `result` is None."""

    result: float | str | None


class Failure(NamedTuple):
    """An error value."""

    text: str


class Written(NamedTuple):
    """A cell as it is written, the value to be read from it and the codes of what is to be said about it."""

    content: object
    value: Value
    said: tuple[str, ...] = ()
    shown_as: str | int = ""
    """number format"""


@dataclass(frozen=True)
class Habit:
    """What one column of one return has in common."""

    column: Column
    unit: str = ""
    stated: str = ""
    """unit of measure its heading or the table states; "" for the form's own"""
    times: Decimal = Decimal(1)
    messy: float = 0.5
    """how often a cell is not written plainly"""
    from_1904: bool = False
    doubts: bool = True
    """whether what must be asked about may occur"""
    percent_in: str = "fraction"
    nil: Sequence[str] = ()


NEW_ERRORS = ("#SPILL!", "#CALC!", "#GETTING_DATA", "#BLOCKED!")
ERRORS = ("#DIV/0!", "#REF!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", *NEW_ERRORS)
INVISIBLE = ("\u200b", "\ufeff", "\u00ad", "\u2060")
BLANKS = (" ", "  ", "\u3000", "\u00a0", "\t")
_WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HAN = "〇一二三四五六七八九十"


def written(random: Random, habit: Habit, value: Value) -> Written:
    """Write a value the way somebody might."""
    if value is None:
        return _nothing(random, habit)
    kind = habit.column.type
    if random.random() >= habit.messy:
        return _PLAIN[kind](random, habit, value)
    ways = _WAYS[kind]
    return random.choice(ways)(random, habit, value)


# ── nothing and nonsense ─────────────────────────────────────────────────────────────────────────────────────────────
def _nothing(random: Random, habit: Habit) -> Written:
    column = habit.column
    word = random.choice(["", "", *habit.nil])
    zero = Decimal(0) if word and column.nil == "zero" and column.type in ("amount", "count", "percent") else None
    missing = column.required and zero is None and not (word and column.type == "note")
    return Written(word and random.choice(["", " "]) + word, zero, ("Q-102",) if missing else ())


def _failed(random: Random, habit: Habit, value: Value) -> Written:
    if not habit.doubts:
        return _PLAIN[habit.column.type](random, habit, value)
    if random.random() < 0.4:
        return Written(Formula(None), None, ("T-012",))
    return Written(Failure(random.choice(ERRORS)), None, ("Q-101",))


def _one_of(code: str, *texts: str) -> Callable[[Random, Habit, Value], Written]:
    def way(random: Random, habit: Habit, value: Value) -> Written:
        if not habit.doubts:
            return _PLAIN[habit.column.type](random, habit, value)
        return Written(random.choice(texts), None, (code,))

    return way


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def _cell_number(habit: Habit, value: Decimal) -> Decimal:
    """Return what stands in the cell for a value in the unit of the form."""
    return value / habit.times


def _plain_number(random: Random, habit: Habit, value: Value) -> Written:
    number = _cell_number(habit, value)
    shown = random.choice(["", "", "0.00", "#,##0.00", "General", "0", "#,##0.00_);[Red]\\(#,##0.00\\)", "@"])
    return Written(float(number), value, (), shown)


def _noisy_number(random: Random, habit: Habit, value: Value) -> Written:
    """A result of floating-point arithmetic: 0.1 + 0.2."""
    number = float(_cell_number(habit, value))
    return Written(Formula(number + random.choice([-1, 1]) * abs(number) * 2e-16), value)


def _computed(random: Random, habit: Habit, value: Value) -> Written:
    return Written(Formula(float(_cell_number(habit, value))), value)


def _number_text(random: Random, habit: Habit, value: Value) -> Written:
    text = f"{_cell_number(habit, value):f}"
    decorated = random.choice(
        [
            lambda: text,
            lambda: f"{_cell_number(habit, value):,f}",
            lambda: f"{_cell_number(habit, value):,f}".replace(",", "，"),
            lambda: text.translate(_WIDE),
            lambda: random.choice(BLANKS) + text + random.choice(BLANKS),
            lambda: text[:1] + random.choice(INVISIBLE) + text[1:],
            lambda: text.replace(".", "。"),
            lambda: text.replace("0", random.choice("Oo〇")),
            lambda: text.replace("1", random.choice("lI")),
            lambda: text + random.choice(["\n", "_x000D_\n"]),
            lambda: f"{text[:-3]} {text[-3:]}" if len(text) > 3 and text[-3:].isdigit() else text,
            lambda: "'" + text,
        ]
    )()
    return Written(decorated, value, ("T-107",))


_IN_YUAN = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}


def _with_unit(random: Random, habit: Habit, value: Value) -> Written:
    """2000万, 0.5亿元, 12,000,000元: the unit in the cell counts, whatever the heading says."""
    if habit.unit not in _IN_YUAN:
        return Written(f"{_cell_number(habit, value):f}{habit.stated or habit.unit}", value, ("T-107",))
    unit = random.choice(list(_IN_YUAN))
    number = value * _IN_YUAN[habit.unit] / _IN_YUAN[unit]
    text = f"{number:,f}" if random.random() < 0.3 else f"{number.normalize():f}"
    name = unit.removesuffix("元") if unit in ("万元", "亿元") and random.random() < 0.4 else unit
    gap = random.choice(["", " ", "\u3000"])
    mark = random.choice(["", "人民币", "¥"]) if name.endswith("元") else ""
    if name == habit.unit:
        return Written(f"{mark}{text}{gap}{name}", value, ("T-107",))
    return Written(f"{mark}{text}{gap}{name}", value, ("T-108",))


def _many_decimals(random: Random, habit: Habit, value: Value) -> Written:
    if habit.column.type != "amount":
        return _computed(random, habit, value)
    shifted = value + Decimal(1).scaleb(-habit.column.decimals - 3)
    if abs(value) > 10**8 or habit.times != 1:
        return _computed(random, habit, value)
    return Written(Formula(float(shifted)), shifted, ("T-106",))


_NO_NUMBER = _one_of(
    "Q-101",
    "约3.2亿",
    "三千左右",
    "500-800",
    "3000+2000",
    "≥500",
    "30公顷亩",
    "待定",
    "1.2亿(中央0.8亿)",
    "1.234.5",
    "12,34",
    "×",
    "TRUE",
    "见附件",
    "〃",
)


# ── percentages ──────────────────────────────────────────────────────────────────────────────────────────────────────
def _shown_percent(random: Random, habit: Habit, value: Value) -> Written:
    return Written(float(value), value, (), random.choice(["0%", "0.0%", "0.00%", 9, 10]))


def _percent_text(random: Random, habit: Habit, value: Value) -> Written:
    points = value.scaleb(2)
    text = random.choice(
        [
            f"{points:f}%",
            f"{points:f}％",
            f" {points:f} %",
            f"{points:f}%".translate(_WIDE),
            f"{points * 10:f}‰",
            f"百分之{points:f}",
        ]
    )
    return Written(text, value)


def _bare_percent(random: Random, habit: Habit, value: Value) -> Written:
    """56.3 under a heading with %."""
    if habit.percent_in == "points":
        return Written(float(value.scaleb(2)), value)
    return _shown_percent(random, habit, value)


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────────────────
_DAY_FORMATS = (14, "yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "yyyy/m/d;@", 31, 58, 15, "[$-804]yyyy\\-mm\\-dd", "yyyy.m.d", "d-mmm-yy")
_MONTH_FORMATS = ('yyyy"年"m"月"', 57, "yyyy-mm", "yyyy/m", 17, "yyyy.mm", '[$-804]yyyy"年"m"月";@', "yy\\.m", "mmm-yy")


def _date_cell(random: Random, habit: Habit, value: Value) -> Written:
    if value.precision is Precision.DAY:
        return Written(date(value.year, value.month, value.day), value, (), random.choice(_DAY_FORMATS))
    if value.precision is Precision.MONTH:
        return Written(date(value.year, value.month, 1), value, (), random.choice(_MONTH_FORMATS))
    return _date_text(random, habit, value)


def _serial(random: Random, habit: Habit, value: Value) -> Written:
    """45017: the number behind a date whose format was lost."""
    if value.precision is not Precision.DAY:
        return _date_cell(random, habit, value)
    begin = date(1904, 1, 1) if habit.from_1904 else date(1899, 12, 30)
    return Written(
        float((date(value.year, value.month, value.day) - begin).days), value, ("T-107",), random.choice(["", "General", "0"])
    )


def _number_date(random: Random, habit: Habit, value: Value) -> Written:
    """20230401, 2023 and months as numbers."""
    if value.precision is Precision.DAY:
        return Written(float(f"{value.year}{value.month:02}{value.day:02}"), value, ("T-107",))
    if value.precision is Precision.YEAR:
        return Written(float(value.year), value, ("T-107",))
    return _number_month(random, habit, value) if value.precision is Precision.MONTH else _date_text(random, habit, value)


def _number_month(random: Random, habit: Habit, value: Value) -> Written:
    """2023.4 and 202304 as numbers; 2023.1 may be January or October."""
    year, month = value.year, value.month
    if random.random() < 0.4:
        return Written(float(f"{year}{month:02}"), value, ("T-107",))
    if month == 10 and habit.doubts and random.random() < 0.5:
        return Written(float(f"{year}.10"), None, ("Q-105",), "General")
    shown_as = {10: ["0.00", "0.00_ "], 1: ["0.00", ""]}.get(month, [""])
    return Written(float(f"{year}.{month:02}"), value, ("T-107",), random.choice(shown_as))


def _han(number: int) -> str:
    if number <= 10:
        return _HAN[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")


def _date_text(random: Random, habit: Habit, value: Value) -> Written:
    year, month, day = value.year, value.month, value.day
    han_year = "".join(_HAN[int(digit)] for digit in str(year))
    day_texts = [
        f"{year}-{month:02}-{day:02}", f"{year}-{month}-{day}", f"{year}/{month}/{day}", f"{year}.{month}.{day}", f"{year}.{month:02}.{day:02}",
        f"{year}{month:02}{day:02}", f"{year}年{month}月{day}日", f"{year}年{month:02}月{day:02}日", f"{year} 年 {month} 月 {day} 日",
        f"{year}年{month}月{day}日".translate(_WIDE), f"{year}年{month}月{day}号", f"{han_year}年{_han(month)}月{_han(day)}日",
        f"{year}-{month:02}-{day:02} 00:00:00",
        f"{year}/{month}/{day} 9:30", f"{year}-{month}-{day}\n", f"{year}年{month}月{day}", f"\u200b{year}-{month}-{day}",
        f"{year}-{month:02}-{day:02}T08:00:00", f"{year}年{month}月{day}日 10:05",
    ]  # fmt: skip
    texts = {
        Precision.DAY: day_texts,
        Precision.MONTH: [
            f"{year}年{month}月", f"{year}年{month:02}月", f"{year}.{month}", f"{year}-{month:02}", f"{year}/{month}",
            f"{year}年{month}月份", f"{year}年{_han(month)}月", f"{han_year}年{_han(month)}月", f"{year}{month:02}", f"{year}.{month:02}",
            f"{year}年 {month}月", f"{year}年{month}月".translate(_WIDE), f"{year}年\n{month}月", f"{year}年{month}月开工",
        ],
        Precision.QUARTER: [f"{year}年{_HAN[(month + 2) // 3]}季度", f"{year}年第{(month + 2) // 3}季度", f"{year}年第{_HAN[(month + 2) // 3]}季度"],
        Precision.TEN_DAYS: [f"{year}年{month}月{'上中下'[(day - 1) // 10]}旬"],
        Precision.YEAR: [f"{year}年", f"{year}", f"{year}年度", f"{han_year}年"],
    }[value.precision]  # fmt: skip
    return Written(random.choice(texts), value)


def _supplied_date(random: Random, habit: Habit, value: Value) -> Written:
    """A part of the date must be supplied, or a word stands for a day: told as a conversion."""
    year, month = value.year, value.month
    if value.precision is Precision.MONTH:
        if year == 2023 and random.random() < 0.5:
            return Written(random.choice([f"{month}月", f"{_han(month)}月", f"{month}月份"]), value, ("T-107",))
        return Written(random.choice([f"{year % 100}年{month}月", f"{_MONTHS[month - 1]}-{year % 100}"]), value, ("T-107",))
    if value.precision is Precision.DAY:
        last = StatedDate(*_last_day(year, month))
        if random.random() < 0.5:
            return Written(
                random.choice([f"{year}年{month}月底", f"{year}年{month}月底前", f"{year}年{month}月末"]), last, ("T-107",)
            )
        return Written(f"{year % 100}.{month}.{value.day}", value, ("T-107",))
    if value.precision is Precision.YEAR:
        return Written(random.choice([f"{year}年底", f"{year}年末", f"{year}年底前"]), StatedDate(year, 12, 31), ("T-107",))
    return _date_text(random, habit, value)


def _last_day(year: int, month: int) -> tuple[int, int, int]:
    following = datetime(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return following.year, following.month, following.day


_NO_DATE = _one_of(
    "Q-105",
    "已开工",
    "待定",
    "2023年13月",
    "2023年4月31日",
    "1899年",
    "2023年4月-2024年5月",
    "2023-2024",
    "3",
    "0423",
    "4.1",
    "下半年",
)


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _as_is(random: Random, habit: Habit, value: Value) -> Written:
    return Written(value, value)


def _padded(random: Random, habit: Habit, value: Value) -> Written:
    text = random.choice(
        [
            random.choice(BLANKS) + value + random.choice(BLANKS),
            value[:1] + random.choice(INVISIBLE) + value[1:],
            value + random.choice(["\n", "\r\n", "_x000D_\n", "\u200b"]),
        ]
    )
    return Written(text, value)


def _broken(random: Random, habit: Habit, value: Value) -> Written:
    """A line break or a gap inside a name belongs to the cell's width, not to the name."""
    at = random.randrange(1, len(value)) if len(value) > 1 else 0
    if not at or value[at - 1].isascii() or value[at].isascii():
        return _padded(random, habit, value)
    return Written(value[:at] + random.choice(["\n", "\r\n", "_x000D_\n", "\u3000", "  "]) + value[at:], value)


def _code_number(random: Random, habit: Habit, value: Value) -> Written:
    """A code typed as a number: kept while all its digits are there, asked about when the last are lost."""
    if habit.doubts and random.random() < 0.3:
        return Written(4.20527480101234e23, None, ("Q-101",))
    return Written(4111010001.0, "4111010001")


def _telephone(random: Random, habit: Habit, value: Value) -> Written:
    text = f"{value}（联系人13800001234）"
    return Written(text, text, ("T-112",) if habit.column.published else ())


_NO_CODE = _one_of("Q-103", "不详", "在办", "3", "某某类")
_NO_UNIT = _one_of("Q-103", "某某局", "县交同局", "不详单位")

Way = Callable[[Random, Habit, Value], Written]
_PLAIN: dict[str, Way] = {
    "text": _as_is, "note": _as_is, "code": _as_is, "unit": _as_is,
    "amount": _plain_number, "count": _plain_number, "percent": _shown_percent, "date": _date_cell,
}  # fmt: skip
_NUMBERS: list[Way] = [
    _plain_number,
    _noisy_number,
    _computed,
    _number_text,
    _number_text,
    _number_text,
    _with_unit,
    _with_unit,
    _many_decimals,
    _NO_NUMBER,
    _failed,
]
_WAYS: dict[str, list[Way]] = {
    "text": [_padded, _padded, _broken, _broken, _code_number, _telephone],
    "note": [_padded, _padded, _telephone],
    "code": [_padded, _broken, _NO_CODE],
    "unit": [_padded, _broken, _NO_UNIT],
    "amount": _NUMBERS,
    "count": _NUMBERS,
    "percent": [_shown_percent, _percent_text, _bare_percent, _NO_NUMBER, _failed],
    "date": [
        _date_cell,
        _date_cell,
        _serial,
        _number_date,
        _date_text,
        _date_text,
        _date_text,
        _supplied_date,
        _NO_DATE,
        _failed,
    ],
}
