"""Every finding about a table or a cell has an example: what is written, which cells are named, what is said."""

import re
from pathlib import Path

import pytest
import yaml

from pipeline.catalogue import reading as say
from pipeline.catalogue.findings import Wording
from tests import builders
from tests.reading.conftest import PROJECTS

EXAMPLES = yaml.safe_load((Path(__file__).parents[1] / "examples" / "reading" / "findings.yaml").read_text(encoding="utf-8"))
ABOUT_TABLES = re.compile(r"Q-00[5-9]|[TH]-01[1-5]|H-029|H-031|T-02[34578]|[QTH]-1\d\d")
ELSEWHERE = {"HIDDEN_ERRORS", "PICTURES_ONLY", "UNCLEAR_FORM"}
"""told of a whole file (hostile files, unusual workbooks), and of two forms with the same headings (whose and when)"""
TITLE = "2023年4月重点项目建设进度月报表"
HEADINGS = "项目名称 | 项目类别 | 总投资 | 本月完成投资 | 存在问题"
RECORD = "芝茅路改造工程 | 交通 | 1200 | 100 | 无"


def workbook(example) -> bytes:
    given = example.get("sheets") or ["\n".join([TITLE, HEADINGS, *example.get("rows", ())])]
    sheets = [sheet.replace("{version}", f'"{PROJECTS.version}"') for sheet in given]
    if "column" in example:
        sheets = [f"{TITLE}\n{HEADINGS} | {example['column']}\n{RECORD} | {example['written']}"]

    def prepare(book, written) -> None:
        for row in example.get("hidden rows", ()):
            written[0].set_row(row - 1, None, None, {"hidden": True})
        for letter in example.get("hidden columns", ()):
            written[0].set_column(f"{letter}:{letter}", None, None, {"hidden": True})
        for place, text in example.get("put", {}).items():
            written[0].write_string(place, text)

    content = builders.xlsx(*sheets, names=example.get("names", ()), hidden=example.get("hidden", ()), prepare=prepare)
    for old, new in example.get("replace", {}).items():
        content = builders.rewrite(content, old.encode(), new.encode())
    return content


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example['wording']} {example['about']}")
def test_it_is_said_as_in_the_example(reading, example):
    wording = getattr(say, example["wording"])
    answer = reading(workbook(example), *([example["path"]] if "path" in example else []))
    said = [finding for finding in answer.findings if finding.text == example["text"]]
    assert [finding.code for finding in said] == [wording.code], [finding.text for finding in answer.findings]
    assert said[0].level == wording.level
    assert list(said[0].cells) == example.get("cells", [])


def test_every_wording_about_a_table_or_a_cell_has_an_example():
    named = {
        name: given for name, given in vars(say).items() if isinstance(given, Wording) and ABOUT_TABLES.fullmatch(given.code)
    }
    assert named.keys() - {example["wording"] for example in EXAMPLES} == ELSEWHERE


def test_whoever_must_mend_something_is_told_what_to_do():
    """Where, what was found, what was expected, what to do: a 强制 or 核实 finding leaves none of them out."""
    for name, given in vars(say).items():
        if isinstance(given, Wording) and given.level != "提示":
            assert given.expected, name
            assert given.remedy.startswith("请") or "请" in given.remedy, name
