"""A long notice for the whole county: five tables of some 150 rows together, and three charts where the engine can draw them."""

import io
from pathlib import Path

import docx

from benchmarks.short_notice import PARAGRAPHS

YAML = """\
title: 县通览
every: month
file: 县通览.docx
uses: [工程建设, 对上争取, 招商引资, 项目谋划, 问题台账]
charts:
"""
TABLES = {
    "工程建设": ("名次", "值", "项目数", "年度计划投资", "本月完成投资", "累计完成投资", "开工率"),
    "招商引资": ("名次", "值", "年度目标", "本月到位资金", "到位资金", "新签约项目", "协议投资"),
    "对上争取": ("名次", "值", "年度目标", "争取资金", "资金笔数"),
}
GROUPS = {"工程建设": ("县直部门", "乡镇"), "招商引资": ("县直部门", "乡镇"), "对上争取": ("县直部门",)}


def add_to(notices: Path) -> None:
    """Put the notice into a workspace."""
    charts = "".join(
        f"  {name}: {{of: {name}.完成率排名.乡镇, type: bar, title: {name}, series: {{完成率: 值}}}}\n" for name in TABLES
    )
    (notices / "县通览.docx").write_bytes(template())
    (notices / "县通览.yaml").write_text(YAML + charts, encoding="utf-8")


def template() -> bytes:
    """Return the Word template."""
    document = docx.Document()
    for text in PARAGRAPHS[2:]:
        document.add_paragraph(text)
    for name, columns in TABLES.items():
        document.add_paragraph("{{ 图." + name + " }}")
        for group in GROUPS[name]:
            _add_table(document, f"{name}.完成率排名.{group}.行", columns)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add_table(document, rows: str, columns: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    table = document.add_table(rows=4, cols=len(columns) + 1)
    heading, begin, row, end = table.rows
    for cell, column in zip(heading.cells, ("单位", *columns), strict=True):
        cell.text = column
    begin.cells[0].text = "{%tr for 行 in " + rows + " %}"
    row.cells[0].text = "{{ 行.单位 }}"
    for cell, column in zip(row.cells[1:], columns, strict=True):
        cell.text = "{{ 行." + column + " | 表格 }}"
    end.cells[0].text = "{%tr endfor %}"
