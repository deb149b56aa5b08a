"""The office adds a unit, a column with a check, a figure and a sentence; nobody writes Python."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
NOTICE = "templates/notices/月通报.docx"


@pytest.fixture
def office(county: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(county, tmp_path / "office"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add_sentence(workspace: Path, sentence: str) -> None:
    """Type a sentence behind the paragraph that opens 总体情况, as one would in Word."""
    document = docx.Document(str(workspace / NOTICE))
    paragraph = next(paragraph for paragraph in document.paragraphs if "全县安排重点项目" in paragraph.text)
    paragraph.add_run(sentence)
    document.save(str(workspace / NOTICE))


def notice_text(workspace: Path) -> str:
    (path,) = (workspace / "outbox/2023-04").glob("*三项重点工作*.docx")
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_a_unit_a_column_a_check_a_figure_and_a_sentence(office: Path, run: Run) -> None:
    edit(office / "config.yaml", "  - {name: 青滩镇,", "  - {name: 新滩镇, group: 乡镇}\n  - {name: 青滩镇,")
    form = office / "templates/forms/重点项目.yaml"
    edit(form, "\nchecks:\n", "\nchecks:\n  Q-900: {level: 核实, check: 用地面积 <= 1000, say: 用地面积超过1000亩, do: 请核对}\n")
    edit(form, "\ncolumns:\n", "\ncolumns:\n  用地面积: {type: amount, unit: 亩}\n")
    edit(
        office / "templates/statistics/工程建设.yaml",
        "\nfigures:\n",
        "\nfigures:\n  一亿元项目: {value: count(总投资 >= 10000), meaning: 总投资一亿元以上的项目}\n",
    )
    add_sentence(office, "其中总投资一亿元以上{{ 工程建设.一亿元项目 | 个 }}。")
    done = run(office, "2023-04")
    assert done.returncode == 1, done.stderr
    assert "未报：新滩镇《重点项目》" in done.stdout
    facts = json.loads((office / "outbox/2023-04/manifest.json").read_text(encoding="utf-8"))
    (large,) = [figure["value"] for figure in facts["figures"] if figure["name"] == "工程建设.一亿元项目"]
    assert 0 < int(large) < 60
    assert f"其中总投资一亿元以上{large}个。" in notice_text(office)


def test_a_mistake_in_each_of_them_is_named_before_the_inbox_is_opened(office: Path, run: Run) -> None:
    edit(office / "config.yaml", "  - {name: 青滩镇,", "  - {name: 新滩镇, group: 乡填}\n  - {name: 青滩镇,")
    edit(office / "templates/forms/重点项目.yaml", "\ncolumns:\n", "\ncolumns:\n  用地面积: {type: amuont, unit: 亩}\n")
    edit(office / "templates/statistics/对上争取.yaml", "\nfigures:\n", "\nfigures:\n  错的: {value: count(资金性治 == 1)}\n")
    before = sorted(path.stat().st_mtime_ns for path in (office / "outbox").rglob("*"))
    done = run(office, "2023-04")
    assert done.returncode == 3
    for named in (
        "config.yaml:",
        "templates/forms/重点项目.yaml:",
        "templates/statistics/对上争取.yaml:",
        "乡填",
        "amuont",
        "资金性治",
    ):
        assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.stat().st_mtime_ns for path in (office / "outbox").rglob("*")) == before


def test_a_wrong_name_in_a_template_is_named_with_its_paragraph_and_the_right_one(office: Path, run: Run) -> None:
    add_sentence(office, "{{ 工程建设.项目总熟 | 个 }}")
    done = run(office, "2023-04")
    assert done.returncode == 3
    assert NOTICE in done.stderr
    assert "项目总熟" in done.stderr
    assert "项目总数" in done.stderr


def test_a_unit_renamed_and_one_taken_over_keep_their_targets_their_last_rank_and_their_problems(office: Path, run: Run) -> None:
    edit(office / "config.yaml", "{name: 松柏岭乡,", "{name: 松柏岭镇, former: [{name: 松柏岭乡, until: 2023-03-31}],")
    edit(office / "config.yaml", "{name: 磨盘寨乡,", "{name: 磨盘寨乡, until: 2023-03-31, successor: 梨花垭乡,")
    done = run(office, "2023-04")
    assert "退回：县政府督查室《目标任务》" not in done.stdout
    assert "也找不到这个问题" not in done.stdout
    (notice,) = (office / "outbox/2023-04").glob("*三项重点工作*.docx")
    rows = [[cell.text for cell in row.cells] for row in docx.Document(str(notice)).tables[0].rows]
    (line,) = [dict(zip(rows[0], row, strict=True)) for row in rows if row[1] == "松柏岭镇"]
    assert line["上期\n名次"] == "12"
    assert (office / "outbox/2023-04/督办单/松柏岭镇督办单（2023年4月）.docx").exists()
    assert not (office / "outbox/2023-04/督办单/松柏岭乡督办单（2023年4月）.docx").exists()
