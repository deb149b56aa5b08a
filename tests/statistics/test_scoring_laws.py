"""What must hold of every mark, score, band, funnel and nested share, whatever the returns say."""

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.bands import Band, gap, in_band, overlapping
from pipeline.model.scoring import ScoreItem, ScoreRule, Step
from pipeline.statistics.marks import Field, Worth, bounds, marked
from pipeline.statistics.score_totals import Given, total
from tests.statistics.scene import computed

NUMBERS = st.decimals(-1000, 1000, places=3)
POSITIVE = st.decimals(Decimal("0.01"), 100, places=2)
CODES = ["在谈", "签约", "注册", "开工", "投产"]


@given(NUMBERS, POSITIVE, POSITIVE, st.sampled_from(["ignored", "counted", "proportional"]))
def test_marks_lie_within_their_bounds(value: Decimal, full: Decimal, within: Decimal, part: Any) -> None:
    steps = (
        Step(from_=Decimal(1), every=Decimal("0.02"), add=Decimal(1)),
        Step(to=Decimal(1), every=Decimal("0.02"), deduct=Decimal(1)),
    )
    for item in (
        ScoreItem(full=full),
        ScoreItem(full=full, steps=steps, within=within, part=part),
        ScoreItem(each=Decimal(-1), least=-within, counts="deduction"),
    ):
        marks = marked(item, Worth(value, "值"), Field(), 2).value
        least, most = bounds(item)
        assert least is None or marks >= least
        assert most is None or marks <= most
    stepped = marked(
        ScoreItem(full=full, steps=steps, within=within, least=Decimal(-5000)), Worth(value, "值"), Field(), None
    ).value
    assert full - within <= stepped <= full + within


@given(st.lists(st.tuples(POSITIVE, st.booleans()), min_size=1, max_size=6).filter(lambda items: any(task for _, task in items)))
def test_weights_given_to_the_others_make_the_same_whole(items: list[tuple[Decimal, bool]]) -> None:
    """A unit with the full mark in all it has a task for gets the whole, whatever it has no task for."""
    listed = {
        str(place): (ScoreItem(full=full), Given(full if has_task else None, "", full))
        for place, (full, has_task) in enumerate(items)
    }
    whole = sum((full for full, _ in items), Decimal(0))
    assert total(ScoreRule({}, add="exact"), listed).value.quantize(Decimal("0.000001")) == whole  # type: ignore[union-attr]


@given(st.lists(NUMBERS, min_size=1, max_size=5, unique=True), st.lists(st.booleans(), min_size=5, max_size=5), NUMBERS)
def test_bands_that_follow_each_other_hold_every_number_once(ends: list[Decimal], upper: list[bool], value: Decimal) -> None:
    ends.sort()
    bands = [Band(to=ends[0]) if upper[0] else Band(below=ends[0])]
    for place, end in enumerate(ends):
        lower = {"over": end} if upper[place] else {"from_": end}
        last = place == len(ends) - 1
        higher = {} if last else {"to": ends[place + 1]} if upper[place + 1] else {"below": ends[place + 1]}
        bands.append(Band(**lower, **higher))
    assert overlapping(bands) is None
    assert gap(bands) is None
    for tried in (value, *ends):
        assert sum(band.holds(tried) for band in bands) == 1
        assert in_band(tried, bands) is not None


@given(st.lists(st.sampled_from(CODES), max_size=12))
@settings(max_examples=20, deadline=None)
def test_no_stage_of_a_funnel_has_more_than_the_one_before(codes: list[str]) -> None:
    definition = {"from": "指标", "funnels": {"漏斗": {"by": "阶段", "stages": {code: [code] for code in CODES}}}}
    stages = computed({"rows": {"指标": [{"阶段": code} for code in codes]}, "definition": definition}).funnels["漏斗"]
    counts = [figures["数"].value or 0 for figures in stages.stages.values()]
    assert counts == sorted(counts, reverse=True)
    assert stages.note == ""


@given(st.lists(st.booleans(), min_size=1, max_size=6))
@settings(max_examples=20, deadline=None)
def test_a_light_turns_when_it_has_lasted_and_begins_again_after_another(late: list[bool]) -> None:
    lights = {
        "from": "率",
        "lights": {"绿灯": {"from": 1}, "黄灯": {"below": 1}},
        "lasting": [{"light": "黄灯", "periods": 2, "becomes": "红灯"}],
    }
    definition = {"from": "指标", "rankings": {"率": {"value": "sum(实绩)", "groups": ["乡镇"]}}, "lights": {"灯": lights}}
    kept: dict[str, Any] = {}
    in_a_row = 0
    for behind in late:
        rows = {"指标": [{"单位": "甲乡", "实绩": 0 if behind else 1}]}
        found = computed({"units": ["甲乡"], "rows": rows, "last": kept or None, "definition": definition}).lights["灯"]
        in_a_row = in_a_row + 1 if behind else 0
        assert found.of("甲乡") == ("绿灯" if not behind else "红灯" if in_a_row > 1 else "黄灯")
        kept = {name.removeprefix("专题."): value for name, value in found.kept.items()}


@given(st.lists(st.sampled_from(["交通", "工业", "农业", "旅游"]), min_size=1, max_size=15))
@settings(max_examples=20, deadline=None)
def test_nested_parts_are_the_part_above(codes: list[str]) -> None:
    shares = {
        "结构": {"by": "项目大类"},
        "产业": {"by": "项目类别", "where": '项目类别 in ["工业", "农业"]', "within": "结构.产业"},
    }
    found = computed({"rows": {"项目": [{"项目类别": code} for code in codes]}, "definition": {"shares": shares}}).shares
    above = next(part for part in found["结构"].parts if part.name == "产业").figure.value
    assert sum(part.figure.value or 0 for part in found["产业"].parts) == above
