"""Laws: whole columns give what row by row gives, the order of rows never matters, and nothing written can break the compiler."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation, localcontext
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.expressions import ExpressionError, Given, Moment, Scope, compile_expression
from pipeline.model.period import Period

MOMENT = Moment(Period.parse("2023-04"))
NUMBERS, TEXTS = ("总投资", "完成", "计划"), ("类别", "备注")
SCOPE = Scope(frozenset(NUMBERS + TEXTS))
FIGURE = Scope(SCOPE.columns, aggregate=True)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """A part of an expression as it is written, and what it is in one row: None is unknown."""

    text: str
    naive: Callable[[Row], Any]


def written(number: Decimal) -> Part:
    return Part(f"{number:f}" if number >= 0 else f"({number:f})", lambda _: number)


def calculated(left: Part, sign: str, right: Part) -> Part:
    def naive(row: Row) -> Decimal | None:
        a, b = left.naive(row), right.naive(row)
        if a is None or b is None:
            return None
        try:
            return {"+": a.__add__, "-": a.__sub__, "×": a.__mul__, "/": a.__truediv__}[sign](b)
        except (DivisionByZero, InvalidOperation):
            return None

    return Part(f"({left.text} {sign} {right.text})", naive)


def compared(left: Part, sign: str, right: Part) -> Part:
    def naive(row: Row) -> bool | None:
        a, b = left.naive(row), right.naive(row)
        if a is None or b is None:
            return None
        return bool({"=": a == b, "≠": a != b, "<": a < b, "≤": a <= b, ">": a > b, ">=": a >= b}[sign])

    return Part(f"{left.text}{sign}{right.text}", naive)


def joined(left: Part, word: str, right: Part) -> Part:
    def naive(row: Row) -> bool | None:
        decides = word == "or"
        known = {left.naive(row), right.naive(row)}
        if decides in known:
            return decides
        return None if None in known else not decides

    return Part(f"({left.text} {word} {right.text})", naive)


def denied(part: Part) -> Part:
    def naive(row: Row) -> bool | None:
        value = part.naive(row)
        return None if value is None else not value

    return Part(f"(not {part.text})", naive)


def larger(left: Part, right: Part) -> Part:
    def naive(row: Row) -> Decimal | None:
        a, b = left.naive(row), right.naive(row)
        return None if a is None or b is None else max(a, b)

    return Part(f"max({left.text}，{right.text})", naive)


def column(name: str) -> Part:
    return Part(name, lambda row: row[name])


def is_blank(part: Part) -> Part:
    return Part(f"({part.text} is none)", lambda row: part.naive(row) is None)


def among(name: str, options: list[str]) -> Part:
    listed = "、".join(f"“{option}”" for option in options)
    return Part(f"({name} in [{listed}])", lambda row: None if row[name] is None else row[name] in options)


decimals = st.decimals(-9999, 9999, places=2)
cells = st.one_of(st.none(), decimals, st.sampled_from([Decimal(0), Decimal(1)]))
words = st.sampled_from(["交通", "农业", "工业"])
rows = st.lists(
    st.fixed_dictionaries(dict.fromkeys(NUMBERS, cells) | {name: st.one_of(st.none(), words) for name in TEXTS}), max_size=8
)
numbers = st.recursive(
    st.sampled_from(NUMBERS).map(column) | decimals.map(written),
    lambda parts: st.builds(calculated, parts, st.sampled_from("+-×/"), parts) | st.builds(larger, parts, parts),
    max_leaves=5,
)
simple_conditions = (
    st.builds(compared, numbers, st.sampled_from(["=", "≠", "<", "≤", ">", ">="]), numbers)
    | st.builds(among, st.sampled_from(TEXTS), st.lists(words, min_size=1, max_size=2))
    | st.builds(is_blank, st.sampled_from(NUMBERS + TEXTS).map(column))
)
conditions = st.recursive(
    simple_conditions,
    lambda parts: st.builds(joined, parts, st.sampled_from(["and", "or"]), parts) | st.builds(denied, parts),
    max_leaves=4,
)


def frame_of(listed: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series([row[name] for row in listed], dtype=object) for name in NUMBERS + TEXTS})


@settings(max_examples=150, deadline=None)
@given(rows, numbers | conditions)
def test_whole_columns_give_what_row_by_row_gives(listed: list[dict[str, Any]], part: Part) -> None:
    found = compile_expression(part.text, SCOPE).rows(frame_of(listed), MOMENT)
    with localcontext(prec=40):
        expected = [part.naive(row) for row in listed]
    assert [value if known else None for value, known in zip(found.values, found.known, strict=True)] == expected


totals = st.one_of(
    st.builds("{}({})".format, st.sampled_from(["sum", "mean", "min", "max", "distinct"]), numbers.map(lambda part: part.text)),
    st.builds(
        "{}({}, {})".format,
        st.sampled_from(["sum", "mean", "min", "max", "distinct"]),
        numbers.map(lambda part: part.text),
        conditions.map(lambda part: part.text),
    ),
    st.builds("{}({})".format, st.sampled_from(["count", "share"]), conditions.map(lambda part: part.text)),
)


@settings(max_examples=150, deadline=None)
@given(rows, totals, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_changes_a_number_or_its_cells(listed: list[dict[str, Any]], text: str, random: Any) -> None:
    order = list(range(len(listed)))
    random.shuffle(order)
    expression = compile_expression(text, FIGURE)
    found = expression.aggregate(Given(frame_of(listed), MOMENT))
    shuffled = expression.aggregate(Given(frame_of([listed[row] for row in order]), MOMENT))
    assert (found.value, found.zero_base) == (shuffled.value, shuffled.zero_base)
    assert [set(part.rows) for part in found.touched] == [{order[row] for row in part.rows} for part in shuffled.touched]


@settings(max_examples=100, deadline=None)
@given(rows, totals, st.data())
def test_rows_that_do_not_count_might_as_well_not_be_there(listed: list[dict[str, Any]], text: str, data: st.DataObject) -> None:
    counting = [row for row in range(len(listed)) if data.draw(st.booleans())]
    expression = compile_expression(text, FIGURE)
    picked = expression.aggregate(Given(frame_of(listed), MOMENT, rows={None: np.array(counting, dtype=np.intp)}))
    alone = expression.aggregate(Given(frame_of([listed[row] for row in counting]), MOMENT))
    assert (picked.value, picked.zero_base) == (alone.value, alone.zero_base)
    assert [part.rows.tolist() for part in picked.touched] == [[counting[row] for row in part.rows] for part in alone.touched]


@settings(max_examples=100, deadline=None)
@given(rows, conditions)
def test_rows_that_hold_do_not_and_are_unknown_make_the_whole(listed: list[dict[str, Any]], part: Part) -> None:
    frame = frame_of(listed)
    holds, known = compile_expression(part.text, SCOPE).holds(frame, MOMENT)
    denied_holds, denied_known = compile_expression(denied(part).text, SCOPE).holds(frame, MOMENT)
    assert (known == denied_known).all()
    assert (holds.astype(int) + denied_holds + ~known == 1).all()


SCRAPS = """
总投资 类别 完 文 sum count max date round last period end . ( ) （ ） [ ] , ， = == ≥ < + - * ÷ 1 0.5 50% and or not in is none 并且 不
if lambda : @ { __class__ \\ " “ ” ` ' é ① ² 𝟙
"""
scraps = st.sampled_from([*SCRAPS.split(), " ", "　", "\n", "\0"])


@settings(max_examples=400, deadline=None)
@given(st.lists(scraps, max_size=12).map(" ".join) | st.lists(scraps, max_size=12).map("".join) | st.text(max_size=20))
@example("` `")
def test_whatever_is_written_is_an_expression_or_a_mistake_with_its_place(text: str) -> None:
    for scope in (SCOPE, FIGURE):
        error = mistake_in(text, scope)
        assert error is None or (error.message and 0 <= error.offset <= len(text))


def mistake_in(text: str, scope: Scope) -> ExpressionError | None:
    try:
        compile_expression(text, scope)
    except ExpressionError as error:
        return error
    return None
