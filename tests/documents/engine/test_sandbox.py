"""What a template may not do, whoever wrote it, and what it may not print."""

from decimal import Decimal

import pytest

from pipeline.model.errors import TemplateError
from pipeline.model.figure import Figure, Missing
from tests.documents.engine.docx_builder import compiled, docx, rendered, table, texts

ATTACKS = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ x['__class__'] }}",
    "{{ x|attr('__class__') }}",
    "{{ f.__self__ }}",
    "{{ x.to_csv('x.csv') }}",
    "{{ x.append(1) }}",
    "{{ x.update({}) }}",
    "{{ 'x' * 1000000000 }}",
    "{{ 10 ** 10 }}",
    "{{ 'a'|center(1000000000) }}",
    "{{ 'a' ~ 'b' }}",
    "{{ -x }}",
    "{{ x[1:2] }}",
    "{{ {'a': 1} }}",
    "{{ range(99999) }}",
    "{% for a in range(99999) %}{% endfor %}",
    "{% for a in 'x' %}{% endfor %}",
    "{% for a, b in x %}{% endfor %}",
    "{% for a in x recursive %}{{ loop(a) }}{% endfor %}",
    "{% set x.y = 1 %}",
    "{% set a, b = x %}",
    "{% set x %}甲{% endset %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% block a %}{% endblock %}",
    "{% macro a() %}{% endmacro %}",
    "{% call a() %}{% endcall %}",
    "{% filter upper %}甲{% endfilter %}",
    "{% with a = 1 %}{% endwith %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{% autoescape false %}{% endautoescape %}",
    "{% do x.append(1) %}",
    "{% if x is callable %}{% endif %}",
    "{% if x > 1 %}{% endif %}",
    "{% if x == 1 %}{% endif %}",
    "{% if x is sameas y %}{% endif %}",
    "{{ x|map(attribute='__class__')|list }}",
    "{{ x|safe }}",
    "{{ x|_xml }}",
    "{{ _held1 }}",
    "{{ x.y._z }}",
    "{{ caller }}",
    "{{ 1 }}",
    "{{ loop.index }}",
    "{% for a in x %}{{ loop.cycle('a') }}{{ loop.depth }}{% endfor %}",
    "{% for a in x %}{{ loop.previtem.b }}{% endfor %}",
    "{{ x | 亿元(*y) }}",
    "{{ x if y > 1 else z }}",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_not_in_the_language_is_refused_before_any_data_is_seen(attack):
    with pytest.raises(TemplateError) as error:
        compiled(docx(attack))
    assert "正文第1段" in str(error.value)


class Trap:
    """An object with an attribute, as data never should be."""

    hidden = "秘密"

    def method(self):
        return "秘密"


@pytest.mark.parametrize(
    "expression", ["x.hidden", "x.method", "x['hidden']", "t.upper", "n.real", "l.append", "f.value", "f.name", "f.sources"]
)
def test_no_attribute_of_any_object_is_found(expression):
    data = {"x": Trap(), "t": "文", "n": 3, "l": ["甲"], "f": Figure("数", Decimal(1), "count")}
    with pytest.raises(TemplateError, match="没有“"):
        rendered(f"{{{{ {expression} }}}}", data=data)


def test_keys_that_are_also_methods_of_dict_are_keys():
    data = {"d": {"items": "甲", "keys": "乙", "get": "丙", "update": "丁"}}
    assert texts(rendered("{{ d.items }}{{ d.keys }}{{ d.get }}{{ d.update }}", data=data)) == ["甲乙丙丁"]
    with pytest.raises(TemplateError, match="没有“values”"):
        rendered("{{ d.values }}", data=data)


FIGURE = Figure("投资", Decimal("11.36"), "amount", "亿元", related={"同比": Figure("同比", Decimal("0.412"), "growth")})


def test_a_figures_comparisons_are_names_and_formatters_see_figures():
    content = rendered("{{ f | 名 }}、{{ f.同比 | 名 }}", data={"f": FIGURE}, formatters={"名": lambda figure: figure.name})
    assert texts(content) == ["投资、同比"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (FIGURE, "要写明格式，如 亿元"),
        (Figure("率", Decimal("0.5"), "rate"), "要写明格式，如 百分比"),
        (Decimal("1.5"), "要写明格式"),
        (0.1 + 0.2, "要写明格式"),
        (7, "要写明格式"),
        (True, "不是文字"),
        (None, "没有内容"),
        (["甲"], "一组内容"),
        ({"合计": 1}, "请写到具体的名称：合计"),
        (Trap(), "不是文字"),
    ],
)
def test_only_text_is_printed(value, said):
    with pytest.raises(TemplateError, match=said):
        rendered("投资{{ x }}元", data={"x": value})


