"""The register of the sample month: every digit of every notice is in it, a date, a number of the document, or the template's own."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline.model.register import listing_of
from tests.month.registered_digits import issued, unregistered_charts, unregistered_digits
from tests.paragraphs import W, paragraph_texts

FOLDER = "outbox/2023-04"


@pytest.fixture(scope="module")
def printed(county: Path) -> list[dict]:
    return listing_of((county / FOLDER / "register.json").read_bytes())["printed"]


def test_every_entry_stands_where_the_register_says(county: Path, printed: list[dict]) -> None:
    texts: dict[tuple[str, str], list[str]] = {}
    for entry in (entry for entry in printed if entry["part"].startswith(("word/document", "word/header", "word/footer"))):
        key = entry["document"], entry["part"]
        if key not in texts:
            texts[key] = paragraph_texts((county / FOLDER / key[0]).read_bytes(), key[1])
        start = entry["start"]
        assert texts[key][entry["paragraph"]][start : start + len(entry["text"])] == entry["text"]


@pytest.mark.parametrize("period", ["2022-04", "2023-03", "2023-04"])
def test_every_digit_and_every_number_of_a_chart_is_registered_or_the_templates_own(county: Path, period: str) -> None:
    documents = issued(county / "outbox" / period)
    assert any("/" in path for path in documents) or period == "2022-04", "slips to single units, too"
    assert list(unregistered_digits(county, period)) == []
    assert list(unregistered_charts(county, period)) == []


def test_figures_have_an_exact_value_or_say_why_not(printed: list[dict]) -> None:
    figures = [entry for entry in printed if entry["kind"] in {"amount", "count", "rate", "points", "growth", "days", "rank"}]
    assert len(figures) > 900
    assert all((entry["value"] is None) is (entry["missing"] is not None) for entry in figures)
    assert all(entry["figure"] for entry in figures)
    summed = [entry for entry in figures if entry["formula"].startswith("sum(") and entry["value"] not in {None, "0"}]
    assert summed
    assert all(entry["sources"] and entry["coverage"] for entry in summed)


def test_the_register_gives_the_seed_sentence_its_proof(printed: list[dict]) -> None:
    entry = next(entry for entry in printed if entry["figure"] == "工程建设.民间投资占比" and "三项重点工作" in entry["document"])
    assert entry["text"] == "38.42%"
    assert entry["value"].startswith("0.384")
    assert entry["formula"] == "民间投资完成 / 累计完成投资"
    assert "应报" in entry["coverage"]
    assert all(source.count("|") == 2 for source in entry["sources"])


def test_proof_copies_have_the_same_text_and_a_comment_on_every_figure(county: Path, printed: list[dict]) -> None:
    for path in (county / FOLDER).glob("*.docx"):
        proof = county / FOLDER / "核校稿" / f"{path.stem}（核校稿）.docx"
        content = proof.read_bytes()
        assert paragraph_texts(content) == paragraph_texts(path.read_bytes())
        assert not OpenXmlValidator().validate(str(proof)).errors
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            comments = etree.fromstring(package.read("word/comments.xml")).findall(f"{W}comment")
            body = etree.fromstring(package.read("word/document.xml"))
        own = [entry for entry in printed if entry["document"] == path.name and entry["part"] == "word/document.xml"]
        figures = [entry for entry in own if entry["kind"] in {"amount", "count", "rate", "points", "growth", "days", "rank"}]
        assert len(comments) >= len(figures)
        assert {comment.get(f"{W}author") for comment in comments} == {"核校"}
        assert {comment.get(f"{W}date") for comment in comments} == {"2023-04-30T00:00:00Z"}
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            ids = [element.get(f"{W}id") for element in body.iter(f"{W}{name}")]
            assert sorted(ids, key=int) == [str(number) for number in range(len(comments))]


def test_a_comment_says_value_formula_coverage_cells_and_the_period_before(county: Path) -> None:
    path = next((county / FOLDER / "核校稿").glob("*三项重点工作*.docx"))
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/comments.xml"))
    said = ["\n".join(t.text or "" for t in comment.iter(f"{W}t")) for comment in root]
    rate = next(text for text in said if text.startswith("【工程建设.累计完成投资.完成率】"))
    for word in ("未修约：", "算式：", "范围：《重点项目》应报", "上期：", "来源：2023-04/", "另有"):
        assert word in rate


def test_every_source_is_linked_to_the_return_as_it_was_kept(county: Path, printed: list[dict]) -> None:
    path = county / FOLDER / "核校稿/溯源表.xlsx"
    page, sources = openpyxl.load_workbook(path).worksheets
    texts = [row[3].value for row in page.iter_rows(min_row=3)]
    figures = [
        entry["text"] for entry in printed if entry["kind"] in {"amount", "count", "rate", "points", "growth", "days", "rank"}
    ]
    assert not set(figures) - set(texts)
    links = {row[6].hyperlink.target for row in sources.iter_rows(min_row=3)}
    assert links
    assert all((path.parent / link.replace("\\", "/")).resolve().is_file() for link in links)
