"""A slip that sends a return back repeats its words; the self-check does not blame the office for them."""

import pytest

from pipeline.proofreading import proofread, read
from pipeline.proofreading.registered import Printed
from tests.documents.engine.docx_builder import docx


def codes(line: str, *printed: tuple[str, str]) -> list[str]:
    register = [Printed("稿.docx", "word/document.xml", 0, line.index(text), text, name, "text", of=2) for text, name in printed]
    return [one.code for one in proofread(read(docx(line, "请改正后重报。"), "稿.docx"), register)]


def test_words_of_a_return_that_is_sent_back_are_its_senders() -> None:
    text = "江财建发[2023]22号"
    assert codes(f"第5行“{text}”不规范", (text, "单位.退回问题.行.问题")) == []


@pytest.mark.parametrize("name", ["单位.名称", "工程建设.未开工.行.原因"])
def test_words_a_notice_prints_as_its_own_are_the_offices(name: str) -> None:
    text = "江财建发[2023]22号"
    assert codes(f"依据{text}文", (text, name)) == ["W-14"]


def test_what_the_office_typed_beside_them_is_the_offices() -> None:
    text = "上级文号不规范"
    assert codes(f"{text}（江财建发[2023]22号）", (text, "单位.退回问题.行.问题")) == ["W-14"]


def test_a_tag_left_over_is_told_wherever_it_stands() -> None:
    text = "{{ 期.名称 }}"
    assert set(codes(f"第5行{text}", (text, "单位.退回问题.行.问题"))) == {"W-17"}
