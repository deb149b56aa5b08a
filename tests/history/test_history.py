"""The history gives back exactly what was recorded."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.history import open_history
from pipeline.history.encoding import decoded, encoded
from pipeline.model.earlier import EarlierFigures
from pipeline.model.form import Column, Form, Reported
from pipeline.model.period import Cadence, Period
from pipeline.model.values import Precision, StatedDate

FORM = Form("重点项目", Reported(("乡镇",)), "项目", {"总投资": Column("amount")})
YEARLY = Form("目标任务", Reported(("督查室",), Cadence.YEAR), "目标", {"年度目标": Column("amount")})
ROW = {
    "单位": "青滩镇",
    "项目名称": "滨湖路改造",
    "总投资": Decimal("1234.50"),
    "开工时间": StatedDate(2023, 4, 1, Precision.MONTH),
    "备注": None,
}
APRIL = Period.parse("2023-04")
SEEN = datetime(2023, 5, 4, 9, 30)


def figures(code: str, value: str) -> EarlierFigures:
    return EarlierFigures(
        code, {"工程建设.项目总数": Decimal(value), "工程建设.开工率": None}, {"工程建设.完成率排名.乡镇.青滩镇": 2}
    )


def test_rows_figures_and_ranks_come_back_as_the_period_before_and_as_last_year(tmp_path: Path, url: str) -> None:
    with open_history(url, tmp_path) as history:
        for period in (Period.parse("2022-04"), Period.parse("2023-03")):
            history.record(period, {"a" * 64: SEEN}, {("重点项目", period.code): [ROW]}, figures(period.code, "60.10"))
    with open_history(url, tmp_path) as history:
        earlier = history.earlier(APRIL, {"重点项目": FORM})
    assert earlier.last_rows["重点项目"].rows == [ROW]
    assert earlier.last_rows["重点项目"].period == "2023-03"
    assert earlier.last_year_rows["重点项目"].period == "2022-04"
    assert earlier.last is not None
    assert str(earlier.last.values["工程建设.项目总数"]) == "60.10"
    assert earlier.last.values["工程建设.开工率"] is None
    assert earlier.last.ranks == {"工程建设.完成率排名.乡镇.青滩镇": 2}


def test_a_stated_date_keeps_its_precision(tmp_path: Path, url: str) -> None:
    with open_history(url, tmp_path) as history:
        history.record(APRIL.previous, {}, {("重点项目", "2023-03"): [ROW]}, figures("2023-03", "1"))
        (row,) = history.earlier(APRIL, {"重点项目": FORM}).last_rows["重点项目"].rows
    stated = row["开工时间"]
    assert isinstance(stated, StatedDate)
    assert stated.precision is Precision.MONTH


def test_a_form_reported_yearly_looks_back_by_years(tmp_path: Path, url: str) -> None:
    with open_history(url, tmp_path) as history:
        history.record(Period.parse("2022-12"), {}, {("目标任务", "2022"): [ROW]}, figures("2022-12", "1"))
        assert history.earlier(APRIL, {"目标任务": YEARLY}).last_rows["目标任务"].period == "2022"


def test_a_second_batch_of_a_period_replaces_the_first(tmp_path: Path, url: str) -> None:
    with open_history(url, tmp_path) as history:
        for value, rows in (("1", [ROW, ROW]), ("2", [ROW])):
            history.record(APRIL.previous, {}, {("重点项目", "2023-03"): rows}, figures("2023-03", value))
        earlier = history.earlier(APRIL, {"重点项目": FORM})
    assert earlier.last is not None
    assert earlier.last.values["工程建设.项目总数"] == 2
    assert len(earlier.last_rows["重点项目"].rows) == 1


def test_first_sight_of_a_file_is_never_moved(tmp_path: Path, url: str) -> None:
    with open_history(url, tmp_path) as history:
        history.record(APRIL, {"a" * 64: SEEN}, {}, figures("2023-04", "1"))
        history.record(APRIL, {"a" * 64: datetime(2026, 1, 1), "b" * 64: SEEN}, {}, figures("2023-04", "1"))
        assert history.seen() == {"a" * 64: SEEN, "b" * 64: SEEN}


def test_a_period_nobody_ran_is_absent_not_zero(tmp_path: Path, url: str) -> None:
    with open_history(url, tmp_path) as history:
        earlier = history.earlier(APRIL, {"重点项目": FORM})
    assert earlier.last is None
    assert earlier.last_rows == {}


@given(
    st.one_of(
        st.none(),
        st.text(),
        st.decimals(allow_nan=False, allow_infinity=False),
        st.dates().map(lambda d: StatedDate(d.year, d.month, d.day)),
    )
)
def test_any_value_survives_the_round_trip(value: object) -> None:
    back = decoded(encoded(value))  # type: ignore[arg-type]
    assert back == value
    assert str(back) == str(value)


@pytest.mark.parametrize("url", ["sqlite:///state/deep/er/history.sqlite"])
def test_folders_of_the_database_are_made(tmp_path: Path, url: str) -> None:
    with open_history(url, tmp_path) as history:
        assert history.seen() == {}


def test_remembered_figures_come_back_for_every_month_since_last_january(tmp_path: Path, url: str) -> None:
    with open_history(url, tmp_path) as history:
        for code in ("2021-12", "2022-01", "2023-03", "2023Q1", "2023-05"):
            history.record(Period.parse(code), {}, {}, figures(code, code[3]))
        remembered = history.earlier(APRIL, {}, ["工程建设.项目总"]).series
        assert history.earlier(APRIL, {}).series == ()
    assert [(one.period, dict(one.values)) for one in remembered] == [
        ("2022-01", {"工程建设.项目总数": 2}),
        ("2023-03", {"工程建设.项目总数": 3}),
    ]
