"""The layout checker finds what differs from GB/T 9704-2012, says where and in which clause, and is silent about what is right."""

import io
import zipfile

import pytest

from pipeline.documents import context, notices
from pipeline.documents.compiled import compile_templates
from pipeline.documents.layout import NotADocument, check_layout
from pipeline.documents.samples import sample
from pipeline.model.period import Period
from tests.documents.engine.docx_builder import docx, p, run

MONTHLY = "月通报"
SPEECH = "推进会发言材料"


@pytest.fixture(scope="module")
def finished(definitions):
    material = sample(definitions, Period.parse("2023-04"))
    shared, templates = context.build(material), compile_templates(definitions)

    def issued(name: str) -> bytes:
        return next(notices.issue(definitions.notices[name], templates[name], shared, material)).content

    return issued


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == f"word/{part}.xml":
                assert old in text.decode(), old
                text = text.decode().replace(old, new).encode()
            after.writestr(name, text)
    return buffer.getvalue()


def test_the_shipped_notices_are_laid_out_as_the_standard_asks(finished) -> None:
    assert [(one.shape, one.findings) for one in map(check_layout, map(finished, (MONTHLY, SPEECH)))] == [
        ("文件", ()),
        ("材料", ()),
    ]


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("document", 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"', "纸张为 216×279 毫米，应为A4 纸"),
        ("document", 'w:top="2098"', 'w:top="1440"', "天头（上白边）为 25 毫米，应为37±1 毫米（5.2.1）"),
        ("document", 'w:linePitch="579"', 'w:linePitch="600"', "每页排 21 行（行距 30 磅）"),
        ("document", "归政督〔2023〕26号", "归政督[2023]26号", "六角括号〔〕"),
        ("document", "归政督〔2023〕26号", "归政督〔2023〕第026号", "序号不加“第”、不编虚位"),
        ("document", "通报</w:t>", "通报。</w:t>", "标题末尾有“。”"),
        ("document", "各直属机构：", "各直属机构:", "主送机关末尾是“:”"),
        ("document", ">一、", ">一.", "序号写成“一.”，应为“一、”"),
        ("document", ">二、", ">三、", "序号不连续"),
        ("document", "副主席。</w:t>", "副主席</w:t>", "抄送机关末尾是“席”，应为句号"),
        ("document", ">2023年5月12日<", ">2023年05月12日<", "不编虚位"),
        ("document", ">2023年5月12日<", ">二〇二三年五月十二日<", "成文日期写成“二〇二三年五月十二日”"),
        ("document", "2023年5月12日印发", "2023年5月11日印发", "印发日期早于成文日期"),
        ("document", "<w:pgSz", '<w:type w:val="continuous"/><w:pgSz', "没有另起一页"),
        ("styles", 'w:sz w:val="44"', 'w:sz w:val="36"', "字号为 18 磅，应为22 磅（2号）（7.3.1）"),
        ("styles", "方正小标宋简体", "宋体", "标题用了“宋体”，应为小标宋体"),
        ("styles", 'w:eastAsia="仿宋_GB2312"', 'w:eastAsia="宋体"', "正文用了“宋体”，应为仿宋体"),
        ("styles", 'w:eastAsia="楷体_GB2312"', 'w:eastAsia="宋体"', "二级标题用了“宋体”，应为楷体"),
        ("styles", 'w:firstLineChars="200"', 'w:firstLineChars="0"', "首行缩进 0.0 字，应为二字"),
        ("styles", 'w:sz w:val="32"', 'w:sz w:val="28"', "字号为 14 磅，应为16 磅（3号）（5.2.2）"),
        ("settings", "<w:evenAndOddHeaders/>", "", "单双页页码都在同一侧"),
        ("footer1", "— ", "- ", "页码写成"),
        ("styles", 'w:color="FF0000"', 'w:color="000000"', "没有红色分隔线"),
    ],
)
def test_a_departure_is_named_with_its_clause(finished, part: str, old: str, new: str, said: str) -> None:
    content = finished(MONTHLY)
    findings = [str(one) for one in check_layout(changed(content, part, old, new)).findings]
    assert any(said in one for one in findings), findings


def test_an_attachment_that_is_announced_and_missing_is_named(finished) -> None:
    content = changed(finished(MONTHLY), "document", "附件：1.", "附件：1.另外一份")
    assert any("后面没有同名的附件" in str(one) for one in check_layout(content).findings)


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(NotADocument):
        check_layout(b"PK\x03\x04 half a file")


def test_a_plain_document_of_a_beginner_gets_a_finding_for_each_habit() -> None:
    page = p("关于开展检查的通知") + p(run("各乡镇:")) + p("　　请认真落实。") + p("2023.6.5")
    said = "".join(map(str, check_layout(docx(page)).findings))
    assert all(word in said for word in ("没有页码", "天头", "没有找到标题", "字号为 10 磅"))
