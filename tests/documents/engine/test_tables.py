"""Tables that stay valid whatever comes; every result also passes the package check and the schema validator."""

import pytest

from pipeline.documents.word.inspection import check_package
from tests.documents.engine.docx_builder import audited, cell, compiled, docx, p, part, row, rows, table, texts, xml

ROWS = [{"类": "部门", "名": "甲", "值": ["1", "2", "3"]}, {"类": "部门", "名": "乙", "值": ["4", "5", "6"]}]
DATA = {
    "行": ROWS,
    "组": [{"名": "一类", "行": ROWS}, {"名": "二类", "行": [{"类": "乡镇", "名": "丙", "值": ["7", "8", "9"]}]}],
    "月": ["一月", "二月", "三月"],
    "无": [],
    "是": True,
    "否": False,
    "色": "FF0000",
}


@pytest.fixture
def made(tmp_path):
    """Renders blocks and insists that the file is valid."""

    def make(*blocks, **data):
        content = compiled(docx(*blocks, "末")).render(DATA | data)
        assert check_package(content) == []
        assert audited(content, tmp_path) == []
        return content

    return make


def attributes(content, name, attribute="val"):
    key = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + attribute
    return [one.get(key) for one in part(content).iter(f"{{*}}{name}")]


LISTED = (["单位", "值"], ["{%tr for r in 行 %}"], ["{{ r.名 }}", "{{ r.值[0] }}"], ["{%tr endfor %}"])


def test_a_row_is_repeated_for_each_member(made):
    assert rows(made(table(*LISTED))) == [["单位", "值"], ["甲", "1"], ["乙", "4"]]


def test_an_empty_list_leaves_the_heading(made):
    assert rows(made(table(*LISTED), 行=[])) == [["单位", "值"]]


def test_a_table_whose_rows_all_come_from_an_empty_list_goes(made):
    content = made("前", table(*LISTED[1:], columns=2), 行=[])
    assert texts(content) == ["前", "末"]
    assert rows(made(table(*LISTED[1:], columns=2))) == [["甲", "1"], ["乙", "4"]]


def test_a_table_in_a_cell_may_go_too(made):
    inner = table(*LISTED[1:], columns=2) + p("格尾")
    outer = table([cell(inner), "旁"])
    assert texts(made(outer, 行=[])) == ["格尾", "旁", "末"]


def test_rows_depend_on_conditions(made):
    grid = table(["头"], ["{%tr if 是 %}"], ["在"], ["{%tr else %}"], ["不在"], ["{%tr endif %}"])
    assert rows(made(grid)) == [["头"], ["在"]]
    assert rows(made(grid, 是=False)) == [["头"], ["不在"]]


def test_repeated_heading_rows_and_unbroken_rows_keep_their_properties(made):
    heading = row("头", properties="<w:cantSplit/><w:tblHeader/>")
    content = made(table(heading, ["{%tr for r in 行 %}"], row("{{ r.名 }}", properties="<w:cantSplit/>"), ["{%tr endfor %}"]))
    assert xml(content).count("<w:tblHeader/>") == 1
    assert xml(content).count("<w:cantSplit/>") == 3


def test_a_row_of_remarks_is_not_printed(made):
    assert rows(made(table(["头"], ["{#tr 只给编辑看 #}"], ["甲"]))) == [["头"], ["甲"]]


def test_a_condition_alone_in_a_cell_leaves_an_empty_paragraph_of_its_format(made):
    inner = p("{%p if 否 %}") + p("内", '<w:jc w:val="center"/>') + p("{%p endif %}")
    content = made(table([cell(inner), "旁"]))
    assert rows(content) == [["", "旁"]]
    assert attributes(content, "jc") == ["center"]
    kept = made(table([cell(inner), "旁"]), 否=True)
    assert texts(kept) == ["内", "旁", "末"]


def test_vm_merges_the_rows_of_its_loop(made):
    content = made(table(["类", "名"], ["{%tr for r in 行 %}"], ["{% vm %}{{ r.类 }}", "{{ r.名 }}"], ["{%tr endfor %}"]))
    assert rows(content) == [["类", "名"], ["部门", "甲"], ["", "乙"]]
    assert attributes(content, "vMerge") == ["restart", None]


def test_vm_restarts_in_each_group(made):
    grid = table(
        ["类", "名"],
        ["{%tr for g in 组 %}"],
        ["{%tr for r in g.行 %}"],
        ["{% vm %}{{ g.名 }}", "{{ r.名 }}"],
        ["{%tr endfor %}"],
        ["{%tr endfor %}"],
    )
    content = made(grid)
    assert rows(content)[1:] == [["一类", "甲"], ["", "乙"], ["二类", "丙"]]
    assert attributes(content, "vMerge") == ["restart", None, "restart"]


