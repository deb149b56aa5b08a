"""A check in Excel is broken in the same rows as where we read it: LibreOffice works the formulas out, and both are compared."""

import random
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
import xlsxwriter
from openpyxl import load_workbook

from pipeline.expressions import Moment, Scope, Tolerance, compile_condition
from pipeline.expressions.excel import Rule, failing
from pipeline.expressions.excel_pieces import Cells
from pipeline.model.form import Column, Form, Reported
from pipeline.model.period import Period
from pipeline.model.values import StatedDate
from tests.office import WANTED, saved_again

MOMENT = Moment(Period.parse("2023-04"))
FORM = Form(
    "表",
    Reported(("乡镇",)),
    "项目",
    {
        "甲": Column("amount"),
        "乙": Column("amount"),
        "丙": Column("amount"),
        "状态": Column("code", of=("已开工", "未开工", "停工")),
        "说明": Column("note"),
        "开工": Column("date"),
        "完工": Column("date"),
        "计划": Column("amount"),
    },
)
SCOPE = Scope.about(FORM)
NUMBERS = [None, 0, "0.1", "0.2", "0.3", "0.7", 100, 150, "150.01", "99.99", "150.005", -5, "100000000.01", "99999999.99", 3]
TEXTS = {
    "状态": [None, "已开工", "未开工", "停工"],
    "说明": [None, "无", "前期费用", "本月前期费用支出", "〔2023〕1号", "a", "A", "AB*", "已经批准调整"],
}
DAYS = [None, "2022-12-31", "2023-01-01", "2023-04-30", "2023-05-01", "2024-02-29"]
RULES = [
    Rule("甲 == 乙 + 丙"),
    Rule("甲 == 乙 + 丙", within=Decimal("0.01")),
    Rule("甲 >= 乙", within=Decimal("0.01")),
    Rule("甲 <= 乙", within=Decimal("0.01")),
    Rule("甲 != 乙", within=Decimal("0.01")),
    Rule("甲 < 乙"),
    Rule("甲 >= 乙 >= 丙 >= 0"),
    Rule("甲 / 乙 <= 1.5"),
    Rule("甲 / 乙 <= 1.5 or 丙 > 0"),
    Rule("甲 <= 乙 * 1.1"),
    Rule("not (甲 > 0 and 乙 > 0)"),
    Rule('甲 == 0 or (filled(说明) and contains(说明, "前期费用"))'),
    Rule('甲 == 0 or (filled(说明) and contains(说明, "前期费用"))', when='状态 == "未开工"'),
    Rule("filled(开工) and 开工 <= period.end", when='状态 != "未开工"'),
    Rule("开工 <= 完工"),
    Rule("days(开工, 完工) > 365"),
    Rule("year(开工) == period.year"),
    Rule("month(开工) in [1, 4] and day(完工) == 1"),
    Rule("开工 >= date(2023, 1, 1)"),
    Rule('状态 in ["已开工", "停工"]'),
    Rule('状态 not in ["已开工", "停工"]'),
    Rule("甲 in [0.3, 100]"),
    Rule("len(说明) >= 4"),
    Rule('startswith(说明, "本月") or endswith(说明, "号")'),
    Rule('说明 == "a"'),
    Rule('contains(说明, "*")'),
    Rule("说明 is not none"),
    Rule("开工 is none or 甲 is not none"),
    Rule("abs(甲 - 乙) <= 0.01"),
    Rule("min(甲, 乙) >= max(丙, 0)"),
    Rule("max(开工, 完工) <= period.end"),
    Rule("round(甲, 1) == round(乙, 1)"),
    Rule("round(甲) == 乙"),
    Rule("-甲 <= 乙"),
    Rule("甲 == last.甲 + 乙", when="period.month > 1", within=Decimal("0.01")),
    Rule('状态 != "未开工"', when='last.状态 == "已开工"'),
    Rule("filled(甲 / 乙)"),
    Rule("filled(甲) or filled(乙)"),
]
NOT_IN_EXCEL = [
    Rule("说明 < 状态"),
    Rule("甲 <= 别的表.乙"),
    Rule("sum(甲) <= 5"),
    Rule("甲 > 0", when='max(说明, 状态) == "a"'),
    Rule("last.丙 > 甲"),
    Rule("date(甲, 1, 1) < 开工"),
]


