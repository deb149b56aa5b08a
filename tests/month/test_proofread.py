"""The self-check on the finished notices of the sample county: silent on ours, loud on edited ones, deaf to who saved them."""

import io
import json
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator
from typer.testing import CliRunner

from benchmarks.proofread import caught
from pipeline.cli import app
from pipeline.proofreading import Text, proofread, read
from pipeline.proofreading.comments import with_comments
from pipeline.proofreading.fixed_text import fixed_text
from pipeline.proofreading.registered import by_document, load, of_document
from pipeline.proofreading.text import DOCUMENT

RUNNER = CliRunner()
NOTICE = "关于2023年1—4月全县重点项目建设等三项重点工作进展情况的通报.docx"


def notices(county: Path) -> list[Path]:
    return sorted((county / "outbox").glob("*/*.docx"))


def test_our_own_notices_have_no_findings(county: Path) -> None:
    fixed = fixed_text(county / "templates/notices")
    assert len(notices(county)) >= 6
    for path in notices(county):
        register = of_document(load(path.parent), path.name)
        assert register
        assert proofread(read(path.read_bytes(), path.name), register, fixed) == ()


def test_every_batch_gives_out_what_its_self_check_found(county: Path) -> None:
    page = load_workbook(county / "outbox/2023-04/成稿自检.xlsx").active
    rows = list(page.iter_rows(values_only=True))
    folder = county / "outbox/2023-04"
    printed = {piece.document for piece in load(folder) if piece.document.endswith(".docx")}
    assert {row[0] for row in rows[1:]} == printed
    assert any(name.startswith("催报单/") for name in printed), "slips to single units are read again, too"
    assert not any(name.startswith("核校稿/") for name in printed)
    assert {row[5] for row in rows[1:]} == {"没有发现问题"}


def test_random_edits_are_caught(county: Path) -> None:
    made, seen, missed = caught(county, 100)
    assert made.total() == 100
    assert seen.total() >= 99, missed


def edited(path: Path, old: str, new: str) -> bytes:
    document, content = docx.Document(str(path)), io.BytesIO()
    paragraph = next(one for one in document.paragraphs if old in one.text)
    paragraph.text = paragraph.text.replace(old, new)
    document.save(content)
    return content.getvalue()


def test_a_sentence_moved_to_the_next_paragraph_is_caught_though_nothing_follows_it(county: Path) -> None:
    """The last registered paragraph: only the count of paragraphs tells that its pieces have moved, not the text around them."""
    path = next((county / "outbox/2023-04").glob("*发言材料*.docx"))
    document, content = docx.Document(str(path)), io.BytesIO()
    place, told = next((place, one) for place, one in enumerate(document.paragraphs) if one.text.startswith("二要抓开工"))
    head, _, moved = told.text.partition("。")
    told.text = f"{head}。"
    following = document.paragraphs[place + 1]
    following.text = f"{following.text}{moved}"
    document.save(content)
    register = of_document(load(path.parent), path.name)
    found = proofread(read(content.getvalue(), path.name), register, fixed_text(county / "templates/notices"))
    assert "B-03" in {one.code for one in found}


def test_staff_may_rewrite_the_words_around_a_figure(county: Path) -> None:
    path = county / "outbox/2023-04" / NOTICE
    content = edited(path, "从项目类别看，", "按照项目的类别分别来看，")
    register = of_document(load(path.parent), path.name)
    assert proofread(read(content, path.name), register, fixed_text(county / "templates/notices")) == ()


def test_the_command_writes_a_copy_with_comments_that_is_a_valid_file(county: Path, tmp_path: Path) -> None:
    folder = county / "outbox/2023-04"
    shutil.copy(folder / "register.json", tmp_path)
    path = tmp_path / NOTICE
    path.write_bytes(edited(folder / NOTICE, "29.57亿元，完成", "29.75亿元，完成"))
    done = RUNNER.invoke(app, ["proofread", str(path), "--workspace", str(county), "--json"])
    assert done.exit_code == 1
    told = json.loads(done.output)["remarks"]
    assert {one["code"] for one in told} >= {"A-01", "B-01"}
    copy = tmp_path / NOTICE.replace(".docx", "（自检）.docx")
    assert any("29.57亿元" in comment.text for comment in docx.Document(str(copy)).comments)
    assert not OpenXmlValidator().validate(str(copy)).errors


def test_the_command_finds_the_register_and_the_issue_of_a_slip_in_a_folder_and_of_a_copy_on_the_desktop(
    county: Path, tmp_path: Path
) -> None:
    path = next((county / "outbox/2023-04/退回通知").glob("*.docx"))
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    for file in (path, copy):
        done = RUNNER.invoke(app, ["proofread", str(file), "--workspace", str(county)])
        assert done.exit_code == 0, done.output
        assert "对照登记的" in done.output
    document = docx.Document(str(copy))
    sentence = next(one for one in document.paragraphs if one.text.count("。") > 1)
    first, _, rest = sentence.text.partition("。")
    sentence.text = f"{rest}{first}。"
    document.save(str(copy))
    done = RUNNER.invoke(app, ["proofread", str(copy), "--workspace", str(county), "--no-copy"])
    assert "B-03" in done.output


def test_comments_are_added_to_those_a_file_has(county: Path) -> None:
    path = next((county / "outbox/2023-04/核校稿").glob("*三项重点工作*.docx"))
    content = path.read_bytes()
    before = len(list(docx.Document(io.BytesIO(content)).comments))
    remarks = proofread(read(edited(path, "全县安排", "全县安排{{"), path.name))
    assert remarks
    after = docx.Document(io.BytesIO(with_comments(content, path.name, remarks)))
    assert len(list(after.comments)) == before + len(remarks)


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_notices_saved_again_by_libreoffice_read_the_same(county: Path, tmp_path: Path) -> None:
    folder = county / "outbox/2023-04"
    paths = [*folder.glob("*.docx"), *folder.glob("退回通知/*.docx")]
    assert len(paths) >= 6
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    register, fixed = by_document(load(folder)), fixed_text(county / "templates/notices")
    for path in paths:
        saved, issued = read((tmp_path / path.name).read_bytes(), path.name), read(path.read_bytes(), path.name)
        assert told(saved) == told(issued)
        assert len(saved.charts) == len(issued.charts)
        assert proofread(saved, register[path.stem], fixed, issued=issued) == ()


def told(text: Text) -> list[str]:
    return [one.text for one in text.paragraphs if one.text.strip() and one.part == DOCUMENT]