def test_figures_are_conditions_by_their_value_and_never_equal_to_anything():
    template = compiled(docx("{% if f %}有{% else %}无{% endif %}{% if not f or f and f %}一{% endif %}"))
    assert texts(template.render({"f": FIGURE})) == ["有一"]
    assert texts(template.render({"f": Figure("数", Decimal(0), "count")})) == ["无一"]
    assert texts(template.render({"f": Figure("数", None, "count", missing=Missing.NOT_REPORTED)})) == ["无一"]
    with pytest.raises(TemplateError, match="不能用 =="):
        rendered('{% if f == "1" %}{% endif %}', data={"f": FIGURE})


def test_conditions_compare_text():
    template = '{% if x == "甲" and not y %}一{% elif x in ["乙", "丙"] %}二{% else %}三{% endif %}{{ "是" if y else "否" }}'
    assert [texts(rendered(template, data={"x": x, "y": y})) for x, y in (("甲", False), ("丙", True), ("丁", None))] == [
        ["一否"],
        ["二是"],
        ["三否"],
    ]


def test_a_value_that_is_none_can_be_asked_for():
    assert texts(rendered("{% if x is none %}无{% else %}{{ x }}{% endif %}", data={"x": None})) == ["无"]


def test_loops_know_their_place():
    text = "{% for a in x %}{{ loop.index }}/{{ loop.length }}{{ a }}{% if not loop.last %}、{% endif %}{% else %}无{% endfor %}"
    assert texts(rendered(text, data={"x": ["甲", "乙"]})) == ["1/2甲、2/2乙"]
    assert texts(rendered(text, data={"x": []})) == ["无"]


def test_loops_go_over_lists_and_the_names_of_groups():
    data = {"组": {"乡镇": {"首": "茅坪镇"}, "部门": {"首": "县水利局"}}}
    assert texts(rendered("{% for a in 组 %}{{ a }}：{{ 组[a].首 }}；{% endfor %}", data=data)) == [
        "乡镇：茅坪镇；部门：县水利局；"
    ]
    for value in ("茅坪镇", None, FIGURE, 3):
        with pytest.raises(TemplateError, match="循环的列表"):
            rendered("{% for a in x %}{{ a }}{% endfor %}", data={"x": value})


def test_a_name_can_be_set():
    assert texts(rendered("{%p set 首 = 表.行[0] %}", "{{ 首.名 }}", data={"表": {"行": [{"名": "甲"}]}})) == ["甲"]


def test_an_absent_name_says_what_is_near():
    data = {"工程建设": {"累计完成投资": FIGURE}}
    with pytest.raises(TemplateError, match="没有“累计完成投贷”；是否应为“累计完成投资”"):
        rendered("{{ 工程建设.累计完成投贷 | 亿元 }}", data=data)
    for text in (
        "{{ 无.名 }}",
        "{% if 无 %}{% endif %}",
        "{% for a in 无 %}{% endfor %}",
        '{% if 无 == "" %}{% endif %}',
        "{{ 无 | 亿元 }}",
    ):
        with pytest.raises(TemplateError, match="没有“无”"):
            rendered(text)


def test_a_formatter_that_fails_is_named():
    def fails(value):
        raise ValueError("期别不对")

    with pytest.raises(TemplateError, match="格式“坏”用在这里出错：期别不对"):
        rendered("{{ x | 坏 }}", data={"x": "1"}, formatters={"坏": fails})
    with pytest.raises(TemplateError, match="要写明格式"):
        rendered("{{ x | 坏 }}", data={"x": "1"}, formatters={"坏": lambda value: 1})


@pytest.mark.parametrize(
    ("tag", "value"), [("colspan", "0"), ("colspan", "二"), ("colspan", "99"), ("cellbg", "红"), ("cellbg", 'FF"/><x')]
)
def test_cell_tags_take_nothing_but_numbers_and_colours(tag, value):
    with pytest.raises(TemplateError, match=tag):
        rendered(table([f"{{% {tag} x %}}甲"]), data={"x": value})
