"""What has no content is not attached, and the others are numbered without a gap, wherever they are named."""

import dataclasses
import re
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.table import Table
from msgspec.structs import replace

from pipeline.documents import context
from pipeline.documents.compiled import compile_templates
from pipeline.documents.material import Material
from pipeline.documents.notices import issue
from pipeline.documents.samples import sample
from pipeline.model.period import Period
from pipeline.proofreading import proofread, read

JUNE = Period.parse("2023-06")
NAMES = (
    "月通报",
    "工程建设通报",
    "招商引资通报",
    "对上争取季度通报",
    "考核排名通报",
    "年度考核通报",
    "前期工作和要素保障专项督查通报",
    "四制和合同变更专项督查通报",
    "资金安排建议",
    "旬督查",
)
Render = Callable[[str, Material], bytes]


@pytest.fixture(scope="module")
def render(definitions) -> Render:
    templates = compile_templates(definitions)

    def rendered(name: str, material: Material) -> bytes:
        notice = dataclasses.replace(definitions.notices[name], items=())  # the sample ledger has problems in no particular state
        (document, *_) = issue(notice, templates[name], context.build(material), material)
        return document.content

    return rendered


def without(material: Material, topic: str, *lists: str) -> Material:
    """Return the material as it is when some lists of a topic have no rows."""
    result = material.results[topic]
    emptied = {name: replace(result.lists[name], rows=()) for name in lists}
    return replace(material, results={**material.results, topic: replace(result, lists={**result.lists, **emptied})})


def texts(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]


def listed(content: bytes) -> list[str]:
    """Return the lines behind 附件：, as they are printed."""
    words = texts(content)
    first = next(place for place, text in enumerate(words) if text.startswith("附件："))
    last = next(place for place, text in enumerate(words[first:], first) if not text.strip())
    return words[first:last]


def pages(content: bytes) -> list[str]:
    """Return the words at the head of each attachment."""
    return [text for text in texts(content) if re.fullmatch(r"附件\d*", text)]


def remarks(content: bytes) -> list[str]:
    return [one.code for one in proofread(read(content, "通报.docx")) if one.code in {"N-01", "N-02", "N-03"}]


@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_no_table_stands_without_rows_and_what_is_listed_is_there(definitions, render: Render, name: str, empty: bool) -> None:
    content = render(name, sample(definitions, JUNE, empty=empty))
    tables = [Table(one, None) for one in docx.Document(BytesIO(content)).element.body.findall(docx.oxml.ns.qn("w:tbl"))]
    assert all(len(table.rows) > 1 for table in tables)
    heads, lines = pages(content), listed(content)
    assert len(lines) == len(heads)
    if len(heads) == 1:
        assert heads == ["附件"]
    else:
        assert heads == [f"附件{number}" for number in range(1, len(heads) + 1)]
        assert [line.removeprefix("附件：").partition(".")[0] for line in lines] == [head[2:] for head in heads]
    assert remarks(content) == []


def test_the_third_attachment_becomes_the_second_where_the_second_has_no_content(definitions, render: Render) -> None:
    content = render("工程建设通报", without(sample(definitions, JUNE), "工程建设", "未开工项目", "未按期开工"))
    assert pages(content) == ["附件1", "附件2"]
    assert listed(content)[1:] == ["2.投资进度滞后项目清单"]
    words = "\n".join(texts(content))
    assert "10个百分点以上（详见附件2）" in words
    assert "未开工项目清单" not in words
    assert remarks(content) == []


def test_the_text_names_an_attachment_by_the_number_it_has(definitions, render: Render) -> None:
    content = render("月通报", without(sample(definitions, JUNE), "工程建设", "未按期开工"))
    assert pages(content) == ["附件1", "附件2"]
    words = "\n".join(texts(content))
    assert re.search(r"未销号\d+个[^。]*（详见附件2）", words)
    assert "附件3" not in words


def test_without_its_turned_attachments_a_notice_has_no_turned_page(definitions, render: Render) -> None:
    """An empty page lies where only the section break of what is absent is left."""

    def turned(content: bytes) -> int:
        return sum(
            one.orientation is not None and one.page_width > one.page_height for one in docx.Document(BytesIO(content)).sections
        )

    name = "前期工作和要素保障专项督查通报"
    assert turned(render(name, sample(definitions, JUNE))) == 1
    assert turned(render(name, sample(definitions, JUNE, empty=True))) == 0
