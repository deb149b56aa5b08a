from tests.documents.engine.docx_builder import compiled, docx, p, table


def names(*blocks, **stories):
    return [use.dotted for use in compiled(docx(*blocks, **stories)).names]


def test_names_are_dotted_as_the_data_has_them():
    assert names("{{ 工程建设.累计完成投资.同比 | 亿元 }}") == ["工程建设.累计完成投资.同比"]


def test_a_loop_variable_is_what_its_loop_goes_over():
    used = names("{%p for 行 in 工程建设.未开工.行 %}", "{{ loop.index }}{{ 行.单位 }}{{ 外 }}", "{%p endfor %}", "{{ 行 }}")
    assert used == ["工程建设.未开工.行", "工程建设.未开工.行.*.单位", "外", "行"]


def test_loops_in_loops_and_branches():
    used = names(
        "{% for g in 组 %}{% if g.名 == 某 %}{% for r in g.行 %}{{ r.值 | 亿元 }}{% endfor %}{% else %}{{ g.注 }}{% endif %}{% endfor %}{{ g }}"
    )
    assert used == ["组", "组.*.名", "某", "组.*.行", "组.*.行.*.值", "组.*.注", "g"]


def test_a_set_name_is_what_it_was_set_to():
    assert names("{%p set 排名 = 工程建设.完成率排名.乡镇 %}", "{% for r in 排名.前 %}{{ r.单位 }}{% endfor %}") == [
        "工程建设.完成率排名.乡镇",
        "工程建设.完成率排名.乡镇.前",
        "工程建设.完成率排名.乡镇.前.*.单位",
    ]


def test_keys_and_names_in_brackets():
    assert names('{{ 表["甲 乙"].值 }}{{ 表[键].值 }}{{ 列[0] }}') == ["表.甲 乙.值", "表.*.值", "键", "列.*"]


def test_conditions_arguments_and_cell_tags_count():
    grid = table(["{%tr for r in 行 %}"], ["{% cellbg r.色 %}{{ r.值 | 亿元(位数) if r.有 else 空 }}"], ["{%tr endfor %}"])
    assert sorted(names(grid)) == sorted(["行", "行.*.色", "行.*.有", "行.*.值", "位数", "空"])


def test_each_use_knows_its_paragraph():
    (use,) = compiled(docx("一", "共{{ x.y | 亿元 }}", header=p("眉"))).names
    assert (use.path, use.written, use.place.part, use.place.number, use.place.text) == (
        ("x", "y"),
        "{{ x.y | 亿元 }}",
        "正文",
        2,
        "共{{ x.y | 亿元 }}",
    )
