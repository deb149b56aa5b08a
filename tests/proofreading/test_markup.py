"""A part written in an unusual way reads as the same part written plainly."""

import pytest

from pipeline.proofreading.markup import tags, unescaped
from pipeline.proofreading.story import BrokenStoryError, read_story

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PLAIN = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>甲&amp;乙12</w:t><w:tab/></w:r></w:p></w:body></w:document>'


def texts(part: bytes) -> list[str]:
    return [one.text for one in read_story("word/document.xml", part, 0)[0]]


@pytest.mark.parametrize(
    "part",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        ('<?xml version="1.0" encoding="UTF-16"?>' + PLAIN).encode("utf-16"),
        ('<?xml version="1.0" encoding="GB18030"?>' + PLAIN).encode("gb18030"),
        PLAIN.replace("w:", "n0:").replace("xmlns:w=", "xmlns:n0=").encode(),
        PLAIN.replace("<w:", "<").replace("</w:", "</").replace("xmlns:w", "xmlns").encode(),
        PLAIN.replace("12</w:t>", "<!-- 90 -->12</w:t>").encode(),
        PLAIN.replace("甲&amp;乙12", "<![CDATA[甲&乙12]]>").encode(),
        PLAIN.replace("甲&amp;", "甲&#38;").replace("12", "&#x31;2").encode(),
        PLAIN.replace("12<", "<?keep it?>12<").encode(),
    ],
    ids=["plain", "marked", "utf-16", "gb18030", "prefix", "no prefix", "comment", "cdata", "references", "instruction"],
)
def test_however_a_part_is_written_it_reads_the_same(part: bytes) -> None:
    assert texts(part) == ["甲&乙12\t"]


@pytest.mark.parametrize("cut", [PLAIN[: PLAIN.index("</w:p>")], PLAIN.replace("<w:p>", "", 1)])
def test_a_part_whose_elements_do_not_close_is_broken(cut: str) -> None:
    with pytest.raises(BrokenStoryError):
        read_story("word/document.xml", cut.encode(), 0)


def test_what_no_text_is_made_of_is_no_tag() -> None:
    assert [name for name, *_ in tags(PLAIN.encode())] == ["w:p", "w:t", "w:tab", "/w:p"]
    assert unescaped("&lt;&unknown;") == "<&unknown;"
