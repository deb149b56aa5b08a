"""送审说明 of the sample month, what a trial run says would change, and rates a reader can work out again."""

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from pipeline.documents.recomputing import disagreements
from pipeline.documents.register import Entry, Said

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def page(county: Path) -> dict[str, tuple[str, str]]:
    document = docx.Document(io.BytesIO((county / "outbox/2023-04/核校稿/送审说明.docx").read_bytes()))
    (table,) = document.tables
    return {row.cells[0].text: (row.cells[1].text, row.cells[2].text) for row in table.rows[1:]}


def test_what_there_is_no_room_for_stands_on_the_page_behind(county: Path) -> None:
    document = docx.Document(io.BytesIO((county / "outbox/2023-04/核校稿/送审说明.docx").read_bytes()))
    behind = [one.text for one in document.paragraphs]
    begun = behind.index("前三名并列（续）")
    (table,) = document.tables
    (more,) = [one.text for one in table.rows[1].cells[1].paragraphs if "见附页" in one.text]
    told = behind[begun + 1 : next(place for place, one in enumerate(behind) if place > begun and one.endswith("（续）"))]
    assert more == f"另有{len(told)}处，见附页"
    assert all("并列第" in one for one in told)
    assert len(set(behind)) == len(behind), "each is told once"


def test_units_left_out_for_one_reason_are_told_together(county: Path) -> None:
    """Twenty-five units without last year's figures are one matter, not twenty-five lines."""
    document = docx.Document(io.BytesIO((county / "outbox/2023-04/核校稿/送审说明.docx").read_bytes()))
    told = [one.text for cell in document.tables[0].columns[1].cells for one in cell.paragraphs]
    told += [one.text for one in document.paragraphs]
    matters = [one.partition("（")[2] for one in told if "）不列入" in one]
    assert len(matters) == len(set(matters)) > 1


def test_every_point_states_its_rule(page: dict[str, tuple[str, str]]) -> None:
    assert len(page) == 10
    assert all(told and rule for told, rule in page.values())


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("前三名并列", "并列第3名，前3名共4个单位"),
        ("未报、退回", "未报1个：松柏岭乡（上期占全县"),
        ("不参加排名的单位", "县财政局（负责资金拨付汇总，不参加评比）不列入"),
        ("增减幅度过大", "同比增长182.2%"),
        ("基数较低的增幅", "基数较低"),
        ("采纳的说明", "核减3月多报完成投资20万元"),
        ("与上期印发数不一致", "差20万元"),
        ("按印出的数验算不符", "无"),
        ("篇幅", "月通报正文"),
    ],
)
def test_the_points_of_april(page: dict[str, tuple[str, str]], point: str, said: str) -> None:
    assert said in page[point][0]


RATE = Entry("月通报.docx", "word/document.xml", 1, 0, "38.42%", Said("建设.占比率", "rate", "0.3842", formula="民间 / 全部"))
PARTS = (
    Entry("月通报.docx", "word/document.xml", 1, 0, "11.36亿元", Said("建设.民间", "amount", "113600")),
    Entry("月通报.docx", "word/document.xml", 1, 0, "29.57亿元", Said("建设.全部", "amount", "295700")),
)


@pytest.mark.parametrize("text", ["38.42%", "38.4%", "38%"])
def test_a_rate_that_the_printed_parts_give_is_no_point(text: str) -> None:
    assert not list(disagreements((*PARTS, RATE._replace(text=text))))


def test_a_rate_that_no_rounding_of_the_printed_parts_gives_is_a_point() -> None:
    counts = [
        one._replace(text=text, said=one.said._replace(kind="count")) for one, text in zip(PARTS, ("34个", "60个"), strict=True)
    ]
    (found,) = disagreements((*counts, RATE._replace(text="56.6%")))
    assert str(found.computed) == "56.7"


def test_a_trial_run_lists_the_ranks_lists_and_sentences_that_would_flip(county: Path, tmp_path: Path, run: Run) -> None:
    workspace = tmp_path / "trial"
    shutil.copytree(county, workspace)
    calm = run(workspace, "2023-04", "--dry-run")
    assert "将会改变" not in calm.stdout
    path = next((workspace / "inbox/2023-04").glob("*交通局重点项目*.xlsx"))
    path.unlink()
    before = (workspace / "outbox/2023-04/register.json").read_bytes()
    done = run(workspace, "2023-04", "--dry-run")
    assert "名次、名单和语句将会改变" in done.stdout
    assert "名次　工程建设." in done.stdout
    assert "语句　" in done.stdout
    assert (workspace / "outbox/2023-04/register.json").read_bytes() == before
