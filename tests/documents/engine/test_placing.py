"""Mistakes of a template: all at once, each with its paragraph and its tag."""

import pytest

from pipeline.model.errors import TemplateError
from tests.documents.engine.docx_builder import cell, compiled, docx, p, rendered, run, table, texts


def mistakes(*blocks, **stories):
    with pytest.raises(TemplateError) as error:
        compiled(docx(*blocks, **stories))
    assert {one.file for one in error.value.mistakes} == {"月通报.docx"}
    return [one.text for one in error.value.mistakes]


def test_paragraphs_between_tags_of_their_own_are_kept_left_out_and_repeated():
    blocks = ("{%p if a %}", "甲", "{%p else %}", "乙", "{%p endif %}", "{%p for n in l %}", "{{ n }}", "{%p endfor %}")
    assert texts(rendered(*blocks, data={"a": False, "l": ["一", "二"]})) == ["乙", "一", "二"]


def test_two_tags_may_share_a_paragraph_of_their_own():
    assert texts(rendered("{%p if a %}{%p if b %}", "甲", "{%p endif %} {%p endif %}", "乙", data={"a": True, "b": False})) == [
        "乙"
    ]


def test_all_mistakes_are_said_at_once_in_the_order_of_the_text():
    said = mistakes("{{ x + 1 }}", "好", "｛｛ x ｝｝", "{% if x %}甲", table(["{{ x | 亿 }}"]), header=p("{{ f() }}"))
    assert [one[: one.index("段") + 1] for one in said] == ["正文第1段", "正文第3段", "正文第4段", "正文第5段", "页眉第1段"]
    assert "不能计算" in said[0]
    assert "没有对应的 {% endif %}" in said[2]
    assert "是否应为“亿元”" in said[3]


def test_a_mistake_names_the_paragraph_as_it_reads_and_the_tag():
    assert mistakes("累计完成投资{{ x | 亿 }}。") == [
        "正文第1段“累计完成投资{{ x | 亿 }}。”的标记 {{ x | 亿 }}：没有“亿”这种格式；是否应为“亿元”"
    ]


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        (["甲{%p if x %}", "{%p endif %}"], "{%p … %} 要单独成段"),
        (["{%p if x %}{{ x }}", "{%p endif %}"], "{%p … %} 要单独成段"),
        (["{%tr for a in x %}", "{%tr endfor %}"], "只能写在表格里"),
        (["{%tc if x %}", "{%tc endif %}"], "只能写在表格里"),
        (["{% vm %}甲"], "只能写在表格里"),
        ([table(["{% vm %}甲"])], "只能写在循环"),
        ([table(["{% hm %}甲"])], "只能写在循环"),
        ([table(["{% cellbg x %}{% cellbg y %}甲"])], "写了两次"),
        ([table(["{%tr for a in x %}", "丢失"], ["{{ a }}"], ["{%tr endfor %}"])], "整行去掉"),
        ([table(["{%tr for a in x %}", "{%p if y %}"], ["{{ a }}"], ["{%tr endfor %}"])], "整行去掉"),
        ([table(["{%tc for a in x %}丢失", "{{ a }}", "{%tc endfor %}"])], "整个去掉"),
        ([table(["{%tr for a in x %}{%p if y %}"], ["{%tr endfor %}"])], "不能同时写"),
        (["{% if x %}甲", "乙{% endif %}"], "不在同一段"),
        (["{%p if x %}", table(["{%tr endif %}"], ["甲"])], "不在同一个表格"),
        ([table([cell(p("{%p if x %}") + p("甲")), cell(p("{%p endif %}") + p("乙"))])], "不在同一个表格"),
        (["{%p for a in x %}", "甲"], "没有对应的 {% endfor %}"),
        (["{%p if x %}", "{%p for a in x %}", "{%p endif %}"], "没有对应的 {% endfor %}"),
        (["甲{% endif %}"], "前面没有对应的 {% if … %}"),
        (["甲{% else %}"], "前面没有对应的 {% if … %}"),
        (["{% for a in x %}{% elif y %}{% endfor %}"], "前面没有对应的 {% if … %}"),
        (["{% for a in x %}{% endif %}{% endfor %}"], "不配对"),
        (["{% if x %}{% else %}{% elif y %}{% endif %}"], "else 之后"),
        ([p("{%p if x %}", "<w:sectPr/>"), "{%p endif %}"], "分节符"),
        ([f"<w:p>{run('{% if x %}')}<w:hyperlink>{run('甲{% endif %}')}</w:hyperlink></w:p>"], "在链接"),
        (["{{ x y }}"], "写法有误"),
        (["{{ x ＋ y }}"], "不认识的字符“＋”"),
        (["{{ x | 亿元( }}"], "写法有误"),
        (["{% for x %}{% endfor %}"], "写法有误"),
    ],
)
def test_a_tag_out_of_place_is_said(blocks, said):
    assert any(said in one for one in mistakes(*blocks)), mistakes(*blocks)


def test_one_misplaced_tag_is_one_mistake():
    assert mistakes("{%tr for a in x %}", "甲", "{%p endfor %}") == ["正文第1段的标记 {%tr for a in x %}：只能写在表格里"]


def test_what_cannot_be_printed_is_said_with_its_paragraph():
    def said(*blocks, **data):
        with pytest.raises(TemplateError) as error:
            rendered(*blocks, data=data)
        (mistake,) = error.value.mistakes
        return mistake.text

    rows = [{"名": "甲"}, {}]
    assert said("一", "二{{ x }}{{ y }}", x="值").startswith("正文第2段“二{{ x }}{{ y }}”的标记 {{ y }}：没有“y”")
    assert said("{% for r in rows %}第{{ loop.index }}{{ r.名 }}{% endfor %}", rows=rows).endswith("的标记 {{ r.名 }}：没有“名”")
    grid = table(["头"], ["{%tr for r in rows %}"], ["{% vm %}{{ r.名 }}", "{{ r.名 }}"], ["{%tr endfor %}"])
    assert said(grid, "{{ x }}", rows=rows, x="1").startswith("正文第6段的标记 {{ r.名 }}：没有“名”")
    held = table([p("{%p if x %}") + p("一{{ x }}二{{ y }}三{{ x }}") + p("{%p endif %}")])
    assert "的标记 {{ y }}：没有“y”" in said(held, x="1")
    assert said(table(["{% colspan x %}甲"]), x="多").startswith("正文第1段“{% colspan x %}甲”的标记 {% colspan x %}：colspan")
    assert said("{%p for r in x %}", "甲", "{%p endfor %}").startswith("正文第1段的标记 {%p for r in x %}：没有“x”")


def test_a_long_paragraph_is_said_shortly():
    (said,) = mistakes("长" * 500 + "{{ x | 亿 }}")
    assert len(said) < 150