def drawn(rows: int = 250) -> pd.DataFrame:
    chance = random.Random(20230430)  # noqa: S311 - the same values every time
    numbers = [None if text is None else Decimal(text) for text in NUMBERS]
    days = [None if text is None else StatedDate(*date.fromisoformat(text).timetuple()[:3]) for text in DAYS]
    pools = {
        **dict.fromkeys(["甲", "乙", "丙", "计划", "last.甲"], numbers),
        **TEXTS,
        "last.状态": TEXTS["状态"],
        "开工": days,
        "完工": days,
    }
    return pd.DataFrame({name: [chance.choice(pool) for _ in range(rows)] for name, pool in pools.items()}, dtype=object)


def broken(rule: Rule, frame: pd.DataFrame) -> list[bool]:
    holds, known = compile_condition(rule.check, SCOPE).holds(frame, MOMENT, Tolerance(rule.within))
    applies = compile_condition(rule.when, SCOPE).holds(frame, MOMENT)[0] if rule.when else True
    return list(map(bool, known & ~holds & applies))


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory) -> tuple[pd.DataFrame, list[list[object]]]:
    """Values, and for every rule what LibreOffice makes of its formula in every row."""
    frame, folder = drawn(), tmp_path_factory.mktemp("excel")
    book = xlsxwriter.Workbook(str(folder / "formulas.xlsx"), {"strings_to_formulas": False})
    page, names = book.add_worksheet(), list(frame.columns)
    for row in range(len(frame)):
        cells = Cells({name: f"${chr(65 + at)}${row + 1}" for at, name in enumerate(names)}, MOMENT, ("无", "/", "N/A"))
        for at, name in enumerate(names):
            value = frame.loc[row, name]
            if isinstance(value, Decimal):
                page.write_number(row, at, float(value))
            elif isinstance(value, date):
                page.write_datetime(row, at, value, book.add_format({"num_format": "yyyy-mm-dd"}))
            elif value is not None:
                page.write_string(row, at, value)
        for at, rule in enumerate(RULES):
            page.write_formula(row, len(names) + at, f"={failing(rule, SCOPE, cells)}", None, "")
    book.close()
    (saved,) = saved_again(folder / "again", folder / "formulas.xlsx")
    again = load_workbook(saved, data_only=True).active
    return frame, [[cell.value for cell in line[len(names) :]] for line in again.iter_rows(max_row=len(frame))]


@pytest.mark.office
@WANTED
@pytest.mark.parametrize("place", range(len(RULES)), ids=lambda place: RULES[place].check)
def test_excel_finds_a_rule_broken_where_we_do(worked_out, place: int) -> None:
    frame, results = worked_out
    nil = frame["说明"].map(lambda text: None if text == "无" else text)
    expected = broken(RULES[place], frame.assign(说明=nil))
    assert [line[place] for line in results] == expected
    assert len(set(expected)) == 2, "a rule that never or always fails tries nothing"


@pytest.mark.parametrize("rule", NOT_IN_EXCEL, ids=lambda rule: rule.check)
def test_what_excel_cannot_say_is_left_out(rule: Rule) -> None:
    cells = Cells({name: f"${chr(65 + at)}$1" for at, name in enumerate(FORM.columns)}, MOMENT)
    assert failing(rule, SCOPE, cells) is None


def test_a_text_in_a_rule_stays_a_text() -> None:
    cells = Cells({"说明": "A1"}, MOMENT)
    assert 'FIND("〔""",TRIM(A1))' in str(failing(Rule("contains(说明, '〔\"')"), SCOPE, cells))
