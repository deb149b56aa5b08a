"""Where tags are read: the body, headers, footers, notes, text boxes; and nowhere else."""

import pytest

from pipeline.documents.word.inspection import check_package
from pipeline.model.errors import TemplateError
from tests.documents.engine.docx_builder import compiled, docx, p, package, rendered, run, table, texts, xml

BOX = "<w:txbxContent>{}</w:txbxContent>"
WPS = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{0}</wps:txbx></w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict><v:shape><v:textbox>{0}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_text_boxes_are_read_in_both_of_their_forms():
    box = WPS.format(BOX.format(p("{{ x }}")))
    assert texts(rendered(f"<w:p>{run('旁{{ x }}')}{box}</w:p>", data={"x": "值"})) == ["旁值值值", "值", "值"]


def test_a_text_box_is_never_left_without_a_paragraph():
    box = WPS.format(BOX.format(p("{%p if x %}") + p("内") + p("{%p endif %}")))
    content = rendered(f"<w:p>{box}</w:p>", data={"x": False})
    assert check_package(content) == []


def test_a_tag_may_not_reach_from_a_text_box_into_its_paragraph():
    box = WPS.format(BOX.format(p("{% endif %}")))
    with pytest.raises(TemplateError, match="不在同一段"):
        compiled(docx(f"<w:p>{run('{% if x %}')}{box}</w:p>"))


def test_headers_and_footers_may_hold_tables_and_conditions():
    header = p("{%p if x %}") + p("密级") + p("{%p endif %}")
    content = rendered("正文", data={"x": False, "rows": ["1"]}, header=header, footer=table(["{{ rows[0] }}"]) + p(""))
    assert check_package(content) == []
    assert texts(content, "word/footer.xml") == ["1", ""]


def test_a_tag_in_a_properties_file_is_said():
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>{}</dc:title><cp:lastModifiedBy>张</cp:lastModifiedBy><dcterms:created>2023-05-01T00:00:00Z</dcterms:created>"
        "</cp:coreProperties>"
    )
    kind = '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'

    def with_title(title):
        document = xml(docx("正文"))
        return package({"word/document.xml": document, "docProps/core.xml": core.format(title)}, kind)

    with pytest.raises(TemplateError, match="文件属性"):
        compiled(with_title("{{ x }}"))
    properties = xml(compiled(with_title("通报")).render({}), "docProps/core.xml")
    assert "通报" in properties
    assert "张" not in properties
    assert "2023" not in properties


def test_a_tag_in_a_field_or_a_description_is_said():
    field = '<w:p><w:r><w:instrText>HYPERLINK "{{ x }}"</w:instrText></w:r></w:p>'
    picture = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" descr="{{ x }}"/></wp:inline></w:drawing></w:r></w:p>'
    for block in (field, picture):
        with pytest.raises(TemplateError, match="域代码或替代文字"):
            compiled(docx(block))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip" * 100])
def test_what_is_no_word_file_is_said(content):
    with pytest.raises(TemplateError, match="不是"):
        compiled(content)


def test_a_dotx_or_macro_file_is_refused():
    document = xml(docx("正文"))
    for kind in ("template.main", "document.macroEnabled.main"):
        types = f'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        with pytest.raises(TemplateError, match="另存为"):
            compiled(package({"word/document.xml": document}, types))


def test_a_torn_part_is_said():
    with pytest.raises(TemplateError, match="正文的内容已损坏"):
        compiled(package({"word/document.xml": "<w:document>"}))
    with pytest.raises(TemplateError, match="正文的内容已损坏"):
        compiled(package({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]>' + xml(docx("正文")).partition("\n")[2]}))
