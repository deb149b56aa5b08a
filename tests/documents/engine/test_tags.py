import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.word.tags import straightened, tags_in


def tags(text):
    found, problems = tags_in(text)
    assert not problems, problems
    return [one.tag for one in found]


@pytest.mark.parametrize(
    ("written", "kind", "level", "keyword", "expression"),
    [
        ("{{ 工程建设.项目总数 | 个 }}", "output", "", "", "工程建设.项目总数 | 个"),
        ("{{名称}}", "output", "", "", "名称"),
        ("{{r 名称 }}", "output", "r", "", "名称"),
        ("{% if a == b %}", "statement", "", "if", "a == b"),
        ("{%p if a %}", "statement", "p", "if", "a"),
        ("{% tr for 行 in 表.行 %}", "statement", "tr", "for", "行 in 表.行"),
        ("{%tc endfor %}", "statement", "tc", "endfor", ""),
        ("{%r else %}", "statement", "r", "else", ""),
        ("{% vm %}", "statement", "", "vm", ""),
        ("{% colspan 2 %}", "statement", "", "colspan", "2"),
        ("{# 备注 #}", "comment", "", "", ""),
        ("{#tr 备注 #}", "comment", "tr", "", ""),
        ("{{ x|f（“甲，乙”，‘丙’） }}", "output", "", "", "x|f(\"甲，乙\",'丙')"),
        ('{{ x == "他说“好”" }}', "output", "", "", 'x == "他说“好”"'),
        ('{{ x|f("}}") }}', "output", "", "", 'x|f("}}")'),
        ("{{\u3000x\n}}", "output", "", "", "x"),
        ("{{ p }}", "output", "", "", "p"),
        ("{{ r.名称 }}", "output", "", "", "r.名称"),
    ],
)
def test_a_tag_is_read_as_docxtpl_reads_it(written, kind, level, keyword, expression):
    (tag,) = tags(f"前{written}后")
    assert (tag.kind, tag.level, tag.keyword, tag.expression) == (kind, level, keyword, expression)
    assert tag.written == written


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("投资｛｛ x ｝｝亿元", "全角"),
        ("投资{{ x ｝｝亿元", "没有写完"),
        ("{％ if x ％}", "全角"),
        ("{% if x ％}", "没有写完"),
        ("{ { x } }", "空格"),
        ("{ % if x % }", "空格"),
        ("甲 }} 乙", "一半"),
        ("{{ x", "没有写完"),
        ("{{ x {{ y }}", "没有写完"),
        ("{{  }}", "没有写内容"),
        ("{%p %}", "没有写内容"),
        ("{%- if x %}", "“-”"),
        ("{{ x -}}", "“-”"),
        ("{{p 附件 }}", "不支持"),
        ("{% fi x %}", "没有“fi”"),
        ("{% esle %}", "是否应为“else”"),
        ("{% macro f() %}", "没有“macro”"),
        ("{% else x %}", "不应再写"),
        ("{% if %}", "缺少"),
        ("{% vm 2 %}", "不应再写"),
    ],
)
def test_what_only_looks_like_a_tag_is_said(text, said):
    problems = tags_in(text)[1]
    assert any(said in problem.text for problem in problems), problems


@pytest.mark.parametrize("text", ["", "集合{a}、{b}", "增长5%", "（{）", "比例为 3% 。}", "{a:{b}}", "#1 {#"])
def test_ordinary_braces_are_text(text):
    found, problems = tags_in(text.removesuffix("{#"))
    assert not found
    assert not problems or "}}" in text


@given(st.text(alphabet="{}%#｛｝％ \n“”\"'ab甲ifendrp-|", max_size=40))
def test_no_text_upsets_the_reading(text):
    found, _ = tags_in(text)
    for one in found:
        assert text[one.start : one.end] == one.tag.written
    assert all(earlier.end <= later.start for earlier, later in itertools.pairwise(found))


@given(st.text(alphabet="“”‘’\"'（），ab", max_size=20))
def test_straightening_leaves_nothing_curly_outside_strings_and_keeps_the_length(text):
    assert len(straightened(text)) == len(text)
    assert straightened(straightened(text)) == straightened(text) or any(quote in text for quote in "\"'“”‘’")
