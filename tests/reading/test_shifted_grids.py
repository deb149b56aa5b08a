"""Wherever a table stands and whatever stands around it, its values are the same."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders

HEADINGS = ["序号", "项目名称", "项目类别", "总投资", "本月完成投资", "存在问题"]
AMOUNTS = st.decimals(min_value=0, max_value=10**8, places=2).map(float)
NAMES = st.text("茅坪芝路水厂改扩建工程标段一二三（）AB12", min_size=4, max_size=12).filter(
    lambda name: not name.endswith(("计", "（", "("))
)
RECORDS = st.lists(st.tuples(NAMES, st.sampled_from(["交通", "水利", "工业"]), AMOUNTS, AMOUNTS), min_size=1, max_size=6)


@st.composite
def messy(draw):
    """Draw a table, and the same one shifted, with lines above and below, blank rows and columns, totals and its columns shuffled."""
    records = draw(RECORDS)
    order = draw(st.permutations(range(1, len(HEADINGS))))
    left, gaps = draw(st.integers(0, 3)), draw(st.lists(st.booleans(), min_size=len(HEADINGS), max_size=len(HEADINGS)))
    body = [[float(index + 1), *record, "无"] for index, record in enumerate(records)]
    total = ["合  计", "", "", sum(record[2] for record in records), 0.5, ""]
    lines = [HEADINGS, *([total] if draw(st.booleans()) else []), *body]
    for _ in range(draw(st.integers(0, 2))):
        lines.insert(draw(st.integers(1, len(lines))), [""] * len(HEADINGS))
    if draw(st.booleans()):
        lines.append(total)
    shaped = [[line[0], *(line[place] for place in order)] for line in lines]
    spaced = [[part for cell, gap in zip(line, gaps, strict=True) for part in ([cell, ""] if gap else [cell])] for line in shaped]
    above = draw(st.lists(st.sampled_from([["附件1"], [""], ["填报单位：县交通局", "", "单位：万元"]]), max_size=3))
    below = draw(st.sampled_from([[], [["填表人：", "张三"]], [["注：数据截至4月底"], ["5", "不是项目"]]]))
    grid = [*above, ["2023年4月重点项目进度表"], *spaced, *below]
    return records, [[""] * left + line for line in grid]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(messy())
def test_a_table_reads_the_same_wherever_it_stands(reading, drawn):
    records, grid = drawn
    plain = [["2023年4月重点项目进度表"], HEADINGS, *([float(index + 1), *record, "无"] for index, record in enumerate(records))]
    (expected,), (found,) = reading(builders.xlsx(plain)).tables, reading(builders.xlsx(grid)).tables
    assert found.columns == {name: expected.columns[name] for name in found.columns}
    assert found.columns.keys() == expected.columns.keys()
    assert [grid[row - 1][_index(found.letters["总投资"])] for row in found.rows] == [record[2] for record in records]


def _index(letters: str) -> int:
    return ord(letters) - 65
