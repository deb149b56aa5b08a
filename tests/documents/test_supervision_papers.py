"""专项督查通报, 表扬通报, 整改通知 and the letters: with returns and without any they open, keep to GB/T 9704-2012, and read as sentences."""

import dataclasses
import re
from itertools import islice
from zipfile import ZipFile

import docx
import pytest
from openxml_audit import OpenXmlValidator

from pipeline.documents import context
from pipeline.documents.compiled import compile_templates
from pipeline.documents.layout import check_layout
from pipeline.documents.notices import issue
from pipeline.documents.samples import sample
from pipeline.model.period import Period

JUNE = Period.parse("2023-06")
PAPERS = ("前期工作和要素保障专项督查通报", "四制和合同变更专项督查通报", "效能监察情况通报", "表扬通报")
LETTERS = ("整改通知", "考核情况摘编", "资金安排建议")


@pytest.fixture(scope="module")
def rendered(definitions, tmp_path_factory) -> dict[tuple[str, bool], list]:
    templates, folder, found = compile_templates(definitions), tmp_path_factory.mktemp("papers"), {}
    for empty in (False, True):
        material = sample(definitions, JUNE, empty=empty)
        for name in (*PAPERS, *LETTERS):
            notice = dataclasses.replace(
                definitions.notices[name], items=()
            )  # the sample ledger has problems in no particular state
            issued = list(islice(issue(notice, templates[name], context.build(material), material), 2))
            paths = [folder / f"{name}{empty}{number}.docx" for number in range(len(issued))]
            for path, document in zip(paths, issued, strict=True):
                path.write_bytes(document.content)
            found[name, empty] = paths
    return found


@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("name", [*PAPERS, *LETTERS])
def test_it_opens_without_repair_and_is_laid_out_as_the_standard_asks(rendered, name: str, empty: bool) -> None:
    for path in rendered[name, empty]:
        assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
        assert [str(finding) for finding in check_layout(path.read_bytes()).findings] == []


@pytest.mark.parametrize("name", [*PAPERS, *LETTERS])
def test_without_any_return_no_sentence_is_left_hanging(rendered, name: str) -> None:
    for path in rendered[name, True]:
        text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
        assert not re.search(r"[，；、：]。|，，|。。|为。|有。|\{\{|\{%|None", text), text


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_has_its_two_red_double_lines_and_no_number_on_its_first_page(rendered, name: str) -> None:
    path = rendered[name, False][0]
    assert check_layout(path.read_bytes()).shape == "信函"
    with ZipFile(path) as package:
        styles, body = (package.read(f"word/{part}.xml").decode() for part in ("styles", "document"))
    assert 'w:val="thickThinSmallGap"' in styles
    assert 'w:val="thinThickSmallGap"' in styles
    assert "<w:titlePg/>" in body