def test_vm_beside_a_loop_over_columns_still_means_rows(made):
    grid = table(
        ["类", "{%tc for m in 月 %}", "{{ m }}", "{%tc endfor %}"],
        ["{%tr for r in 行 %}"],
        ["{% vm %}{{ r.类 }}", "{%tc for v in r.值 %}", "{% vm %}{{ v }}", "{%tc endfor %}"],
        ["{%tr endfor %}"],
    )
    content = made(grid)
    assert rows(content)[1:] == [["部门", "1", "2", "3"], ["", "", "", ""]]
    assert attributes(content, "vMerge") == ["restart"] * 4 + [None] * 4


def test_hm_merges_the_columns_of_its_loop(made):
    grid = table(
        ["{%tc for m in 月 %}", "{% hm %}一季度", "{%tc endfor %}"],
        ["{%tc for m in 月 %}", "{{ m }}", "{%tc endfor %}"],
    )
    content = made(grid)
    assert rows(content) == [["一季度"], ["一月", "二月", "三月"]]
    assert attributes(content, "gridSpan") == ["3"]
    assert attributes(content, "tcW", "w") == ["4500", "1500", "1500", "1500"]


COLUMNS = (
    ["名", "{%tc for m in 月 %}", "{{ m }}", "{%tc endfor %}"],
    ["{%tr for r in 行 %}"],
    ["{{ r.名 }}", "{%tc for v in r.值 %}", "{{ v }}", "{%tc endfor %}"],
    ["{%tr endfor %}"],
)


def test_columns_share_the_width_their_loop_had_in_the_template(made):
    content = made(table(*COLUMNS))
    assert rows(content)[1] == ["甲", "1", "2", "3"]
    assert attributes(content, "gridCol", "w") == ["1500", "1500", "1500", "1500"]
    two = made(table(*COLUMNS), 月=["一", "二"], 行=[{"名": "甲", "值": ["1", "2"]}])
    assert attributes(two, "gridCol", "w") == ["1500", "2250", "2250"]
    assert attributes(two, "tcW", "w") == ["1500", "2250", "2250"] * 2


def test_the_grid_follows_columns_made_in_the_rows_only(made):
    content = made(table(*COLUMNS[1:]))
    assert attributes(content, "gridCol", "w") == ["1500"] * 4
    headed = made(table(["甲", "乙", "丙", "丁"], *COLUMNS[1:]), 行=[])
    assert attributes(headed, "gridCol", "w") == ["1500"] * 4


def test_a_row_left_without_cells_goes(made):
    grid = table(["头"], ["{%tc for x in 无 %}", "{{ x }}", "{%tc endfor %}"])
    assert rows(made(grid)) == [["头", "", ""]]


def test_colspan_and_cellbg_stand_where_the_schema_wants_them(made):
    content = made(table(["甲", "乙"], row(cell("{% colspan 2 %}{% cellbg 色 %}合计"))))
    properties = [one.tag.rpartition("}")[2] for one in part(content).findall(".//{*}tcPr")[-1]]
    assert properties == ["tcW", "gridSpan", "shd"]
    assert attributes(content, "fill", "x") == []
    assert attributes(content, "shd", "fill") == ["FF0000"]
    assert rows(content) == [["甲", "乙"], ["合计"]]


def test_a_cell_tag_replaces_what_the_cell_had(made):
    old = '<w:gridSpan w:val="1"/><w:shd w:val="clear" w:color="auto" w:fill="00FF00"/><w:vAlign w:val="center"/>'
    content = made(table(["甲", "乙"], row(cell("{% cellbg 色 %}{% colspan 2 %}合计", old))))
    assert attributes(content, "gridSpan") == ["2"]
    assert attributes(content, "shd", "fill") == ["FF0000"]


def test_every_cell_tag_at_once(made):
    grid = table(["头", "次"], ["{%tr for r in 行 %}"], row(cell("{% vm %}{% cellbg 色 %}{% colspan 2 %}合")), ["{%tr endfor %}"])
    properties = [one.tag.rpartition("}")[2] for one in part(made(grid)).findall(".//{*}tcPr")[-1]]
    assert properties == ["tcW", "gridSpan", "vMerge", "shd"]


def test_repeated_drawings_get_numbers_of_their_own(made):
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="7" name="图"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    blocks = (f"<w:p>{drawing}</w:p>", "{%p for r in 行 %}", f"<w:p>{drawing.replace('7', '3')}</w:p>", "{%p endfor %}")
    content = compiled(docx(*blocks)).render(DATA)
    assert check_package(content) == []
    assert [one.get("id") for one in part(content).iter("{*}docPr")] == ["7", "8", "9"]


def test_bookmarks_in_a_loop_are_not_repeated(made):
    marked = '<w:p><w:bookmarkStart w:id="5" w:name="此处"/><w:r><w:t>{{ r.名 }}</w:t></w:r><w:bookmarkEnd w:id="5"/></w:p>'
    content = made("{%p for r in 行 %}", marked, "{%p endfor %}", marked.replace("5", "6").replace("{{ r.名 }}", "外"))
    assert attributes(content, "bookmarkStart", "id") == ["6"]
