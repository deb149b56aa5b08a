import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.engine.docx_builder import compiled, docx, part, rendered, texts, xml


def without_illegal(text):
    """What XML can hold of a text, with newlines as Word has them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "\n\t\f"
    return "".join(
        c for c in text
        if (c in kept or ord(c) >= 0x20) and not 0xD800 <= ord(c) <= 0xDFFF and not 0xFDD0 <= ord(c) <= 0xFDEF and c not in "\ufffe\uffff"
    )  # fmt: skip


TEMPLATE = compiled(docx("前{{ x }}后"))


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("&<>\"'{}%\n\t\f\r\x0b\x00\ud800\ufdd1\uffff甲")), max_size=60)
)
def test_any_text_comes_back_from_the_page_as_it_went_in(text):
    assert texts(TEMPLATE.render({"x": text})) == [f"前{without_illegal(text)}后"]


def test_markup_and_tags_in_the_data_are_text():
    dirty = "A&B公司</w:t><w:br/>{{ 7 }}{% endif %}\x02% if %\x03"
    assert texts(rendered("{{ x }}尾", data={"x": dirty})) == ["A&B公司</w:t><w:br/>{{ 7 }}{% endif %}% if %尾"]


def test_less_than_keeps_its_meaning():
    assert texts(rendered("{{ x }}", data={"x": "得分<60分，差"})) == ["得分<60分，差"]


def test_a_lone_surrogate_does_not_cut_off_what_follows():
    assert texts(rendered("{{ x }}一", "二", data={"x": "甲\ud800乙"})) == ["甲乙一", "二"]


def test_line_breaks_tabs_and_page_breaks_become_words_own():
    content = rendered("{{ x }}", data={"x": "一\r\n二\t三\f四"})
    assert texts(content) == ["一\n二\t三\f四"]
    assert '<w:br w:type="page"/>' in xml(content)


def test_a_literal_in_a_tag_is_escaped_once():
    assert texts(rendered('{{ "A&B" }}')) == ["A&B"]


@pytest.mark.parametrize("kind", ["header", "footer", "footnotes", "endnotes"])
def test_values_are_escaped_in_every_part(kind):
    paragraph = "<w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p>"
    content = {
        "footnotes": f'<w:footnote w:id="1">{paragraph}</w:footnote>',
        "endnotes": f'<w:endnote w:id="1">{paragraph}</w:endnote>',
    }
    result = rendered("正文", data={"x": "A&B<60"}, **{kind: content.get(kind, paragraph)})
    assert texts(result, f"word/{kind}.xml") == ["A&B<60"]


def test_blanks_at_the_edges_are_kept():
    content = rendered("<w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p>", data={"x": " 甲 "})
    assert part(content).find(".//{*}t").get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
