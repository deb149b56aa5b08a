"""A short notice to one unit: 28 values and a table of the ranking, in two or three pages; staff could have drawn it in Word."""

import io
from pathlib import Path

import docx

YAML = """\
title: {title}
every: month
file: {file}
template: 单位情况
uses: [工程建设, 对上争取, 招商引资, 项目谋划, 问题台账]
"""
PARAGRAPHS = (
    "{{ 单位.全称 }}：",
    "{{ 期.名称 }}，{{ 机关.名称 }}对{{ 单位.组别 }}{{ 单位.名称 }}的报表进行了审核，共发现问题{{ 单位.审核问题.个数 | 个 }}。",
    "全县安排重点项目{{ 工程建设.项目总数 | 个 }}，已开工{{ 工程建设.已开工 | 个 }}，未开工{{ 工程建设.未开工 | 个 }}。",
    "开工率{{ 工程建设.开工率 | 百分比 }}。",
    "{{ 期.累计 }}完成投资{{ 工程建设.累计完成投资 | 亿元 }}，{{ 工程建设.累计完成投资.同比 | 增长 }}，当月{{ 工程建设.本月完成投资 | 亿元 }}。",
    "民间投资项目{{ 工程建设.民间投资项目 | 个 }}，占{{ 工程建设.民间投资项目占比 | 百分比 }}，完成{{ 工程建设.民间投资完成 | 亿元 }}。",
    "集中开工{{ 工程建设.集中开工项目 | 个 }}，总投资{{ 工程建设.集中开工总投资 | 亿元 }}；三峡后续未开工{{ 工程建设.三峡后续未开工 | 个 }}。",
    "谋划五千万元以上{{ 项目谋划.谋划五千万以上 | 个 }}，{{ 项目谋划.谋划五千万以上.同比增减 | 增减 }}；亿元以上{{ 项目谋划.谋划亿元以上 | 个 }}。",
    "新签约{{ 招商引资.新签约项目 | 个 }}，协议投资{{ 招商引资.协议投资 | 亿元 }}，到位{{ 招商引资.到位资金 | 亿元 }}。",
    "问题{{ 问题台账.问题总数 | 个 }}，已销号{{ 问题台账.已销号 | 个 }}，销号率{{ 问题台账.销号率 | 百分比 }}。",
)
COLUMNS = (
    "单位",
    "名次 | 表格",
    "值 | 表格",
    "项目数 | 表格",
    "年度计划投资 | 表格",
    "本月完成投资 | 表格",
    "累计完成投资 | 表格",
    "开工率 | 表格",
)


def add_to(notices: Path, county_wide: int) -> None:
    """Put the notice into a workspace: one for each unit, and `county_wide` more for the whole county."""
    (notices / "单位情况.docx").write_bytes(template())
    each = YAML.format(title="单位情况", file="单位情况-{{ 单位.名称 }}.docx") + "for each: unit\n"
    (notices / "单位情况.yaml").write_text(each, encoding="utf-8")
    (notices / "县情况.docx").write_bytes(template(county=True))
    for number in range(county_wide):
        text = YAML.format(title=f"县情况{number}", file=f"县情况-{number}.docx").replace(
            "template: 单位情况", "template: 县情况"
        )
        (notices / f"县情况{number}.yaml").write_text(text, encoding="utf-8")


def template(*, county: bool = False) -> bytes:
    """Return the Word template."""
    document = docx.Document()
    for text in PARAGRAPHS[2:] if county else PARAGRAPHS:
        document.add_paragraph(text)
    table = document.add_table(rows=4, cols=len(COLUMNS))
    for cell, column in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = column.split(" |")[0]
    table.rows[1].cells[0].text = "{%tr for 行 in 工程建设.完成率排名.乡镇.行 %}"
    for cell, column in zip(table.rows[2].cells, COLUMNS, strict=True):
        cell.text = "{{ 行." + column + " }}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
