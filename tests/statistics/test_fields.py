"""What a value stands beside in its group is the same whether it is worked out once for all or for each alone."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.competition import ranks
from pipeline.statistics.fields import Peers

VALUES = st.lists(st.decimals("-999.99", "999.99", places=2), max_size=12)


@given(VALUES)
def test_the_place_among_peers_is_the_rank_of_the_competition(values: list[Decimal]) -> None:
    peers = Peers(values)
    by_competition = ranks({str(number): (value,) for number, value in enumerate(values)})
    assert [peers.field(value).place for value in values] == list(by_competition.values())


@given(VALUES, st.decimals("-999.99", "999.99", places=2))
def test_one_who_does_not_compete_stands_after_all_that_are_better(values: list[Decimal], own: Decimal) -> None:
    assert Peers(values).field(own).place == 1 + sum(value > own for value in values)


def test_a_group_knows_its_total_mean_best_and_worst() -> None:
    field = Peers(map(Decimal, ("77.93", "80.5", "60"))).field(Decimal("77.93"))
    assert (field.total, field.best, field.worst, field.place) == (Decimal("218.43"), Decimal("80.5"), Decimal(60), 2)
    assert field.mean * 3 == field.total


def test_a_value_without_peers_is_first() -> None:
    field = Peers(()).field(Decimal(5))
    assert (field.place, field.total, field.mean) == (1, 0, 0)
