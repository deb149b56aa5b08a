"""Beside the copy of the issue, what was moved or changed in the template's own words is found; what was rewritten is not."""

from pipeline.proofreading import proofread, read
from tests.documents.engine.docx_builder import docx, table

ISSUED = (
    "各单位要压实责任。县政府督查室将跟踪督查，结果纳入第三季度考核。",
    "排名靠后的单位要作出说明。进度快于上年的单位要再接再厉。",
    "附件：1.排名表",
    "附件1",
)


def found(*texts: str) -> list[tuple[str, str]]:
    text, issued = (read(docx(*those, table(["单位", "数"], ["甲镇", "1"])), "稿.docx") for those in (texts, ISSUED))
    return [(one.code, one.found) for one in proofread(text, issued=issued)]


def test_the_text_as_it_was_issued_has_nothing_to_remark() -> None:
    assert found(*ISSUED) == []


def test_a_sentence_without_a_number_that_stands_elsewhere_is_found() -> None:
    first, second, *rest = ISSUED
    told, follows = "各单位要压实责任。", "县政府督查室将跟踪督查，结果纳入第三季度考核。"
    assert found(follows, second + told, *rest) == [("B-03", told)]
    assert [code for code, _ in found(follows + told, second, *rest)] == ["B-03"]
    assert [code for code, _ in found(second, first, *rest)] == ["B-03"]


def test_a_sentence_that_joins_the_paragraph_before_it_is_found_though_the_order_is_the_same() -> None:
    first, _, *rest = ISSUED
    told, follows = "排名靠后的单位要作出说明。", "进度快于上年的单位要再接再厉。"
    assert found(first + told, follows, *rest) == [("B-03", told)]


def test_a_number_a_place_or_a_direction_of_the_fixed_words_that_was_changed_is_found() -> None:
    first, second, *rest = ISSUED
    assert found(first.replace("第三季度", "第四季度"), second, *rest) == [("B-06", "四")]
    assert found(first, second.replace("快于", "慢于"), *rest) == [("B-06", "慢于")]


def test_staff_may_rewrite_add_and_take_away() -> None:
    first, second, *rest = ISSUED
    assert found(first.replace("各单位要压实责任", "各责任单位要层层压实责任"), second, *rest) == []
    assert found(first, "请各单位认真抓好落实。", second, *rest) == []
    assert found(first, *rest) == []
