"""Bytes: the same every time, whole, and nothing lost."""

import io
import zipfile

import pytest

from pipeline.documents.word.inspection import check_package
from pipeline.documents.word.package import NotAPackage, StoredPart, read_parts
from tests.documents.engine.docx_builder import compiled, docx, p, package, rendered, table, xml


def test_the_same_data_give_the_same_bytes_from_any_compilation():
    content = docx("{{ x }}", table(["{%tr for a in l %}"], ["{{ a }}"], ["{%tr endfor %}"]), header=p("{{ x }}"))
    data = {"x": "值", "l": ["一", "二"]}
    first = compiled(content)
    assert first.render(data) == first.render(data) == compiled(content).render(data)
    assert first.render(data) != first.render({"x": "别", "l": []})


def test_content_types_come_first_and_all_entries_are_of_1980():
    with zipfile.ZipFile(io.BytesIO(rendered("{{ x }}", data={"x": "值"}, header=p("眉")))) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_parts_without_tags_pass_through_unchanged():
    content = package(
        {"word/document.xml": xml(docx("{{ x }}")), "word/media/图.bin": "\x00原样"},
        '<Default Extension="bin" ContentType="application/octet-stream"/>',
    )
    parts = read_parts(compiled(content).render({"x": "值"}))
    assert parts["word/media/图.bin"] == "\x00原样".encode()
    assert set(parts) == set(read_parts(content))


def test_a_stored_part_inflates_to_itself():
    assert StoredPart.of("a", b"x" * 1000).length == 1000


def test_a_package_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("pipeline.documents.word.package.MOST_BYTES", 100)
    with pytest.raises(NotAPackage):
        read_parts(docx("正文"))


def broken(**changes):
    """A sound file in which texts of the main part are replaced."""
    document = xml(docx("甲", table(["乙"]), "丙"))
    for old, new in changes.values():
        assert old in document
        document = document.replace(old, new, 1)
    return package({"word/document.xml": document})


CELL = '<w:p><w:r><w:t xml:space="preserve">乙</w:t></w:r></w:p></w:tc>'
DRAWING = '<w:r><wp:docPr id="3" name="图"/></w:r>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "不是 .docx"),
        (broken(a=("甲", "{{ x }}")), "残留标记“{{ x }}”"),
        (broken(a=("甲", "{%p if")), "残留标记"),
        (broken(a=("甲", "｛｛ x ｝｝")), "残留标记"),
        (broken(a=(CELL, "</w:tc>")), "tc 没有以段落结尾"),
        (broken(a=("<w:tr>", "<!--"), b=("</w:tr>", "-->")), "表格没有行"),
        (broken(a=("<w:tc>", "<!--"), b=("</w:tc>", "-->")), "表格行没有单元格"),
        (broken(a=("</w:tcPr>", '<w:gridSpan w:val="4"/></w:tcPr>')), "占 4 列"),
        (broken(a=("</w:p>", f"{DRAWING}{DRAWING}</w:p>")), "图形编号 3 重复"),
        (broken(a=("</w:p>", '<w:hyperlink r:id="rId9"/></w:p>')), "rId9 不存在"),
        (broken(a=("</w:p>", "</w:q>")), "不是完整的 XML"),
        (package({"word/document.xml": xml(docx("甲")), "word/x.bin": ""}), "没有登记内容类型"),
        (package({"word/document.xml": xml(docx("甲"))}, '<Override PartName="/word/y.xml" ContentType="a/b"/>'), "没有这个部件"),
        (package({"word/document.xml": xml(docx("甲"))}, relations='<Relationship Id="a" Type="t" Target="n.xml"/>'), "n.xml 不存在"),
        (
            package(
                {"word/document.xml": xml(docx("甲"))},
                relations='<Relationship Id="a" Type="t" Target="document.xml"/><Relationship Id="a" Type="t" Target="/word/document.xml"/>',
            ),
            "a 重复",
        ),
    ],
)  # fmt: skip
def test_a_torn_file_is_noticed(content, said):
    assert any(said in one for one in check_package(content)), check_package(content)


def test_a_sound_file_is_sound():
    assert check_package(broken()) == []
