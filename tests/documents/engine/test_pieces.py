"""A rendering knows where each printed piece stands, and the finished file shows no mark."""

import pytest

from pipeline.documents.word.escaping import LINE_BREAK
from pipeline.documents.word.marks import BEGIN, END
from pipeline.documents.word.remarks import Signature
from tests.documents.engine.docx_builder import compiled, docx, p, run, table
from tests.paragraphs import paragraph_texts

SIGNED = Signature("核校", "核", "2023-04-30T00:00:00Z")
BOX = (
    '<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{{ 盒 }}</w:t></w:r></w:p></w:txbxContent></v:textbox>'
    "</v:shape></w:pict></w:r>"
)  # fmt: skip


def found(*blocks: str, data: dict, **formatters):
    rendering = compiled(docx(*blocks), formatters).printed(data)
    texts = paragraph_texts(rendering.content)
    pieces = list(rendering.pieces())
    for piece in pieces:
        assert texts[piece.paragraph][piece.start : piece.start + len(piece.text)] == piece.text
    names = rendering.recorder.names
    return [(piece.paragraph, piece.start, piece.text, names[piece.number]) for piece in pieces]


def test_a_piece_stands_in_its_paragraph_at_its_place():
    assert found("第一段", "共{{ a }}，{{ b }}", data={"a": "60个", "b": "34个"}) == [
        (1, 1, "60个", "a"),
        (1, 5, "34个", "b"),
    ]


def test_an_escaped_character_counts_as_one():
    assert found("{{ a }}及{{ b }}", data={"a": "A&B<C", "b": "1"}) == [(0, 0, "A&B<C", "a"), (0, 6, "1", "b")]


def test_a_line_break_and_a_tab_count_as_one_character():
    assert found("{{ a }}{{ b }}", data={"a": "甲\n乙\t", "b": "1"}) == [(0, 0, "甲\n乙\t", "a"), (0, 4, "1", "b")]


def test_a_name_in_a_loop_is_the_name_of_what_is_looped_over():
    listed = table(["{%tr for 行 in 表.行 %}", ""], ["{{ 行.单位 }}", "{{ loop.index }}"], ["{%tr endfor %}", ""])
    pieces = found(listed, data={"表": {"行": [{"单位": "甲"}, {"单位": "乙"}]}})
    assert pieces == [(0, 0, "甲", "表.行.单位"), (1, 0, "1", "序号"), (2, 0, "乙", "表.行.单位"), (3, 0, "2", "序号")]


def test_a_text_box_is_a_paragraph_of_its_own_and_the_outer_one_goes_on():
    outer = f"<w:p>{run('前{{ 前 }}')}{BOX}{run('后{{ 后 }}')}</w:p>"
    pieces = found(p("首"), outer, p("{{ 末 }}"), data={"前": "1", "盒": "2", "后": "3", "末": "4"})
    assert pieces == [(1, 1, "1", "前"), (2, 0, "2", "盒"), (1, 3, "3", "后"), (3, 0, "4", "末")]


def test_what_is_printed_twice_stands_in_two_places():
    assert found("{% set x = a %}{{ x }}和{{ x }}", data={"a": "5"}) == [(0, 0, "5", "a"), (0, 2, "5", "a")]


@pytest.mark.parametrize("planted", [f"{BEGIN}0\ufdd5", f"{BEGIN}1\ufdd51{END}", END, BEGIN])
def test_marks_in_the_data_are_no_marks(planted):
    assert [text for _, _, text, _ in found("{{ a }}{{ b }}", data={"a": f"甲{planted}乙", "b": "2"})][1] == "2"


def test_a_piece_only_asked_about_is_not_printed():
    pieces = found("{% if (a | 顿号) == '甲、乙' %}是{{ b }}{% endif %}", data={"a": ["甲", "乙"], "b": "2"})
    assert pieces == [(0, 1, "2", "b")]


def test_the_proof_copy_has_the_same_text_and_the_format_around_the_comment():
    blocks = ["<w:p>" + run("共{{ a }}个，", "<w:b/>") + run("占{{ b }}") + "</w:p>", "{{ a }}"]
    rendering = compiled(docx(*blocks)).printed({"a": "60", "b": "56.7%"})
    proof = rendering.proof(lambda number: f"第{number}处{LINE_BREAK}取自 &lt;A&amp;B&gt;", SIGNED)
    assert paragraph_texts(proof) == paragraph_texts(rendering.content)
    comments = paragraph_texts(proof, "word/comments.xml")
    assert comments == ["第0处\n取自 <A&B>", "第1处\n取自 <A&B>", "第2处\n取自 <A&B>"]


def test_the_same_rendering_gives_the_same_proof_copy():
    template = compiled(docx("{{ a }}"))
    first, second = (template.printed({"a": "60"}).proof(lambda _: "来历", SIGNED) for _ in range(2))
    assert first == second
