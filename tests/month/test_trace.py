"""`tongbao trace` on the sample month: down to the cells, and up to every sentence."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def trace(county: Path):
    def ask(*asked: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "pipeline", "trace", "2023-04", *asked, "--workspace", str(county)]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)

    return ask


def leaves(node: dict) -> list[dict]:
    return [leaf for part in node["parts"] for leaf in leaves(part)] or [node]


@pytest.mark.parametrize("name", ["工程建设.民间投资占比", "民间投资占比"])
def test_a_rate_is_traced_to_the_cells_that_add_up_to_its_parts(trace, name: str) -> None:
    tree = json.loads(trace(name, "--json").stdout)
    assert tree["name"] == "工程建设.民间投资占比"
    assert {entry["text"] for entry in tree["printed"]} == {"38.42%"}
    part, whole = tree["parts"]
    numbers = [value for source in whole["cells"] for value in source["cells"].values()]
    assert sum(map(float, numbers)) == float(whole["value"])
    private = [value for source in part["cells"] for value in source["cells"].values() if value != "民间投资"]
    assert sum(map(float, private)) == float(part["value"])


def test_a_growth_is_traced_to_this_period_and_the_base(trace) -> None:
    tree = json.loads(trace("工程建设.累计完成投资.同比", "--json").stdout)
    assert [part["name"] for part in tree["parts"]] == ["工程建设.累计完成投资", "工程建设.累计完成投资.上年同期"]
    assert not leaves(tree["parts"][1])[0]["cells"]


def test_a_cell_is_traced_to_every_sentence_that_uses_it(trace) -> None:
    tree = json.loads(trace("民间投资占比", "--json").stdout)
    source = tree["parts"][0]["cells"][0]
    facts = json.loads(trace("工程建设.累计完成投资", "--json").stdout)
    cell = next(iter(source["cells"]))
    assert any(cell in one["cells"] for one in facts["cells"] if one["file"] == source["file"])
    found = json.loads(trace("县发改局", f"重点项目!{cell}", "--json").stdout)
    assert found["value"] == source["cells"][cell]
    texts = {piece["text"] for one in found["sentences"] for piece in one["pieces"]}
    assert {"38.42%", "11.36亿元", "29.57亿元"} <= texts
    assert all(piece["text"] in one["text"] for one in found["sentences"] if one["text"] for piece in one["pieces"])


def test_the_text_for_people_names_formula_coverage_and_cells(trace) -> None:
    said = trace("民间投资占比").stdout
    for words in ("工程建设.民间投资占比：38.42%", "算式：民间投资完成 / 累计完成投资", "范围：《重点项目》应报", "印出“38.42%”"):
        assert words in said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("工程建设.民间投资占比", "38.42%（未修约：38.417314…%）"),
        ("工程建设.累计完成投资", "29.57亿元（未修约：295700万元）"),
        ("工程建设.累计完成投资.上年同期", "209420万元"),
        ("前期工作.最长前期天数", "503天"),
        ("集中开工.未实质性开工清单.行", "2"),
    ],
)
def test_people_see_the_number_that_is_printed_and_the_exact_one_in_short(trace, name: str, said: str) -> None:
    assert trace(name).stdout.splitlines()[0] == f"{name}：{said}"


def test_a_program_is_told_all_digits(trace) -> None:
    assert json.loads(trace("民间投资占比", "--json").stdout)["value"].startswith("0.38417314846127832262428")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("民间投资占",), "是否为"),
        (("同比",), "不止一个"),
        (("县交通局", "K12"), "不是单元格的写法"),
        (("县交通局", "年报!K12"), "没有已采用的《年报》"),
    ],
)
def test_what_cannot_be_found_is_said_with_what_there_is(trace, asked: tuple[str, ...], said: str) -> None:
    done = trace(*asked)
    assert done.returncode == 2
    assert said in done.stderr


def test_tracing_imports_no_pandas() -> None:
    code = "import sys, pipeline.tracing, pipeline.tracing.telling; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
