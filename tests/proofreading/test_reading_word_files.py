"""Whatever a Word file is made of, the self-check reads what a reader of it sees."""

import io
import zipfile

from pipeline.proofreading import proofread, read
from tests.documents.engine.docx_builder import docx, p, run, table

CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:plotArea><c:barChart>'
    "<c:ser><c:val><c:numRef><c:numCache><c:pt idx='0'><c:v>12.5</c:v></c:pt><c:pt idx='1'><c:v>7</c:v></c:pt>"
    "</c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"
)


def paragraphs(content: bytes) -> list[str]:
    return [one.text for one in read(content, "稿.docx").paragraphs if one.text]


def test_tracked_changes_are_read_as_accepted() -> None:
    changed = f'{run("完成投资")}<w:del w:id="1" w:author="甲"><w:r><w:delText>14.31</w:delText></w:r></w:del>'
    changed += f'<w:ins w:id="2" w:author="甲">{run("14.13")}</w:ins>{run("亿元")}'
    moved = (
        f'<w:moveFrom w:id="3" w:author="甲">{run("旧处")}</w:moveFrom><w:moveTo w:id="4" w:author="甲">{run("新处")}</w:moveTo>'
    )
    assert paragraphs(docx(p(changed), p(moved))) == ["完成投资14.13亿元", "新处"]


def test_a_text_box_is_a_paragraph_of_its_own_and_its_fallback_is_none() -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    ).format(p("框内60个"))
    assert paragraphs(docx(p(run("框外") + box))) == ["框外", "框内60个"]


def test_a_merged_cell_stands_in_every_place_it_covers() -> None:
    down = '<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/><w:vMerge{}/></w:tcPr>{}</w:tc>'
    wide = '<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc>'
    made = docx(
        table(
            ["组别", "单位", "数"],
            [down.format(' w:val="restart"', p("乡镇")), "甲镇", "1"],
            [down.format("", p("")), "乙镇", "2"],
            f"<w:tr>{wide.format(p('合计'))}<w:tc><w:tcPr><w:tcW w:w='1500' w:type='dxa'/></w:tcPr>{p('3')}</w:tc></w:tr>",
        )
    )
    (found,) = read(made, "稿.docx").tables
    assert [[cell.text if cell else None for cell in row] for row in found.rows] == [
        ["组别", "单位", "数"],
        ["乡镇", "甲镇", "1"],
        ["乡镇", "乙镇", "2"],
        ["合计", "合计", "3"],
    ]
    assert [cell.origin for cell in found.rows[2] if cell] == [False, True, True]


def test_the_numbers_a_chart_keeps_are_read_series_by_series() -> None:
    made = io.BytesIO(docx("正文"))
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("word/charts/chart1.xml", CHART)
    assert read(made.getvalue(), "稿.docx").charts == {("word/charts/chart1.xml", 0): ("12.5", "7")}


RANKED = [["名次", "单位", "完成率"], ["1", "甲镇", "50.0"], ["2", "乙镇", "40.0"], ["3", "丙镇", "30.0"], ["4", "丁乡", "20.0"]]
ROSTER = {"乡镇": ("甲镇", "乙镇", "丙镇", "丁乡", "戊乡"), "县直部门": ("子局", "丑局")}


def of_roster(*texts: str, rows: list[list[str]] | None = None) -> list[str]:
    text = read(docx(*texts, table(*(rows or RANKED))), "稿.docx")
    return [one.said for one in proofread(text, roster=ROSTER) if one.code == "R-05"]


def test_a_unit_of_the_roster_that_no_ranking_accounts_for_is_named() -> None:
    (said,) = of_roster("各乡镇完成率排名如下。")
    assert "戊乡" in said
    assert "甲镇" not in said
    assert "子局" not in said


def test_a_unit_is_accounted_for_in_the_table_or_by_a_word_in_the_text() -> None:
    assert of_roster("各乡镇完成率排名如下。", rows=[*RANKED, ["—", "戊乡", "未报送"]]) == []
    assert of_roster("各乡镇完成率排名如下。戊乡未报送，未纳入排名。") == []
    assert of_roster("各乡镇完成率排名如下。戊乡进展平稳。") != []


def test_a_table_of_the_first_few_need_not_have_the_whole_group() -> None:
    first = [RANKED[0], ["1", "甲镇", "50.0"], ["1", "乙镇", "50.0"], ["1", "丙镇", "50.0"]]
    assert of_roster("考核前三名单位一览表", rows=first) == []
    assert of_roster("考核结果一览表", rows=first) != []
    assert of_roster("考核前三名单位一览表", rows=[*first, ["4", "丁乡", "20.0"]]) != []


def test_a_table_about_other_matters_is_no_ranking_of_a_group() -> None:
    rows = [["名次", "项目", "投资"], ["1", "甲路", "5"], ["2", "乙路", "4"], ["3", "丙路", "3"]]
    assert of_roster("投资前三的项目如下。", rows=rows) == []


def test_a_document_is_not_printed_before_it_is_signed() -> None:
    def codes(day: str) -> list[str]:
        told = read(docx("2023年5月10日", f"归溪县人民政府办公室　2023年5月{day}日印发"), "稿.docx")
        return [one.code for one in proofread(told)]

    assert codes("9") == ["D-05"]
    assert codes("10") == []
    assert codes("11") == []
