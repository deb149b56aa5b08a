"""The Word files shipped are official documents: pages, grid, styles and parts as GB/T 9704-2012 has them (handbook 5 §6.1)."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from openxml_audit import OpenXmlValidator

from pipeline.documents import context
from pipeline.documents.compiled import compile_templates
from pipeline.documents.notices import issue
from pipeline.documents.samples import sample
from pipeline.model.period import Period

APRIL = Period.parse("2023-04")
NAMES = ("月通报", "推进会发言材料")


@pytest.fixture(scope="module")
def rendered(definitions) -> dict[str, bytes]:
    templates, found = compile_templates(definitions), {}
    for empty in (False, True):
        material = sample(definitions, APRIL, empty=empty)
        for name in NAMES:
            (document,) = issue(definitions.notices[name], templates[name], context.build(material), material)
            found[f"{name}{'空' if empty else ''}"] = document.content
    return found


def part(content: bytes, name: str = "word/document.xml") -> str:
    with ZipFile(BytesIO(content)) as package:
        return package.read(name).decode()


def text(content: bytes) -> str:
    return "\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", one)) for one in part(content).split("</w:p>"))


@pytest.mark.parametrize("name", [name + empty for name in NAMES for empty in ("", "空")])
def test_word_opens_it_without_repair(rendered, name: str, tmp_path) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(rendered[name])
    result = OpenXmlValidator().validate(path)
    assert [str(error) for error in result.errors] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_tag_is_left_over(rendered, name: str) -> None:
    assert not re.search(r"\{\{|\}\}|\{%|%\}", part(rendered[name]))


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_a4_with_the_margins_of_the_standard(definitions, name: str) -> None:
    body = part(definitions.templates[name])
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in body
    assert 'w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"' in body


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_22_lines_of_28_characters(definitions, name: str) -> None:
    assert '<w:docGrid w:type="lines" w:linePitch="579"/>' in part(definitions.templates[name])
    assert '<w:spacing w:val="-5"/>' in part(definitions.templates[name], "word/styles.xml")


def test_headings_of_tables_repeat_and_rows_stay_whole(definitions) -> None:
    body = part(definitions.templates["月通报"])
    assert body.count("<w:tblHeader/>") == body.count("<w:tblLayout") - 1  # all tables but the 版记
    assert body.count("<w:cantSplit/>") >= body.count("<w:tblHeader/>")


def test_page_numbers_differ_on_odd_and_even_pages(definitions) -> None:
    assert "<w:evenAndOddHeaders/>" in part(definitions.templates["月通报"], "word/settings.xml")


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_small(definitions, name: str) -> None:
    assert len(definitions.templates[name]) < 40_000


def test_half_width_punctuation_does_not_stand_between_chinese_characters(rendered) -> None:
    for name in NAMES:
        assert not re.search(r"[一-鿿][,;:?!()][一-鿿]", text(rendered[name]))


def test_a_notice_without_any_return_still_reads(rendered) -> None:
    words = text(rendered["月通报空"])
    assert "一是" not in words
    assert "本期督查未发现突出问题。" in words
    assert "本期没有参加排名的单位" in words
