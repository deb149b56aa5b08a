"""`tongbao check` on templates with mistakes: all of them at once, each a comment at its place in a copy."""

import io
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator
from typer.testing import CliRunner

from pipeline.cli import app

ROOT = Path(__file__).parents[2]
RUNNER = CliRunner()
NOTICE = "templates/notices/月通报.docx"
COPY = "state/check/月通报（检查批注）.docx"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copy(ROOT / "config.yaml", tmp_path)
    return tmp_path


def rewrite(path: Path, *changes: tuple[str, str]) -> None:
    document = docx.Document(str(path))
    every = [*document.paragraphs, *(one for table in document.tables for cell in table._cells for one in cell.paragraphs)]
    for old, new in changes:
        paragraph = next(one for one in every if old in one.text)
        paragraph.text = paragraph.text.replace(old, new)
    document.save(str(path))


def comments(path: Path) -> dict[str, str]:
    """Return what is said → the words it stands around, read off the XML."""
    document = docx.Document(str(path))
    said = {comment.comment_id: comment.text for comment in document.comments}
    around = {}
    for number, text in said.items():
        start = document.element.body.xpath(f".//w:commentRangeStart[@w:id='{number}']")[0]
        within, words = start.getnext(), ""
        while not within.tag.endswith("commentRangeEnd"):
            words += "".join(one.text or "" for one in within.iter("{*}t"))
            within = within.getnext()
        around[text] = words
    return around


def test_every_kind_of_mistake_is_a_comment_at_its_place(office: Path) -> None:
    rewrite(
        office / NOTICE,
        ("{{ 工程建设.项目总数 | 个 }}", "{{ 工程建设.项目总书 | 个 }}"),
        ("{{ 工程建设.民间投资项目 | 个 }}", "｛｛ 工程建设.民间投资项目 | 个 ｝｝"),
        ("{{ 对上争取.争取资金.同比 | 增长 }}", "同比增长{{ 对上争取.争取资金.同比 | 百分比 }}"),
        ("{%p if 报送.迟报.行 %}", "{%p if 报送.迟报.行 %}又"),
        ("实际到位资金{{ 招商引资.到位资金 | 亿元 }}", "实际到位资金5.6亿元"),
        ("（三）招商引资", "（三）招商引资{%tr for 行 in 台账.未销号清单.行 %}"),
    )
    result = RUNNER.invoke(app, ["check", "--workspace", str(office)])
    assert result.exit_code == 3
    assert str(office / COPY) in result.output
    told = comments(office / COPY)
    expected = {
        "是否应为“项目总数”": "{{ 工程建设.项目总书 | 个 }}",
        "用了全角括号": "｛｛",
        "“增长”是写死的方向": "增长",
        "要单独成段": "{%p if 报送.迟报.行 %}",
        "“5.6亿元”是写死的数": "5.6亿元",
        "只能写在表格里": "{%tr for 行 in 台账.未销号清单.行 %}",
        "没有对应的 {% endfor %}": "{%tr for 行 in 台账.未销号清单.行 %}",
    }
    for said, words in expected.items():
        (place,) = [around for text, around in told.items() if said in text]
        assert words in place, (said, place)
        assert len(place) < len(words) + 40
    assert not OpenXmlValidator().validate(str(office / COPY)).errors


def test_a_template_that_only_types_numbers_passes_with_hints_and_a_copy(office: Path) -> None:
    before = (office / NOTICE).read_bytes()
    assert RUNNER.invoke(app, ["check", "--workspace", str(office)]).exit_code == 0
    assert not (office / COPY).exists()
    rewrite(office / NOTICE, ("全县安排重点项目{{ 工程建设.项目总数 | 个 }}", "全县安排重点项目60个"))
    changed = (office / NOTICE).read_bytes()
    result = RUNNER.invoke(app, ["check", "--workspace", str(office)])
    assert result.exit_code == 0
    assert "月通报.docx: 正文第14段" in result.output
    assert "60个" in result.output
    assert list(comments(office / COPY).values()) == ["60个"]
    first = (office / COPY).read_bytes()
    RUNNER.invoke(app, ["check", "--workspace", str(office)])
    assert (office / COPY).read_bytes() == first
    assert (office / NOTICE).read_bytes() == changed
    (office / NOTICE).write_bytes(before)
    RUNNER.invoke(app, ["check", "--workspace", str(office)])
    assert not (office / COPY).exists(), "the copy of an earlier check is gone"


def test_the_copy_of_a_template_holds_the_text_of_the_template(office: Path) -> None:
    rewrite(office / NOTICE, ("全县安排重点项目{{ 工程建设.项目总数 | 个 }}", "全县安排重点项目60个"))
    RUNNER.invoke(app, ["check", "--workspace", str(office)])
    told = [[one.text for one in docx.Document(str(office / name)).paragraphs] for name in (NOTICE, COPY)]
    assert told[0] == told[1]
    with zipfile.ZipFile(io.BytesIO((office / COPY).read_bytes())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
