"""Notices to one unit: 退回通知 and 催报单 (handbook 1 §2.8 F1 and A5)."""

from pathlib import Path

from docx.document import Document as Docx

from tools.first_templates.__main__ import MARGINS, body, cell, footer, paragraph, row, table
from tools.first_templates.notice_text import Column, Wide, lines
from tools.first_templates.official_page import (
    LANDSCAPE,
    PORTRAIT,
    TEXT_WIDTH,
    WIDE_WIDTH,
    page_number,
    saved,
    section,
    trimmed,
    turned_page_number,
)

RETURNED = Wide(
    "单位.退回.行",
    (
        Column("序号", "{{ 行.序号 }}", 8, "centre"),
        Column("报表", "{{ 行.名称 }}（{{ 行.期 }}）", 46, "text"),
        Column("文件", "{{ 行.文件名 }}", 50, "text"),
        Column("收到", "{{ 行.收到 }}", 26, "centre"),
        Column("须改正", "{{ 行.强制 | 表格 }}", 13, "centre"),
        Column("须说明", "{{ 行.核实 | 表格 }}", 13, "centre"),
    ),
)
FOUND = Wide(
    "单位.退回问题.行",
    (
        Column("序号", "{{ 行.序号 }}", 9, "centre"),
        Column("类别", "{{ 行.级别 }}", 11, "centre"),
        Column("文件名", "{{ 行.文件名 }}", 28, "text"),
        Column("工作表", "{{ 行.工作表 | 空 }}", 17, "text"),
        Column("单元格", "{{ 行.单元格 | 空 }}", 16, "text"),
        Column("项目名称", "{{ 行.项目 | 空 }}", 24, "text"),
        Column("问题描述", "{{ 行.问题 }}", 46, "text"),
        Column("应为", "{{ 行.应为 | 空 }}", 28, "text"),
        Column("处理要求", "{{ 行.处理 | 空 }}", 28, "text"),
        Column("单位说明", "", 18, "text"),
    ),
)
_SO_FAR = (
    "{{% for 行 in 报送质量.报送排名.{}.行 if 行.单位 == 单位.名称 %}}"
    "（今年累计迟报{{{{ 行.迟报 | 个 }}}}、未报{{{{ 行.未报 | 个 }}}}）{{% endfor %}}"
)
"""how the unit has reported this year, looked up in its group"""
_FORM = (
    ("编　　号", "归政督催〔　　　　〕　　号"),
    ("单　　位", "{{ 单位.全称 }}"),
    ("依　　据", "“旬督查、月通报”工作机制和报表报送时限的规定"),
    ("LOOP", ""),
    ("当前状态", "已过报送时限，仍未收到" + "".join(map(_SO_FAR.format, ("县直部门", "乡镇")))),
    (
        "要　　求",
        "请于{{ 文.答复期限 }}17:00前补报，并说明未按时报送的原因；确无情况的，作零报告；无此项任务的，请书面说明。",
    ),
    ("逾期处理", "逾期仍未报送的，按“未报送”在月通报中列示，不纳入本期汇总和排名，并按考核办法扣分。"),
    ("联 系 人", ""),
    ("签收人及\n时　　间", ""),
)
_LABEL = 1900


def returned() -> Docx:
    """Return 退回通知: a letter, and the findings on a turned page."""
    document = trimmed()
    upright = (footer(document, page_number("页码")), footer(document, page_number("页码双")))
    turned = (
        footer(document, turned_page_number("页码", 100, 84, 1)),
        footer(document, turned_page_number("页码双", 28, 84, 2)),
    )
    first, wide = section(PORTRAIT, upright), section(LANDSCAPE, turned, landscape=True)
    text = lines("退回通知")
    letter = text.index(("表格", "退回"))
    (last_style, last), attached = text[-1], lines("退回通知附件")
    parts = [paragraph(style, line) for style, line in text[:letter]]
    parts.append(table(RETURNED, TEXT_WIDTH))
    parts += [paragraph(style, line) for style, line in text[letter + 1 : -1]]
    parts.append(paragraph(last_style, last, first))
    place = attached.index(("表格", "问题"))
    parts += [paragraph(style, line) for style, line in attached[:place]]
    parts.append(table(FOUND, WIDE_WIDTH))
    parts += [paragraph(style, line) for style, line in attached[place + 1 :]]
    body(document, "".join([*parts, wide]))
    return document


def reminder() -> Docx:
    """Return 催报单: one page, one table."""
    document = trimmed()
    upright = (footer(document, page_number("页码")), footer(document, page_number("页码双")))
    text = lines("催报单")
    place = text.index(("表格", "催报"))
    parts = [paragraph(style, line) for style, line in text[:place]]
    parts.append(form())
    parts += [paragraph(style, line) for style, line in text[place + 1 :]]
    body(document, "".join([*parts, section(PORTRAIT, upright)]))
    return document


def form() -> str:
    """Return the table of 催报单: one line an item; the forms that are missing stand one below the other."""
    wide = TEXT_WIDTH - _LABEL
    rows = []
    for label, text in _FORM:
        if label == "LOOP":
            opening = row(cell("表格居中", "{%tr for 行 in 单位.催报.行 %}", TEXT_WIDTH, 2))
            missing = "《{{ 行.名称 }}》（{{ 行.期 }}），应于{{ 行.期限 }}前报送"
            rows += [opening, _item("报　　表", missing, wide), row(cell("表格居中", "{%tr endfor %}", TEXT_WIDTH, 2))]
        else:
            rows.append(_item(label, text, wide))
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{MARGINS}</w:tblPr><w:tblGrid><w:gridCol w:w="{_LABEL}"/><w:gridCol w:w="{wide}"/></w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def _item(label: str, text: str, wide: int) -> str:
    return row(cell("催报项", label, _LABEL) + cell("催报内容", text, wide), height=900)


if __name__ == "__main__":
    folder = Path(__file__).parents[2] / "templates" / "notices"
    saved(returned(), folder / "退回通知.docx")
    saved(reminder(), folder / "催报单.docx")
