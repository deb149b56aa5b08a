"""What holds for any returns: the order of arrival does not matter, and a return is judged by its own rows and past."""

from collections.abc import Mapping, Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.earlier import Earlier
from pipeline.model.finding import Finding, Level
from pipeline.model.form import Form
from pipeline.model.table import ReturnTable
from pipeline.validation import validate
from tests.validation.hand_built import directory, earlier, form, returned

UNITS = ("县发改局", "县住建局", "县交通局", "茅坪镇")
FORMS: Mapping[str, Form] = {
    "重点项目": form(
        {
            "title": "重点项目月报表",
            "reported": {"by": ["县直部门"]},
            "row": "项目",
            "key": ["项目名称"],
            "columns": {"项目名称": {"type": "text"}, "总投资": {"type": "amount"}, "累计完成投资": {"type": "amount"}},
            "checks": {
                "Q-205": {"level": "强制", "check": "总投资 >= 累计完成投资", "say": "累计完成投资大于总投资"},
                "H-301": {"level": "核实", "check": "累计完成投资 >= last.累计完成投资"},
                "Q-202": {"level": "强制", "total": "合计"},
            },
        }
    )
}
amounts = st.one_of(st.none(), st.integers(0, 50))
rows = st.fixed_dictionaries(
    {
        "项目名称": st.sampled_from([None, "芝茅路改造工程", "二号桥新建工程", "三号桥"]),
        "总投资": amounts,
        "累计完成投资": amounts,
    }
)
returns = st.dictionaries(st.sampled_from(UNITS), st.tuples(st.lists(rows, max_size=4), st.integers(0, 150)), min_size=1)
pasts = st.lists(
    st.fixed_dictionaries({"单位": st.sampled_from(UNITS), "项目名称": st.just("芝茅路改造工程"), "累计完成投资": amounts})
)


def tables_of(sent: Mapping[str, tuple[Sequence[Mapping[str, object]], int]]) -> list[ReturnTable]:
    return [
        returned("重点项目", FORMS["重点项目"], filled, unit, totals=[{"row": 30, "values": {"总投资": total}}])
        for unit, (filled, total) in sent.items()
    ]


def judged(tables: Sequence[ReturnTable], past: Earlier) -> tuple[set[str], tuple[Finding, ...]]:
    accepted, findings = validate(tables, FORMS, directory(*UNITS), past)
    return {table.submission.unit for table in accepted}, findings


@given(returns, pasts, st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_in_which_returns_came(sent: dict, past: list, random: Random) -> None:
    tables, history = tables_of(sent), earlier("重点项目", FORMS["重点项目"], past)
    shuffled = random.sample(tables, len(tables))
    assert judged(tables, history) == judged(shuffled, history)


@given(returns, pasts)
def test_whether_a_return_is_accepted_depends_on_its_own_rows_and_past_only(sent: dict, past: list) -> None:
    tables = tables_of(sent)
    history = earlier("重点项目", FORMS["重点项目"], past)
    together, findings = judged(tables, history)
    for table in tables:
        unit = table.submission.unit
        own_past = earlier("重点项目", FORMS["重点项目"], [row for row in past if row["单位"] == unit])
        alone, own = judged([table], own_past)
        assert (unit in together) == (unit in alone)
        assert [f for f in own if f.level is Level.MUST_FIX] == [
            f for f in findings if f.unit == unit and f.level is Level.MUST_FIX
        ]


@given(returns, pasts)
def test_every_finding_points_to_cells_its_return_has(sent: dict, past: list) -> None:
    tables = tables_of(sent)
    _, findings = judged(tables, earlier("重点项目", FORMS["重点项目"], past))
    rows_of = {table.submission.unit: {*table.rows, *(total.row for total in table.totals)} for table in tables}
    for finding in findings:
        assert all(cell[0] in "BCD" and int(cell[1:]) in rows_of[finding.unit] for cell in finding.cells)


@given(returns, pasts)
def test_a_return_is_accepted_exactly_if_nothing_must_be_fixed(sent: dict, past: list) -> None:
    accepted, findings = judged(tables_of(sent), earlier("重点项目", FORMS["重点项目"], past))
    assert accepted == set(sent) - {finding.unit for finding in findings if finding.level is Level.MUST_FIX}
