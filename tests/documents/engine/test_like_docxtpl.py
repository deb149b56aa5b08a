"""The same template and data say the same, paragraph by paragraph, as they do with docxtpl."""

import io
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.errors import TemplateError
from tests.documents.engine.docx_builder import compiled, docx, p, row, run, table, texts

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from docxtpl import DocxTemplate

DATA = {
    "x": "值",
    "y": "A&B <60 \"引\" '单'",
    "是": True,
    "否": False,
    "名": ["甲", "乙", "丙"],
    "行": [{"类": "部门", "名": "甲", "值": ["1", "2"]}, {"类": "部门", "名": "乙", "值": ["3", "4"]}],
    "组": [{"名": "一", "行": [{"名": "子"}, {"名": "丑"}]}, {"名": "二", "行": [{"名": "寅"}]}],
}

ROW_LOOP, ROW_END = ["{%tr for r in 行 %}"], ["{%tr endfor %}"]
EACH_VALUE = ["{{ r.名 }}", "{%tc for v in r.值 %}", "{{ v }}", "{%tc endfor %}"]
GROUP_ROWS = (["{%tr for g in 组 %}"], ["{%tr for r in g.行 %}"], ["{% vm %}{{ g.名 }}", "{{ r.名 }}"], ROW_END, ROW_END)
COUNTED = "{% for n in 名 %}{{ loop.index }}{{ n }}{% if not loop.last %}；{% endif %}{% endfor %}"

TEMPLATES = {
    "values": ["甲{{ x }}乙{{y}}丙", "{{ x }}{{ x }}", "无标记", ""],
    "torn tags": ["甲{¦{ x }¦}乙", "{{¦ x ¦}}¦尾", "{¦% if ¦是 %}在{% ¦endif %}"],
    "conditions in a line": ["{% if 是 %}甲{% else %}乙{% endif %}丙", "甲{% if 否 %}乙¦丙{% endif %}丁"],
    "more conditions in a line": ["{% if 否 %}一{% elif 是 %}二{% endif %}"],
    "loops in a line": ["{% for n in 名 %}{{ n }}、{% endfor %}", COUNTED],
    "paragraphs": ["{%p if 是 %}", "在", "{%p endif %}", "{%p if 否 %}", "不在", "{%p else %}", "另", "{%p endif %}", "末"],
    "paragraph loops": [
        "{%p for g in 组 %}",
        "{{ g.名 }}",
        "{%p for r in g.行 %}",
        "{{ r.名 }}",
        "{%p endfor %}",
        "{%p endfor %}",
        "末",
    ],
    "runs": [f"<w:p>{run('甲')}{run('{%r if 是 %}')}{run('乙')}{run('{%r endif %}')}{run('丙')}</w:p>"],
    "remarks": ["甲{# 备注 #}乙", "{#p 备注 #}", "丙"],
    "curly quotes": ["{% if x == “值” %}是{% endif %}", "{% if x == ‘别’ %}是{% else %}否{% endif %}"],
    "set": ["{%p set z = x %}", "{{ z }}"],
    "rows": [table(["头", "尾"], ROW_LOOP, ["{{ r.名 }}", "{{ r.值[1] }}"], ROW_END, ["合计", "{{ x }}"]), "末"],
    "row conditions": [table(["头"], ["{%tr if 否 %}"], ["甲"], ["{%tr else %}"], ["乙"], ["{%tr endif %}"]), "末"],
    "groups": [table(["类", "名"], *GROUP_ROWS), "末"],
    "columns": [table(["名", "{%tc for n in 名 %}", "{{ n }}", "{%tc endfor %}"], ROW_LOOP, EACH_VALUE, ROW_END), "末"],
    "cells": [table(row("{% colspan 2 %}{{ x }}"), ["{% cellbg 'FF0000' %}甲", "{{ x }}"], columns=2), "末"],
    "merged heading": [
        table(["{%tc for n in 名 %}", "{% hm %}季", "{%tc endfor %}"], ["{%tc for n in 名 %}", "{{ n }}", "{%tc endfor %}"])
    ],
    "cell paragraphs": [table([p("{%p for n in 名 %}") + p("{{ n }}") + p("{%p endfor %}") + p("底"), "旁"]), "末"],
}


def by_docxtpl(content, data):
    template = DocxTemplate(io.BytesIO(content))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        template.render(data, autoescape=True)
        buffer = io.BytesIO()
        template.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", TEMPLATES)
def test_paragraphs_say_the_same(name):
    content = docx(*TEMPLATES[name], header=p("眉{{ x }}"), footer=p("脚{% if 是 %}{{ x }}{% endif %}"))
    ours, theirs = compiled(content).render(DATA), by_docxtpl(content, DATA)
    for part in ("word/document.xml", "word/header.xml", "word/footer.xml"):
        assert texts(ours, part) == texts(theirs, part)


PIECES = st.sampled_from(["甲", "{{ x }}", "¦", "{{ n }}", "{% if 是 %}", "{% else %}", "{% endif %}", " ", "（乙）", "{# 注 #}"])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=10))
def test_any_line_that_compiles_says_the_same(pieces):
    line = "".join(pieces)
    data = DATA | {"n": "数"}
    try:
        ours = compiled(docx(line, "末"))
    except TemplateError:
        return
    assert texts(ours.render(data)) == texts(by_docxtpl(docx(line, "末"), data))
