"""A unit's own workbook comes back with its wrong cells marked, and with everything else as it was sent."""

import re
from datetime import datetime
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl
import pytest
import xlsxwriter
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from pipeline.documents.answers.marking import marked
from pipeline.documents.answers.replies import MOST_FINDINGS, Reply, replies
from pipeline.documents.answers.sheet_marks import ALWAYS
from pipeline.documents.answers.spreadsheetml import Unmarkable
from pipeline.model.explanation import REVIEW_STAMP, stamped
from pipeline.model.finding import Explanation, Finding, Level
from pipeline.model.submission import InboxFile

FILE = InboxFile("2023-04/交通局.xlsx", "0" * 64, 1, datetime(2023, 5, 4), "xlsx")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def finding(
    *cells: str, level: Level = Level.MUST_FIX, text: str = "第5行“总投资”有误", sheet: str = "重点项目", **more
) -> Finding:
    return Finding("Q-201", level, FILE.path, text, "县交通局", "重点项目", "2023-04", sheet, cells, "芝茅路", "K5=1", **more)


def reply(*findings: Finding) -> Reply:
    (one,) = replies(findings, [], [FILE])
    return one


@cache
def rich() -> bytes:
    """A workbook with what a department's has: a picture, a text box, a button, comments, formats, names, a saved formula."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    cover, sheet = book.add_worksheet("封面"), book.add_worksheet("重点项目")
    cover.write("A1", "封面")
    sheet.merge_range("A1:F1", "重点项目建设进度月报表")
    sheet.write_row("A4", ["项目", "总投资", "本月"])
    sheet.write_row("A5", ["芝茅路", 8000, 180], book.add_format({"bg_color": "#C6EFCE"}))
    sheet.write_formula("B7", "=SUM(B5:B6)", None, 8000)
    sheet.merge_range("A8:A9", "合并")
    sheet.insert_image("H2", "章.png", {"image_data": BytesIO(PNG)})
    sheet.insert_textbox("H8", "文本框")
    sheet.insert_button("H14", {"caption": "按钮"})
    sheet.write_comment("B5", "单位自己的批注", {"author": "张三"})
    sheet.conditional_format("C5:C6", {"type": "cell", "criteria": ">", "value": 5, "format": book.add_format({"bold": True})})
    sheet.data_validation("D5", {"validate": "list", "source": ["是", "否"]})
    book.define_name("重点项目!本表", "=重点项目!$A$5:$C$6")
    sheet.print_area("A1:F9")
    sheet.activate()
    book.close()
    return stream.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def repacked(content: bytes, **changed: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, part in (parts(content) | changed).items():
            package.writestr(ZipInfo(name), part)
    return stream.getvalue()


def rows(sheet: bytes) -> bytes:
    return re.search(rb"<sheetData.*</sheetData>", sheet, re.DOTALL)[0]  # type: ignore[index]


def test_all_that_the_sender_put_in_stays_byte_for_byte() -> None:
    before, after = parts(rich()), parts(marked(rich(), reply(finding("B5", "C5"))))
    touched = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    touched |= {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    assert {name for name in before if after.get(name) != before[name]} <= touched
    assert rows(after["xl/worksheets/sheet2.xml"]) == rows(before["xl/worksheets/sheet2.xml"])
    assert b"<v>8000</v>" in rows(after["xl/worksheets/sheet2.xml"])
    assert "按钮".encode() in after["xl/drawings/vmlDrawing1.vml"]


def test_excel_opens_it_without_repair(tmp_path) -> None:
    path = tmp_path / "审核意见.xlsx"
    before = tmp_path / "原件.xlsx"
    before.write_bytes(rich())
    path.write_bytes(marked(rich(), reply(finding("B5", "C5"), finding("A9", level=Level.MUST_EXPLAIN))))
    known = {error.description for error in OpenXmlValidator().validate(before).errors}
    assert [error for error in OpenXmlValidator().validate(path).errors if error.description not in known] == []


def test_wrong_cells_have_the_colour_of_their_level_and_the_others_a_lighter_one() -> None:
    content = marked(
        rich(), reply(finding("B5", "C5"), finding("B6", level=Level.MUST_EXPLAIN), finding("D5", level=Level.NOTICE))
    )
    formats = openpyxl.load_workbook(BytesIO(content))["重点项目"].conditional_formatting
    ours = {str(one.sqref): rule.dxf.fill.fgColor.rgb for one in formats for rule in one.rules if rule.formula == [ALWAYS]}
    assert ours == {"B5": "FFFF9999", "B6": "FFFFD966", "D5": "FFBDD7EE", "C5": "FFFFE5E5"}


def test_our_colours_come_before_the_senders_own_formats() -> None:
    formats = openpyxl.load_workbook(BytesIO(marked(rich(), reply(finding("C5")))))["重点项目"].conditional_formatting
    priorities = {rule.priority: rule.formula for one in formats for rule in one.rules}
    assert priorities[min(priorities)] == [ALWAYS]
    assert len(priorities) == 2


def test_a_comment_says_what_is_wrong_and_what_to_do() -> None:
    content = marked(rich(), reply(finding("C5", expected="总投资不小于本月", remedy="请核对")))
    comment = openpyxl.load_workbook(BytesIO(content))["重点项目"]["C5"].comment
    assert comment.text == "【审核意见·强制1】第5行“总投资”有误\n应为：总投资不小于本月\n处理：请核对"


def test_the_senders_comment_stays_and_ours_stands_below_it() -> None:
    comment = openpyxl.load_workbook(BytesIO(marked(rich(), reply(finding("B5")))))["重点项目"]["B5"].comment
    assert comment.text.startswith("单位自己的批注")
    assert "【审核意见·强制1】" in comment.text


def test_a_cell_inside_a_merged_area_is_marked_where_it_is_seen() -> None:
    sheet = openpyxl.load_workbook(BytesIO(marked(rich(), reply(finding("A9")))))["重点项目"]
    assert sheet["A8"].comment is not None
    assert "A8" in {str(one.sqref) for one in sheet.conditional_formatting}


def test_the_first_sheet_lists_the_findings_with_links_and_is_the_one_that_opens() -> None:
    content = marked(rich(), reply(finding("B5", "C5"), finding(sheet="", level=Level.MUST_EXPLAIN, text="整个文件有疑问")))
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    assert (sheet.title, book.active.title) == ("审核意见", "审核意见")
    assert not any(one.sheet_view.tabSelected for one in book.worksheets[1:])
    assert [cell.value for cell in sheet[4]][:9] == [
        "序号",
        "级别",
        "位置",
        "项目",
        "问题",
        "填报值",
        "应为",
        "处理要求",
        "填报说明",
    ]
    assert [cell.value for cell in sheet[5]][:3] == ["1", "强制", "重点项目 B5等2格"]
    assert sheet["C5"].hyperlink.location == "'重点项目'!B5"
    assert [cell.value for cell in sheet[6]][1:3] == ["核实", "整个文件"]


def test_names_of_a_sheet_still_belong_to_it() -> None:
    book = openpyxl.load_workbook(BytesIO(marked(rich(), reply(finding("B5")))))
    assert list(book["重点项目"].defined_names) == ["本表"]
    assert book["重点项目"].print_area == "'重点项目'!$A$1:$F$9"


def test_what_an_answer_is_looked_for_carries_a_stamp_also_where_it_will_be_refused() -> None:
    """Whoever explains what must be mended is told that it does not help; a 提示 needs no answer."""
    told = reply(finding("B5", level=Level.NOTICE), finding("C5", level=Level.MUST_EXPLAIN), finding("D5"))
    sheet = openpyxl.load_workbook(BytesIO(marked(rich(), told))).worksheets[0]
    assert sheet["J4"].value == REVIEW_STAMP
    assert sheet["J7"].value is None
    for place in ("J5", "J6"):
        assert stamped(sheet[place].value)[0] == ("县交通局", "重点项目", "2023-04", "Q-201", "芝茅路")  # type: ignore[index]
    assert sheet.column_dimensions["J"].hidden


def test_marked_again_it_carries_only_the_new_marks() -> None:
    once = marked(rich(), reply(finding("B5", "C5"), finding("B6")))
    book = openpyxl.load_workbook(BytesIO(marked(once, reply(finding("D5", text="新问题")))))
    assert book.sheetnames == ["审核意见", "封面", "重点项目"]
    sheet = book["重点项目"]
    assert {str(one.sqref) for one in sheet.conditional_formatting} == {"C5:C6", "D5"}
    assert sheet["B5"].comment.text == "单位自己的批注"
    assert sheet["B6"].comment is None
    assert "新问题" in sheet["D5"].comment.text
    assert book["审核意见"].max_row == 5


def test_a_cell_marked_twice_keeps_one_comment() -> None:
    findings = reply(finding("B5", "C5"), finding("C6"))
    once = marked(rich(), findings)
    twice = marked(once, findings)
    assert parts(twice)["xl/drawings/vmlDrawing1.vml"].count(b"<v:shape ") == parts(once)["xl/drawings/vmlDrawing1.vml"].count(
        b"<v:shape "
    )
    assert openpyxl.load_workbook(BytesIO(twice))["重点项目"]["C6"].comment.text.count("【") == 1


def test_the_same_workbook_is_marked_with_the_same_bytes() -> None:
    assert marked(rich(), reply(finding("B5"))) == marked(rich(), reply(finding("B5")))


def test_a_sheet_of_the_senders_own_called_审核意见_is_left_alone() -> None:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet("审核意见").write("A1", "领导审核意见：同意")
    book.close()
    names = CalamineWorkbook.from_filelike(BytesIO(marked(stream.getvalue(), reply(finding("A1", sheet="审核意见"))))).sheet_names
    assert names == ["审核意见2", "审核意见"]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|'/c calc'!A1", "@SUM(A1)", "<b>&\x01"])
def test_nothing_in_a_finding_becomes_a_formula(text: str) -> None:
    content = marked(rich(), reply(finding("B5", text=text)))
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert (sheet["E5"].data_type, sheet["E5"].value) == ("s", text.replace("\x01", ""))
    assert b"<f>" not in parts(content)["xl/worksheets/sheet3.xml"]


def test_macros_are_not_passed_on() -> None:
    content = rich()
    types = parts(content)["[Content_Types].xml"].replace(
        b"sheet.main+xml",
        b'sheet.main+xml"/><Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject',
    )
    link = b'<Relationship Id="rIdM" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Rel'
    rels = parts(content)["xl/_rels/workbook.xml.rels"].replace(b"</Rel", link)
    changed = {"xl/vbaProject.bin": b"macro", "[Content_Types].xml": types, "xl/_rels/workbook.xml.rels": rels}
    after = parts(marked(repacked(content, **changed), reply(finding("B5"))))
    assert "xl/vbaProject.bin" not in after
    assert not [name for name, part in after.items() if b"vbaProject" in part]


@pytest.mark.parametrize("name", ["xl/macrosheets/sheet1.xml", "xl/activeX/activeX1.bin", "_xmlsignatures/sig1.xml"])
def test_what_must_not_be_passed_on_is_not_marked_but_answered_beside_its_values(name: str) -> None:
    with pytest.raises(Unmarkable):
        marked(repacked(rich(), **{name: b"x"}), reply(finding("B5")))


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/worksheets/sheet2.xml", "xl/comments1.xml"])
def test_entities_are_never_expanded(part: str) -> None:
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + parts(rich())[part].partition(b"?>")[2]
    with pytest.raises(Unmarkable):
        marked(repacked(rich(), **{part: entity}), reply(finding("B5")))


def test_no_more_findings_are_listed_than_a_person_reads_and_the_rest_is_counted() -> None:
    answer = reply(
        *(finding(f"B{row}", level=Level.MUST_FIX if row > 20 else Level.NOTICE) for row in range(5, 5 + MOST_FINDINGS + 30))
    )
    assert (len(answer.findings), answer.left_off) == (MOST_FINDINGS, 30)
    assert answer.findings[0].level is Level.MUST_FIX
    sheet = openpyxl.load_workbook(BytesIO(marked(rich(), answer))).worksheets[0]
    assert sheet.cell(sheet.max_row, 1).value == "本文件审核问题较多，只列出前200条，另有30条未列出，改正后重新报送时继续审核。"


def test_what_is_only_for_information_asks_for_no_workbook() -> None:
    assert replies([finding("B5", level=Level.NOTICE)], [], [FILE]) == []


def test_an_accepted_answer_stands_on_the_next_sheet_too() -> None:
    given = Explanation("县发改局3月批复调整概算", "2023-04/说明.xlsx", "审核意见", "I6")
    closed = finding("C5", level=Level.MUST_EXPLAIN, explanation=given)
    (answer,) = replies([finding("B5")], [closed], [FILE])
    sheet = openpyxl.load_workbook(BytesIO(marked(rich(), answer))).worksheets[0]
    assert [sheet["B6"].value, sheet["I6"].value] == ["已说明", given.text]
    assert stamped(sheet["J6"].value)
