"""字段手册: every name templates may use, and no tag in it that a template could not print."""

import dataclasses
import io
import re

import pytest
from docx import Document
from msgspec.structs import replace

from pipeline.documents import context
from pipeline.documents.checking import check_templates
from pipeline.documents.compiled import compile_templates
from pipeline.documents.formatters import formatters
from pipeline.documents.handbook import field_handbook, sections
from pipeline.documents.handbook.examples import examples
from pipeline.documents.samples import sample
from pipeline.model.period import Period
from tests.documents.engine.docx_builder import audited, docx, p, table

APRIL = Period.parse("2023-04")


@pytest.fixture(scope="module")
def listed(definitions) -> list[tuple[str, ...]]:
    return [tuple(line) for section in sections(definitions, sample(definitions, APRIL)) for line in section.lines]


def test_every_name_of_the_shipped_templates_is_in_the_handbook(definitions, listed) -> None:
    text = "\n".join(line[3] for line in listed)
    for template in compile_templates(definitions).values():
        for use in template.names:
            whole = use.dotted.split(".*")[0].rpartition("[")[0] or use.dotted.split(".*")[0]
            assert whole in text, use.dotted


def test_every_tag_of_the_handbook_can_be_copied_into_a_template(definitions, listed) -> None:
    """Rows stand in a table, as the handbook says; names of one unit need a notice to each unit."""
    shared = [line[3] for line in listed if not line[0].startswith("单位.")]
    own = [line[3] for line in listed if line[0].startswith("单位.")]
    notices, templates = dict(definitions.notices), dict(definitions.templates)
    uses = tuple(definitions.statistics)
    charts = {name: rule for notice in definitions.notices.values() for name, rule in notice.charts.items()}
    notices["推进会发言材料"] = dataclasses.replace(notices["推进会发言材料"], uses=uses, charts=charts)
    templates["推进会发言材料"] = of_tags(shared)
    templates["督办单"] = of_tags(own)
    assert check_templates(replace(definitions, notices=notices, templates=templates)) == ()


def of_tags(tags: list[str]) -> bytes:
    """A document with each tag in a paragraph, each loop over rows in a table; what may be empty is asked for first."""
    body = []
    for tag in tags:
        lines = tag.split("\n")
        if len(lines) > 1:
            body.append(table([lines[0]], [lines[1]], [lines[2]]) if ".报表." not in lines[0] else p(""))
        else:
            name = re.findall(r"[{%]\s*(?:if )?([\w.]+)", tag)[0]
            name = name.partition(".报表.")[0] + ".报表" if ".报表." in name else name  # no form was due, none is named
            alone = name.startswith("图.")  # a chart stands alone in its paragraph
            body += (
                [p(f"{{%p if {name} %}}"), p(tag), p("{%p endif %}")] if alone else [p(f"{{% if {name} %}}{tag}{{% endif %}}")]
            )
    return docx(*body)


def test_values_are_those_of_the_material_as_their_tags_print_them(definitions) -> None:
    material = sample(definitions, APRIL)
    printed = {line[0]: line[2] for section in sections(definitions, material) for line in section.lines}
    figure = material.results["工程建设"].figures["累计完成投资"]
    words = formatters(definitions.office.policies, definitions.vocabulary.measure_words)
    assert printed["工程建设.累计完成投资（万元）"] == words["金额"](figure)
    ranking = context.build(material)["工程建设"]["完成率排名"]["乡镇"]["前"]
    assert printed["工程建设.完成率排名.乡镇.前"] == words["居前"](ranking, "值")
    nothing = {line[2] for section in sections(definitions, None) for line in section.lines}
    assert nothing == {"—", "各单位不同", "各文件不同"}


def test_every_formatter_is_shown(definitions) -> None:
    known = formatters(definitions.office.policies, definitions.vocabulary.measure_words)
    assert {one.call.partition("(")[0] for one in examples()} == set(known) - {"有"}


def test_the_file_is_valid_and_always_has_the_same_bytes(definitions, tmp_path) -> None:
    material = sample(definitions, APRIL)
    first, second = field_handbook(definitions, material), field_handbook(definitions, material)
    assert first.content == second.content
    assert audited(first.content, tmp_path) == []
    document = Document(io.BytesIO(first.content))
    titles = [one.text for one in document.paragraphs if "w:outlineLvl" in one._p.xml]
    links = document.element.body.xpath(".//w:hyperlink/@w:anchor")
    marks = document.element.body.xpath(".//w:bookmarkStart/@w:name")
    assert links == marks
    assert len(titles) == len(links) > len(definitions.statistics)
