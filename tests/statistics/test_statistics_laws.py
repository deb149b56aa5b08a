"""What must hold of every ranking, share, comparison and rounding, whatever the returns say."""

from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.figure import Figure, Ranking
from pipeline.model.office import Policies
from pipeline.statistics.comparisons import Terms, compared
from pipeline.statistics.competition import ranks, shared
from pipeline.statistics.rounding import EXACT, half_up, largest_remainder, rest_to
from tests.statistics.scene import computed

AMOUNTS = st.decimals(0, 10**7, places=2)
TIED = st.sampled_from([Decimal(value) for value in ("0", "0.5", "1", "2", "2.004", "3.25")])
TOWNSHIPS = ("甲乡", "乙乡", "丙乡", "丁乡", "戊乡", "己镇")
STATES = st.sampled_from(["按时", "按时", "按时", "未报", "退回", "无任务", "零报告"])
RATE = {
    "rankings": {
        "完成率": {
            "value": "sum(完成) / sum(计划)",
            "groups": ["乡镇"],
            "columns": {"投资": {"value": "sum(完成)", "as": "amount"}},
        }
    }
}


@st.composite
def wholes(draw: st.DrawFn) -> list[Decimal]:
    """Exact fractions of one whole, some of them nothing."""
    parts = draw(st.lists(AMOUNTS, min_size=1, max_size=12).filter(any))
    whole = sum(parts, Decimal(0))
    return [EXACT.divide(part, whole) for part in parts]


@st.composite
def county_rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    row = st.fixed_dictionaries(
        {"单位": st.sampled_from(TOWNSHIPS), "计划": TIED, "完成": TIED, "项目类别": st.sampled_from(["交通", "工业", None])}
    )
    return draw(st.lists(row, max_size=20))


@given(wholes(), st.integers(2, 5))
def test_largest_remainder_adds_up_and_stays_within_one_unit(exact: list[Decimal], decimals: int) -> None:
    printed, step = largest_remainder(exact, decimals), Decimal(1).scaleb(-decimals)
    assert sum(printed) == 1
    assert all(abs(one - share) < step for one, share in zip(printed, exact, strict=True))
    assert all(abs(one - half_up(share, decimals)) <= step for one, share in zip(printed, exact, strict=True))
    assert all(one == 0 for one, share in zip(printed, exact, strict=True) if share == 0)


@given(wholes(), st.integers(2, 5))
def test_largest_remainder_never_puts_a_smaller_share_above_a_larger(exact: list[Decimal], decimals: int) -> None:
    printed = largest_remainder(exact, decimals)
    pairs = sorted(zip(exact, printed, strict=True))
    assert all(low[1] <= high[1] for low, high in pairwise(pairs) if low[0] < high[0])


@given(wholes(), st.integers(2, 5), st.data())
def test_the_part_that_takes_the_rest_makes_the_others_round_half_up(
    exact: list[Decimal], decimals: int, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(exact) - 1))
    printed = rest_to(place, exact, decimals)
    assert sum(printed) == 1
    assert all(one == half_up(share, decimals) for at, (one, share) in enumerate(zip(printed, exact, strict=True)) if at != place)


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 4))
def test_rounding_is_half_up_away_from_zero(value: Decimal, decimals: int) -> None:
    step = Decimal(1).scaleb(-decimals)
    whole_steps = (abs(value) / step + Decimal("0.5")).to_integral_value(ROUND_FLOOR)
    assert half_up(value, decimals) == (whole_steps * step).copy_sign(value)


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.tuples(TIED, TIED), max_size=20))
def test_a_rank_is_one_more_than_how_many_are_better(values: dict[str, tuple[Decimal, ...]]) -> None:
    given_ranks = ranks(values)
    better = {name: sum(other > value for other in values.values()) for name, value in values.items()}
    assert given_ranks == {name: count + 1 for name, count in better.items()}
    assert shared(given_ranks) == {rank for rank in given_ranks.values() if list(given_ranks.values()).count(rank) > 1}


@given(county_rows(), st.dictionaries(st.sampled_from(TOWNSHIPS), STATES), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_every_unit_stands_in_a_ranking_once_and_the_order_of_rows_is_nowhere_in_it(rows: Any, states: Any, random: Any) -> None:
    scene = {"units": TOWNSHIPS, "states": states, "rows": {"项目": rows}, "definition": RATE}
    ranking = computed(scene).rankings["完成率"]["乡镇"]
    assert sorted(line.unit for line in ranking.units) == sorted(TOWNSHIPS)
    for line in ranking.units:
        assert (line.rank is None) == bool(line.reason)
        assert line.tied == (line.rank is not None and [other.rank for other in ranking.units].count(line.rank) > 1)
    shuffled = random.sample(rows, len(rows))
    assert _told(computed({**scene, "rows": {"项目": shuffled}}).rankings["完成率"]["乡镇"]) == _told(ranking)


@given(county_rows())
@settings(max_examples=40, deadline=None)
def test_the_total_is_the_sum_of_amounts_and_parts_are_the_whole(rows: Any) -> None:
    shares = {"结构": {"by": "项目大类", "value": "sum(完成)", "as": "amount"}}
    result = computed({"units": TOWNSHIPS, "rows": {"项目": rows}, "definition": {**RATE, "shares": shares}})
    ranking, whole = result.rankings["完成率"]["乡镇"], result.shares["结构"]
    known = [line.columns["投资"].value for line in ranking.units]
    assert ranking.total.columns["投资"].value == (sum(value or 0 for value in known) if rows else None)
    assert whole.whole.value == (sum(part.figure.value or 0 for part in whole.parts) if rows else None)


@given(AMOUNTS, AMOUNTS.filter(bool))
def test_growth_and_difference_have_one_sign(now: Decimal, base: Decimal) -> None:
    figure = Figure("投资", now, "amount", "万元", "2023-04")
    terms = Terms(Policies(), Figure("序时", Decimal("0.25"), "rate"), last_year=base)
    related = compared(figure, ["last year"], terms).related
    grown, change = related["同比"].value, related["同比增减"].value
    assert grown is not None
    assert change is not None
    assert change == now - base
    assert grown.compare(Decimal(0)) == change.compare(Decimal(0))


@given(st.decimals(0, 3, places=6), st.decimals(0, 1, places=6), st.integers(0, 2))
def test_a_printed_gap_is_what_a_reader_gets_from_the_printed_rates(rate: Decimal, progress: Decimal, decimals: int) -> None:
    figure, schedule = Figure("完成率", rate, "rate", "%", "2023-04"), Figure("序时", progress, "rate", "%", "2023-04")
    related = compared(figure, ["progress"], Terms(Policies(rate_decimals=decimals), schedule)).related
    assert related["与序时差"].value == half_up(rate, decimals + 2) - half_up(progress, decimals + 2)


def _told(ranking: Ranking) -> list[Any]:
    return [(line.unit, line.rank, line.tied, line.reason, line.figure.value, line.figure.missing) for line in ranking.units]
