"""How validation puts a value, a row and a finding into words."""

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from pipeline.catalogue import validation as say
from pipeline.model.finding import Finding, Level
from pipeline.model.form import Column
from pipeline.model.period import Period
from pipeline.model.table import ReturnTable
from pipeline.model.values import Precision, StatedDate, Value

_QUOTED = re.compile(r"(\"[^\"]*\"|'[^']*'|“[^”]*”)")
_HELD = "\0"
"""stands for a text in quotes while the signs around it are put into words"""
_WORDS = tuple((re.compile(sign), words) for sign, words in say.IN_WORDS)
_DATE_FORMS = {
    Precision.DAY: "{0.year}年{0.month}月{0.day}日",
    Precision.MONTH: "{0.year}年{0.month}月",
    Precision.YEAR: "{0.year}年",
}


class Said(Struct, frozen=True):
    """The texts of a finding."""

    text: str
    found: str = ""
    expected: str = ""
    remedy: str = ""


def finding_at(table: ReturnTable, rule: tuple[str, Level], said: Said, cells: tuple[str, ...] = (), row: str = "") -> Finding:
    """Return a finding about one return; `rule` is its code and level."""
    sent = table.submission
    return Finding(
        *rule, sent.file.path, said.text, sent.unit, sent.form, sent.period.code, sent.sheet, cells, row,
        said.found, said.expected, said.remedy,
    )  # fmt: skip


def in_row(number: int, label: str, text: str) -> str:
    """Return a sentence with its row before it: 第12行“芝茅路改造”：……."""
    return (say.IN_ROW if label else say.IN_ROW_WITHOUT_LABEL).format(number=number, label=label, text=text)


def printed(value: Value, column: Column | None = None) -> str:
    """Return a value plainly: numbers without trailing zeros, dates as precise as they were stated."""
    match value:
        case None:
            return say.BLANK
        case Decimal():
            percent = column is not None and column.type == "percent"
            return f"{_plain(value * 100)}%" if percent else _plain(value)
        case StatedDate():
            return _DATE_FORMS.get(value.precision, _DATE_FORMS[Precision.DAY]).format(value)
        case str():
            return value


def in_words(expression: str) -> str:
    """Return a rule as an auditor would write it: 本年累计完成投资＝上期本年累计完成投资＋本月完成投资."""
    quoted = [text[1:-1] for text in _QUOTED.findall(expression)]
    said = _QUOTED.sub(_HELD, expression)
    for sign, words in _WORDS:
        said = sign.sub(words, said)
    for text in quoted:
        said = said.replace(_HELD, say.QUOTED.format(label=text), 1)
    return said.strip()


def listed(labels: Sequence[str], measure: str) -> str:
    """Return names in quotes, the first ten of them where there are more: “甲”、“乙”等12个."""
    shown = say.ENUMERATION.join(say.QUOTED.format(label=label) for label in labels[: say.MOST_LABELS])
    return shown if len(labels) <= say.MOST_LABELS else say.SOME_OF.format(labels=shown, count=len(labels), measure=measure)


def named_period(code: str) -> str:
    """Return a period by name: 2023-03 is 2023年3月."""
    return Period.parse(code).label


def _plain(number: Decimal) -> str:
    text = f"{number or abs(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
