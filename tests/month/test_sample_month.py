"""The sample county's April 2023, from the inbox to the Word text: the numbers of the speech, computed."""

import hashlib
import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def paragraphs(path: Path) -> list[str]:
    document = docx.Document(io.BytesIO(path.read_bytes()))
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]


def text_of(folder: Path, part: str) -> str:
    (path,) = [path for path in folder.glob("*.docx") if part in path.name]
    return "\n".join(paragraphs(path))


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "60个",
        "34个",
        "56.7%",
        "26个",
        "43.3%",
        "28个",
        "46.7%",
        "21个",
        "29.57亿元",
        "11.36亿元",
        "41.2%",
    ],
)
def test_the_monthly_notice_prints_the_numbers_of_april(county: Path, sentence: str) -> None:
    assert sentence in text_of(county / "outbox/2023-04", "三项重点工作")


@pytest.mark.parametrize(
    "sentence",
    [
        "157个",
        "88个",
        "33个",
        "县文旅局、县水利局、县交通局、县扶贫办、县发改局、县住建局",
        "15个",
        "50亿元",
        "60个",
        "34个，占项目总数的56.7%",
        "工业项目8个",
        "农业项目3个",
        "旅游项目7个",
        "物流项目3个",
        "28个，占项目总数的46.7%",
        "11.36亿元",
        "38.42%",
        "21个",
        "41.2%",
    ],
)
def test_the_speech_prints_the_numbers_of_the_seed(county: Path, sentence: str) -> None:
    assert sentence in text_of(county / "outbox/2023-04", "发言")


def test_a_second_run_changes_no_byte(county: Path, run: Run) -> None:
    before = hashes(county / "outbox")
    done = run(county, "2023-04", PYTHONHASHSEED="7", TZ="America/New_York", LC_ALL="C")
    assert done.returncode == 1
    assert hashes(county / "outbox") == before
    assert "新写 0 个" in done.stdout


def test_every_figure_of_the_manifest_names_the_cells_it_rests_on(county: Path) -> None:
    facts = json.loads((county / "outbox/2023-04/manifest.json").read_text(encoding="utf-8"))
    figures = {figure["name"]: figure for figure in facts["figures"]}
    assert figures["工程建设.项目总数"]["value"] == "60"
    assert figures["工程建设.累计完成投资"]["sources"]
    summed = [
        figure for figure in facts["figures"] if figure["formula"].startswith("sum(") and figure["value"] not in {None, "0"}
    ]
    assert summed
    bare = [figure["name"] for figure in summed if not figure["sources"]]
    assert not bare


def test_no_tag_is_left_in_any_document(county: Path) -> None:
    for path in (county / "outbox/2023-04").glob("*.docx"):
        text = "\n".join(paragraphs(path))
        assert not any(mark in text for mark in ("{{", "{%", "｛", "None", "nan"))


def test_documents_pass_the_open_xml_audit(county: Path) -> None:
    for path in (county / "outbox/2023-04").glob("*.docx"):
        assert not OpenXmlValidator().validate(str(path)).errors, path.name


def test_changing_one_cell_changes_the_sentence_and_the_ranking(county: Path, tmp_path: Path, run: Run) -> None:
    """One project's investment rises by 1 亿元, in its return and its total row: the county's sum follows."""
    workspace = tmp_path / "changed"
    shutil.copytree(county, workspace)
    facts = json.loads((workspace / "outbox/2023-04/manifest.json").read_text(encoding="utf-8"))
    figure = next(figure for figure in facts["figures"] if figure["name"] == "工程建设.累计完成投资")
    file, sheet, cells = next(source for source in figure["sources"] if ".xlsx|" in source).split("|")
    cell = cells.split("、")[0].split(":")[0]
    path = workspace / "inbox" / file
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    page[cell].value = page[cell].value + 0.01
    book.save(path)
    os.utime(path, (1_600_000_000, 1_600_000_000))
    done = run(workspace, "2023-04")
    assert done.returncode == 1
    assert hashes(workspace / "outbox/2023-04") != hashes(county / "outbox/2023-04")


def test_a_dry_run_writes_nothing(county: Path, tmp_path: Path, run: Run) -> None:
    workspace = tmp_path / "dry"
    shutil.copytree(county, workspace)
    shutil.rmtree(workspace / "outbox")
    before = hashes(workspace)
    done = run(workspace, "2023-04", "--dry-run")
    assert "未写任何文件" in done.stdout
    after = {name: digest for name, digest in hashes(workspace).items() if not name.startswith("state/")}
    assert after == {name: digest for name, digest in before.items() if not name.startswith("state/")}
