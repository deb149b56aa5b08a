"""What holds whatever is seen and decided in whatever order the periods are run."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ledger.figures import Now, figures_of
from pipeline.model.ledger import Decision, Verdict
from pipeline.model.office import Policies
from pipeline.model.period import Period
from tests.ledger.scene import Story, seen

PERIODS = ("2023-01", "2023-02", "2023-03", "2023-04")
SUBJECTS = ("甲", "乙", "丙")
NUMBERS = tuple(f"2023-{serial:03}" for serial in range(1, 5))

decisions = st.builds(
    Decision,
    st.sampled_from(NUMBERS),
    st.sampled_from([None, *Verdict]),
    st.sampled_from(["", "照片"]),
    st.sampled_from(["", "周明"]),
    st.sampled_from([None, Period.parse("2023-12").end]),
)
months = st.tuples(st.sets(st.sampled_from(SUBJECTS)), st.lists(decisions, max_size=4))
stories = st.lists(months, min_size=len(PERIODS), max_size=len(PERIODS))


def told(story, order=PERIODS) -> Story:
    ledger = Story()
    for period in order:
        subjects, decided = story[PERIODS.index(period)]
        ledger.run(period, *(seen(period, subject) for subject in sorted(subjects)), decided=tuple(decided))
    return ledger


@given(stories)
def test_nothing_is_closed_without_evidence_and_a_name(story) -> None:
    for item in told(story).at(PERIODS[-1]).items.values():
        assert item.stage != "closed" or (item.evidence and item.officer and item.closed_in)


@given(stories)
def test_a_number_belongs_to_one_problem_for_ever(story) -> None:
    ledger, before = Story(), {}
    for period, (subjects, decided) in zip(PERIODS, story, strict=True):
        ledger.run(period, *(seen(period, subject) for subject in sorted(subjects)), decided=tuple(decided))
        numbers = {item.identity: number for number, item in ledger.at(period).items.items()}
        assert len(set(numbers.values())) == len(numbers)
        assert before.items() <= numbers.items()
        before = numbers


@given(stories, st.permutations(PERIODS))
def test_running_periods_again_in_any_order_changes_nothing(story, again) -> None:
    ledger = told(story)
    first = {period: ledger.at(period) for period in PERIODS}
    for period in again:
        subjects, decided = story[PERIODS.index(period)]
        ledger.run(period, *(seen(period, subject) for subject in sorted(subjects)), decided=tuple(decided))
    assert {period: ledger.at(period) for period in PERIODS} == first


@given(stories)
def test_a_later_period_never_shows_in_an_earlier_one(story) -> None:
    ledger = told(story)
    alone = told(story, PERIODS[:2])
    assert ledger.at(PERIODS[1]) == alone.at(PERIODS[1])


@given(stories)
def test_a_closed_problem_that_is_seen_again_is_open_again(story) -> None:
    ledger = told(story)
    for before, now, (subjects, decided) in zip(PERIODS, PERIODS[1:], story[1:], strict=False):
        closed = {number: item for number, item in ledger.at(before).items.items() if item.stage == "closed"}
        about = {decision.number for decision in decided}
        for number, item in closed.items():
            if item.subject in subjects and number not in about:
                back = ledger.at(now).items[number]
                assert (back.stage, back.relapses) == ("listed", item.relapses + 1)


@given(stories)
def test_every_problem_of_the_year_is_either_open_or_closed(story) -> None:
    when = Period.parse(PERIODS[-1])
    now = Now(list(told(story).at(PERIODS[-1]).items.values()), when, Policies())
    figures = {
        name: figure.value for name, figure in figures_of("台账", now, ("总数", "已销号", "未销号", "逾期", "销号率")).items()
    }
    assert figures["总数"] == figures["已销号"] + figures["未销号"]
    assert figures["逾期"] <= figures["未销号"]
    assert (
        figures["销号率"] is None
        if figures["总数"] == 0
        else abs(figures["销号率"] * figures["总数"] - figures["已销号"]) < Decimal("1e-30")
    )
