"""A changed template is tried on past issues, against the template they were issued with; nothing is written."""

import io
import shutil
from datetime import datetime
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from pipeline.batch import run_batch
from pipeline.cli import app
from pipeline.model.period import Period
from tools.reliability.small_county import make, report

NOTICE = "月通报"
UNITS = ("县发改局", "青滩镇")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """March and April issued; the inbox cleared."""
    county = make(tmp_path / "county", "2023-03", UNITS)
    run_batch(county, Period.parse("2023-03"), datetime(2023, 4, 8, 9), by="测试")
    for unit in UNITS:
        report(county, unit, "2023-04", 800)
    run_batch(county, Period.parse("2023-04"), datetime(2023, 5, 8, 9), by="测试")
    shutil.rmtree(county / "inbox")
    (county / "inbox").mkdir()
    return county


def try_template(county: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["check", "-w", str(county), *options])
    return done.exit_code, done.output


def change(county: Path, old: str, new: str) -> None:
    path = county / f"templates/notices/{NOTICE}.docx"
    document = docx.Document(str(path))
    paragraph = next(one for one in document.paragraphs if old in one.text)
    paragraph.text = paragraph.text.replace(old, new)
    content = io.BytesIO()
    document.save(content)
    path.write_bytes(content.getvalue())


def outbox(county: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in county.rglob("*") if path.is_file() and "state" not in path.parts}


def test_a_template_that_was_not_changed_makes_no_difference(county: Path) -> None:
    assert try_template(county, "--try-template", NOTICE) == (
        0,
        "2023年3月：文字没有不同\n2023年4月：文字没有不同\n",
    )


def test_what_a_changed_template_says_otherwise_is_shown_for_each_period(county: Path) -> None:
    template = docx.Document(str(county / f"templates/notices/{NOTICE}.docx"))
    text = next(one.text for one in template.paragraphs if one.text)
    change(county, text, f"试改：{text}")
    before = outbox(county)
    code, said = try_template(county, "--try-template", NOTICE)
    assert code == 0, said
    assert said.count("1 处不同") == 2
    assert said.count("  改：试改：") == 2
    code, said = try_template(county, "--try-template", NOTICE, "--periods", "2023-03")
    assert said.splitlines()[0] == "2023年3月：1 处不同"
    assert "2023年4月" not in said.splitlines()[0]
    assert outbox(county) == before


def test_what_cannot_be_tried_says_why(county: Path) -> None:
    code, said = try_template(county, "--try-template", "没有的通报")
    assert (code, NOTICE in said) == (3, True)
    code, said = try_template(county, "--try-template", NOTICE, "--periods", "2021-01")
    assert "没有印发过" in said
    shutil.rmtree(county / "state/templates")
    code, said = try_template(county, "--try-template", NOTICE)
    assert "没有留存" in said
    assert code == 5
