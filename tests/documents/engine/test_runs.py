"""Tags that Word has torn apart, and what stands around them."""

import pytest

from tests.documents.engine.docx_builder import compiled, docx, p, part, rendered, run, texts, xml

DATA = {"x": "值", "yes": True, "no": False, "names": ["甲", "乙"]}


def line(inner, data=None):
    return texts(rendered(f"<w:p>{inner}</w:p>", data=DATA | (data or {})))


@pytest.mark.parametrize(
    "inner",
    [
        run("{") + run("{ x }") + run("}"),
        "".join(map(run, "{{ x }}")),
        run("{{ ") + '<w:proofErr w:type="spellStart"/>' + run("x") + '<w:proofErr w:type="spellEnd"/>' + run(" }}"),
        run("{{ ") + '<w:bookmarkStart w:id="1" w:name="b"/>' + run("x") + '<w:bookmarkEnd w:id="1"/>' + run(" }}"),
        run("{{ ") + '<w:commentRangeStart w:id="1"/>' + run("x") + '<w:commentRangeEnd w:id="1"/>' + run(" }}"),
        run("{{ ") + '<w:ins w:id="1" w:author="a">' + run("x") + "</w:ins>" + run(" }}"),
        run("{{ x") + '<w:del w:id="1" w:author="a"><w:r><w:delText>yz</w:delText></w:r></w:del>' + run(" }}"),
        run("{{ ") + '<w:smartTag w:uri="u" w:element="e">' + run("x") + "</w:smartTag>" + run(" }}"),
        run("{{ ") + '<w:hyperlink w:anchor="a">' + run("x") + "</w:hyperlink>" + run(" }}"),
        run("{{ ") + "<w:sdt><w:sdtContent>" + run("x") + "</w:sdtContent></w:sdt>" + run(" }}"),
        "<w:r><w:t>{{</w:t><w:tab/><w:t>x }}</w:t></w:r>",
        "<w:r><w:t>{{</w:t><w:br/><w:t>x }}</w:t></w:r>",
        "<w:r><w:t>{{ x</w:t><w:lastRenderedPageBreak/><w:t> }}</w:t></w:r>",
        run("{{ x }}", "<w:noProof/>"),
    ],
)
def test_a_torn_tag_is_one_tag(inner):
    assert line(run("前") + inner + run("后")) == ["前值后"]


def test_the_first_runs_format_wins():
    content = rendered("前{¦{ x }}后", data=DATA)
    bold = [one.find(".//{*}b") is not None for one in part(content).iter("{*}r")]
    assert bold == [False, True]
    assert texts(content) == ["前值后"]


def test_every_run_keeps_its_format_when_a_condition_is_false():
    content = rendered("甲{% if no %}乙¦丙{% endif %}丁", data=DATA)
    runs = [("".join(one.itertext()), one.find(".//{*}b") is not None) for one in part(content).iter("{*}r")]
    assert runs == [("甲", False), ("丁", True)]


def test_a_loop_within_the_line_repeats_its_runs_with_their_formats():
    content = rendered("{% for n in names %}一¦{{ n }}{% endfor %}尾", data=DATA)
    runs = [("".join(one.itertext()), one.find(".//{*}b") is not None) for one in part(content).iter("{*}r")]
    assert runs == [("一", False), ("甲", True), ("一", False), ("乙", True), ("尾", True)]


def test_pictures_and_fields_beside_a_tag_stay():
    inner = run("{{ x }}") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    content = rendered(f'<w:p>{inner}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>', data=DATA)
    assert "PAGE" in xml(content)
    assert "footnoteReference" in xml(content)


def test_tab_stops_are_not_text():
    content = rendered(p("{{ x }}", '<w:tabs><w:tab w:val="left" w:pos="400"/></w:tabs>'), data=DATA)
    assert texts(content) == ["值"]
    assert 'w:pos="400"' in xml(content)


def test_remarks_are_not_printed():
    assert texts(rendered("甲{# 备注 #}乙", "{#p 整段备注 #}", "丙")) == ["甲乙", "丙"]


def test_the_format_of_the_run_is_known_to_each_output():
    template = compiled(docx("甲¦{{ x }}"))
    (tag,) = template._parts[0].code.tags.values()
    assert "<w:b/>" in tag.run_properties
    assert tag.place.text == "甲{{ x }}"
